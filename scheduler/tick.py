"""One tick: claim what is due, write outbox rows, nothing else. Any number of workers may tick at the same time."""

from storage.unit_of_work import UnitOfWork


def tick(uow: UnitOfWork) -> int:
    """Promise everything that is due at `uow.now`; how many messages."""
    del uow
    return 0
