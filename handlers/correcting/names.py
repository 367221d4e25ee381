"""Names put right on the card just shown: "the company is Globex", "不是华为，是中兴", "it's Li Wen, not Li Wei"."""

import re
from datetime import timedelta

from crm import companies, contacts, notes
from crm.contacts import LONGEST_NAME
from crm.facts import Facts
from crm.filings import Filing, Links, links_of
from crm.recognise import Known, recognise
from handlers.turn import Turn
from storage.entities import Company, FollowUp

JUST_SHOWN = timedelta(minutes=30)
"""How long what a card shows can be put right by plain words."""

_COMPANY = re.compile(
    r"\b(?:company|account|firm)\s*(?:name\s*)?(?:is|:|=|should be)\s*(?P<en>.+)"
    r"|(?:[他她对]们?方?的?)?(?:公司|单位)(?:名|名字|名称)?(?:是|为|叫|应该是|改成|：|:)\s*(?P<zh>[^，,。；;]+)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b(?:(?:the|her|his|their)\s+(?:full\s+|real\s+|last\s+)?name|(?:full\s+)?name)"
    r"\s*(?:is|:|=|should be)\s*(?P<en>.+)"
    r"|(?:[他她]的?)?(?:全名|大名|本名|名字|姓名|人名|联系人)(?:是|叫|为|应该是|改成|：|:)\s*(?P<zh>.+)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"(?:no,?\s+)?(?:(?:it|that)['’]?s|it is|i meant?)\s+(?P<said>.+?)\s*,?\s+not\s+(?P<gone>.+)"
    r"|(?:no,?\s+)?not\s+(?P<wrong>[^,]+?)\s*,\s*(?:but\s+|it['’]?s\s+)?(?P<right>.+)"
    r"|(?:.{0,8}错了?[，,]?\s*)?不是(?P<old>[^，,]+)[，,]\s*(?:而?是|应该是)(?P<new>.+)"
    r"|(?:.{0,8}错了?[，,]?\s*)?(?:应该)?是(?P<meant>[^，,]+?)[，,]?\s*(?:，|,)?不是(?P<mistaken>.+)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|no,?|不是?[，,]?|应该是)\s*", re.IGNORECASE)
_ENDS = " .。!！"


def names_something(words: str) -> bool:
    """Whether the words say what a company or a person is called."""
    bare = _ARTICLE.sub("", words)
    return any(pattern.match(bare) for pattern in (_COMPANY, _NAME)) or _INSTEAD.fullmatch(words) is not None


def correct_company(turn: Turn, filing: Filing, links: Links, words: str, follow_up: FollowUp | None) -> bool:
    """Whether the company is another one now, or is called otherwise."""
    name = _after(_COMPANY, words) or _instead_of(links.company.name if links.company else None, words)
    if not name:
        return False
    uow = turn.uow
    company = companies.find_sure(uow, name, turn.member.id)
    if links.company is not None and _made_with(turn, filing, links.company) and company in {None, links.company}:
        return _rename(turn, filing, links, links.company, name)
    company = company or companies.create_company(uow, name, owner_id=turn.member.id)
    for row in (links.contact, links.lead, links.deal, notes.find_note(uow, filing.note_id), follow_up):
        if row is not None:
            row.company_id = company.id
    uow.session.flush()
    if links.contact is not None:
        contacts.refresh(uow, links.contact)
    filing.company_id, filing.facts.company = company.id, company.name
    return True


def correct_person(turn: Turn, links: Links, words: str) -> bool:
    """Whether the contact is called otherwise now."""
    if links.contact is None:
        return False
    name = (_after(_NAME, words) or _instead_of(links.contact.name, words) or "")[:LONGEST_NAME]
    if not name:
        return False
    if links.lead is not None and links.lead.name == links.contact.name:
        links.lead.name = name
    contacts.rename(turn.uow, links.contact, name)
    return True


def names_of(turn: Turn, filing: Filing, words: str) -> bool:
    """Whether the words say that a name on that card is another ("it's Li Wen, not Li Wei")."""
    links = links_of(turn.uow, filing)
    named = [one.name for one in (links.contact, links.company) if one is not None]
    return any(_instead_of(name, words) for name in named)


def somebody_else(turn: Turn, filing: Filing, links: Links, words: str) -> str | None:
    """Who was meant instead of the customer that was linked: a known one is not renamed for a slip of the tongue.

    Whom the talk has only just made is misspelt rather, unless somebody is called so.
    """
    other = _instead_of(links.contact.name, words)[:LONGEST_NAME] if links.contact is not None else ""
    if filing.state != "known" or links.contact is None or not other:
        return None
    if isinstance(recognise(turn.uow, turn.member, Facts(person=other)), Known):
        return other
    return None if turn.uow.now - links.contact.created_at <= JUST_SHOWN else other


def _made_with(turn: Turn, filing: Filing, company: Company) -> bool:
    """Whether the very message that is corrected made the company, which is then only misspelt."""
    note = notes.find_note(turn.uow, filing.note_id)
    return note is not None and company.created_at == note.created_at


def _rename(turn: Turn, filing: Filing, links: Links, company: Company, name: str) -> bool:
    for row in (links.lead, links.deal):
        if row is not None and row.name == company.name:
            row.name = name
    companies.rename(turn.uow, company, name)
    filing.facts.company = name
    return True


def _after(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return (found["en"] or found["zh"] or "").strip(_ENDS) if found else ""


def _instead_of(name: str | None, words: str) -> str:
    """What is said instead of that very name."""
    found = _INSTEAD.fullmatch(words)
    if found is None or name is None:
        return ""
    old = found["gone"] or found["wrong"] or found["old"] or found["mistaken"]
    new = found["said"] or found["right"] or found["new"] or found["meant"]
    return new.strip(_ENDS) if old.strip(_ENDS).casefold() == name.casefold() else ""
