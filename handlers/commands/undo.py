"""/undo: take back the last thing written in this chat."""

import re

from crm import operations
from crm.undo import undo
from domain.errors import NotFound
from handlers.commands import Command
from handlers.correcting.undone import say_undone, undone_line
from handlers.saying import say
from handlers.turn import Handled, Outcome, Turn
from i18n import N_

_LAST = re.compile(
    r"(?:(?:that|this|it|the|last|one|thing|again|please|pls|what i just (?:said|wrote|did))\s*)*[.!]*"
    r"|(?:刚才|刚刚|上|最后|那|这|一|条|个|的|步|操作|它|吧|一下|了|掉)*[。！!]*",
    re.IGNORECASE,
)


def run(turn: Turn, rest: str) -> Outcome | None:
    """Take back the latest operation of this chat: a line says so here, and its card is edited."""
    if not _LAST.fullmatch(rest):
        return None
    card = operations.find_of_card(turn.uow, turn.replied.id) if turn.replied else None
    operation = card or operations.find_undoable(turn.uow, turn.member.id, turn.conversation.chat_key)
    if operation is None:
        raise NotFound("There is nothing to undo.")
    undone = undo(turn.uow, turn.member, operation.id)
    edited = say_undone(turn, undone, edit_of=undone.outbox_id)
    if undone.outbox_id is None:
        return edited
    return Handled((*say(turn, undone_line(turn, undone)).messages, *edited.messages))


COMMAND = Command(
    "undo",
    ("撤销", "撤回"),
    N_("Take back the last thing"),
    run,
    examples=(("en", "undo"), ("zh", "撤销")),
    order=40,
    daily=True,
    glued=("撤销", "撤回"),
)
