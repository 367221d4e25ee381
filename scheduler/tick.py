"""One tick: claim what is due, write outbox rows, nothing else. Any number of workers may tick at the same time."""

from scheduler.digests import promise_digests
from scheduler.reminders import promise_reminders
from storage.pipeline_sums import fold
from storage.unit_of_work import UnitOfWork


def tick(uow: UnitOfWork) -> int:
    """Promise a batch of what is due at `uow.now`; 0 when nothing was due, so that whoever rings rings until then."""
    fold(uow.connection, uow.workspace_id)
    return promise_reminders(uow) + promise_digests(uow)
