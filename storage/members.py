"""Members, their platform accounts and teams, and who knocked without being one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

from domain.chat import Actor
from domain.terms import Role
from storage.entities import ChatIdentity, Member, StrangerNotice, Team, Workspace
from storage.loading import columns_of, entities, entity
from storage.statements import Prepared
from storage.unit_of_work import UnitOfWork


def get_workspace(uow: UnitOfWork) -> Workspace:
    """The workspace of this unit; it is always there."""
    return uow.get_only(Workspace)


_ACCOUNT = (
    ChatIdentity.workspace_id == bindparam("ws"),
    ChatIdentity.platform == bindparam("platform"),
    ChatIdentity.tenant == bindparam("tenant"),
    ChatIdentity.user_id == bindparam("user"),
)
_IDENTITY = Prepared(select(*columns_of(ChatIdentity)).where(*_ACCOUNT))
_SPEAKER = Prepared(
    select(*columns_of(Member, ChatIdentity))
    .join(
        ChatIdentity,
        (ChatIdentity.workspace_id == Member.workspace_id) & (ChatIdentity.member_id == Member.id),
    )
    .where(*_ACCOUNT, Member.removed_at.is_(None))
)


def _account(uow: UnitOfWork, actor: Actor) -> dict[str, Any]:
    return {"ws": uow.workspace_id, "platform": actor.platform, "tenant": actor.tenant, "user": actor.user_id}


def find_identity(uow: UnitOfWork, actor: Actor) -> ChatIdentity | None:
    row = _IDENTITY.first(uow.connection, _account(uow, actor))
    return uow.hold(entity(ChatIdentity, row)) if row else None


def find_by_actor(uow: UnitOfWork, actor: Actor) -> tuple[Member, ChatIdentity] | None:
    """The member who speaks from that account, and the account; None for a stranger and for one removed."""
    row = _SPEAKER.first(uow.connection, _account(uow, actor))
    if row is None:
        return None
    member, account = entities(row, Member, ChatIdentity)
    return uow.hold(member), uow.hold(account)


def find_named(uow: UnitOfWork, name: str) -> Member | None:
    """The member of that name (as typed, whatever its case), not removed."""
    wanted = name.strip().lower()
    return uow.session.scalar(
        select(Member).where(
            Member.workspace_id == uow.workspace_id,
            Member.removed_at.is_(None),
            (func.lower(Member.name) == wanted) | (func.lower(Member.full_name) == wanted),
        )
    )


def list_admins(uow: UnitOfWork, limit: int = 20) -> Sequence[Member]:
    return uow.session.scalars(
        select(Member)
        .where(Member.workspace_id == uow.workspace_id, Member.removed_at.is_(None), Member.role == Role.ADMIN.value)
        .order_by(Member.id)
        .limit(limit)
    ).all()


def find_team(uow: UnitOfWork, name: str) -> Team | None:
    return uow.session.scalar(
        select(Team).where(Team.workspace_id == uow.workspace_id, func.lower(Team.name) == name.strip().lower())
    )


def list_teams(uow: UnitOfWork, limit: int = 200) -> Sequence[Team]:
    return uow.session.scalars(
        select(Team).where(Team.workspace_id == uow.workspace_id).order_by(Team.name).limit(limit)
    ).all()


def list_teams_above(uow: UnitOfWork, team_id: UUID | None) -> list[UUID]:
    """A team and all it belongs to, nearest first."""
    above: list[UUID] = []
    while team_id is not None and team_id not in above:
        above.append(team_id)
        team = uow.get(Team, team_id)
        team_id = team.parent_id if team else None
    return above


def find_notice(uow: UnitOfWork, actor: Actor) -> StrangerNotice | None:
    return uow.session.scalar(
        select(StrangerNotice).where(
            StrangerNotice.workspace_id == uow.workspace_id,
            StrangerNotice.platform == actor.platform,
            StrangerNotice.tenant == actor.tenant,
            StrangerNotice.user_id == actor.user_id,
        )
    )


def note_stranger(uow: UnitOfWork, actor: Actor, today: str) -> tuple[bool, bool]:
    """Remember that a stranger wrote: (whether they are due a line today, whether the admins are to hear of it)."""
    known = find_notice(uow, actor)
    if known is None:
        uow.add(
            StrangerNotice(
                platform=actor.platform,
                tenant=actor.tenant,
                user_id=actor.user_id,
                answered_on=today,
                told_at=uow.now,
            )
        )
        return True, True
    due = known.answered_on != today
    known.answered_on = today
    uow.session.flush()
    return due, False
