"""The names a question may use: colleagues and stages, by what people call them."""

from collections.abc import Mapping

from storage.stages import list_stages
from storage.teams import list_names
from storage.unit_of_work import UnitOfWork


def owners_by_word(uow: UnitOfWork) -> Mapping[str, str]:
    """The name of each colleague by their lower-case name and full name."""
    return {
        word.lower(): name
        for _, name, full_name in list_names(uow)
        for word in (full_name, name)
        if word and len(word) > 1
    }


def stages_by_word(uow: UnitOfWork) -> Mapping[str, str]:
    """The name of each open stage by its lower-case name; won and lost are outcomes, which questions name otherwise."""
    return {stage.name.lower(): stage.name for stage in list_stages(uow) if stage.outcome is None}
