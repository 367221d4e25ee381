"""A reminder carries its context, and one tap settles it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from crm.follow_ups import create_follow_up
from domain.terms import Grain
from storage.database import Database
from storage.entities import Company, Contact, FollowUp, Member
from tests.office import NOW, Office, work
from tests.scheduler.morning import brings
from tests.talk import Said, Talk, known_as

TUESDAY_3PM = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # 15:00 in Berlin


@pytest.fixture
def talk(sqlite_database: Database) -> Talk:
    with work(sqlite_database) as uow:
        office = Office(uow)
        bob = office.member("bob")
        bob.settings = {"digest": "off"}
        known_as(uow, bob.id, "bob")
        contact = office.contact("Li Wei", owner=bob, company=office.company("Acme", bob), phone="+8613800138000")
        office.note("wants 50 seats", bob, contact=contact)
        create_follow_up(
            uow,
            owner_id=bob.id,
            action="call",
            due_at=TUESDAY_3PM,
            grain=Grain.MINUTE,
            exact=True,
            contact_id=contact.id,
            company_id=contact.company_id,
        )
    return Talk(sqlite_database)


def reminded(talk: Talk) -> Said:
    (said,) = brings(talk, TUESDAY_3PM)
    return said


def follow_ups(talk: Talk) -> list[FollowUp]:
    with work(talk.database, talk.clock.now()) as uow:
        return list(uow.session.scalars(select(FollowUp).order_by(FollowUp.number)))


def test_it_says_who_the_number_the_last_note_and_why_now(talk: Talk) -> None:
    said = reminded(talk)
    assert said.heading == "⏰ Call · Li Wei · Acme"
    assert "+86 138 0013 8000" in said.text
    assert "“wants 50 seats”" in said.lines
    assert said.lines[-1] == "F1 · due Tue 24 Nov, 15:00 · you promised it on Wed 18 Nov"
    assert said.buttons == ["Done", "1 h", "Tomorrow", "Pick"]


def test_done_strikes_it_through_and_asks_what_came_of_it_and_when_next(talk: Talk) -> None:
    bob = talk.person("bob")
    said = reminded(talk)
    done = bob.taps("Done", said)
    assert done.edit_of == said.id
    assert done.lines == ["✓ Call · Li Wei · Acme", "What came of it, and when next?"]
    assert done.buttons == [
        "Reached", "No answer", "Not now", "Tomorrow", "In 3 days", "Next week", "Nothing more", "Undo",
    ]  # fmt: skip


def test_result_and_next_step_are_one_tap_each_on_the_same_message(talk: Talk) -> None:
    bob = talk.person("bob")
    bob.taps("Done", reminded(talk))
    bob.taps("No answer")
    card = bob.taps("In 3 days")
    assert card.lines == ["✓ Call · Li Wei · Acme", "Result: No answer", "⏰ Call · Fri 27 Nov"]
    assert card.buttons == ["Undo"]
    first, following = follow_ups(talk)
    assert (first.status, first.result, following.contact_id) == ("done", "No answer", first.contact_id)


def test_one_undo_takes_the_whole_of_it_back(talk: Talk) -> None:
    bob = talk.person("bob")
    bob.taps("Done", reminded(talk))
    bob.taps("Reached")
    bob.taps("Tomorrow")
    bob.taps("Undo")
    (only,) = follow_ups(talk)
    assert (only.status, only.result) == ("open", None)


def test_an_hour_later_it_comes_again(talk: Talk) -> None:
    bob = talk.person("bob")
    later = bob.taps("1 h", reminded(talk))
    assert later.lines[1] == "I remind you on Tue 24 Nov, 16:00"
    assert not brings(talk, TUESDAY_3PM + timedelta(minutes=59))
    (again,) = brings(talk, TUESDAY_3PM + timedelta(hours=1))
    assert again.heading == "⏰ Call · Li Wei · Acme"


def test_tomorrow_means_nine_in_the_morning(talk: Talk) -> None:
    bob = talk.person("bob")
    assert bob.taps("Tomorrow", reminded(talk)).lines[1] == "I remind you on Wed 25 Nov, 09:00"


def test_pick_asks_once_and_the_answer_moves_it(talk: Talk) -> None:
    bob = talk.person("bob")
    asked = bob.taps("Pick", reminded(talk))
    assert asked.lines == ["When? For example: Fri 3pm"]
    assert bob.says("Fri 3pm").lines[1] == "I remind you on Fri 27 Nov, 15:00"


def test_a_day_off_that_was_named_is_kept_and_said(talk: Talk) -> None:
    bob = talk.person("bob")
    bob.taps("Pick", reminded(talk))
    moved = bob.says("Sunday")
    assert moved.lines[1:] == ["I remind you on Sun 29 Nov, 15:00", "That is a day off; I keep it as you said."]


def test_a_reply_with_a_time_moves_it(talk: Talk) -> None:
    bob = talk.person("bob")
    assert bob.says("Friday 10am", reply_to=reminded(talk)).lines[1] == "I remind you on Fri 27 Nov, 10:00"


def test_what_is_done_already_is_not_said(talk: Talk) -> None:
    with work(talk.database, NOW) as uow:
        follow_up = uow.session.scalars(select(FollowUp)).one()
        follow_up.status = "done"
    assert not brings(talk, TUESDAY_3PM)


def test_a_customer_given_away_is_masked(talk: Talk) -> None:
    with work(talk.database, NOW) as uow:
        carol = uow.add(Member(name="carol", tz="UTC", settings={"digest": "off"}, created_at=uow.now))
        for kind in (Contact, Company):
            uow.session.execute(update(kind).values(owner_id=carol.id))
    said = reminded(talk)
    assert said.heading == "⏰ Call"
    assert "taken · owner carol" in said.text
    assert "138" not in said.text


def test_missed_ones_come_as_one_list_to_tick_off(talk: Talk) -> None:
    bob = talk.person("bob")
    with work(talk.database, NOW) as uow:
        owner = uow.session.scalars(select(Member)).one()
        for n in range(2):
            create_follow_up(
                uow,
                owner_id=owner.id,
                action=f"task {n}",
                due_at=TUESDAY_3PM + timedelta(hours=n),
                grain=Grain.MINUTE,
                exact=True,
            )
    (said,) = brings(talk, TUESDAY_3PM + timedelta(hours=20))
    assert said.heading == "⏰ 3 reminders are late"
    assert said.lines[1] == "1. Call · Li Wei · Acme · Tue 24 Nov, 15:00"
    ticked = bob.taps("✓ 2", said)
    assert ticked.edit_of == said.id
    assert ticked.buttons == ["✓ 1", "✓ 3", "Undo"]


def plan_days(talk: Talk, count: int) -> None:
    """So many whole-day follow-ups for Wednesday."""
    wednesday = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)
    with work(talk.database, NOW) as uow:
        owner = uow.session.scalars(select(Member)).one()
        for n in range(count):
            create_follow_up(uow, owner_id=owner.id, action=f"task {n}", due_at=wednesday, grain=Grain.DAY, exact=True)


def test_a_mornings_many_whole_day_follow_ups_are_one_list(talk: Talk) -> None:
    bob = talk.person("bob")
    reminded(talk)
    plan_days(talk, 5)
    (said,) = brings(talk, datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
    assert said.heading == "⏰ 5 follow-ups are due"
    assert bob.taps("✓ 2", said).heading == "⏰ 5 follow-ups are due"


def test_a_few_come_each_with_its_context(talk: Talk) -> None:
    reminded(talk)
    plan_days(talk, 3)
    said = brings(talk, datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
    assert [message.buttons[0] for message in said] == ["Done"] * 3


def test_done_with_words_says_what_came_of_the_one_said_last(talk: Talk) -> None:
    bob = talk.person("bob")
    reminded(talk)
    assert bob.says("done she asks for a discount").lines[1] == "Result: she asks for a discount"


def test_done_with_a_thing_is_a_sentence(talk: Talk) -> None:
    bob = talk.person("bob")
    reminded(talk)
    bob.says("done with the demo at Acme, they liked it")
    assert follow_ups(talk)[0].status == "open"
