"""File what a message says: note, follow-up, lead, contact, company, in one go."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from crm import notes
from crm.facts import Facts, Plan
from crm.filings import Filing, Links, keep, promised
from crm.follow_ups import create_follow_up
from crm.recognise import New, Whom, recognise
from crm.settling import settle
from storage.entities import Member
from storage.unit_of_work import UnitOfWork


def file(uow: UnitOfWork, member: Member, facts: Facts, whom: Whom) -> Filing:
    """Write everything the facts say about whom they are about; doubtful and taken ones are linked to nothing."""
    filing, links = settle(uow, member, facts, whom)
    filing.note_id = _note(uow, facts, links)
    if filing.state in {"known", "new"}:
        filing.other_ids = list(_met_along(uow, member, facts))
    if facts.plan is not None:
        filing.follow_up_id = create_plan(uow, member, facts.plan, links)
        filing.further_ids = [create_plan(uow, member, plan, links) for plan in facts.further]
    keep(uow, filing)
    return filing


def _met_along(uow: UnitOfWork, member: Member, facts: Facts) -> Iterator[UUID]:
    """Those named in one breath with the main one, as far as nobody like them is known: doubts are not asked twice."""
    for other in facts.others:
        one = Facts(
            person=other.name,
            title=other.title,
            company=other.company or facts.company,
            wants="contact",
            source=facts.source,
        )
        if isinstance(recognise(uow, member, one), New):
            _, links = settle(uow, member, one, New())
            if links.contact is not None:
                yield links.contact.id


def attach(uow: UnitOfWork, member: Member, filing: Filing, whom: Whom) -> Filing:
    """Link what was filed unlinked, now that somebody said whom it is about."""
    settled, links = settle(uow, member, filing.facts, whom)
    settled.note_id, settled.follow_up_id = filing.note_id, filing.follow_up_id
    settled.further_ids = filing.further_ids
    for row in (notes.find_note(uow, filing.note_id), *promised(uow, filing)):
        if row is not None:
            for name, value in links.ids.items():
                setattr(row, name, value)
    uow.session.flush()
    keep(uow, settled)
    return settled


def _note(uow: UnitOfWork, facts: Facts, links: Links) -> UUID:
    detail: dict[str, Any] = {}
    if facts.amount is not None:
        detail["amount"] = facts.amount.plain()
        detail["currency"] = facts.currency
    note = notes.add_note(
        uow,
        facts.body,
        occurred_at=facts.occurred_at,
        lines=facts.lines or None,
        files=facts.files or None,
        detail=detail or None,
        message_key=facts.message_key,
        **links.ids,
    )
    return note.id


def create_plan(uow: UnitOfWork, member: Member, plan: Plan, links: Links) -> UUID:
    """Promise to do it, about those records."""
    made = create_follow_up(
        uow,
        owner_id=member.id,
        action=plan.action,
        due_at=plan.due_at,
        grain=plan.grain,
        exact=plan.exact,
        recurs=plan.recurs,
        **links.ids,
    )
    return made.id
