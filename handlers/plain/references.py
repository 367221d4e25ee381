"""A reference (C7), a handle (@wanglei), a phone on file or a known name, alone: its card."""

import re

from crm.finding import find
from domain.chat import IncomingKind
from domain.terms import Intent, Ref
from handlers.reading import words_of
from handlers.records.finding import show_found
from handlers.turn import Outcome, Turn

ORDER = 10
_HANDLE = re.compile(r"@[\w.]{2,64}")
_FEW_WORDS = re.compile(r"[^\W\d_]{3,}(?: [^\W\d_]{2,}){0,2}|[\u3400-\u9fff]{2,6}")
_NUMBER = re.compile(r"\+?[\d\s().-]{7,24}")


def take(turn: Turn) -> Outcome | None:
    if len(turn.burst) > 1 or turn.last.forward or turn.last.files or turn.last.contacts:
        return None
    words = words_of(turn.last).strip("?？ ")
    if Ref.parse(words) or _HANDLE.fullmatch(words):
        return show_found(turn, words)
    return show_found(turn, words) if _is_known(turn, words) or _is_part_of_a_name(turn, words) else None


def _is_known(turn: Turn, words: str) -> bool:
    """Whether the words are nothing but a known name, or a number or address that is on file."""
    understood = turn.understood[-1] if turn.understood else None
    if understood is None or turn.replied is not None or turn.last.kind is not IncomingKind.MESSAGE:
        return False
    people, firms = understood.people, understood.companies
    if any(one.known and one.text == words for one in people) or any(one.known and one.text == words for one in firms):
        return True
    if not _NUMBER.fullmatch(words) and not any(one.text == words for one in understood.emails):
        return False
    findings = find(turn.uow, turn.member, words)
    return findings.sure is not None or findings.taken is not None


def _is_part_of_a_name(turn: Turn, words: str) -> bool:
    """Whether the words are nothing but how somebody known may be called: "priya", "李总"."""
    understood = turn.understood[-1] if turn.understood else None
    if understood is None or turn.replied is not None or turn.last.kind is not IncomingKind.MESSAGE:
        return False
    is_person = any(one.text == words for one in understood.people)
    if not _FEW_WORDS.fullmatch(words) or not (is_person or understood.intents == (Intent.NONE,)):
        return False
    hits = find(turn.uow, turn.member, words).hits
    return bool(hits) if is_person else any(_holds(hit.record.name, words) for hit in hits)


def _holds(name: str, wanted: str) -> bool:
    """Whether the words are a part of a name: whole words of it, or Chinese characters in a row."""
    name, wanted = name.casefold(), wanted.casefold()
    return f" {wanted} " in f" {name} " if wanted.isascii() else wanted in name
