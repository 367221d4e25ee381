"""What falls due is promised once, whoever ticks and however late."""

from datetime import datetime, timedelta
from uuid import UUID

from domain.chat import Address
from domain.clock import VirtualClock
from scheduler.due import next_due_at
from scheduler.tick import tick
from storage.database import Database
from storage.entities import Member
from storage.writer import open_writer
from tests.conftest import START
from tests.scheduler.conftest import Desk

SOON = START + timedelta(hours=1)


def test_nothing_is_said_before_its_time(desk: Desk) -> None:
    desk.follow_up(desk.member("bob", digest="off"), SOON)
    desk.at(SOON - timedelta(seconds=1))
    assert not desk.promised()


def test_a_due_follow_up_is_promised_to_its_owners_direct_chat(desk: Desk) -> None:
    bob = desk.member("bob")
    identifier = desk.follow_up(bob, SOON)
    desk.at(SOON)
    (message,) = desk.promised()
    assert message.address_key == Address("console", "main", "dm:bob").key
    assert message.address == {"platform": "console", "tenant": "main", "chat_id": "dm:bob"}
    assert (message.template, UUID(str(message.subject)), message.member_id) == ("reminder", identifier, bob)
    assert message.dedupe_key is not None
    assert message.dedupe_key.endswith(":1")


def test_the_follow_up_remembers_the_message_that_said_it(desk: Desk) -> None:
    identifier = desk.follow_up(desk.member("bob"), SOON)
    desk.at(SOON)
    (message,) = desk.promised()
    kept = desk.find(identifier)
    assert (kept.remind_id, kept.reminded_at, kept.remind_at) == (message.id, SOON, None)


def test_ticking_again_says_nothing_again(desk: Desk) -> None:
    desk.follow_up(desk.member("bob"), SOON)
    desk.at(SOON)
    desk.tick()
    desk.passes(minutes=5)
    assert len(desk.promised()) == 1


def test_messages_are_promised_in_the_order_of_ticks(desk: Desk) -> None:
    bob = desk.member("bob")
    identifiers = [desk.follow_up(bob, SOON + timedelta(minutes=n), f"call {n}") for n in range(3)]
    for n in range(3):
        desk.at(SOON + timedelta(minutes=n))
    assert [UUID(str(message.subject)) for message in desk.promised()] == identifiers


def test_after_downtime_all_that_was_missed_is_one_message(desk: Desk) -> None:
    bob = desk.member("bob")
    identifiers = [desk.follow_up(bob, SOON + timedelta(hours=n)) for n in range(3)]
    carols = desk.follow_up(desk.member("carol"), SOON)
    desk.at(SOON + timedelta(hours=6))
    messages = desk.promised()
    assert sorted(message.template or "" for message in messages) == ["late", "late"]
    late = {desk.find(identifier).remind_id for identifier in identifiers}
    assert len(late) == 1
    assert desk.find(carols).remind_id not in late


def test_a_storm_is_promised_completely(desk: Desk) -> None:
    people = [desk.member(f"rep{n}") for n in range(10)]
    for n in range(60):
        desk.follow_up(people[n % 10], SOON)
    desk.at(SOON)
    assert len({message.dedupe_key for message in desk.promised()}) == 60


def test_whoever_cannot_be_reached_hears_of_it_once_they_can(desk: Desk) -> None:
    ghost = desk.member("ghost", reachable=False)
    desk.follow_up(ghost, SOON)
    desk.at(SOON)
    assert not desk.promised()


def test_a_removed_member_is_reminded_of_nothing(desk: Desk) -> None:
    bob = desk.member("bob")
    desk.follow_up(bob, SOON)

    def leave(uow: object) -> None:
        member = uow.get(Member, bob)  # type: ignore[attr-defined]  # a UnitOfWork
        member.removed_at = uow.now  # type: ignore[attr-defined]

    desk.do(leave)
    desk.at(SOON)
    assert not desk.promised()


def test_a_recurring_one_is_said_again_though_not_done(desk: Desk) -> None:
    desk.follow_up(desk.member("bob"), SOON, recurs="FREQ=DAILY")
    for n in range(3):
        desk.at(SOON + timedelta(days=n))
    assert len(desk.promised()) == 3


def test_the_virtual_clock_learns_what_comes_next(desk: Desk) -> None:
    bob = desk.member("bob", digest="off")
    desk.follow_up(bob, SOON + timedelta(hours=1))
    desk.follow_up(bob, SOON)

    def following(after: datetime) -> datetime | None:
        return desk.do(lambda uow: next_due_at(uow, after))

    assert following(START) == SOON
    assert following(SOON) == SOON + timedelta(hours=1)
    assert following(SOON + timedelta(hours=1)) is None


def test_two_workers_ticking_at_once_promise_each_reminder_once(
    desk: Desk, database: Database, clock: VirtualClock
) -> None:
    people = [desk.member(f"rep{n}") for n in range(8)]
    for n in range(80):
        desk.follow_up(people[n % 8], SOON)
    clock.move_to(SOON)
    other = desk.writer if database.is_sqlite else open_writer(database, clock)
    futures = [writer.submit(1, tick) for _ in range(4) for writer in (desk.writer, other)]
    for future in futures:
        future.result()
    desk.tick()
    if other is not desk.writer:
        other.close()
    assert len(desk.promised()) == len({message.subject for message in desk.promised()}) == 80
