"""Words right after a reminder that say what came of it: done, with a result, and planned anew where they say when."""

from crm.topics import find_reminded
from domain.chat import IncomingKind
from handlers.follow_ups.reporting import reported
from handlers.turn import Outcome, Turn

ORDER = 60


def take(turn: Turn) -> Outcome | None:
    """None where no reminder was the last thing said here, or the words are about something else."""
    last = turn.last
    if len(turn.burst) > 1 or last.forward or last.files or last.contacts or last.kind is not IncomingKind.MESSAGE:
        return None
    if not last.is_private or turn.replied is not None:
        return None
    follow_up = find_reminded(turn.uow, turn.member, last.address)
    return reported(turn, follow_up) if follow_up is not None else None
