"""Whoever said something, with all a turn of talk begins with."""

from dataclasses import dataclass

from domain.chat import Incoming
from storage import speakers as stored
from storage.entities import ChatIdentity, Conversation, Member, Pending, Workspace
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Speaker:
    """A member heard in a chat. `conversation` is None in a chat not seen before, `pending` where no question waits."""

    member: Member
    account: ChatIdentity
    workspace: Workspace
    conversation: Conversation | None
    pending: Pending | None


def find_speaker(uow: UnitOfWork, incoming: Incoming) -> Speaker | None:
    """Who said it; None for a stranger and for somebody removed."""
    found = stored.find_speaker(uow, incoming.actor, incoming.address.chat_key)
    return Speaker(*found) if found else None
