"""What an import did, or would do."""

from dataclasses import dataclass, field

MOST_TOLD = 1_000  # problems kept by row; the others are only counted


@dataclass(slots=True)
class Report:
    """Counts of rows, and the problems with the row each is about. `others`: companies or people made on the way.

    `number` is the import's, to take it back by; None where nothing was written.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    duplicate: int = 0
    wrong: int = 0
    others: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)
    dry_run: bool = False
    number: int | None = None

    def count(self, line: int, outcome: str, told: str) -> None:
        """One row's outcome; `told` says of a duplicate whose."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        if outcome == "duplicate":
            self.tell(line, told)

    def refuse(self, line: int, reason: str) -> None:
        self.wrong += 1
        self.tell(line, reason)

    def tell(self, line: int, reason: str) -> None:
        if len(self.problems) < MOST_TOLD:
            self.problems.append((line, reason))
