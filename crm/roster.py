"""Who works here: added, given another role, removed. For the operator's terminal and an admin's chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from crm import members as known
from domain.chat import Actor
from domain.errors import UserError
from domain.terms import Role
from storage import members, roster
from storage.entities import ChatIdentity, Member, Team
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Row:
    """A member as a list shows them; accounts as platform:id."""

    name: str
    role: str
    team: str | None
    tz: str
    language: str
    accounts: tuple[str, ...]


def add_member(
    uow: UnitOfWork,
    name: str,
    *,
    role: Role = Role.REP,
    team: str | None = None,
    tz: str | None = None,
    language: str | None = None,
    full_name: str | None = None,
    accounts: Sequence[Actor] = (),
) -> Member:
    """A new member with their accounts; a team of that name is made if there is none. Raises UserError."""
    _check(uow, name, tz)
    workspace = members.get_workspace(uow)
    member = uow.add(
        Member(
            name=name,
            full_name=full_name,
            role=role.value,
            team_id=_team(uow, team).id if team else None,
            language=language or workspace.language,
            tz=tz or workspace.tz,
            created_at=uow.now,
        )
    )
    for actor in accounts:
        add_account(uow, member, actor)
    return member


def _check(uow: UnitOfWork, name: str, tz: str | None) -> None:
    if not name.strip() or any(char.isspace() for char in name):
        raise UserError("A member's short name is one word, like alice.")
    if members.find_named(uow, name) is not None:
        raise UserError("There is a member {name} already.", name=name)
    if tz is not None:
        try:
            ZoneInfo(tz)
        except (KeyError, ValueError, OSError):
            raise UserError("I know no time zone {name}; one looks like Europe/Berlin.", name=tz) from None


def _team(uow: UnitOfWork, name: str) -> Team:
    return members.find_team(uow, name) or uow.add(Team(name=name))


def add_account(uow: UnitOfWork, member: Member, actor: Actor) -> ChatIdentity:
    """Let a member speak from an account; nothing happens if they already do. Raises UserError if it is another's."""
    found = members.find_identity(uow, actor)
    if found is not None and found.member_id not in (None, member.id):
        raise UserError("That account belongs to somebody else already.")
    if found is not None:
        found.member_id = member.id
        return found
    return uow.add(
        ChatIdentity(
            platform=actor.platform,
            tenant=actor.tenant,
            user_id=actor.user_id,
            name=member.name,
            member_id=member.id,
            direct_chat=_direct(actor),
            last_seen_at=uow.now,
        )
    )


def _direct(actor: Actor) -> dict[str, str] | None:
    """Where our own platforms keep a direct chat; the others tell it with the member's first message."""
    if actor.platform not in ("web", "console"):
        return None
    return {"platform": actor.platform, "tenant": actor.tenant, "chat_id": f"dm:{actor.user_id}"}


def list_members(uow: UnitOfWork) -> list[Row]:
    """Everybody who has not left, by name."""
    teams = {team.id: team.name for team in members.list_teams(uow)}
    accounts: dict[object, list[str]] = {}
    for account in roster.list_accounts(uow):
        accounts.setdefault(account.member_id, []).append(f"{account.platform}:{account.user_id}")
    return [
        Row(
            member.name,
            member.role,
            teams.get(member.team_id) if member.team_id else None,
            member.tz,
            member.language,
            tuple(accounts.get(member.id, ())),
        )
        for member in roster.list_members(uow)
    ]


def change_role(uow: UnitOfWork, name: str, role: Role) -> Member:
    """Raises NotFound where nobody is called that, UserError for the last admin."""
    member = known.get_named(uow, name)
    _keep_an_admin(uow, member, role)
    member.role = role.value
    return member


def remove_member(uow: UnitOfWork, name: str) -> Member:
    """End every session and account of a member at once; their records stay. Raises as `change_role`."""
    member = known.get_named(uow, name)
    _keep_an_admin(uow, member, None)
    member.removed_at = uow.now
    for account in roster.list_member_accounts(uow, member.id):
        uow.delete(account)
    roster.end_sessions(uow, member.id)
    return member


def _keep_an_admin(uow: UnitOfWork, member: Member, role: Role | None) -> None:
    if member.role == Role.ADMIN and role is not Role.ADMIN and len(members.list_admins(uow)) == 1:
        raise UserError("{name} is the last admin; name another one first.", name=member.name)
