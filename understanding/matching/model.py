"""Who is this? The final interface of matching, as data.

Matching never scans: `keys_of` says under which keys a record is stored and `keys_for` which ones a query
asks; the caller fetches the few records that share any, and `decide` scores them. Pure: no database, no chat.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.terms import Verdict


class Subject(StrEnum):
    CONTACT = "contact"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Query:
    """What is known of somebody. `name` may hold a handle, or name and company in one. All may be None."""

    name: str | None = None
    company: str | None = None
    phone: str | None = None
    email: str | None = None
    handle: str | None = None
    city: str | None = None
    address: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A stored contact or company, with all that can speak for or against it being the one asked for."""

    subject: Subject
    id: UUID
    number: int
    name: str
    company: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    city: str | None = None
    address: str | None = None
    region: str | None = None
    external_id: str | None = None
    company_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record, its score (0.0 to 1.0 on one calibrated scale) and the evidence in words ("same phone")."""

    record: Record
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict with at most five candidates, best first."""

    verdict: Verdict
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A key a query asks for; `weight`, 0 to 1, is what sharing it says before anything is compared."""

    key: int
    weight: float


@dataclass(frozen=True, slots=True)
class Memory:
    """What a person already answered about this very somebody: records confirmed to be it, and refused."""

    confirmed: frozenset[UUID] = frozenset()
    refused: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where the one scale of score is cut. `sure` and `ask` are the least score of a verdict.

    `margin`: a second candidate closer than this to the first makes it a question. `candidates`: how many
    are shown.
    """

    sure: float = 0.87
    ask: float = 0.35
    margin: float = 0.12
    candidates: int = 5
