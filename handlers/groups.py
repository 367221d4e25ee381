"""Groups: who is in them, and whose news they get."""

from domain.chat import Incoming
from handlers.turn import Handled
from storage.unit_of_work import UnitOfWork


def came_or_went(uow: UnitOfWork, incoming: Incoming) -> Handled:
    del uow, incoming
    return Handled()
