"""A member's own chats with customers, as far as the member lets us listen. Nothing is ever written there.

A connection and each of its chats are Conversations. `paused_at` means: not listened to. A connection is bound to its
member, a chat to the contact its lines are kept with.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from crm import identify, notes, records
from domain.chat import Actor, Address, Direction, Incoming
from domain.errors import NotAllowed
from storage import members as accounts
from storage import notes as stored_notes
from storage.codec import encode_address
from storage.conversations import find_conversation
from storage.entities import Activity, Contact, Conversation, Member
from storage.unit_of_work import UnitOfWork

CONNECTION = "connection"  # stands for the chat in a connection's own key
LINE = "message"  # the kind of an activity that is one line of a chat


def connect(uow: UnitOfWork, member: Member, address: Address) -> Conversation:
    """Know the connection from now on; nothing is kept until the member agrees."""
    found = find_conversation(uow, _connection_key(address))
    if found is None:
        return _add(uow, replace(address, chat_id=CONNECTION), "member", member.id, paused=True)
    if found.bound_id != member.id:
        found.bound_id, found.paused_at = member.id, uow.now
    return found


def disconnect(uow: UnitOfWork, address: Address) -> None:
    found = find_conversation(uow, _connection_key(address))
    if found is not None:
        found.paused_at = uow.now


def switch(uow: UnitOfWork, member: Member, chat_key: str, *, listen: bool) -> Conversation:
    """Listen, or not: to a whole connection or to one chat of it. Only its own member may say."""
    found = get_own(uow, member, chat_key)
    found.paused_at = None if listen else uow.now
    return found


def get_own(uow: UnitOfWork, member: Member, chat_key: str) -> Conversation:
    """A connection or chat of this member's; raises NotAllowed for anybody else's."""
    found = find_conversation(uow, chat_key)
    connection = found and find_conversation(uow, _connection_key(Address(**found.address)))
    if found is None or connection is None or connection.bound_id != member.id:
        raise NotAllowed("That is somebody else's chat.")
    return found


def find_listener(uow: UnitOfWork, incoming: Incoming) -> Member | None:
    """The member whose chat this is, if they agreed that it is kept."""
    connection = find_conversation(uow, _connection_key(incoming.address))
    if connection is None or connection.paused_at is not None:
        return None
    member = uow.get(Member, connection.bound_id)
    return member if member is not None and member.removed_at is None else None


def find_chat(uow: UnitOfWork, incoming: Incoming) -> Conversation | None:
    return find_conversation(uow, incoming.address.chat_key)


def add_chat(uow: UnitOfWork, incoming: Incoming) -> Conversation:
    """A chat seen for the first time, with nobody's record yet."""
    chat = _add(uow, replace(incoming.address, thread_id=None), None, None, paused=False)
    chat.title = incoming.chat_title
    return chat


def customer_of(address: Address) -> Actor:
    """The other side of a business chat: its id is the chat's."""
    return Actor(address.platform, address.tenant, address.chat_id)


def keep_line(uow: UnitOfWork, incoming: Incoming, chat: Conversation) -> Activity:
    """Keep one line, its author told apart; an edit rewrites the line it changes."""
    name = f"{chat.chat_key}#{incoming.edit_of or incoming.message_id}"
    known = stored_notes.find_by_external_id(uow, name)
    if known is not None:
        known.body = incoming.text
        return known
    contact_id = chat.bound_id if chat.bound_kind == "contact" else None
    files = [{"name": file.name, "path": file.path} for file in incoming.files]
    line = notes.add_note(
        uow,
        incoming.text,
        kind=LINE,
        occurred_at=incoming.sent_at,
        contact_id=contact_id,
        files=files or None,
        detail={"direction": incoming.direction.value, "with": chat.title},
    )
    line.external_id = name
    if incoming.direction is Direction.CUSTOMER:
        line.author_id = None
    records.touch(uow, uow.get(Contact, contact_id))
    return line


def bind(uow: UnitOfWork, chat: Conversation, contact: Contact) -> int:
    """Keep the chat with this contact, what was said so far included; how many lines that was."""
    chat.bound_kind, chat.bound_id = "contact", contact.id
    identify.remember_account(uow, customer_of(Address(**chat.address)), chat.title, contact)
    lines = _lines(uow, chat)
    for line in lines:
        line.contact_id = contact.id
    records.touch(uow, contact)
    return len(lines)


def unbind(uow: UnitOfWork, chat: Conversation) -> None:
    """It was not that contact: the lines are nobody's again, and the account too."""
    account = accounts.find_identity(uow, customer_of(Address(**chat.address)))
    if account is not None and account.contact_id == chat.bound_id:
        uow.delete(account)
    chat.bound_kind = chat.bound_id = None
    for line in _lines(uow, chat):
        line.contact_id = None


def _lines(uow: UnitOfWork, chat: Conversation) -> Sequence[Activity]:
    return stored_notes.list_by_external_prefix(uow, f"{chat.chat_key}#")


def _connection_key(address: Address) -> str:
    return replace(address, chat_id=CONNECTION).chat_key


def _add(uow: UnitOfWork, address: Address, kind: str | None, bound_id: UUID | None, *, paused: bool) -> Conversation:
    return uow.add(
        Conversation(
            chat_key=address.chat_key,
            address=encode_address(address),
            is_group=False,
            bound_kind=kind,
            bound_id=bound_id,
            paused_at=uow.now if paused else None,
            created_at=uow.now,
        )
    )
