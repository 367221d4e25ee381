"""Make or complete the records that facts are about: a lead, contact, company or deal; never twice, never over."""

import re
from collections.abc import Sequence

from crm import companies, contacts, deals, leads, records
from crm.access import may_change
from crm.facts import PHONE, Facts, Point
from crm.filings import Conflict, Filing, Links
from crm.identify import remember_account
from crm.recognise import Doubtful, Known, Nobody, Taken, Whom, owner_elsewhere
from crm.roles import learn_role
from storage.entities import Company, Contact, Deal, Lead, Member
from storage.unit_of_work import UnitOfWork

MOST_WORDS = 4
"""Of a person's name."""

# An amount beside these is a part of the deal or no part of it: what was paid, taken off, asked for one piece.
_A_PART = re.compile(
    r"(?<![a-z])(?:deposit|invoices?d?|paid|pays|payments?|down|discount|off|cheaper|refund|per|each|a month|a year|"
    r"monthly|yearly|fee|travel|shipping|competitor|cost|saves?|saved|owes?)(?![a-z])|"
    r"定金|订金|首付|首款|尾款|余款|回款|到账|打款|付了|付款|发票|押金|保证金|优惠|便宜|折|退款|运费|单价|每|一个月|一年|/|差价|贵了|欠|竞品|对手",
    re.IGNORECASE,
)


def settle(uow: UnitOfWork, member: Member, facts: Facts, whom: Whom) -> tuple[Filing, Links]:
    """Make or complete the records the facts are about."""
    if isinstance(whom, Known):
        return _known(uow, member, facts, whom)
    if isinstance(whom, Doubtful):
        return _doubtful(uow, facts, whom), Links()
    if isinstance(whom, Taken):
        return Filing("taken", facts, owner=whom.owner), Links()
    if isinstance(whom, Nobody):
        return Filing("nobody", facts), Links()
    return _new(uow, member, facts)


def _new(uow: UnitOfWork, member: Member, facts: Facts) -> tuple[Filing, Links]:
    company, taken = _company(uow, member, facts)
    if taken is not None:
        return Filing("taken", facts, owner=taken.owner), Links()
    links = Links(company=company)
    name = facts.person or (None if facts.company else _point_name(facts.points))
    if name:
        links.contact = _contact(uow, member, facts, name, company)
    if facts.sells and facts.wants in {None, "lead"}:
        links.lead = _lead(uow, member, facts, links)
    elif facts.wants == "deal":
        links.deal = _deal(uow, member, facts, links)
    created = "lead" if links.lead else "deal" if links.deal else "contact" if links.contact else "company"
    return Filing("new", facts, created=created, **links.ids), links


def _lead(uow: UnitOfWork, member: Member, facts: Facts, links: Links) -> Lead:
    return leads.create_lead(
        uow,
        _called(links),
        owner_id=member.id,
        contact=links.contact,
        company=links.company,
        amount=facts.amount,
        source=facts.source,
    )


def _deal(uow: UnitOfWork, member: Member, facts: Facts, links: Links) -> Deal:
    return deals.create_deal(
        uow,
        _called(links),
        owner_id=member.id,
        contact=links.contact,
        company=links.company,
        lead=links.lead,
        amount=facts.amount,
        source=facts.source,
    )


def _called(links: Links) -> str:
    """A lead or deal is called as its company, else as its person."""
    named = links.company or links.contact
    return named.name if named else "?"


def _contact(uow: UnitOfWork, member: Member, facts: Facts, name: str, company: Company | None) -> Contact:
    made = contacts.create_contact(
        uow,
        _in_capitals(name),
        owner_id=member.id,
        company_id=company.id if company else None,
        title=facts.title,
        address=facts.address,
        points=[point.parts for point in facts.points],
        source=facts.source,
    )
    if facts.actor:
        remember_account(uow, facts.actor, facts.sender, made)
    return made


def _in_capitals(name: str) -> str:
    """A person's name typed in a hurry, as it is written: "mike chen" is Mike Chen. Companies may be called so."""
    words = name.split(" ")
    hurried = name.isascii() and name.islower() and all(word.isalpha() for word in words) and len(words) <= MOST_WORDS
    return " ".join(word.capitalize() for word in words) if hurried else name


def _company(uow: UnitOfWork, member: Member, facts: Facts) -> tuple[Company | None, Taken | None]:
    """The company the facts name: the one surely meant, else a new one; taken where it is a colleague's."""
    if not facts.company:
        return None, None
    found = companies.find_sure(uow, facts.company, member.id)
    if found is not None:
        return found, owner_elsewhere(uow, member, found)
    return companies.create_company(uow, facts.company, owner_id=member.id, source=facts.source), None


def _known(uow: UnitOfWork, member: Member, facts: Facts, whom: Known) -> tuple[Filing, Links]:
    record = whom.record
    links = Links(contact=records.contact_of(uow, record), company=records.company_of(uow, record))
    if isinstance(record, Lead):
        links.lead = record
    elif isinstance(record, Deal):
        links.deal = record
    else:
        _open_business(uow, links)
    created = _asked_for(uow, member, facts, links)
    filing = Filing("known", facts, created=created, why=whom.why, **links.ids)
    if links.contact is not None and facts.points and not isinstance(record, Company):
        _complete(uow, links.contact, facts.points, filing, hold=not whom.confirmed)
    if links.contact is not None and facts.actor:
        remember_account(uow, facts.actor, facts.sender, links.contact)
    if links.contact is not None and not isinstance(record, Company):
        learn_role(uow, member, links.contact, facts, filing)
    _fill_amount(facts, links, filing)
    filing.asks_amount = created is None and _differs(uow, member, facts, links)
    filing.offers_deal = created is None and _would_be_business(uow, member, facts, links)
    records.touch(uow, links.contact, links.company, links.lead, links.deal)
    return filing, links


def _asked_for(uow: UnitOfWork, member: Member, facts: Facts, links: Links) -> str | None:
    """The lead or deal that was asked for outright; a lead only where nothing is under way."""
    if facts.wants == "deal":
        links.deal = _deal(uow, member, facts, links)
        return "deal"
    if facts.wants == "lead" and links.lead is None and links.deal is None:
        links.lead = _lead(uow, member, facts, links)
        return "lead"
    return None


def _open_business(uow: UnitOfWork, links: Links) -> None:
    """What is under way with them, where it is one thing only."""
    contact_id = links.contact.id if links.contact else None
    company_id = None if contact_id else links.company.id if links.company else None
    links.deal = deals.find_open(uow, contact_id, company_id)
    if links.deal is None:
        links.lead = leads.find_open(uow, contact_id, company_id)


def _complete(uow: UnitOfWork, contact: Contact, points: Sequence[Point], filing: Filing, *, hold: bool) -> None:
    """Add what is not on file; hold what contradicts it, if asked to."""
    on_file = contacts.list_points(uow, contact)
    for point in points:
        same_kind = [one for one in on_file if one.kind == point.kind]
        if any(_is_same(point, one.value) for one in same_kind):
            continue
        if same_kind and hold:
            filing.conflict = filing.conflict or Conflict(same_kind[0].id, same_kind[0].value, point)
        else:
            contacts.add_point(uow, contact, point.parts)
            filing.added.append(point)


def _doubtful(uow: UnitOfWork, facts: Facts, whom: Doubtful) -> Filing:
    """Nothing is linked; where another number is the doubt, both are shown."""
    asked = [("contact" if isinstance(one, Contact) else "company", one.id) for one in whom.candidates]
    filing = Filing("doubtful", facts, candidates=asked)
    only = whom.candidates[0] if len(whom.candidates) == 1 else None
    if isinstance(only, Contact):
        on_file = {one.kind: one for one in reversed(contacts.list_points(uow, only))}
        for point in facts.points:
            old = on_file.get(point.kind)
            if old is not None and not _is_same(point, old.value):
                filing.conflict = Conflict(old.id, old.value, point)
    return filing


def _is_same(point: Point, value: str) -> bool:
    if point.kind == PHONE:
        digits = "".join(c for c in point.value if c.isdigit())
        return digits[-9:] == "".join(c for c in value if c.isdigit())[-9:]
    return point.value.casefold() == value.casefold()


def _fill_amount(facts: Facts, links: Links, filing: Filing) -> None:
    """An amount nobody knew yet is written; one that is known is never overwritten."""
    under_way = links.deal or links.lead
    if under_way is None or under_way.amount_minor is not None or _is_over(under_way) or _tells_a_part(facts):
        return
    if facts.amount is not None:
        deals.set_amount(under_way, facts.amount)
        filing.filled = str(records.ref_of(under_way))


def _differs(uow: UnitOfWork, member: Member, facts: Facts, links: Links) -> bool:
    """Whether the amount said may be a new one for what is under way: of its size, in its currency, no deposit."""
    under_way = links.deal or links.lead
    if under_way is None or not under_way.amount_minor or not may_change(uow, member, under_way):
        return False
    said = facts.amount_in(under_way.currency)
    if said is None or said.currency != under_way.currency or _tells_a_part(facts):
        return False
    return (
        said.minor != under_way.amount_minor and under_way.amount_minor <= said.minor * 4 <= under_way.amount_minor * 16
    )


def _tells_a_part(facts: Facts) -> bool:
    return _A_PART.search(facts.amount_clause or facts.body or "") is not None


def _is_over(under_way: Lead | Deal) -> bool:
    return under_way.outcome is not None if isinstance(under_way, Deal) else under_way.status != "open"


def _would_be_business(uow: UnitOfWork, member: Member, facts: Facts, links: Links) -> bool:
    """Whether the amount said may be that of a deal nobody made yet."""
    customer = links.contact or links.company
    if customer is None or links.deal is not None or links.lead is not None or not facts.amount_minor:
        return False
    return may_change(uow, member, customer) and not _tells_a_part(facts)


def _point_name(points: Sequence[Point]) -> str | None:
    """Somebody who left only a number is called by it until a name is known."""
    return (points[0].label or points[0].value) if points else None
