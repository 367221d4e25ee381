"""Due follow-ups become promised reminders; what was missed while nobody ticked becomes one message a member."""

from datetime import timedelta

from crm.follow_ups import remind_again_at
from storage import due
from storage.due import Batch
from storage.unit_of_work import UnitOfWork

BATCH = 5000
"""Rows a transaction: bounds how long other writers wait while a storm is promised."""

LATE = timedelta(minutes=10)
"""Nothing ticks so rarely: a reminder this late waited for a stopped program."""

LATE_MEMBERS = 200


def promise_reminders(uow: UnitOfWork) -> int:
    """Promise one batch of what is due; how many reminders were said (0: none is left)."""
    missed = _promise_late(uow)
    if missed:
        return missed
    batch = due.claim_reminders(uow, not_before=uow.now - LATE, limit=BATCH)
    if batch.size:
        due.promise_reminders(uow, batch)
        _plan_recurring(uow, batch)
    return batch.size


def _promise_late(uow: UnitOfWork) -> int:
    said = 0
    for owner_id in due.list_late_owners(uow, uow.now - LATE, LATE_MEMBERS):
        batch = due.claim_late(uow, owner_id)
        if batch.size:
            due.promise_late(uow, owner_id, batch)
            _plan_recurring(uow, batch)
            said += batch.size
    return said


def _plan_recurring(uow: UnitOfWork, batch: Batch) -> None:
    planned = [
        (follow_up.id, moment)
        for follow_up in due.list_recurring(uow, batch)
        if (moment := remind_again_at(uow, follow_up)) is not None
    ]
    due.plan_reminders(uow, planned)
