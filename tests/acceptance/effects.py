"""What a dialogue left in the database, told without ids and moments of machinery: equal where the effect is equal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from storage.entities import Activity, Company, Contact, ContactPoint, FollowUp, Lead, Member, Operation
from storage.unit_of_work import UnitOfWork

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Effects:
    """Rows in a fixed order; other records are named by name, people by role."""

    leads: list[Row]
    contacts: list[Row]
    companies: list[Row]
    points: list[Row]
    activities: list[Row]
    follow_ups: list[Row]
    operations: list[Row]


def effects(uow: UnitOfWork) -> Effects:
    names = _Names(uow)
    return Effects(
        leads=_sorted(
            (one.number, one.name, one.status, one.amount_minor, one.currency, *names.around(one))
            for one in uow.session.query(Lead)
        ),
        contacts=_sorted(
            (one.number, one.name, one.title, one.source, names.of(one.company_id), names.of(one.owner_id))
            for one in uow.session.query(Contact)
        ),
        companies=_sorted(
            (one.number, one.name, one.source, names.of(one.owner_id)) for one in uow.session.query(Company)
        ),
        points=_sorted(
            (one.kind, one.value, one.label, names.of(one.contact_id), names.of(one.company_id))
            for one in uow.session.query(ContactPoint)
        ),
        activities=_sorted(
            (one.kind, one.body, _said(one), names.of(one.author_id), *names.about(one))
            for one in uow.session.query(Activity)
        ),
        follow_ups=_sorted(
            (one.number, one.action, one.status, one.due_at, one.remind_at, one.grain, one.recurs, *names.about(one))
            for one in uow.session.query(FollowUp)
        ),
        operations=[
            (one.summary, one.undone_at is not None, one.undone_by_id is not None)
            for one in uow.session.query(Operation).order_by(Operation.id)
        ],
    )


class _Names:
    """Who and what an id stands for."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._of: dict[Any, str] = {one.id: one.role for one in uow.session.query(Member)}
        self._of |= {one.id: one.name for one in uow.session.query(Contact)}
        self._of |= {one.id: one.name for one in uow.session.query(Company)}
        self._of |= {one.id: one.name for one in uow.session.query(Lead)}

    def of(self, identifier: Any) -> str | None:
        return None if identifier is None else self._of[identifier]

    def around(self, lead: Lead) -> Row:
        return self.of(lead.contact_id), self.of(lead.company_id), self.of(lead.owner_id)

    def about(self, one: Activity | FollowUp) -> Row:
        return self.of(one.contact_id), self.of(one.company_id), self.of(one.lead_id)


def _said(activity: Activity) -> Row:
    """Forwarded lines: who said what (when is the platform's own)."""
    return tuple((line.get("sender"), line.get("text")) for line in activity.lines or ())


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=repr)
