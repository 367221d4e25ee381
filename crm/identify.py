"""Who is this? The walk from a query to a verdict: keys asked, few records read, judged by understanding.matching."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from domain.chat import Actor
from storage import key_writing, match_keys
from storage import members as accounts
from storage.entities import ChatIdentity, Company, Contact, LinkMemory
from storage.unit_of_work import UnitOfWork
from understanding.matching import (
    KEY_CAP,
    SHIPPED,
    Decision,
    Memory,
    Query,
    Record,
    Subject,
    Thresholds,
    decide,
    key_of_equal,
    keys_for,
    keys_of,
    shortlist,
    subject_of,
    tells_identity,
)
from understanding.matching.person import is_whole_name
from understanding.matching.text import fold

PHONE, EMAIL = "phone", "email"
LONGEST_ALIAS, MOST_ALIASES = 120, 20


def identify(
    uow: UnitOfWork,
    query: Query,
    *,
    member_id: UUID | None,
    account: Actor | None = None,
    sent_by: str | None = None,
    thresholds: Thresholds | None = None,
    apart_from: UUID | None = None,
) -> Decision:
    """The verdict on a query, with what this member answered before. `account` is a chat account that is exact.

    `sent_by` is the sender's name of a forward: what was answered about that sender counts. A query of nothing but
    a phone, an address or a handle asks for people and companies. `apart_from` is a record that is not meant.
    """
    region, settings = match_keys.defaults_of(uow)
    query = query if query.region else replace(query, region=region)
    memory = _memory(uow, query, member_id, account, sent_by)
    asks = keys_for(query)
    records: list[Record] = []
    frequency: dict[int, int] = {}
    points = tells_identity(query)
    for subject in _subjects(query):
        found = match_keys.postings(uow, _number(subject), [ask.key for ask in asks], KEY_CAP)
        frequency.update((key, len(numbers)) for key, numbers in found.items())
        numbers = shortlist(asks, found)
        if numbers or memory.confirmed:
            records += list_records(uow, subject, numbers, memory.confirmed, region, points=points)
    if apart_from is not None:
        records = [record for record in records if record.id != apart_from]
    return decide(query, records, frequency=frequency, memory=memory, thresholds=thresholds or _thresholds(settings))


def _thresholds(settings: Mapping[str, Any]) -> Thresholds:
    """Those of config.yaml, which the workspace's settings carry so that every worker goes by the same."""
    chosen = settings.get("matching")
    return Thresholds(**chosen) if chosen else SHIPPED


def query_of(uow: UnitOfWork, record: Contact | Company) -> Query:
    """What is known of a record, as a question, to see who else that may be."""
    people = isinstance(record, Contact)
    points = match_keys.points_of(uow, (record.id,), people=people).get(record.id, [])
    company = uow.get(Company, record.company_id) if isinstance(record, Contact) else record
    return Query(
        name=record.name if people else None,
        company=company.name if company else None,
        phone=next((value for kind, value in points if kind == PHONE), None),
        email=next((value for kind, value in points if kind == EMAIL), None),
        city=record.city,
        address=record.address,
        region=record.region,
    )


def _subjects(query: Query) -> tuple[Subject, ...]:
    return (subject_of(query),) if query.name or query.company else (Subject.CONTACT, Subject.COMPANY)


def index(uow: UnitOfWork, record: Contact | Company, points: Collection[tuple[str, str]] = ()) -> None:
    """Store the match keys of a record just made, with its (kind, value) contact points."""
    key_writing.store(uow, *_keys(uow, record, points))


def reindex(uow: UnitOfWork, record: Contact | Company) -> None:
    """Store a record's match keys anew: called on every rename and change of a contact point."""
    people = isinstance(record, Contact)
    points = match_keys.points_of(uow, (record.id,), people=people).get(record.id, [])
    key_writing.replace(uow, *_keys(uow, record, points))
    if isinstance(record, Company):
        for contact in match_keys.list_contacts_of(uow, record.id):
            reindex(uow, contact)  # they are found by their company's name, too


def _keys(
    uow: UnitOfWork, record: Contact | Company, points: Collection[tuple[str, str]]
) -> tuple[int, int, tuple[int, ...], int]:
    """Subject, short number, all keys, and the key of an equal name."""
    subject = Subject.CONTACT if isinstance(record, Contact) else Subject.COMPANY
    employer = uow.get(Company, record.company_id) if isinstance(record, Contact) else None
    company = employer.name if employer else None
    region, _ = match_keys.defaults_of(uow)
    keys = keys_of(_record(subject, record, company, points, region))
    return _number(subject), record.number, keys, key_of_equal(subject, record.name, company)


def reindex_many(uow: UnitOfWork, subject: Subject, numbers: Collection[int]) -> None:
    """Make the keys of contacts, or of companies, anew, lost ones too."""
    made = []
    for record in list_records(uow, subject, numbers, ()):
        company = record.company if subject is Subject.CONTACT else None
        equal = key_of_equal(subject, record.name, company)
        made.append((_number(subject), record.number, equal, key_writing.pack(keys_of(record))))
    key_writing.replace_many(uow, made, whole=True)


def forget(uow: UnitOfWork, subject: Subject, number: int) -> None:
    """A record that is gone is found no more."""
    key_writing.forget_many(uow, _number(subject), [number])


def remember(
    uow: UnitOfWork, query: Query, record: Contact | Company, *, same: bool, sent_by: str | None = None
) -> None:
    """Keep an answer: that what the query names is this record, or is not.

    A name confirmed becomes an alias, so that everybody finds the record by it from now on.
    """
    for identity_key in _identity_keys(query, sent_by)[:1]:
        uow.add(
            LinkMemory(
                member_id=uow.member_id,
                identity_key=identity_key,
                contact_id=record.id if isinstance(record, Contact) else None,
                company_id=record.id if isinstance(record, Company) else None,
                same=same,
                created_at=uow.now,
            )
        )
    if same:
        _grow_alias(uow, record, query.name if isinstance(record, Contact) else query.company)


def _grow_alias(uow: UnitOfWork, record: Contact | Company, called: str | None) -> None:
    """What somebody was called, unless it is their name already or only a surname with a title."""
    called = " ".join((called or "").split())[:LONGEST_ALIAS]
    known = {fold(name) for name in (record.name, *record.aliases)}
    if not called or fold(called) in known or len(record.aliases) >= MOST_ALIASES:
        return
    if isinstance(record, Contact) and not is_whole_name(called):
        return
    record.aliases = [*record.aliases, called]
    uow.session.flush()
    reindex(uow, record)


def remember_account(uow: UnitOfWork, account: Actor, name: str | None, contact: Contact) -> None:
    """From now on that chat account is this contact's, unless it is known already."""
    if accounts.find_identity(uow, account) is None:
        uow.add(
            ChatIdentity(
                platform=account.platform,
                tenant=account.tenant,
                user_id=account.user_id,
                name=name,
                contact_id=contact.id,
            )
        )


def _memory(
    uow: UnitOfWork, query: Query, member_id: UUID | None, account: Actor | None, sent_by: str | None
) -> Memory:
    answers: dict[UUID, bool] = {}
    identity = accounts.find_identity(uow, account) if account else None
    if identity is not None and identity.contact_id is not None:
        answers[identity.contact_id] = True
    keys = _identity_keys(query, sent_by)
    for memory in match_keys.list_memories(uow, keys, member_id) if keys else ():
        about = memory.contact_id or memory.company_id
        if about is not None:
            answers[about] = memory.same
    return Memory(
        frozenset(about for about, same in answers.items() if same),
        frozenset(about for about, same in answers.items() if not same),
    )


def _identity_keys(query: Query, sent_by: str | None) -> list[str]:
    """What an answer is remembered under: the sender of a forward, the name and company as written, an identity."""
    keys = [f"sender:{fold(sent_by)}"] if sent_by else []
    if query.name or query.company:
        keys.append(f"name:{fold(query.name or '')}|{fold(query.company or '')}")
    keys += [f"{kind}:{value}" for kind, value in ((PHONE, query.phone), (EMAIL, query.email)) if value]
    return keys


def list_records(
    uow: UnitOfWork,
    subject: Subject,
    numbers: Collection[int],
    ids: Collection[UUID],
    region: str | None = None,
    *,
    points: bool = True,
) -> list[Record]:
    """Contacts or companies as matching compares them, by short number and by id; without `points` it reads none."""
    region = region or match_keys.defaults_of(uow)[0]
    people = subject is Subject.CONTACT
    rows = match_keys.list_contacts(uow, numbers, ids) if people else match_keys.list_companies(uow, numbers, ids)
    held = match_keys.points_of(uow, [row.id for row in rows], people=people) if points else _NO_POINTS
    return [_record(subject, row, row.company, held.get(row.id, ()), region) for row in rows]


_NO_POINTS: Mapping[UUID, Collection[tuple[str, str]]] = {}


def _record(
    subject: Subject,
    record: Any,  # a Contact or Company, or a row of their columns
    company: str | None,
    points: Collection[tuple[str, str]],
    region: str,
) -> Record:
    return Record(
        subject,
        record.id,
        record.number,
        record.name,
        company=company,
        phones=tuple([value for kind, value in points if kind == PHONE]),
        emails=tuple([value for kind, value in points if kind == EMAIL]),
        handles=tuple([value for kind, value in points if kind not in {PHONE, EMAIL}]),
        aliases=tuple(record.aliases),
        city=record.city,
        address=record.address,
        region=record.region or region,
        external_id=record.external_id,
        company_id=record.company_id if subject is Subject.CONTACT else None,
    )


def _number(subject: Subject) -> int:
    return match_keys.CONTACT if subject is Subject.CONTACT else match_keys.COMPANY
