"""Due follow-ups become promised reminders; what was missed while nobody ticked becomes one message a member."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from crm.follow_ups import remind_again_at
from storage import due
from storage.due import Batch
from storage.unit_of_work import UnitOfWork

BATCH = 5000
"""Rows a transaction: bounds how long other writers wait while a storm is promised."""

LATE = timedelta(minutes=10)
"""Nothing ticks so rarely: a reminder this late waited for a stopped program."""

LATE_ROWS = 1000
"""So many late reminders are looked at for whom they belong to; the members' others go with them."""

MANY = 3
"""More whole-day follow-ups than these at once, a whole morning's, are said as one list."""


def promise_reminders(uow: UnitOfWork) -> int:
    """Promise one batch of what is due; how many reminders were said (0: none is left)."""
    said = _promise_lists(uow, due.list_late_owners(uow, uow.now - LATE, LATE_ROWS), "late")
    said = said or _promise_lists(uow, due.list_busy_owners(uow, BATCH, MANY), "morning")
    if said:
        return said
    batch = due.claim_reminders(uow, not_before=uow.now - LATE, limit=BATCH)
    if batch.size:
        due.promise_reminders(uow, batch)
        _plan_recurring(uow, batch)
    return batch.size


def _promise_lists(uow: UnitOfWork, owner_ids: Sequence[UUID], template: str) -> int:
    """One message each for all that these members are due now."""
    said = 0
    for owner_id in owner_ids:
        batch = due.claim_all(uow, owner_id)
        if batch.size:
            due.promise_list(uow, owner_id, batch, template)
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
