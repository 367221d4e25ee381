"""The buttons of a record's card: show it, its history, a note, a follow-up, ask its owner."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from crm.asking import ask_owner
from crm.conversations import ask
from crm.follow_ups import create_follow_up
from crm.records import contact_of, get_by_ref, ref_of
from domain.cards import Button, Card, Message
from domain.errors import NotUnderstood
from domain.terms import Grain, Ref
from handlers.cards.base import dotted, heading, line, short_time
from handlers.cards.moments import plan_line, proposals
from handlers.records.finding import get_record, show_history, show_record
from handlers.saying import reader_of, say, tell, text_card, undo_button
from handlers.turn import Handled, Handler, Outcome, Turn
from i18n import translator
from storage.entities import Company, Deal, FollowUp, Lead, Record


def show(turn: Turn) -> Outcome:
    return show_record(turn, _ref(turn))


def history(turn: Turn) -> Outcome:
    return show_history(turn, _ref(turn))


def note(turn: Turn) -> Outcome:
    """Wait for the words; they are handled as a reply to the card."""
    record = get_record(turn, _ref(turn))
    if turn.choice is not None:
        data = {"outbox": str(turn.choice.outbox_id)}
        ask(turn.uow, turn.member.id, turn.conversation.chat_key, "about_card", data)
    return tell(turn, turn.t("What shall I note about {name}?", name=record.name))


def follow_up(turn: Turn) -> Outcome:
    """When? Two mornings to tap, or words."""
    record = get_record(turn, _ref(turn))
    reader = reader_of(turn)
    if turn.choice is not None:
        data = {"outbox": str(turn.choice.outbox_id)}
        ask(turn.uow, turn.member.id, turn.conversation.chat_key, "about_card", data)
    times = proposals(reader, turn.uow.now + timedelta(days=1))
    buttons = tuple(
        Button(short_time(reader, at), "follow_up_at", {"ref": str(ref_of(record)), "at": at.isoformat()})
        for at in times
    )
    words = turn.t(
        "When shall I remind you of {name}? Tap, or write, for example, “Friday 3pm call”.", name=record.name
    )
    return say(turn, text_card(words, *buttons), private=True)


def follow_up_at(turn: Turn) -> Outcome:
    """A follow-up at the tapped time."""
    record = get_record(turn, _ref(turn))
    at = datetime.fromisoformat(str(turn.choice.data["at"])) if turn.choice else turn.uow.now
    planned = _plan(turn, record, at)
    reader = reader_of(turn)
    ref = str(ref_of(record))
    body = (heading("✓ ", dotted(record.name, ref)), plan_line(reader, planned))
    card = Card(body, ((undo_button(turn),),), about=(ref, str(ref_of(planned))))
    return say(turn, card, private=True)


def ask_the_owner(turn: Turn) -> Outcome:
    """The owner hears who asked; the asker that they will."""
    ref = Ref.parse(_ref(turn))
    found = get_by_ref(turn.uow, ref) if ref else None
    if found is None or isinstance(found, FollowUp):
        raise NotUnderstood("That button is no longer there.")
    owner = ask_owner(turn.uow, turn.member, found)
    t = translator(owner.language)
    words = str(turn.choice.data.get("words", "")) if turn.choice else ""
    card = Card(
        (
            heading(
                t("{name} asks about your customer {who}.", name=turn.member.shown, who=dotted(found.name, str(ref)))
            ),
            *((line(t("They looked for “{words}”.", words=words)),) if words else ()),
            line(t("They saw your name and nothing else. Assign or share it if you like.")),
        ),
        about=(str(ref),),
    )
    told = tell(turn, turn.t("I asked {name}.", name=owner.shown))
    return Handled((*told.messages, Message(owner.id, card, kind="notice", for_member=owner.id)))


def _plan(turn: Turn, record: Record, at: datetime) -> FollowUp:
    contact = contact_of(turn.uow, record)
    return create_follow_up(
        turn.uow,
        owner_id=turn.member.id,
        action=turn.t("follow up"),
        due_at=at,
        grain=Grain.MINUTE,
        exact=True,
        contact_id=contact.id if contact else None,
        company_id=record.id if isinstance(record, Company) else getattr(record, "company_id", None),
        lead_id=record.id if isinstance(record, Lead) else None,
        deal_id=record.id if isinstance(record, Deal) else None,
    )


def _ref(turn: Turn) -> str:
    if turn.choice is None or not turn.choice.data.get("ref"):
        raise NotUnderstood("That button is no longer there.")
    return str(turn.choice.data["ref"])


ACTIONS: Mapping[str, Handler] = {
    "show": show,
    "history": history,
    "record_note": note,
    "record_follow_up": follow_up,
    "follow_up_at": follow_up_at,
    "ask_owner": ask_the_owner,
}
REPEATABLE = ("show", "history", "record_note", "record_follow_up")
