"""One figure of a set: how often each verdict was given, and what was not right."""

from collections import Counter
from dataclasses import dataclass, field

from benchmarks.evaluate.judging import Judged


@dataclass(slots=True)
class Figure:
    """Verdicts by name, and the confusions in the order they were seen."""

    counts: Counter[str] = field(default_factory=Counter)
    confusions: list[Judged] = field(default_factory=list)

    def add(self, seen: Judged) -> None:
        self.counts[seen.verdict] += 1
        if seen.verdict != "right":
            self.confusions.append(seen)

    @property
    def total(self) -> int:
        return self.counts.total()

    def share(self, verdict: str) -> float:
        return self.counts[verdict] / self.total if self.total else 0.0
