"""When time brings something next: what a virtual clock walks along."""

from datetime import datetime

from scheduler.digests import first_digest_at
from storage import digests, due
from storage.unit_of_work import UnitOfWork


def next_due_at(uow: UnitOfWork, after: datetime) -> datetime | None:
    """The earliest moment strictly after `after` at which a tick has something to promise; None if nothing waits."""
    moments = (due.next_reminder_at(uow, after), digests.next_at(uow, after), first_digest_at(uow, after))
    return min((moment for moment in moments if moment is not None), default=None)
