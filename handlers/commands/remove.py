"""/remove: a member leaves; every session of theirs ends at once, the records stay."""

from crm import roster
from domain.cards import Card
from domain.errors import NotUnderstood
from domain.terms import Role
from handlers.cards.base import heading, line
from handlers.commands import Command
from handlers.saying import say, undo_button
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome:
    if not rest:
        raise NotUnderstood("Whom? For example: /remove bob")
    gone = roster.remove_member(turn.uow, rest.removeprefix("@"))
    turn.uow.session.flush()
    t = turn.t
    turn.uow.summary = t("{name} is no member any more", name=gone.shown)
    body = (heading("✓ ", turn.uow.summary), line(t("Nothing reaches them from now on; the records stay.")))
    return say(turn, Card(body, ((undo_button(turn),),)), private=True)


COMMAND = Command(
    "remove",
    ("移除",),
    N_("Remove a member"),
    run,
    usage=N_("remove <name>"),
    examples=(("en", "/remove bob"), ("zh", "/移除 bob")),
    role=Role.ADMIN,
    order=82,
    bare=False,
)
