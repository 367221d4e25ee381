"""The buttons of a reminder: done, later, tomorrow, pick; then what came of it, and when next."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from crm import conversations
from crm.access import check_may_change
from crm.follow_ups import create_follow_up
from crm.reminders import context_of, get_own
from domain.cards import Card
from domain.terms import Grain
from handlers.cards.base import line
from handlers.cards.reminder import done_card
from handlers.follow_ups.acting import call_off, card_id, finish, in_days, put_off, snooze
from handlers.saying import reader_of, say, undo_button
from handlers.turn import Handled, Handler, Outcome, Turn
from storage.entities import FollowUp


def done(turn: Turn) -> Outcome:
    return finish(turn, _own(turn))


def later(turn: Turn) -> Outcome:
    return snooze(turn, _own(turn), timedelta(minutes=int(_data(turn)["minutes"])))


def tomorrow(turn: Turn) -> Outcome:
    return put_off(turn, _own(turn), 1)


def cancel(turn: Turn) -> Outcome:
    return call_off(turn, _own(turn))


def pick(turn: Turn) -> Outcome:
    """One question, answered in one line ("Fri 3pm"); the answer moves the follow-up."""
    follow_up = _own(turn)
    conversations.ask(
        turn.uow, turn.member.id, turn.conversation.chat_key, "follow_up_time", {"follow_up": str(follow_up.id)}
    )
    return say(turn, Card((line(turn.t("When? For example: Fri 3pm")),)))


def result(turn: Turn) -> Outcome:
    """What came of it, on the record and on the card."""
    follow_up = _own(turn)
    check_may_change(turn.uow, turn.member, follow_up)
    follow_up.result = str(_data(turn)["result"])
    return _going_on(turn, follow_up, _next(turn))


def following(turn: Turn) -> Outcome:
    """When next: the same thing again, for the same customer."""
    follow_up = _own(turn)
    made = create_follow_up(
        turn.uow,
        owner_id=follow_up.owner_id,
        action=follow_up.action,
        due_at=in_days(turn, follow_up.owner_id, int(_data(turn)["days"])),
        grain=Grain.DAY,
        contact_id=follow_up.contact_id,
        company_id=follow_up.company_id,
        lead_id=follow_up.lead_id,
        deal_id=follow_up.deal_id,
    )
    return _going_on(turn, follow_up, made)


def nothing_more(turn: Turn) -> Outcome:
    return _going_on(turn, _own(turn), _next(turn), ask_next=False)


def _going_on(turn: Turn, follow_up: FollowUp, made: FollowUp | None, *, ask_next: bool = True) -> Handled:
    """Draw the card anew; one Undo takes back the whole of it."""
    before = str(_data(turn)["operation"])
    turn.uow.session.flush()
    wrote = turn.uow.has_changes
    if wrote:
        turn.uow.operation_data["follows"] = before
    operation = str(turn.uow.operation_id) if wrote else before
    card = done_card(
        reader_of(turn),
        context_of(turn.uow, turn.member, follow_up),
        undo_button(turn, operation),
        operation=operation,
        following=made,
        ask_next=ask_next,
    )
    return say(turn, card, edit_of=card_id(turn))


def _own(turn: Turn) -> FollowUp:
    return get_own(turn.uow, turn.member, UUID(_data(turn)["follow_up"]))


def _next(turn: Turn) -> FollowUp | None:
    identifier = _data(turn).get("next")
    return turn.uow.get(FollowUp, UUID(identifier)) if identifier else None


def _data(turn: Turn) -> Mapping[str, Any]:
    return turn.choice.data if turn.choice else {}


ACTIONS: Mapping[str, Handler] = {
    "follow_up_done": done,
    "follow_up_snooze": later,
    "follow_up_tomorrow": tomorrow,
    "follow_up_pick": pick,
    "follow_up_result": result,
    "follow_up_next": following,
    "follow_up_no_next": nothing_more,
    "cancel_follow_up": cancel,
}
REPEATABLE = frozenset({"follow_up_pick"})
