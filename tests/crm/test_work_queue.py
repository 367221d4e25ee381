"""A thousand queues cost the queries of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import event

from crm.work_queue import Section, queues_of
from storage.unit_of_work import UnitOfWork
from storage.work_queue import list_loads
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


def test_what_is_for_this_week_is_not_overdue_on_its_wednesday(uow: UnitOfWork, office: Office) -> None:
    bob = office.member("bob")
    office.follow_up("visit", bob, uow.now - timedelta(days=2)).grain = "week"
    office.follow_up("call", bob, uow.now - timedelta(days=2)).grain = "day"
    uow.session.flush()
    sections = {item.record.number: item.section for item in queues_of(uow, [bob])[bob.id].items}
    assert sections == {1: Section.TODAY, 2: Section.OVERDUE}
    (load,) = list_loads(uow, [bob.id], uow.now, uow.now + timedelta(days=1))
    assert (load.overdue, load.today) == (1, 1)
