"""The answer to [Pick]: "Fri 3pm" moves the follow-up."""

from collections.abc import Mapping
from uuid import UUID

from crm.reminders import get_own
from handlers.answers import Reader
from handlers.correcting.facts import is_only_time
from handlers.correcting.times import beside
from handlers.filing.hearing import plan_of
from handlers.follow_ups.acting import move
from handlers.reading import words_of
from handlers.turn import Outcome, Turn


def moved(turn: Turn) -> Outcome | None:
    """None where the words are more or less than a time to come: they are then no answer."""
    understood = turn.understood[-1] if turn.understood else None
    if turn.pending is None or understood is None or not is_only_time(words_of(turn.last), understood):
        return None
    plan = plan_of(turn, understood)
    if plan is None:
        return None
    follow_up = get_own(turn.uow, turn.member, UUID(turn.pending.data["follow_up"]))
    plan = beside(turn, plan, follow_up)
    return move(turn, follow_up, plan.due_at, plan.grain, exact=plan.exact)


ANSWERS: Mapping[str, Reader] = {"follow_up_time": moved}
