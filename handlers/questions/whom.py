"""Whom a question is about: a reference, a name in it, or the customer the talk is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crm.access import may_see
from crm.finding import Findings, find, subject_of
from crm.known_names import CustomerNames
from crm.records import find_by_ref
from domain.terms import Ref
from handlers.questions.topics import content_of, without_possessives
from handlers.replies.record import record_of_card
from handlers.talk_goes_on import just_shown
from handlers.turn import Turn
from storage.entities import Record

MOST_LOOKED_UP = 5
_REF = re.compile(r"(?<![\w.])[LCADlcad][1-9][0-9]{0,8}(?![\w.])", re.ASCII)
_HAN = re.compile(r"[\u3400-\u9fff]")
_THEM = re.compile(
    r"\b(?:she|he|they|her|him|them|his|their|hers|theirs|it|this|that|the (?:deal|customer|client|account|company))\b"
    r"|[他她它]|对方|[这那]个?(?:单|客户|家|公司|位|人)|那边|这边|客户",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a question names. `rest` is the question without the name; `said` the name as written ("" for a pronoun).

    `record` may be seen by the asker, `taken` is a colleague's, `several` are possible ones; with none of them and
    `said`, nobody of that name is known.
    """

    rest: str
    said: str = ""
    record: Record | None = None
    taken: Record | None = None
    several: Findings | None = None

    @property
    def is_somebody(self) -> bool:
        return self.record is not None or self.taken is not None or self.several is not None


def whom_asked(turn: Turn, text: str) -> Whom:
    """Whom the question is about, named or meant."""
    ref = _REF.search(text)
    if ref is not None:
        return _referred(turn, text, ref[0])
    unknown = ""
    for said, is_name in _names(turn, text):
        whom = _named(turn, text, said, is_name=is_name)
        if whom is not None:
            return whom
        unknown = unknown or (said if is_name else "")
    shown = _shown(turn)
    if shown is None or unknown:
        return Whom(_without(text, unknown) if unknown else text, unknown)
    return Whom(text, record=shown)


def speaks_of_them(text: str) -> bool:
    """Whether the words point at somebody without a name: she, 他, this deal."""
    return _THEM.search(text) is not None


def _referred(turn: Turn, text: str, written: str) -> Whom:
    ref = Ref.parse(written)
    found = find_by_ref(turn.uow, ref) if ref else None
    record = subject_of(turn.uow, found) if found is not None else None
    rest = _without(text, written)
    if record is None:
        return Whom(rest, written)
    if not may_see(turn.uow, turn.member, record):
        return Whom(rest, written, taken=record)
    return Whom(rest, written, record)


def _names(turn: Turn, text: str) -> Iterator[tuple[str, bool]]:
    """What may be a customer's name, likeliest first, and whether it surely is somebody's name."""
    plain = without_possessives(text)
    known = sorted(CustomerNames(turn.uow).find(plain), key=lambda one: (not one.is_person, one.start))
    yield from ((one.text, True) for one in known)
    understood = turn.understood[-1] if turn.understood else None
    seen = {one.text for one in known}
    for person in understood.people if understood else ():
        if person.text not in seen and person.text in plain:
            seen.add(person.text)
            yield person.text, True
    firms = understood.companies if understood else ()
    content = content_of(plain)
    single = [word for words in content for word in words.split() if " " in words]
    others = [*(one.text for one in firms if one.text in plain), *content, *single]
    for said in list(dict.fromkeys(others))[:MOST_LOOKED_UP]:
        if said not in seen:
            yield said, False


def _named(turn: Turn, text: str, said: str, *, is_name: bool) -> Whom | None:
    """Whom a stretch of words names; None where nobody of that name is known."""
    findings = find(turn.uow, turn.member, said)
    if not is_name and not any(_is_called(hit.record.name, said) for hit in findings.hits):
        return None
    rest = _without(text, said)
    if findings.sure is not None:
        return Whom(rest, said, findings.sure)
    if findings.taken is not None:
        return Whom(rest, said, taken=findings.taken)
    return Whom(rest, said, several=findings) if findings.hits else None


def _is_called(name: str, said: str) -> bool:
    """Whether the words are a part of the name: whole words of it, or Chinese characters in a row."""
    name, said = name.casefold(), said.casefold()
    return said in name if _HAN.search(said) else f" {said} " in f" {name} "


def _without(text: str, said: str) -> str:
    return re.sub(rf"{re.escape(said)}(?:['’]s\b)?", " ", text, count=1, flags=re.IGNORECASE) if said else text


def _shown(turn: Turn) -> Record | None:
    if turn.replied is not None:
        found = record_of_card(turn)
        return found if found is not None and may_see(turn.uow, turn.member, found) else None
    return just_shown(turn)
