"""A thousand queues cost the queries of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from crm.work_queue import queues_of
from storage.unit_of_work import UnitOfWork
from tests.office import Office


@contextmanager
def counted(uow: UnitOfWork) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(uow.connection, "before_cursor_execute", note)
    yield statements
    event.remove(uow.connection, "before_cursor_execute", note)


def test_many_members_are_read_in_the_queries_of_one(uow: UnitOfWork, office: Office) -> None:
    members = [office.member(f"rep{n}") for n in range(20)]
    for member in members:
        office.follow_up("call", member, uow.now)
        office.deal("Robots", owner=member, idle_days=20)
    with counted(uow) as one:
        queues_of(uow, members[:1])
    with counted(uow) as many:
        queues = queues_of(uow, members)
    assert len(many) == len(one)
    assert all(len(queues[member.id].items) == 2 for member in members)
