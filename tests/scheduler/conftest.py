"""A small office on both databases, with a clock that is moved and a tick that is rung by hand."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

import pytest
from sqlalchemy import select

from crm.follow_ups import create_follow_up
from domain.chat import Address
from domain.clock import VirtualClock
from domain.terms import Grain
from scheduler.tick import tick
from storage.codec import encode_address
from storage.database import Database
from storage.entities import ChatIdentity, FollowUp, Member, OutboxMessage, Workspace
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

T = TypeVar("T")


class Desk:
    """People, their follow-ups, and what was promised to them."""

    def __init__(self, writer: Writer, clock: VirtualClock) -> None:
        self.writer = writer
        self.clock = clock
        self.do(lambda uow: uow.add(Workspace(name="Nord", created_at=uow.now)))

    def do(self, work: Callable[[UnitOfWork], T]) -> T:
        return self.writer.submit(1, work).result()

    def member(self, name: str, *, tz: str = "Asia/Shanghai", reachable: bool = True, **settings: object) -> UUID:
        def work(uow: UnitOfWork) -> UUID:
            member = uow.add(Member(name=name, tz=tz, settings=settings, created_at=uow.now))
            if reachable:
                uow.add(_console(member, uow.now))
            return member.id

        return self.do(work)

    def follow_up(self, owner: UUID, due_at: datetime, action: str = "call", recurs: str | None = None) -> UUID:
        def work(uow: UnitOfWork) -> UUID:
            return create_follow_up(
                uow, owner_id=owner, action=action, due_at=due_at, grain=Grain.MINUTE, exact=True, recurs=recurs
            ).id

        return self.do(work)

    def at(self, moment: datetime) -> None:
        """Move the clock there and tick until nothing is due."""
        self.clock.move_to(moment)
        self.tick()

    def passes(self, **span: float) -> None:
        self.at(self.clock.now() + timedelta(**span))

    def tick(self) -> None:
        while self.do(tick):
            pass

    def promised(self, kind: str = "reminder") -> Sequence[OutboxMessage]:
        query = select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id)
        return self.do(lambda uow: uow.session.scalars(query).all())

    def find(self, identifier: UUID) -> FollowUp:
        def work(uow: UnitOfWork) -> FollowUp:
            found = uow.get(FollowUp, identifier)
            assert found is not None
            return found

        return self.do(work)


def _console(member: Member, seen_at: datetime) -> ChatIdentity:
    chat = encode_address(Address("console", "main", f"dm:{member.name}"))
    return ChatIdentity(
        platform="console",
        tenant="main",
        user_id=member.name,
        member_id=member.id,
        direct_chat=chat,
        last_seen_at=seen_at,
    )


@pytest.fixture
def desk(writer: Writer, clock: VirtualClock) -> Desk:
    return Desk(writer, clock)


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """For dialogues, where one database is enough."""
    database = Database(sqlite_url)
    yield database
    database.close()
