"""Taps: which choice a token or a typed number means, and which card of ours a reply is to."""

from uuid import UUID

from crm.topics import LASTS
from storage import choices, outbox
from storage.entities import OpenChoice, OutboxMessage
from storage.unit_of_work import UnitOfWork


def find_choice(uow: UnitOfWork, token: str) -> OpenChoice | None:
    """The choice with that token, open or not."""
    return choices.find(uow, token)


def find_numbered(uow: UnitOfWork, chat_key: str, number: int, member_id: UUID) -> OpenChoice | None:
    """What a typed number means in that chat."""
    return choices.find_numbered(uow, chat_key, number, member_id)


def find_asked(uow: UnitOfWork, chat_key: str, member_id: UUID) -> str | None:
    """The question, as filters, that the latest card in that chat answered a while ago; None where it answered none."""
    offered = choices.list_latest(uow, chat_key, member_id)
    card = get_card(uow, offered[0]) if offered else None
    if card is None or card.created_at < uow.now - LASTS:
        return None
    texts = (one.data.get("text" if one.action == "export" else "of") for one in offered)
    return next((str(text) for text in texts if text), None)


def get_card(uow: UnitOfWork, choice: OpenChoice) -> OutboxMessage | None:
    """The message that offers the choice."""
    return uow.get(OutboxMessage, choice.outbox_id)


def spend(uow: UnitOfWork, choice: OpenChoice) -> bool:
    """Use the choice up; False if somebody was quicker."""
    return choices.spend(uow, choice.token)


def find_answer(uow: UnitOfWork, chat_key: str, key: str) -> OutboxMessage | None:
    """The card that answered what came in under that key, in that chat."""
    return outbox.find_by_answer(uow, chat_key, key)


def find_card(uow: UnitOfWork, chat_key: str, message_id: str) -> OutboxMessage | None:
    """The message of ours that the platform knows by that id in that chat."""
    return outbox.find_by_message(uow, chat_key, message_id)
