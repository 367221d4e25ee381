"""What a text says, as data: the final interface of extraction.

Each `text` is exactly what a value was read from and `start` its place (in characters), so that a card can show it and
an explanation can point at it. Nothing unknown is ever invented: absent means None or empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from domain.terms import Grain, Intent


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody does, as written; `told` where the text says it outright (she's the CFO), not beside a name."""

    title: str
    told: bool


@dataclass(frozen=True, slots=True)
class Person:
    """`title` is the role, else how the person is addressed (Dr., 总)."""

    name: str
    text: str
    start: int
    title: str | None = None
    company: str | None = None
    known: bool = False
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    text: str
    start: int
    known: bool = False


@dataclass(frozen=True, slots=True)
class Phone:
    """`number` is E.164, None where it is no number of the region."""

    number: str | None
    text: str
    start: int
    extension: str | None = None


@dataclass(frozen=True, slots=True)
class Email:
    address: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Handle:
    """A name on a platform: `service` is telegram, wechat, line, ... or url for a link."""

    service: str
    name: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Amount:
    """Major units and ISO 4217; `currency` is the workspace's where the text names none."""

    amount: Decimal
    currency: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing that is no money: 50 seats, 10 %, 8折."""

    value: Decimal
    unit: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A time. Aware; `end` is exclusive, None for an instant or one whole grain. `past` was, and is no plan."""

    start_at: datetime
    end_at: datetime | None
    grain: Grain
    text: str
    start: int
    past: bool = False
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """Something to do: the first instant of its grain, an RFC 5545 RRULE value, verb and object as written."""

    due_at: datetime
    grain: Grain
    recurs: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything found, in order of appearance.

    `planned` are the follow-ups, the main one first: `due_at`, `due_grain`, `recurs` and `action` are its own, None
    where nothing is planned. `action` is its verb and object as written ("call", "打电话"). `outcome` is `won` or
    `lost` when a stage changed so, `reason` why it was lost; `stage` another stage's name as written. `assignee` is
    the colleague named by an assignment, `role` what is said of somebody by a pronoun alone.
    """

    language: str
    intents: tuple[Intent, ...]
    people: tuple[Person, ...] = ()
    companies: tuple[Organisation, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    handles: tuple[Handle, ...] = ()
    money: tuple[Amount, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Moment, ...] = ()
    planned: tuple[Planned, ...] = ()
    outcome: str | None = None
    stage: str | None = None
    reason: str | None = None
    assignee: str | None = None
    address: str | None = None
    role: Role | None = None

    @property
    def due_at(self) -> datetime | None:
        return self.planned[0].due_at if self.planned else None

    @property
    def due_grain(self) -> Grain | None:
        return self.planned[0].grain if self.planned else None

    @property
    def recurs(self) -> str | None:
        return self.planned[0].recurs if self.planned else None

    @property
    def action(self) -> str | None:
        return self.planned[0].action if self.planned else None


class KnownNames(Protocol):
    """The customers the reader already knows, asked by the words of a text."""

    def find(self, text: str) -> Sequence["KnownName"]:
        """The known names that stand in `text`, longest first where they overlap."""
        ...


@dataclass(frozen=True, slots=True)
class KnownName:
    """A stretch of a text that is a known person's (`is_person`) or company's name; `name` is the record's own."""

    name: str
    text: str
    start: int
    is_person: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What must be known to read a text: when and where it was written.

    `at` is aware; `tz` an IANA zone; `currency` ISO 4217 and `region` ISO 3166 of the workspace; `language` en or zh
    where known, else it is guessed from the script.
    """

    at: datetime
    tz: str
    language: str | None = None
    currency: str = "USD"
    region: str = "US"
    known: KnownNames | None = None
