"""When time brings something next: what a virtual clock walks along."""

from datetime import datetime

from storage.unit_of_work import UnitOfWork


def next_due_at(uow: UnitOfWork, after: datetime) -> datetime | None:
    """The earliest moment after `after` at which a tick has something to promise; None if nothing waits."""
    del uow, after
    return None
