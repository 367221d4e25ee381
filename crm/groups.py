"""Groups: who is in them, whose news they get."""

from collections.abc import Sequence
from uuid import UUID

from domain.chat import Address
from domain.errors import NotFound
from storage import conversations, outbox
from storage import members as stored
from storage.codec import decode_address
from storage.entities import Conversation, Team
from storage.unit_of_work import UnitOfWork


def list_of_team(uow: UnitOfWork, team_id: UUID | None) -> Sequence[Conversation]:
    """The groups that get a team's news: its own and those of the teams above."""
    listening = conversations.list_team_groups(uow) if team_id else ()
    teams = stored.list_teams_above(uow, team_id) if listening else ()
    return [group for group in listening if group.team_id in teams]


def address_of(group: Conversation) -> Address:
    return decode_address(group.address)


def list_told(uow: UnitOfWork, prefix: str) -> list[tuple[Conversation, UUID]]:
    """The groups that were told something under keys of that prefix and their chat, with the message's id."""
    groups = {prefix + group.chat_key: group for group in conversations.list_team_groups(uow)}
    told = outbox.list_by_key(uow, groups) if groups else []
    return [(groups[dedupe_key], outbox_id) for dedupe_key, outbox_id in told]


def find_team(uow: UnitOfWork, name: str) -> Team | None:
    return stored.find_team(uow, name)


def get_team(uow: UnitOfWork, name: str) -> Team:
    """Raises NotFound, which names the teams there are."""
    found = stored.find_team(uow, name)
    if found is None:
        names = ", ".join(team.name for team in stored.list_teams(uow))
        raise NotFound("There is no team “{name}”. The teams are: {teams}.", name=name[:60], teams=names or "-")
    return found


def describe(uow: UnitOfWork, group: Conversation, people: Sequence[str], team: str | None) -> None:
    """Who is in the group and whose news it gets, as the platform told."""
    if people:
        group.people = list(people)
    known = find_team(uow, team) if team else None
    if known is not None:
        group.team_id = known.id
    uow.session.flush()
