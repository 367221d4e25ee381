"""What an edited message plans now, beside what it had planned: each follow-up follows its words."""

from collections.abc import Sequence

from crm.facts import Plan
from crm.filing import create_plan
from crm.filings import Filing, links_of, promised
from crm.follow_ups import cancel_follow_up, reschedule_follow_up
from handlers.correcting.times import beside
from handlers.turn import Turn
from storage.entities import FollowUp

_OPEN = "open"


def follow_plans(turn: Turn, filing: Filing, plans: Sequence[Plan]) -> None:
    """Move, add and take back follow-ups as the words have it now; where they plan nothing, what was promised stays."""
    if not plans:
        return
    old = [one for one in promised(turn.uow, filing) if one.status == _OPEN]
    kept = [_moved(turn, follow_up, plan) for follow_up, plan in zip(old, plans, strict=False)]
    links = links_of(turn.uow, filing)
    added = [create_plan(turn.uow, turn.member, plan, links) for plan in plans[len(old) :]]
    for follow_up in old[len(plans) :]:
        cancel_follow_up(turn.uow, follow_up)
    filing.follow_up_id, *filing.further_ids = [*(one.id for one in kept), *added]
    filing.facts.vague_at = None
    turn.uow.session.flush()


def _moved(turn: Turn, follow_up: FollowUp, plan: Plan) -> FollowUp:
    plan = beside(turn, plan, follow_up)
    follow_up.action, follow_up.recurs = plan.action, None  # of one that recurs only an occurrence would move
    reschedule_follow_up(turn.uow, follow_up, plan.due_at, plan.grain, exact=plan.exact)
    follow_up.recurs = plan.recurs
    return follow_up
