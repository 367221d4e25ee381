"""Asked in passing: what the asker may see, and nothing that a stranger should not read."""

from dataclasses import replace

import pytest

from crm import contacts
from domain.chat import Address, IncomingKind, QueryResult
from storage.database import Database
from storage.entities import Conversation
from storage.members import find_named
from tests.office import work
from tests.talk import PLATFORM, TENANT, Talk


@pytest.fixture
def customers(database: Database) -> None:
    """Bob's Li Wei (C1), Carol's Li Na (C2)."""
    with work(database) as uow:
        for name, owner in (("Li Wei", "bob"), ("Li Na", "carol")):
            member = find_named(uow, owner)
            assert member is not None
            points = [("phone", "+8613800138000", None)]
            contacts.create_contact(uow, name, owner_id=member.id, points=points)


def ask(talk: Talk, who: str, words: str | None) -> tuple[QueryResult, ...] | None:
    person = talk.person(who)
    query = talk.update(person, None, kind=IncomingKind.QUERY, text=words)
    said = talk.handle(replace(query, address=Address(PLATFORM, TENANT, "inline:7")))
    return said[0].card.results if said else None


@pytest.mark.usefixtures("customers")
class TestQueries:
    def test_a_customer_is_found_by_name(self, talk: Talk) -> None:
        (found,) = ask(talk, "bob", "li wei") or ()
        assert (found.id, found.title) == ("C1", "Li Wei")

    def test_a_colleagues_private_customer_is_not_offered(self, talk: Talk) -> None:
        assert [found.title for found in ask(talk, "bob", "li na") or ()] == []
        assert [found.title for found in ask(talk, "carol", "C1") or ()] == []

    def test_references_are_answered_in_their_order(self, talk: Talk) -> None:
        assert [found.id for found in ask(talk, "alice", "C2 C1 C99") or ()] == ["C2", "C1"]

    @pytest.mark.parametrize("words", ["", "   ", "nobody at all", "L99", "\u200b"])
    def test_nothing_found_is_an_empty_list(self, talk: Talk, words: str) -> None:
        assert ask(talk, "bob", words) == ()

    def test_a_stranger_gets_nothing(self, talk: Talk) -> None:
        assert ask(talk, "eve", "li wei") is None

    def test_asking_leaves_no_chat_behind(self, talk: Talk, database: Database) -> None:
        ask(talk, "bob", "li wei")
        with work(database) as uow:
            assert uow.session.query(Conversation).all() == []
