"""Who may see and change what: the one place that knows, asked by every answer, again at each press and each send.

A rep sees what they own, what is shared with them and what nobody owns; a manager what the team and the teams below it
own; an admin everything. The workspace itself is the root of the tree of teams: a manager without a team stands there.
"""

from domain.errors import NotAllowed
from domain.terms import Role
from storage.entities import FollowUp, Member, Record
from storage.scope import Scope, is_shared_with
from storage.teams import list_member_ids_under
from storage.unit_of_work import UnitOfWork

RANKS = {Role.REP: 0, Role.MANAGER: 1, Role.ADMIN: 2}


def scope_of(uow: UnitOfWork, member: Member) -> Scope:
    """Whose records this member may see, as the filter every query takes. A removed member sees nothing owned."""
    if member.removed_at is not None:
        return Scope(member.id, frozenset())
    role = Role(member.role)
    if role is Role.ADMIN or (role is Role.MANAGER and member.team_id is None):
        return Scope(member.id)
    if role is Role.MANAGER and member.team_id is not None:
        return Scope(member.id, list_member_ids_under(uow, member.team_id) | {member.id})
    return Scope(member.id, frozenset({member.id}))


def may_see(uow: UnitOfWork, member: Member, record: Record | FollowUp) -> bool:
    """Whether the member may read the record, its contact details included."""
    if member.removed_at is not None:
        return False
    if scope_of(uow, member).sees_owner(record.owner_id):
        return True
    return not isinstance(record, FollowUp) and is_shared_with(uow, record.id, member.id)


def may_change(uow: UnitOfWork, member: Member, record: Record | FollowUp) -> bool:
    """Whether the member may write to the record; today whoever may see it may."""
    return may_see(uow, member, record)


def check_may_see(uow: UnitOfWork, member: Member, record: Record | FollowUp) -> None:
    """Raises NotAllowed, which names the owner and nothing else."""
    if not may_see(uow, member, record):
        raise NotAllowed("That belongs to {owner}.", owner=_owner_name(uow, record))


def check_may_change(uow: UnitOfWork, member: Member, record: Record | FollowUp) -> None:
    """Raises NotAllowed, which names the owner and nothing else."""
    if not may_change(uow, member, record):
        raise NotAllowed("Only {owner} or a manager can change that.", owner=_owner_name(uow, record))


def has_role(member: Member, least: Role) -> bool:
    """Whether the member's role is at least that one; nobody removed has any."""
    return member.removed_at is None and RANKS[Role(member.role)] >= RANKS[least]


def check_role(member: Member, least: Role) -> None:
    """Raises NotAllowed where the member's role does not reach."""
    if not has_role(member, least):
        raise NotAllowed("Only a manager can do that." if least is Role.MANAGER else "Only an admin can do that.")


def check_may_lead(uow: UnitOfWork, member: Member, other: Member) -> None:
    """Raises NotAllowed unless the member is an admin, or a manager in whose team the other works."""
    check_role(member, Role.MANAGER)
    if not scope_of(uow, member).sees_owner(other.id):
        raise NotAllowed("{name} is not in your team.", name=other.name)


def _owner_name(uow: UnitOfWork, record: Record | FollowUp) -> str:
    owner = uow.get(Member, record.owner_id)
    return owner.shown if owner else "?"
