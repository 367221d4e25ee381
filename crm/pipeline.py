"""Questions about the pipeline, and their answers, as data.

A sentence, a filter and a button all become the same PipelineQuery, so they cannot disagree.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from crm.periods import Period
from domain.money import Money
from domain.terms import Axis, Sort
from storage.entities import Deal

IDLE_DAYS = 14
"""A deal without a touch for so long is at risk."""

LISTED = 10
RISKS = 3
ME = "me"
NOBODY = "none"


class Show(StrEnum):
    """What the answer is: sums with bars, a list, a number, the money expected, the share won, who lags behind."""

    SUMMARY = "summary"
    LIST = "list"
    COUNT = "count"
    FORECAST = "forecast"
    CONVERSION = "conversion"
    BEHIND = "behind"


class Subject(StrEnum):
    DEALS = "deal"
    LEADS = "lead"
    CUSTOMERS = "customer"


@dataclass(frozen=True, slots=True)
class PipelineQuery:
    """A question about deals, leads or customers. None and empty ask nothing.

    `outcome` is open, won, lost or any (of leads open, qualified, lost or any). `owners` are members' names, `me`, or
    `none` (nobody's). `at_least` and
    `at_most` are major units. `closes` is the planned close date, `closed` when it was won or lost. `at_risk`: idle
    for IDLE_DAYS, or past its close date. `by` and `sort` None: what suits the question.
    """

    subject: Subject = Subject.DEALS
    show: Show = Show.SUMMARY
    outcome: str | None = None
    owners: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    currency: str | None = None
    closes: Period | None = None
    closed: Period | None = None
    created: Period | None = None
    idle_days: int | None = None
    overdue: bool = False
    at_risk: bool = False
    source: str | None = None
    reason: str | None = None
    by: Axis | None = None
    sort: Sort | None = None
    limit: int | None = None

    @property
    def which(self) -> str:
        """The outcome asked for: of deals the open ones, of leads and of what is new all, unless words said else."""
        return self.outcome or ("any" if self.subject is not Subject.DEALS or self.created else "open")

    @property
    def is_narrow(self) -> bool:
        """Whether it picks deals by more than whose, which stage and when."""
        asked = (self.at_least, self.at_most, self.idle_days, self.source, self.reason)
        return self.overdue or self.at_risk or any(value is not None for value in asked)

    @property
    def axis(self) -> Axis:
        """What the sums are broken down by."""
        if self.by is not None:
            return self.by
        if self.subject is Subject.LEADS:
            return Axis.STATUS
        return {"lost": Axis.REASON, "won": Axis.OWNER}.get(self.which, Axis.STAGE)


@dataclass(frozen=True, slots=True)
class Total:
    """Of one currency: how many deals, their sum, and the sum weighted by their stages' chances."""

    money: Money
    weighted: Money


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of the axis: its label (a stage's, a person's; None: none given), count and sums by currency."""

    label: str | None
    count: int
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal in a list, with the names around it. `idle_days` is 0 for one that is not idle for long."""

    deal: Deal
    who: str | None
    owner: str | None
    stage: str
    idle_days: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """A target and what of it is won or, weighted, expected."""

    target: Money
    covered: Money

    @property
    def percent(self) -> int:
        return round(100 * self.covered.minor / self.target.minor) if self.target.minor else 100

    @property
    def gap(self) -> Money:
        return Money(max(0, self.target.minor - self.covered.minor), self.target.currency)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is true. `whole` says whether the asker sees the whole team's; `deals` are the first of `count`.

    `won` is what a forecast adds to the open deals: what its period brought already.
    """

    query: PipelineQuery
    whole: bool
    count: int
    totals: tuple[Total, ...]
    bars: tuple[Bar, ...] = ()
    deals: tuple[DealRow, ...] = ()
    risks: tuple[DealRow, ...] = ()
    at_risk: int = 0
    coverage: Coverage | None = None
    won: tuple[Money, ...] = ()
    without_amount: int = 0
