"""Whom a message is about, as far as the one who wrote it may know."""

from dataclasses import dataclass, replace
from uuid import UUID

from crm import access, records
from crm.facts import Facts
from crm.identify import identify
from crm.members import get_workspace
from domain.terms import Ref, Verdict
from storage.entities import Company, Contact, FollowUp, Member, Record
from storage.unit_of_work import UnitOfWork
from understanding.matching import Candidate, Decision, Subject

MOST_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Known:
    """Surely that record; `why` is the evidence in words."""

    record: Record
    why: tuple[str, ...] = ()
    confirmed: bool = False  # somebody who saw both said so: what differs is added, not held


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Perhaps one of these, best first."""

    candidates: tuple[Contact | Company, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A colleague's private customer: only the owner's name may be said."""

    owner: str


@dataclass(frozen=True, slots=True)
class New:
    """Nobody we know."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """The message names no customer."""


Whom = Known | Doubtful | Taken | New | Nobody


def recognise(uow: UnitOfWork, member: Member, facts: Facts) -> Whom:
    """Whom the facts are about. Nothing is written."""
    if facts.ref is not None:
        return _referred(uow, member, facts.ref)
    if not facts.names_somebody:
        return Nobody()
    query = facts.query(get_workspace(uow).region)
    if query.name or not query.company:
        return _judged(
            uow, member, identify(uow, query, member_id=member.id, account=facts.actor, sent_by=facts.sender)
        )
    if query.phone or query.email or query.handle:
        person = identify(uow, replace(query, company=None), member_id=member.id, account=facts.actor)
        if person.verdict is not Verdict.NEW:
            return _judged(uow, member, person)
    return _judged(uow, member, identify(uow, query, member_id=member.id))


def owner_elsewhere(uow: UnitOfWork, member: Member, record: Record) -> Taken | None:
    """Taken, where the member may not see it."""
    if access.may_see(uow, member, record):
        return None
    owner = records.owner_of(uow, record)
    return Taken(owner.shown if owner else "?")


def _referred(uow: UnitOfWork, member: Member, text: str) -> Whom:
    ref = Ref.parse(text)
    record = records.get_by_ref(uow, ref) if ref else None
    if record is None or isinstance(record, FollowUp):
        return Nobody()
    return owner_elsewhere(uow, member, record) or Known(record)


def _judged(uow: UnitOfWork, member: Member, decision: Decision) -> Whom:
    if decision.verdict is Verdict.NEW:
        return New()
    found = [(candidate, _record(uow, candidate)) for candidate in decision.candidates[:MOST_CANDIDATES]]
    there = [(candidate, record) for candidate, record in found if record is not None]
    if decision.verdict is Verdict.SURE and there:
        candidate, record = there[0]
        return owner_elsewhere(uow, member, record) or Known(record, candidate.why)
    seen = tuple(record for _, record in there if access.may_see(uow, member, record))
    return Doubtful(seen) if seen else New()


def _record(uow: UnitOfWork, candidate: Candidate) -> Contact | Company | None:
    kind: type[Contact | Company] = Contact if candidate.record.subject is Subject.CONTACT else Company
    return uow.get(kind, candidate.record.id)


def get_candidate(uow: UnitOfWork, subject: str, record_id: UUID) -> Contact | Company | None:
    """The record a tapped candidate stands for."""
    return uow.get(Contact, record_id) if subject == "contact" else uow.get(Company, record_id)
