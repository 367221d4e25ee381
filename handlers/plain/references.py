"""A reference (C7), a handle (@wanglei), a phone on file or a known name, alone: its card."""

import re

from crm.finding import find
from domain.chat import IncomingKind
from domain.terms import Ref
from handlers.finding import show_found
from handlers.reading import words_of
from handlers.turn import Outcome, Turn

ORDER = 10
_HANDLE = re.compile(r"@[\w.]{2,64}")
_NUMBER = re.compile(r"\+?[\d\s().-]{7,24}")


def take(turn: Turn) -> Outcome | None:
    if len(turn.burst) > 1 or turn.last.forward or turn.last.files or turn.last.contacts:
        return None
    words = words_of(turn.last).strip("?？ ")
    if Ref.parse(words) or _HANDLE.fullmatch(words):
        return show_found(turn, words)
    return show_found(turn, words) if _is_known(turn, words) else None


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
