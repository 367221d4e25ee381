"""/note: keep what follows as a note."""

from crm import notes
from domain.cards import Card
from domain.errors import NotUnderstood
from handlers.cards.base import heading, quote
from handlers.commands import Command
from handlers.saying import say, undo_button
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome:
    if not rest:
        raise NotUnderstood("What shall I note? For example: note Wang Lei wants a demo")
    notes.add_note(turn.uow, rest)
    return say(turn, Card((heading("✓ ", turn.t("Note")), quote(rest)), ((undo_button(turn),),)))


COMMAND = Command(
    "note",
    ("记", "备注", "记录"),
    N_("Keep a note about a customer"),
    run,
    usage=N_("note <customer> <what happened>"),
    examples=(("en", "note C7 wants a demo next week"), ("zh", "记 王芳 下周要看演示")),
    order=20,
    reads=True,
)
