"""Where a member is reached: the direct chat of the account they were last seen with."""

from uuid import UUID

from sqlalchemy import Select, and_, bindparam, exists, select, update
from sqlalchemy.orm import aliased

from domain.chat import Actor, Address
from storage.codec import decode_address, encode_address
from storage.entities import ChatIdentity
from storage.statements import Prepared
from storage.types import Id, Json, Moment
from storage.unit_of_work import UnitOfWork


def direct_chats(workspace_id: int) -> Select[ChatIdentity]:
    """One account a member: the one last seen that can be reached. Usable inside INSERT ... SELECT."""
    other = aliased(ChatIdentity)
    later = exists().where(
        and_(
            other.workspace_id == ChatIdentity.workspace_id,
            other.member_id == ChatIdentity.member_id,
            other.direct_chat.is_not(None),
            other.paused_at.is_(None),
            (other.last_seen_at > ChatIdentity.last_seen_at)
            | ((other.last_seen_at == ChatIdentity.last_seen_at) & (other.id > ChatIdentity.id)),
        )
    )
    return select(ChatIdentity).where(
        ChatIdentity.workspace_id == workspace_id,
        ChatIdentity.member_id.is_not(None),
        ChatIdentity.direct_chat.is_not(None),
        ChatIdentity.paused_at.is_(None),
        ~later,
    )


def find_direct_address(unit: UnitOfWork, member_id: UUID) -> Address | None:
    """Where to write to a member privately; None while they have no reachable account."""
    query = direct_chats(unit.workspace_id).where(ChatIdentity.member_id == member_id).limit(1)
    # The column, not the entity: one held since before `note_seen` would not know of it.
    direct_chat = unit.session.scalar(query.with_only_columns(ChatIdentity.direct_chat))
    return decode_address(direct_chat) if direct_chat else None


_SEEN = Prepared(
    update(ChatIdentity)
    .where(ChatIdentity.workspace_id == bindparam("ws"), ChatIdentity.id == bindparam("account", type_=Id()))
    .values(direct_chat=bindparam("chat", type_=Json()), last_seen_at=bindparam("at", type_=Moment()), paused_at=None)
)


def note_seen(unit: UnitOfWork, identity: ChatIdentity, direct: Address | None) -> None:
    """Remember that this account is alive and where its direct chat is; not an audited change."""
    document = identity.direct_chat if direct is None else encode_address(direct)
    stale = identity.last_seen_at is None or (unit.now - identity.last_seen_at).total_seconds() > 60
    if not stale and document == identity.direct_chat and identity.paused_at is None:
        return
    values = {"ws": unit.workspace_id, "account": identity.id, "chat": document, "at": unit.now}
    _SEEN.run(unit.connection, values)


def pause(unit: UnitOfWork, actor: Actor) -> UUID | None:
    """Nothing reaches this account any more (blocked, gone); the member it belongs to."""
    return unit.connection.scalar(
        update(ChatIdentity)
        .where(
            ChatIdentity.workspace_id == unit.workspace_id,
            ChatIdentity.platform == actor.platform,
            ChatIdentity.tenant == actor.tenant,
            ChatIdentity.user_id == actor.user_id,
        )
        .values(paused_at=unit.now)
        .returning(ChatIdentity.member_id)
    )


def pause_direct(unit: UnitOfWork, address: Address) -> UUID | None:
    """As `pause`, known by the direct chat."""
    document = encode_address(address)
    return unit.connection.scalar(
        update(ChatIdentity)
        .where(ChatIdentity.workspace_id == unit.workspace_id, ChatIdentity.direct_chat == document)
        .values(paused_at=unit.now)
        .returning(ChatIdentity.member_id)
    )
