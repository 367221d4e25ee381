"""/note: keep what follows as a note on the customer it names."""

from crm.filing import file
from crm.recognise import Known, recognise
from crm.records import ref_of
from domain.errors import NotUnderstood
from handlers.commands import Command
from handlers.filing.filed import say_filed
from handlers.filing.hearing import facts_of
from handlers.records.targets import in_front
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome:
    record, words = in_front(turn, rest)
    if not words:
        raise NotUnderstood("What shall I note? For example: note Wang Lei wants a demo")
    facts = facts_of(turn, words)
    facts.sells = False
    facts.ref = str(ref_of(record)) if record is not None else facts.ref
    whom = Known(record) if record is not None else recognise(turn.uow, turn.member, facts)
    return say_filed(turn, file(turn.uow, turn.member, facts, whom))


COMMAND = Command(
    "note",
    ("记", "备注", "记录", "记一下", "记录一下", "note to self", "note that"),
    N_("Keep a note about a customer"),
    run,
    usage=N_("note <customer> <what happened>"),
    examples=(("en", "note C7 wants a demo next week"), ("zh", "记 王芳 下周要看演示")),
    order=20,
    reads=True,
    glued=("记一下", "记录一下"),
)
