"""A believable team to try Rapport with: `plant` fills an empty workspace, the same way each time."""

from crm.sample.plant import SampleTeam, plant

__all__ = ["SampleTeam", "plant"]
