"""The buttons of the tour."""

from collections.abc import Mapping
from datetime import datetime

from crm.conversations import forget_question
from domain.errors import NotUnderstood
from handlers.saying import say, text_card
from handlers.tour import STEPS, done_since, step_card, wait_for
from handlers.turn import Handler, Outcome, Turn


def forward(turn: Turn) -> Outcome:
    """The next step, whether this one was done or not."""
    if turn.choice is None:
        raise NotUnderstood("That button is no longer there.")
    place, since = int(turn.choice.data["step"]), datetime.fromisoformat(str(turn.choice.data["since"]))
    noticed = STEPS[place].noticed if done_since(turn, place, since) else None
    if place + 1 < len(STEPS):
        wait_for(turn, place + 1)
    else:
        forget_question(turn.uow, turn.member.id, turn.conversation.chat_key)
    return say(turn, step_card(turn, place + 1, noticed), private=True)


def stop(turn: Turn) -> Outcome:
    forget_question(turn.uow, turn.member.id, turn.conversation.chat_key)
    return say(turn, text_card(turn.t("The tour has ended. Type tour to take it again.")), private=True)


ACTIONS: Mapping[str, Handler] = {"tour_next": forward, "tour_stop": stop}
