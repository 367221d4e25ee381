"""The morning digest is a work queue: each item with its reason, and a tap does the thing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage.database import Database
from storage.entities import Member
from tests.office import NOW, Office, work
from tests.scheduler.morning import brings
from tests.talk import Said, Talk, known_as

THURSDAY_MORNING = datetime(2026, 11, 19, 7, 30, tzinfo=UTC)  # 08:30 in Berlin


@pytest.fixture
def talk(sqlite_database: Database) -> Talk:
    """Bob has one of everything; mia manages the team, carol has nothing to do."""
    with work(sqlite_database) as uow:
        office = Office(uow)
        east = office.team("East")
        bob, carol = office.member("bob", team=east), office.member("carol", team=east)
        mia = office.member("mia", "manager", east)
        for member in (bob, carol, mia):
            known_as(uow, member.id, member.name)
        acme = office.company("Acme", bob)
        li_wei = office.contact("Li Wei", owner=bob, company=acme)
        office.follow_up("call", bob, NOW - timedelta(days=1), li_wei)
        office.follow_up("send the quote", bob, THURSDAY_MORNING + timedelta(hours=5))
        office.follow_up("much later", bob, THURSDAY_MORNING + timedelta(days=5))
        office.deal("Robots", "200000", owner=bob, company=acme, idle_days=20)
        office.deal("Old promise", "5000", owner=bob, close_on=date(2026, 11, 10))
        office.deal("Soon", "8000", owner=bob, close_on=date(2026, 11, 25))
        office.lead("Zoe", owner=bob)
        office.deal("Gone well", "9000", owner=bob, stage="Won", closed_days_ago=0)
    return Talk(sqlite_database)


def digest_of(talk: Talk, name: str) -> Said | None:
    said = brings(talk, THURSDAY_MORNING)
    return next((message for message in said if message.to == name), None)


def test_overdue_today_at_risk_and_next_best_each_with_its_reason(talk: Talk) -> None:
    said = digest_of(talk, "bob")
    assert said is not None
    assert said.lines == [
        "☀ Your day · Thu 19 Nov",
        "Overdue",
        "1. Call · Li Wei · Acme · Tue 17 Nov, 10:00",
        "Today",
        "2. Send the quote · Thu 19 Nov, 13:30",
        "At risk",
        "3. D1 · Acme · €200,000 · idle 20 days",
        "4. D2 · Old promise · €5,000 · close date passed",
        "Next best",
        "5. D3 · Soon · €8,000 · closes Wed 25 Nov, no next step",
        "6. L1 · Zoe · new lead, no next step",
    ]
    assert said.buttons == ["✓ 1", "✓ 2", "⏰ 3", "⏰ 4", "⏰ 5", "⏰ 6"]


def test_nothing_to_say_is_no_message(talk: Talk) -> None:
    assert digest_of(talk, "carol") is None


def test_a_tap_does_it_and_the_same_message_strikes_it_through(talk: Talk) -> None:
    said = digest_of(talk, "bob")
    bob = talk.person("bob")
    ticked = bob.taps("✓ 1", said)
    assert said is not None
    assert ticked.edit_of == said.id
    assert ticked.buttons == ["✓ 2", "⏰ 3", "⏰ 4", "⏰ 5", "⏰ 6", "Undo"]
    planned = bob.taps("⏰ 3")
    assert planned.buttons == ["✓ 2", "⏰ 4", "⏰ 5", "⏰ 6", "Undo"]


def test_the_manager_gets_the_teams_morning(talk: Talk) -> None:
    said = digest_of(talk, "mia")
    assert said is not None
    assert said.lines[1:] == [
        "Your team",
        "won yesterday: 1 deal · €9,000",
        "1 new lead yesterday",
        "bob · 1 overdue · 1 today",
        "D1 · Acme · €200,000 · bob · idle 20 days",
        "D2 · Old promise · €5,000 · bob · close date passed",
    ]


def test_it_speaks_the_readers_language(talk: Talk) -> None:
    with work(talk.database, NOW) as uow:
        for member in uow.session.query(Member):
            member.language = "zh"
    said = digest_of(talk, "bob")
    assert said is not None
    assert said.lines[0] == "☀ 今日待办 · 11月19日 周四"
    assert said.lines[6] == "3. D1 · Acme · €200,000 · 20 天未跟进"
