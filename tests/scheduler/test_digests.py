"""Each member's digest is promised once a working day, at their time in their zone."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from scheduler.due import next_due_at
from storage.entities import Member
from tests.scheduler.conftest import Desk

MONDAY_SHANGHAI = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)  # 08:30 there


def test_the_first_digest_is_on_the_next_working_morning(desk: Desk) -> None:
    desk.member("bob")
    desk.tick()
    assert desk.do(lambda uow: next_due_at(uow, uow.now)) == MONDAY_SHANGHAI
    desk.at(MONDAY_SHANGHAI)
    (message,) = desk.promised("digest")
    assert (message.template, message.subject) == ("digest", "2026-11-23")


def test_one_a_day_and_none_at_the_weekend(desk: Desk) -> None:
    desk.member("bob")
    desk.tick()
    for n in range(8 * 24):
        desk.at(MONDAY_SHANGHAI + timedelta(hours=n))
    assert [message.subject for message in desk.promised("digest")] == [
        f"2026-11-{day}" for day in (23, 24, 25, 26, 27, 30)
    ]


def test_everybody_in_their_own_zone(desk: Desk) -> None:
    desk.member("bob", tz="Europe/Berlin")
    desk.member("li", tz="Asia/Shanghai")
    desk.tick()
    desk.at(MONDAY_SHANGHAI)
    assert [message.address_key for message in desk.promised("digest")] == ["console|main||dm:li|"]
    desk.at(datetime(2026, 11, 23, 7, 30, tzinfo=UTC))
    assert len(desk.promised("digest")) == 2


def test_nobody_who_wants_none_gets_one(desk: Desk) -> None:
    desk.member("bob", digest="off")
    desk.tick()
    desk.passes(days=5)
    assert not desk.promised("digest")


def test_yesterdays_digest_is_not_said_today(desk: Desk) -> None:
    desk.member("bob")
    desk.tick()
    desk.at(MONDAY_SHANGHAI + timedelta(hours=20))  # early on Tuesday there
    assert not desk.promised("digest")
    desk.at(MONDAY_SHANGHAI + timedelta(hours=24))
    assert [message.subject for message in desk.promised("digest")] == ["2026-11-24"]


def test_an_hour_of_downtime_delays_it(desk: Desk) -> None:
    desk.member("bob")
    desk.tick()
    desk.at(MONDAY_SHANGHAI + timedelta(hours=1))
    assert len(desk.promised("digest")) == 1


def test_the_same_date_is_never_promised_twice(desk: Desk) -> None:
    bob = desk.member("bob")
    desk.tick()
    desk.at(MONDAY_SHANGHAI)
    desk.do(lambda uow: uow.connection.execute(update(Member).values(digest_next_at=uow.now)))
    desk.tick()
    assert len(desk.promised("digest")) == 1
    assert bob
