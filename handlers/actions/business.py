"""Taps about a member's own chats with customers: whether to keep them, and with whom."""

from collections.abc import Mapping
from uuid import UUID

from crm import access, business, contacts
from domain.cards import Card
from domain.errors import NotFound
from handlers.cards.base import line
from handlers.doors.business import kept_card, question_card
from handlers.saying import say
from handlers.turn import Handled, Handler, Outcome, Turn
from storage.entities import Contact, Conversation


def _on(turn: Turn) -> Outcome:
    _switch(turn, listen=True)
    return _instead(turn, turn.t("I keep them from now on. Disconnect me there, and it ends."))


def _off(turn: Turn) -> Outcome:
    _switch(turn, listen=False)
    return _instead(turn, turn.t("I keep nothing of them."))


def _stop(turn: Turn) -> Outcome:
    chat = _switch(turn, listen=False)
    return _instead(turn, turn.t("I keep nothing more of your chat with {name}.", name=chat.title or "?"))


def _link(turn: Turn) -> Outcome:
    contact = turn.uow.get(Contact, UUID(str(_data(turn)["to"])))
    if contact is None:
        raise NotFound("That contact is gone.")
    access.check_may_change(turn.uow, turn.member, contact)
    return _keep_with(turn, contact)


def _new(turn: Turn) -> Outcome:
    name = _chat(turn).title or "?"
    return _keep_with(turn, contacts.create_contact(turn.uow, name, owner_id=turn.member.id, source="chat"))


def _unlink(turn: Turn) -> Outcome:
    chat = _chat(turn)
    business.unbind(turn.uow, chat)
    return say(turn, question_card(turn.t, turn.uow, chat), edit_of=_card(turn))


def _keep_with(turn: Turn, contact: Contact) -> Handled:
    chat = _chat(turn)
    business.bind(turn.uow, chat, contact)
    return say(turn, kept_card(turn.t, turn.uow, chat, contact), edit_of=_card(turn))


def _switch(turn: Turn, *, listen: bool) -> Conversation:
    return business.switch(turn.uow, turn.member, str(_data(turn)["chat"]), listen=listen)


def _chat(turn: Turn) -> Conversation:
    return business.get_own(turn.uow, turn.member, str(_data(turn)["chat"]))


def _data(turn: Turn) -> Mapping[str, object]:
    return turn.choice.data if turn.choice else {}


def _card(turn: Turn) -> UUID | None:
    return turn.replied.id if turn.replied else None


def _instead(turn: Turn, text: str) -> Handled:
    """Say it in the card's own place."""
    return say(turn, Card((line(text),)), edit_of=_card(turn))


ACTIONS: Mapping[str, Handler] = {
    "business_on": _on,
    "business_off": _off,
    "business_stop": _stop,
    "business_link": _link,
    "business_new": _new,
    "business_unlink": _unlink,
}
