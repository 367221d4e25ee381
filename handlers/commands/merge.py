"""/merge: two records of one customer become one."""

import re

from crm.finding import find
from crm.merge import merge
from crm.records import get_by_ref
from domain.errors import NotUnderstood
from domain.terms import Ref
from handlers.commands import Command
from handlers.records.merging import merged_card
from handlers.saying import say
from handlers.turn import Outcome, Turn
from i18n import N_
from storage.entities import FollowUp, Record

_BETWEEN = re.compile(r"\s*(?:,|，|、|&|\b(?:and|with|into)\b|和|与|跟|到)\s*", re.IGNORECASE)


def run(turn: Turn, rest: str) -> Outcome:
    words = rest.replace(",", " ").replace("，", " ").replace("和", " ").split()
    refs = [ref for word in words if (ref := Ref.parse(word.lstrip("#")))]
    one, other = (_record(turn, ref) for ref in refs) if len(refs) == 2 else _named(turn, rest)
    return say(turn, merged_card(turn, merge(turn.uow, turn.member, one, other)), private=True)


def _named(turn: Turn, rest: str) -> tuple[Record, Record]:
    """Two by their names. Raises NotUnderstood where either is not surely somebody, or both are the same."""
    names = [part.strip() for part in _BETWEEN.split(rest.strip(" .。!！")) if part.strip()]
    found = [find(turn.uow, turn.member, name).sure for name in names] if len(names) == 2 else []
    one, other = found if len(found) == 2 else (None, None)
    if one is None or other is None or one.id == other.id:
        raise NotUnderstood("Which two? For example: merge C7 C9")
    return one, other


def _record(turn: Turn, ref: Ref) -> Record:
    record = get_by_ref(turn.uow, ref)
    if isinstance(record, FollowUp):
        raise NotUnderstood("Which two? For example: merge C7 C9")
    return record


COMMAND = Command(
    "merge",
    ("合并",),
    N_("Make one of two records of the same customer"),
    run,
    usage=N_("merge <record that stays> <record that goes into it>"),
    examples=(("en", "merge C7 C9"), ("zh", "合并 C7 C9")),
    order=38,
)
