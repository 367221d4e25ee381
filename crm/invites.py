"""Invitations: a one-time code with role and team, and one that links a further platform to a member.

A code has 128 bits, is kept only as a hash, is good once, and ends by itself; so there is nothing to guess or to steal
from the table. Whoever brings it is the one it lets in, on whatever platform they stand.
"""

import re
import secrets
from datetime import timedelta
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crm import access, groups, members, roster
from domain.chat import Actor
from domain.errors import NotAllowed
from domain.house import INVITE_LINKS
from domain.terms import Role
from storage import documents, invites
from storage.entities import Invite, Member
from storage.unit_of_work import UnitOfWork

INVITED_FOR = timedelta(days=7)
LINK_FOR = timedelta(hours=1)
_CODE = re.compile(r"[A-Za-z0-9_-]{22}")
_BEFORE_CODE = re.compile(r"^/?(?:start|link)\s+", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def invite(
    uow: UnitOfWork, by: Member, *, role: Role = Role.REP, team: str | None = None, name: str | None = None
) -> str:
    """A code that makes whoever brings it a member. Raises NotAllowed unless an admin invites."""
    access.check_role(by, Role.ADMIN)
    team_id = groups.get_team(uow, team).id if team else by.team_id
    return _kept(uow, role.value, by.id, INVITED_FOR.total_seconds(), name=name, team_id=team_id)


def link_code(uow: UnitOfWork, member: Member) -> str:
    """A code that lets the same person in from a further platform, for an hour."""
    return _kept(uow, member.role, member.id, LINK_FOR.total_seconds(), member_id=member.id)


def links(uow: UnitOfWork, code: str) -> list[str]:
    """Addresses that bring the code along, one for each platform that has such."""
    found = documents.list_with_prefix(uow, INVITE_LINKS)
    return [str(document.value["template"]).format(code=code) for document in found]


def code_in(text: str) -> str | None:
    """The code that a text is: alone, or after start or link (some platforms take a slash for a command of theirs)."""
    words = _BEFORE_CODE.sub("", text.strip(), count=1)
    return words if _CODE.fullmatch(words) else None


def redeem(
    uow: UnitOfWork, code: str, actor: Actor, called: str, language: str | None = None, tz: str | None = None
) -> Member | None:
    """Let the bearer in: as a new member, or as the one who asked for the code. None for a code that is no good."""
    found = invites.take(uow, _hash(code))
    if found is None:
        return None
    member = uow.get(Member, found.member_id)
    if found.member_id is not None:
        if member is None or member.removed_at is not None:
            return None
    else:
        member = _welcomed(uow, found, called, language, tz)
    uow.member_id = member.id
    roster.add_account(uow, member, actor)
    return member


def _welcomed(uow: UnitOfWork, found: Invite, called: str, language: str | None, tz: str | None) -> Member:
    member = roster.add_member(
        uow,
        _free_name(uow, found.name or called),
        role=Role(found.role),
        language=language,
        tz=_zone(tz),
        full_name=called or None,
    )
    member.team_id = found.team_id
    uow.session.flush()
    return member


def _zone(tz: str | None) -> str | None:
    """The zone a platform told, if there is such a one; else the workspace's is taken."""
    try:
        return ZoneInfo(tz).key if tz else None
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return None


def _free_name(uow: UnitOfWork, wanted: str) -> str:
    """A short name nobody has: the first word of what they are called, numbered if it is taken."""
    words = wanted.split()
    base = (_NOT_IN_NAMES.sub("", words[0]).lower() if words else "")[:40] or "member"
    for n in range(1, 1000):
        name = base if n == 1 else f"{base}{n}"
        if members.find_named(uow, name) is None:
            return name
    raise NotAllowed("Too many members have that name; ask the admin to give you one.")


def _kept(
    uow: UnitOfWork,
    role: str,
    by: UUID,
    seconds: float,
    *,
    name: str | None = None,
    team_id: UUID | None = None,
    member_id: UUID | None = None,
) -> str:
    code = secrets.token_urlsafe(16)
    uow.add(
        Invite(
            code_hash=_hash(code),
            role=role,
            name=name,
            team_id=team_id,
            member_id=member_id,
            invited_by_id=by,
            created_at=uow.now,
            expires_at=uow.now + timedelta(seconds=seconds),
        )
    )
    return code


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
