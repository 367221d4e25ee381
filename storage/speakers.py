"""Who speaks, where, and what waits there for their answer: read in one query, as every turn begins with it."""

from typing import Any

from sqlalchemy import and_, bindparam, select

from domain.chat import Actor
from storage.entities import ChatIdentity, Conversation, Member, Pending, Workspace
from storage.loading import columns_of, entities
from storage.statements import Prepared
from storage.types import Moment
from storage.unit_of_work import UnitOfWork

_KINDS = (Member, ChatIdentity, Workspace, Conversation, Pending)
_SPEAKER = Prepared(
    select(*columns_of(*_KINDS))
    .select_from(ChatIdentity)
    .join(Member, and_(Member.workspace_id == ChatIdentity.workspace_id, Member.id == ChatIdentity.member_id))
    .join(Workspace, Workspace.workspace_id == ChatIdentity.workspace_id)
    .outerjoin(
        Conversation,
        and_(Conversation.workspace_id == ChatIdentity.workspace_id, Conversation.chat_key == bindparam("chat")),
    )
    .outerjoin(
        Pending,
        and_(
            Pending.workspace_id == ChatIdentity.workspace_id,
            Pending.member_id == Member.id,
            Pending.chat_key == bindparam("chat"),
            Pending.expires_at > bindparam("now", type_=Moment()),
        ),
    )
    .where(
        ChatIdentity.workspace_id == bindparam("ws"),
        ChatIdentity.platform == bindparam("platform"),
        ChatIdentity.tenant == bindparam("tenant"),
        ChatIdentity.user_id == bindparam("user"),
        Member.removed_at.is_(None),
    )
)

Found = tuple[Member, ChatIdentity, Workspace, Conversation | None, Pending | None]


def find_speaker(uow: UnitOfWork, actor: Actor, chat_key: str) -> Found | None:
    """The member, their account, the workspace, the chat if we know it, the question that waits for them there.

    None for a stranger and for a member who was removed.
    """
    values: dict[str, Any] = {
        "ws": uow.workspace_id,
        "platform": actor.platform,
        "tenant": actor.tenant,
        "user": actor.user_id,
        "chat": chat_key,
        "now": uow.now,
    }
    row = _SPEAKER.first(uow.connection, values)
    if row is None:
        return None
    found: Any = tuple(one and uow.hold(one) for one in entities(row, *_KINDS))
    speaker: Found = found
    return speaker
