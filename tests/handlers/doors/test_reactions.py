"""A thumbs-up on a card completes the follow-up it shows."""

from datetime import timedelta

import pytest

from domain.cards import Card, Message
from domain.chat import Address, IncomingKind, Reaction
from handlers.cards.base import line
from storage.database import Database
from storage.entities import FollowUp, Member
from storage.members import find_named
from tests.office import NOW, work
from tests.talk import PLATFORM, TENANT, Said, Talk


def promise_call(database: Database, owner: str) -> None:
    with work(database) as uow:
        member = find_named(uow, owner)
        assert isinstance(member, Member)
        uow.add(FollowUp(number=1, action="Call", owner_id=member.id, due_at=NOW + timedelta(1), created_at=NOW))


def shown_card(talk: Talk, *about: str) -> Said:
    with work(talk.database) as uow:
        return talk._keep(uow, Message(Address(PLATFORM, TENANT, "bob"), Card((line("⏰ Call"),), about=about)))


def status(database: Database) -> str:
    with work(database) as uow:
        (found,) = uow.session.query(FollowUp).all()
        return str(found.status)


def react(talk: Talk, who: str, said: Said, emoji: str, *, added: bool = True) -> list[Said]:
    person = talk.person(who)
    reaction = Reaction(emoji, str(said.id), added=added)
    chat = None if who == "bob" else "bob"
    return person.hears(talk.update(person, chat, kind=IncomingKind.REACTION, reaction=reaction, is_to_me=False))


@pytest.mark.parametrize("emoji", ["👍", "👍🏽", "✅", "✔️", "👌"])
def test_a_thumbs_up_completes_it_and_says_so(talk: Talk, database: Database, emoji: str) -> None:
    promise_call(database, "bob")
    (said,) = react(talk, "bob", shown_card(talk, "C7", "F1"), emoji)
    assert said.heading == "✓ Done: Call"
    assert "Undo" in said.buttons
    assert status(database) == "done"


@pytest.mark.parametrize("emoji", ["❤️", "👎", "🔥", ":party:"])
def test_a_mood_changes_nothing_and_is_not_answered(talk: Talk, database: Database, emoji: str) -> None:
    promise_call(database, "bob")
    assert react(talk, "bob", shown_card(talk, "F1"), emoji) == []
    assert status(database) == "open"


def test_on_its_own_reminder_it_is_a_tap_on_done(talk: Talk, database: Database) -> None:
    promise_call(database, "bob")
    reminder = shown_card(talk, "F1")
    (said,) = react(talk, "bob", reminder, "👍")
    assert said.edit_of == reminder.id
    assert said.heading.startswith("✓ Call")
    assert status(database) == "done"


def test_a_thumbs_up_taken_back_changes_nothing(talk: Talk, database: Database) -> None:
    promise_call(database, "bob")
    assert react(talk, "bob", shown_card(talk, "F1"), "👍", added=False) == []
    assert status(database) == "open"


def test_a_card_without_a_follow_up_is_just_liked(talk: Talk) -> None:
    assert react(talk, "bob", shown_card(talk, "C7"), "👍") == []


def test_a_stranger_who_likes_a_card_is_not_answered(talk: Talk, database: Database) -> None:
    promise_call(database, "bob")
    assert react(talk, "eve", shown_card(talk, "F1"), "👍") == []
    assert status(database) == "open"


def test_somebody_elses_follow_up_is_not_completed(talk: Talk, database: Database) -> None:
    promise_call(database, "bob")
    (said,) = react(talk, "carol", shown_card(talk, "F1"), "👍")
    assert "Only" in said.text
    assert status(database) == "open"
