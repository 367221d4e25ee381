"""The same question of two times, side by side."""

from dataclasses import dataclass, replace

from crm.access import scope_of
from crm.lead_questions import ask_leads
from crm.periods import Period
from crm.pipeline import PipelineQuery, Show, Subject, Total
from crm.pipeline_answers import ask
from storage.entities import Member
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Side:
    """How many there were in one time, and of deals how much."""

    period: Period
    count: int
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """`query` is what was counted, without a time; the first side is held against the second."""

    query: PipelineQuery
    whole: bool
    sides: tuple[Side, Side]

    @property
    def more(self) -> int:
        return self.sides[0].count - self.sides[1].count


def compare(uow: UnitOfWork, member: Member, query: PipelineQuery, one: Period, other: Period) -> Comparison:
    """Within what the member may see. Raises NotFound for an owner who does not exist."""
    scope = scope_of(uow, member)
    whole = scope.owner_ids is None or len(scope.owner_ids) > 1
    return Comparison(query, whole, (_side(uow, member, query, one), _side(uow, member, query, other)))


def _side(uow: UnitOfWork, member: Member, query: PipelineQuery, period: Period) -> Side:
    if query.subject is Subject.LEADS:
        return Side(period, ask_leads(uow, member, replace(query, show=Show.COUNT, created=period)).count)
    if query.outcome in {"won", "lost"}:
        dated = replace(query, show=Show.COUNT, closed=period)
    else:
        dated = replace(query, show=Show.COUNT, created=period)
    answer = ask(uow, member, dated)
    return Side(period, answer.count, answer.totals)
