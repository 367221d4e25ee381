"""What a promised template says, decided just before it is sent: with fresh context and rights checked again."""

from collections.abc import Callable, Mapping
from uuid import UUID

from crm.members import get_workspace
from crm.reminders import context_of, list_reminded_by
from crm.team_day import team_day
from crm.work_queue import Queue, missed, queue_of
from domain.cards import Card, Message
from handlers.cards.base import Reader
from handlers.cards.digest import digest_card, due_card, missed_card
from handlers.cards.reminder import reminder_card
from i18n import translator
from storage.entities import FollowUp, Member
from storage.unit_of_work import UnitOfWork

ListCard = Callable[[Reader, Queue], Card | None]


def compose(uow: UnitOfWork, template: str, subject: str, member_id: UUID | None) -> Message | None:
    """The message of a template; None if there is nothing to say any more."""
    member = uow.get(Member, member_id)
    say = TEMPLATES.get(template)
    if say is None or member is None or member.removed_at is not None:
        return None
    card = say(uow, member, subject)
    return Message(member.id, card, kind=_KINDS[template], for_member=member.id) if card else None


def _reminder(uow: UnitOfWork, member: Member, subject: str) -> Card | None:
    """Of a follow-up that is still open and still theirs."""
    follow_up = uow.get(FollowUp, UUID(subject))
    if follow_up is None or follow_up.status != "open" or follow_up.owner_id != member.id:
        return None
    return reminder_card(_reader(uow, member), context_of(uow, member, follow_up))


def _late(uow: UnitOfWork, member: Member, subject: str) -> Card | None:
    """What fell due while nothing ticked."""
    return _several(uow, member, subject, missed_card)


def _morning(uow: UnitOfWork, member: Member, subject: str) -> Card | None:
    """What is due today at no special hour."""
    return _several(uow, member, subject, due_card)


def _several(uow: UnitOfWork, member: Member, subject: str, list_card: ListCard) -> Card | None:
    """One alone reads as any reminder; several become a list."""
    follow_ups = [one for one in list_reminded_by(uow, UUID(subject)) if one.status == "open" and _is_own(one, member)]
    if len(follow_ups) == 1:
        return _reminder(uow, member, follow_ups[0].id.hex)
    return list_card(_reader(uow, member), missed(uow, follow_ups))


def _is_own(follow_up: FollowUp, member: Member) -> bool:
    return follow_up.owner_id == member.id


def _digest(uow: UnitOfWork, member: Member, _day: str) -> Card | None:
    return digest_card(_reader(uow, member), queue_of(uow, member), team_day(uow, member))


def _reader(uow: UnitOfWork, member: Member) -> Reader:
    workspace = get_workspace(uow)
    return Reader(translator(member.language), member.tz, uow.now, workspace.currency, workspace.region)


TEMPLATES: Mapping[str, Callable[[UnitOfWork, Member, str], Card | None]] = {
    "reminder": _reminder,
    "late": _late,
    "morning": _morning,
    "digest": _digest,
}
_KINDS = {"reminder": "reminder", "late": "reminder", "morning": "reminder", "digest": "digest"}
