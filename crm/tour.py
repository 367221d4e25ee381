"""What somebody did lately, as far as the guided tour wants to know."""

from datetime import datetime

from storage.activities import has_noted
from storage.entities import Member
from storage.follow_ups import has_completed
from storage.unit_of_work import UnitOfWork


def has_filed(uow: UnitOfWork, member: Member, since: datetime) -> bool:
    """Whether they filed anything since then."""
    return has_noted(uow, member.id, since)


def has_finished(uow: UnitOfWork, member: Member, since: datetime) -> bool:
    """Whether they completed a follow-up since then."""
    return has_completed(uow, member.id, since)
