"""What Rapport knows about a member: for "me" and "whoami"."""

from dataclasses import dataclass

from crm.access import scope_of
from crm.targets import monthly_target
from domain.money import Money
from storage.entities import Member, Team
from storage.roster import list_member_accounts
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SelfPortrait:
    """`sees` is how many colleagues' records the member sees beside their own, None for everybody's."""

    member: Member
    team: str | None
    accounts: tuple[str, ...]
    target: Money | None
    sees: int | None


def self_portrait(uow: UnitOfWork, member: Member) -> SelfPortrait:
    team = uow.get(Team, member.team_id)
    scope = scope_of(uow, member)
    return SelfPortrait(
        member,
        team.name if team else None,
        tuple(
            f"{account.platform}:{account.name or account.user_id}" for account in list_member_accounts(uow, member.id)
        ),
        monthly_target(member),
        None if scope.owner_ids is None else len(scope.owner_ids - {member.id}),
    )
