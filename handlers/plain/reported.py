"""Words right after a reminder that say what came of it: done, with a result, and planned anew where they say when."""

from crm.topics import find_planned, find_reminded
from handlers.follow_ups.report_words import is_for_later, is_handed_over, is_report, sends
from handlers.follow_ups.reporting import reported
from handlers.reading import LONGEST_READ, plain_words, words_of
from handlers.turn import Outcome, Turn
from storage.entities import FollowUp

ORDER = 60


def take(turn: Turn) -> Outcome | None:
    """None where no reminder was the last thing said here, or the words are about something else."""
    words = plain_words(turn, LONGEST_READ, replying=False)
    if not turn.last.is_private or not (is_report(words) or is_for_later(words)):
        return None  # most words report nothing, and the card above costs a query
    follow_up = find_reminded(turn.uow, turn.member, turn.last.address) or _just_handed_over(turn)
    return reported(turn, follow_up) if follow_up is not None else None


def _just_handed_over(turn: Turn) -> FollowUp | None:
    """What the card above promised to send, where the words are only that it was sent."""
    if not is_handed_over(words_of(turn.last)):
        return None
    planned = find_planned(turn.uow, turn.member, turn.last.address)
    return planned if planned is not None and sends(planned.action) else None
