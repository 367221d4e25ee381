"""A tap on the digest does the thing, and the same message is edited as items strike through."""

from collections.abc import Mapping
from typing import Any

from crm import records
from crm.access import check_may_change
from crm.follow_ups import complete_follow_up, create_follow_up, links_to
from crm.team_day import team_day
from crm.work_queue import queue_again
from domain.errors import NotFound, NotUnderstood
from domain.terms import Grain, Ref
from handlers.cards.digest import digest_card, due_card, missed_card, planned_card, shown_items
from handlers.follow_ups.acting import card_id, in_days
from handlers.saying import reader_of, say, tell, undo_button
from handlers.turn import Handled, Handler, Outcome, Turn
from storage.entities import Deal, FollowUp, Lead

LISTS = {"late": missed_card, "morning": due_card, "planned": planned_card}


def done(turn: Turn) -> Outcome:
    """That follow-up is done."""
    follow_up = records.get_by_ref(turn.uow, _ref(turn))
    if not isinstance(follow_up, FollowUp):
        raise NotFound("That follow-up is gone.")
    check_may_change(turn.uow, turn.member, follow_up)
    if follow_up.status == "open":
        complete_follow_up(turn.uow, follow_up)
    return _redrawn(turn)


def plan(turn: Turn) -> Outcome:
    """A next step for that deal or lead: tomorrow."""
    record = records.get_by_ref(turn.uow, _ref(turn))
    if not isinstance(record, Deal | Lead):
        raise NotFound("That record is gone.")
    check_may_change(turn.uow, turn.member, record)
    create_follow_up(
        turn.uow,
        owner_id=turn.member.id,
        action=turn.t("follow up"),
        due_at=in_days(turn, turn.member.id, 1),
        grain=Grain.DAY,
        **links_to(turn.uow, record),
    )
    return _redrawn(turn)


def _redrawn(turn: Turn) -> Handled:
    turn.uow.session.flush()
    shown, since = shown_items(_data(turn))
    queue = queue_again(turn.uow, shown, since)
    undo = undo_button(turn) if turn.uow.has_changes else None
    kind = _data(turn).get("kind")
    if kind in LISTS:
        card = LISTS[kind](reader_of(turn), queue, undo, since=since)
    else:
        card = digest_card(reader_of(turn), queue, team_day(turn.uow, turn.member), undo, since=since)
    return say(turn, card, edit_of=card_id(turn)) if card else tell(turn, turn.t("Done."))


def _ref(turn: Turn) -> Ref:
    ref = Ref.parse(str(_data(turn).get("ref")))
    if ref is None:
        raise NotUnderstood("That button is no longer there.")
    return ref


def _data(turn: Turn) -> Mapping[str, Any]:
    return turn.choice.data if turn.choice else {}


ACTIONS: Mapping[str, Handler] = {"queue_done": done, "queue_plan": plan}
