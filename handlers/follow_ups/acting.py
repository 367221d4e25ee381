"""What the commands, taps and replies on follow-ups share: do it, and say so on the card it was done on."""

from datetime import datetime, time, timedelta
from uuid import UUID

from crm.access import check_may_change
from crm.calendar import resolve
from crm.follow_ups import cancel_follow_up, complete_follow_up, owner_rhythm, reschedule_follow_up, snooze_follow_up
from crm.reminders import context_of
from domain.cards import Card
from domain.errors import NotUnderstood
from domain.terms import Grain
from handlers.cards.base import due, heading, line
from handlers.cards.reminder import about_of, done_card, postponed_card, title_of
from handlers.saying import reader_of, say, undo_button
from handlers.turn import Handled, Turn
from storage.entities import FollowUp


def finish(turn: Turn, follow_up: FollowUp, result: str | None = None) -> Handled:
    """Done: what came of it and when next is asked on the same card."""
    check_may_change(turn.uow, turn.member, follow_up)
    if follow_up.status != "open":
        raise NotUnderstood("That is done already.")
    following = complete_follow_up(turn.uow, follow_up, result)
    card = done_card(
        reader_of(turn),
        context_of(turn.uow, turn.member, follow_up),
        undo_button(turn),
        operation=str(turn.uow.operation_id),
        following=following,
    )
    return say(turn, card, edit_of=card_id(turn))


def snooze(turn: Turn, follow_up: FollowUp, span: timedelta) -> Handled:
    """Again in so long, to the minute."""
    _check_open(turn, follow_up)
    snooze_follow_up(turn.uow, follow_up, turn.uow.now + span)
    return _say_postponed(turn, follow_up)


def put_off(turn: Turn, follow_up: FollowUp, days: int) -> Handled:
    """Again in so many days, when the owner's day starts."""
    _check_open(turn, follow_up)
    due_at = in_days(turn, follow_up.owner_id, days)
    reschedule_follow_up(turn.uow, follow_up, due_at, Grain.DAY)
    return _say_postponed(turn, follow_up)


def move(turn: Turn, follow_up: FollowUp, due_at: datetime, grain: Grain, *, exact: bool) -> Handled:
    """At the time the rep named."""
    _check_open(turn, follow_up)
    reschedule_follow_up(turn.uow, follow_up, due_at, grain, exact=exact)
    return _say_postponed(turn, follow_up)


def call_off(turn: Turn, follow_up: FollowUp) -> Handled:
    """It will not be done; Undo plans it again."""
    _check_open(turn, follow_up)
    cancel_follow_up(turn.uow, follow_up)
    context = context_of(turn.uow, turn.member, follow_up)
    reader = reader_of(turn)
    turn.uow.summary = turn.t("Called off: {what}", what=title_of(context))
    body = (
        heading("✓ ", turn.t("Called off: {what}", what=title_of(context))),
        line(due(reader, follow_up.due_at, follow_up.grain)),
    )
    return say(turn, Card(body, ((undo_button(turn),),), about_of(context)), edit_of=card_id(turn))


def in_days(turn: Turn, owner_id: UUID, days: int) -> datetime:
    """The first moment of that day where its owner is."""
    rhythm = owner_rhythm(turn.uow, owner_id)
    return resolve(datetime.combine(rhythm.today(turn.uow.now) + timedelta(days=days), time()), rhythm.tz)


def card_id(turn: Turn) -> UUID | None:
    """The card that was tapped, or reacted to with a tap's meaning: the answer takes its place."""
    return turn.replied.id if turn.replied and (turn.choice or turn.last.reaction) else None


def _check_open(turn: Turn, follow_up: FollowUp) -> None:
    check_may_change(turn.uow, turn.member, follow_up)
    if follow_up.status != "open":
        raise NotUnderstood("That is done already.")


def _say_postponed(turn: Turn, follow_up: FollowUp) -> Handled:
    rhythm = owner_rhythm(turn.uow, follow_up.owner_id)
    day_off = follow_up.remind_at is not None and not rhythm.works_on(rhythm.today(follow_up.remind_at))
    card = postponed_card(
        reader_of(turn), context_of(turn.uow, turn.member, follow_up), undo_button(turn), day_off=day_off
    )
    return say(turn, card, edit_of=card_id(turn))
