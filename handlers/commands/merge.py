"""/merge: two records of one customer become one."""

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


def run(turn: Turn, rest: str) -> Outcome:
    words = rest.replace(",", " ").replace("，", " ").replace("和", " ").split()
    refs = [ref for word in words if (ref := Ref.parse(word.lstrip("#")))]
    if len(refs) != 2:
        raise NotUnderstood("Which two? For example: merge C7 C9")
    one, other = (_record(turn, ref) for ref in refs)
    return say(turn, merged_card(turn, merge(turn.uow, turn.member, one, other)), private=True)


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
