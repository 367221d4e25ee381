"""Forms are filed; the Home page, unfolded links and threads tell what they should and no more."""

from dataclasses import replace
from typing import Any

import pytest

from domain.chat import Address, Form, IncomingKind, QueryResult
from domain.terms import Ref
from tests.talk import Person, Said, Talk

LI = {"name": "Li Wei", "company": "Acme Robotics", "phone": "138 0013 8000", "note": "wants 50 seats, call her Friday"}


def submits(person: Person, form: str = "lead", **values: str) -> list[Said]:
    return person.hears(person.talk.update(person, None, kind=IncomingKind.FORM, form=Form(form, values)))


def asks(person: Person, words: str, **more: Any) -> tuple[QueryResult, ...]:
    """What a query answers: a search from any chat, or (not private) links to unfold in a channel."""
    query = person.talk.update(person, None, kind=IncomingKind.QUERY, text=words)
    found = person.hears(replace(query, address=Address("console", "local", "inline:1"), **more))
    return found[0].card.results if found else ()


def words(result: QueryResult) -> str:
    return "\n".join("".join(span.text for span in line.spans) for line in result.body)  # type: ignore[union-attr]


@pytest.fixture
def bob(talk: Talk) -> Person:
    return talk.person("bob")


class TestForms:
    def test_a_form_becomes_a_lead_with_its_plan(self, bob: Person) -> None:
        submits(bob, **LI)
        assert bob.last is not None
        assert "L1" in bob.last.heading
        assert "Li Wei" in bob.last.text
        assert "138 0013 8000" in bob.last.text
        assert "⏰" in bob.last.text
        bob.taps("Undo")

    def test_the_name_in_the_form_is_the_name_whatever_the_note_says(self, bob: Person) -> None:
        submits(bob, name="Li Wei", note="met her through Hans Meier")
        assert bob.last is not None
        assert "Li Wei" in bob.last.heading

    def test_a_name_is_enough_and_none_is_too_little(self, bob: Person) -> None:
        submits(bob, name="Li Wei")
        submits(bob, note="call somebody")
        assert bob.last is not None
        assert "A name is enough" in bob.last.text

    def test_a_form_of_somebody_elses_is_refused(self, bob: Person) -> None:
        submits(bob, form="survey")
        assert bob.last is not None
        assert "no longer there" in bob.last.text


class TestLinks:
    def test_where_others_read_it_only_the_owner_is_named(self, bob: Person) -> None:
        submits(bob, **LI)
        (found,) = asks(bob, "L1", is_private=False)
        assert "bob" in words(found)
        assert "Li Wei" not in words(found) + found.title


class TestHome:
    def test_it_shows_what_is_the_persons_own(self, bob: Person, talk: Talk) -> None:
        query = talk.update(bob, None, kind=IncomingKind.QUERY)
        at_home = replace(query, address=Address("console", "local", "home:bob"))
        (page,) = talk.handle(at_home)
        assert page.to == "home:bob"
        assert "Your pipeline" in page.text

    def test_what_is_due_stands_first(self, bob: Person, talk: Talk) -> None:
        submits(bob, **LI)
        talk.passes(days=3)
        query = talk.update(bob, None, kind=IncomingKind.QUERY)
        (page,) = talk.handle(replace(query, address=Address("console", "local", "home:bob")))
        assert page.text.index("Li Wei") < page.text.index("Your pipeline")


class TestThreads:
    def test_a_word_under_what_was_asked_is_about_the_card_that_answered(self, bob: Person, talk: Talk) -> None:
        sales = Address("console", "local", "#sales", "1.1")
        asked = replace(talk.update(bob, "#sales", text="lead Li Wei, Acme"), address=sales)
        talk.handle(asked)
        under = replace(talk.update(bob, "#sales", text="lost to a rival"), address=sales, thread_key=asked.key)
        said = talk.handle(under)
        assert any(Ref.parse(ref) for message in said for ref in message.card.about)
