"""Promising, settling and putting off in words; and what members choose for themselves."""

import pytest
from sqlalchemy import select

from storage.database import Database
from storage.entities import FollowUp, Member
from tests.office import NOW, Office, work
from tests.talk import Talk


@pytest.fixture
def li_wei(database: Database) -> None:
    """A contact of bob's."""
    with work(database) as uow:
        office = Office.__new__(Office)
        office.uow = uow
        bob = uow.session.scalars(select(Member).where(Member.name == "bob")).one()
        office.contact("Li Wei", owner=bob)


def bob_of(talk: Talk) -> Member:
    with work(talk.database, talk.clock.now()) as uow:
        return uow.session.scalars(select(Member).where(Member.name == "bob")).one()


def follow_ups(talk: Talk) -> list[FollowUp]:
    with work(talk.database, NOW) as uow:
        return list(uow.session.scalars(select(FollowUp).order_by(FollowUp.number)))


def test_remind_me_of_a_customer_by_number(talk: Talk, li_wei: None) -> None:
    card = talk.person("bob").says("remind C1 call tomorrow 3pm")
    assert card.lines == ["⏰ Call · Li Wei", "Thu 19 Nov, 15:00"]
    assert card.buttons == ["Undo", "Pick"]


def test_remind_me_of_anything_in_my_words(talk: Talk) -> None:
    card = talk.person("bob").says("remind me to send the invoices on Friday")
    assert card.lines == ["⏰ Send the invoices", "Fri 20 Nov"]


def test_remind_me_in_chinese(talk: Talk) -> None:
    card = talk.person("bob").says("提醒 明天下午3点交报表")
    assert card.lines[0] == "⏰ 交报表"
    assert card.lines[1] == "Thu 19 Nov, 15:00"


def test_without_a_time_it_says_what_it_needs(talk: Talk) -> None:
    assert "When, and what?" in talk.person("bob").says("remind me to smile").text


def test_done_by_number_with_what_came_of_it(talk: Talk) -> None:
    bob = talk.person("bob")
    bob.says("remind me to send the invoices on Friday")
    card = bob.says("done F1 all paid")
    assert card.lines[:2] == ["✓ Send the invoices", "Result: all paid"]
    assert follow_ups(talk)[0].status == "done"


def test_nobody_ends_a_colleagues_follow_up(talk: Talk) -> None:
    talk.person("bob").says("remind me to send the invoices on Friday")
    assert "bob" in talk.person("carol").says("done F1").text
    assert follow_ups(talk)[0].status == "open"


def test_a_sentence_that_begins_with_done_is_a_sentence(talk: Talk) -> None:
    assert "What is done?" not in talk.person("bob").says("done with the demo at Acme Robotics, they liked it").text


def test_a_recurring_one_goes_on_after_done(talk: Talk) -> None:
    bob = talk.person("bob")
    bob.says("remind me to send the report every Friday 4pm")
    bob.says("done F1")
    first, following = follow_ups(talk)
    assert first.status == "done"
    assert (following.due_at - first.due_at).days == 7


def test_snooze_for_two_hours(talk: Talk) -> None:
    bob = talk.person("bob")
    bob.says("remind me to send the invoices on Friday")
    assert bob.says("snooze F1 2h").lines[1] == "I remind you on Wed 18 Nov, 12:00"


def test_today_shows_the_queue_and_says_when_it_is_empty(talk: Talk) -> None:
    bob = talk.person("bob")
    assert bob.says("today").text == "Nothing waits for you today."
    bob.says("remind me to send the invoices today 5pm")
    assert "1. Send the invoices" in bob.says("今天").text


def test_language_both_ways(talk: Talk) -> None:
    bob = talk.person("bob")
    assert bob.says("language 中文").text == "以后我用中文和您交流。"
    assert bob.says("语言 英文").text == "From now on I speak English with you."
    assert "en (English), zh (中文)" in bob.says("language klingon").text


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("timezone Europe/London", "Europe/London"),
        ("timezone new york", "America/New_York"),
        ("时区 上海", "Asia/Shanghai"),
    ],
)
def test_zones_by_name_and_city(talk: Talk, said: str, zone: str) -> None:
    talk.person("bob").says(said)
    assert bob_of(talk).tz == zone


def test_a_day_stays_that_day_in_the_new_zone(talk: Talk) -> None:
    bob = talk.person("bob")
    bob.says("remind me to send the invoices on Friday")
    bob.says("timezone Asia/Shanghai")
    (follow_up,) = follow_ups(talk)
    assert follow_up.due_at.isoformat() == "2026-11-19T16:00:00+00:00"
    assert follow_up.remind_at is not None
    assert follow_up.remind_at.isoformat() == "2026-11-20T01:00:00+00:00"


def test_the_digests_time_and_no_digest(talk: Talk) -> None:
    bob = talk.person("bob")
    assert bob.says("早报 7点半").text == "Your digest comes at 07:30, Mon, Tue, Wed, Thu, Fri."
    assert bob.says("digest off").text.startswith("You get no digest.")
    bob.taps("Undo")
    assert bob_of(talk).settings["digest"] == "07:30"


def test_quiet_hours(talk: Talk) -> None:
    bob = talk.person("bob")
    assert bob.says("免打扰 晚上9点半到早上7点").text == "Nothing that can wait from 21:30 to 07:00."
    assert bob.says("quiet off").text == "You have no quiet hours."


def test_working_days(talk: Talk) -> None:
    bob = talk.person("bob")
    assert bob.says("workdays sun-thu").text == "You work on Mon, Tue, Wed, Thu, Sun."
    assert bob.says("工作日 周一到周六").text == "You work on Mon, Tue, Wed, Thu, Fri, Sat."
    assert "Which days?" in bob.says("workdays whenever").text
