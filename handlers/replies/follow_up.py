"""A reply to a reminder: a time moves it, a report settles it; anything else is said to the customer's card."""

from crm import records
from crm.access import check_may_change
from domain.chat import IncomingKind
from domain.terms import Kind, Ref
from handlers.correcting.facts import is_only_time
from handlers.correcting.times import beside
from handlers.filing.hearing import plan_of
from handlers.follow_ups.acting import move
from handlers.follow_ups.reporting import reported
from handlers.reading import words_of
from handlers.turn import Outcome, Turn
from storage.entities import FollowUp

ORDER = 40


def take(turn: Turn) -> Outcome | None:
    """None where the card is no follow-up's, or the words are about something else."""
    follow_up = follow_up_of_card(turn)
    understood = turn.understood[-1] if turn.understood else None
    if follow_up is None or understood is None or turn.last.kind is not IncomingKind.MESSAGE:
        return None
    if follow_up.status != "open":
        return None
    if not is_only_time(words_of(turn.last), understood):
        return reported(turn, follow_up)
    plan = plan_of(turn, understood)
    if plan is None:
        return None
    plan = beside(turn, plan, follow_up)
    return move(turn, follow_up, plan.due_at, plan.grain, exact=plan.exact)


def follow_up_of_card(turn: Turn) -> FollowUp | None:
    """The follow-up whose card was replied to, if the member may change it."""
    first = (turn.replied.about or [""])[0] if turn.replied else ""
    ref = Ref.parse(first)
    found = records.find_by_ref(turn.uow, ref) if ref and ref.kind is Kind.FOLLOW_UP else None
    if not isinstance(found, FollowUp):
        return None
    check_may_change(turn.uow, turn.member, found)
    return found
