"""Members: who speaks from an account, who is called by a name."""

from collections.abc import Sequence
from dataclasses import replace

from domain.chat import Actor, Address, Incoming, IncomingKind
from domain.errors import NotFound
from storage import addresses
from storage import members as stored
from storage.entities import ChatIdentity, Member, Workspace
from storage.unit_of_work import UnitOfWork


def get_workspace(uow: UnitOfWork) -> Workspace:
    return stored.get_workspace(uow)


def find_by_actor(uow: UnitOfWork, actor: Actor) -> tuple[Member, ChatIdentity] | None:
    """The member who speaks from that account, and the account; None for a stranger and for somebody removed."""
    return stored.find_by_actor(uow, actor)


def note_seen(uow: UnitOfWork, identity: ChatIdentity, incoming: Incoming) -> None:
    """Remember where the member was last seen: that is where private messages go."""
    addresses.note_seen(uow, identity, _direct_chat(incoming))


def _direct_chat(incoming: Incoming) -> Address | None:
    """Where the member writes to us alone; a business chat is a customer's, a query may be asked from anywhere."""
    if incoming.direct is not None:
        return incoming.direct
    is_talk = incoming.kind in {IncomingKind.MESSAGE, IncomingKind.EDIT, IncomingKind.PRESS, IncomingKind.FORM}
    if not incoming.is_private or incoming.address.via is not None or not is_talk:
        return None
    return replace(incoming.address, thread_id=None)


def find_named(uow: UnitOfWork, name: str) -> Member | None:
    """The member called that, in any case, by short or full name."""
    return stored.find_named(uow, name)


def get_named(uow: UnitOfWork, name: str) -> Member:
    """Raises NotFound where nobody is called that."""
    found = find_named(uow, name.strip().removeprefix("@"))
    if found is None:
        raise NotFound("Nobody here is called “{name}”.", name=name[:60])
    return found


def note_stranger(uow: UnitOfWork, actor: Actor) -> tuple[bool, bool]:
    """(Whether a stranger is due a line today, whether the admins are to hear of them: once ever)."""
    return stored.note_stranger(uow, actor, uow.now.date().isoformat())


def list_admins(uow: UnitOfWork) -> Sequence[Member]:
    return stored.list_admins(uow)


def note_first_seen(uow: UnitOfWork, incoming: Incoming) -> None:
    """Somebody just became a member, or came by a further platform: remember where they are reached."""
    found = stored.find_by_actor(uow, incoming.actor)
    if found is not None:
        note_seen(uow, found[1], incoming)
