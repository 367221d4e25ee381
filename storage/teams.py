"""The tree of teams and who stands in it."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from storage.entities import Member, Team
from storage.unit_of_work import UnitOfWork

MOST_TEAMS = 2_000
MOST_MEMBERS = 20_000


def list_member_ids_under(uow: UnitOfWork, team_id: UUID) -> frozenset[UUID]:
    """Who is in that team or in one below it, leavers included: their records stay the team's."""
    members = uow.session.scalars(
        select(Member.id)
        .where(Member.workspace_id == uow.workspace_id, Member.team_id.in_(_subtree(uow, team_id)))
        .limit(MOST_MEMBERS)
    )
    return frozenset(members)


def list_members(uow: UnitOfWork) -> Sequence[Member]:
    """Everybody who works here now, by name."""
    return uow.session.scalars(
        select(Member)
        .where(Member.workspace_id == uow.workspace_id, Member.removed_at.is_(None))
        .order_by(Member.name)
        .limit(MOST_MEMBERS)
    ).all()


def list_names(uow: UnitOfWork) -> Sequence[tuple[UUID, str, str | None]]:
    """Id, name and full name of everybody who works here now, without loading them."""
    rows = uow.session.execute(
        select(Member.id, Member.name, Member.full_name)
        .where(Member.workspace_id == uow.workspace_id, Member.removed_at.is_(None))
        .limit(MOST_MEMBERS)
    )
    return [(identifier, name, full_name) for identifier, name, full_name in rows]


def list_settings(uow: UnitOfWork, ids: Collection[UUID] | None) -> Sequence[dict[str, Any]]:
    """What those members (None: everybody) chose, of whoever works here now."""
    query = select(Member.settings).where(Member.workspace_id == uow.workspace_id, Member.removed_at.is_(None))
    if ids is not None:
        query = query.where(Member.id.in_(ids))
    return uow.session.scalars(query.limit(MOST_MEMBERS)).all()


def list_members_by_id(uow: UnitOfWork, ids: frozenset[UUID]) -> dict[UUID, Member]:
    """The members of those ids, leavers included: a card still says whose it was."""
    if not ids:
        return {}
    found = uow.session.scalars(
        select(Member).where(Member.workspace_id == uow.workspace_id, Member.id.in_(ids)).limit(MOST_MEMBERS)
    )
    return {member.id: member for member in found}


def _subtree(uow: UnitOfWork, team_id: UUID) -> set[UUID]:
    rows = uow.session.execute(
        select(Team.id, Team.parent_id).where(Team.workspace_id == uow.workspace_id).limit(MOST_TEAMS)
    )
    below: dict[UUID | None, list[UUID]] = {}
    for child, parent in rows:
        below.setdefault(parent, []).append(child)
    reached: set[UUID] = set()
    waiting = [team_id]
    while waiting:  # a set guards against a ring of teams
        team = waiting.pop()
        if team not in reached:
            reached.add(team)
            waiting.extend(below.get(team, ()))
    return reached
