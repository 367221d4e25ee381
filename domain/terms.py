"""The terms of the field that several rooms share; docs/glossary.md explains each."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    REP = "rep"
    MANAGER = "manager"
    ADMIN = "admin"


class Kind(StrEnum):
    """The kinds of record with a short reference people can type; the value is how exports name it."""

    LEAD = "lead"
    CONTACT = "contact"
    COMPANY = "company"
    DEAL = "deal"
    FOLLOW_UP = "follow_up"

    @property
    def letter(self) -> str:
        return _LETTERS[self]


_LETTERS = {Kind.LEAD: "L", Kind.CONTACT: "C", Kind.COMPANY: "A", Kind.DEAL: "D", Kind.FOLLOW_UP: "F"}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}
_REF = re.compile(r"([LCADF])([1-9][0-9]{0,9})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Ref:
    """A short reference: L12 lead, C7 contact, A3 company (account), D42 deal, F9 follow-up."""

    kind: Kind
    number: int

    def __str__(self) -> str:
        return f"{self.kind.letter}{self.number}"

    @classmethod
    def parse(cls, text: str) -> "Ref | None":
        """The reference that `text` is, or None if it is anything else."""
        found = _REF.fullmatch(text.strip())
        return cls(_KINDS[found[1].upper()], int(found[2])) if found else None


class Grain(StrEnum):
    """How exact a time was said; a day is not a minute."""

    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Intent(StrEnum):
    LEAD = "lead"
    CONTACT = "contact"
    NOTE = "note"
    FOLLOW_UP = "follow_up"
    STAGE = "stage"
    ASSIGN = "assign"
    QUERY = "query"
    CORRECT = "correct"
    NONE = "none"


class Verdict(StrEnum):
    SURE = "sure"
    ASK = "ask"
    NEW = "new"


class Axis(StrEnum):
    """What the sums of a question are broken down by."""

    STAGE = "stage"
    OWNER = "owner"
    SOURCE = "source"
    REASON = "reason"
    MONTH = "month"
    STATUS = "status"
    NONE = "none"


class Sort(StrEnum):
    """The order of a list of deals: largest, soonest to close, longest idle, newest first."""

    AMOUNT = "amount"
    CLOSE = "close"
    IDLE = "idle"
    CREATED = "created"
