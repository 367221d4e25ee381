"""Right after a reminder a rep says what came of it: it is done, with its result, and planned anew if they say."""

import pytest

from crm.reminders import context_of
from domain.cards import Message
from domain.chat import Address
from handlers.cards.base import Reader
from handlers.cards.reminder import reminder_card
from i18n import translator
from storage.entities import FollowUp, Member
from tests.office import work
from tests.talk import PLATFORM, TENANT, Person, Said, Talk

PLANNED = "Met Li Wei of Acme Robotics, wants 50 seats, call her tomorrow 10am"


def rings(talk: Talk, who: str, number: int = 1) -> Said:
    """The reminder, as the scheduler sends it."""
    with work(talk.database, now=talk.clock.now()) as uow:
        follow_up = uow.session.query(FollowUp).filter(FollowUp.number == number).one()
        member = uow.get(Member, follow_up.owner_id)
        assert member is not None
        reader = Reader(translator(member.language), member.tz, talk.clock.now(), "CNY", "CN")
        card = reminder_card(reader, context_of(uow, member, follow_up))
        return talk._keep(uow, Message(Address(PLATFORM, TENANT, who), card, kind="reminder", for_member=member.id))


def reminded(shanghai: Talk) -> tuple[Person, Said]:
    bob = shanghai.person("bob")
    bob.says(PLANNED)
    shanghai.passes(hours=18)
    return bob, rings(shanghai, "bob")


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("no answer, try again in 2 hours", "⏰ Call · "),
        ("didn't pick up, call back tomorrow", "⏰ Call · "),
        ("没接，下午三点再打", "⏰ Call · "),
        ("spoke to her, send the quote on Friday", "⏰ Send the quote · "),
        ("聊过了，周五发报价", "⏰ 发报价 · "),
    ],
)
def test_it_is_done_and_what_comes_next_is_planned(shanghai: Talk, words: str, result: str) -> None:
    bob, _ = reminded(shanghai)
    card = bob.says(words)
    assert card.heading.startswith("✓ Call · Li Wei · Acme Robotics")
    assert words in card.text
    assert result in card.text
    assert "When next?" not in card.text
    bob.taps("Undo", card)
    assert "Call" in bob.says("today").text


@pytest.mark.parametrize(
    "words", ["no answer", "reached her, all good", "quote sent", "打不通", "合同发过去了", "见过了"]
)
def test_where_nothing_more_is_said_it_asks_when_next(shanghai: Talk, words: str) -> None:
    bob, _ = reminded(shanghai)
    card = bob.says(words)
    assert "When next?" in card.text
    assert "Nothing more" in card.buttons


def test_numbers_and_amounts_are_filed_with_it(shanghai: Talk) -> None:
    bob, _ = reminded(shanghai)
    card = bob.says("reached her, budget is 80k now, her mobile is 139 1111 2222")
    assert "✓ Call" in card.lines
    assert "139 1111 2222" in card.text
    assert "80,000" in card.text
    assert "Call" not in bob.says("today").text


def test_a_reply_to_the_reminder_says_it_as_well(shanghai: Talk) -> None:
    bob, reminder = reminded(shanghai)
    bob.says("Met Dora Diaz of Nordlicht")
    assert bob.says("no answer", reply_to=reminder).heading.startswith("✓ Call · Li Wei")


def test_try_again_moves_it(shanghai: Talk) -> None:
    bob, _ = reminded(shanghai)
    assert bob.says("try again tomorrow").heading.startswith("⏰ Call · Li Wei")


@pytest.mark.parametrize(
    "words", ["Dora Diaz called, wants a quote", "they signed!", "remind me tomorrow to prep the deck"]
)
def test_words_about_something_else_leave_it_open(shanghai: Talk, words: str) -> None:
    bob, _ = reminded(shanghai)
    bob.says(words)
    assert "Call" in bob.says("today").text


def test_after_another_card_words_are_about_that(shanghai: Talk) -> None:
    bob, _ = reminded(shanghai)
    bob.says("Met Dora Diaz of Nordlicht, wants a quote")
    assert "Dora Diaz" in bob.says("she did not answer my mail").heading


def test_hours_later_it_is_not_meant_any_more(shanghai: Talk) -> None:
    bob, _ = reminded(shanghai)
    shanghai.passes(hours=5)
    bob.says("no answer")
    assert "Call" in bob.says("today").text


@pytest.mark.parametrize(
    ("promise", "words"),
    [
        ("send Li Wei the quote tomorrow", "sent"),
        ("明天给Li Wei发报价", "已经发了"),
        ("email her the deck tomorrow", "emailed it"),
    ],
)
def test_sent_right_after_the_card_that_promised_it_is_done(shanghai: Talk, promise: str, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says("Met Li Wei of Acme Robotics, wants 50 seats")
    bob.says(promise)
    assert "When next?" in bob.says(words).text


def test_no_answer_right_after_a_promise_leaves_it_open(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("Met Li Wei of Acme Robotics, wants 50 seats, call her tomorrow")
    assert "When next?" not in bob.says("no answer just now").text
