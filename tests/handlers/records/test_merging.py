"""Two records of one customer become one, and the manager's list of those who probably stand there twice."""

import pytest

from crm.contacts import add_point, create_contact
from crm.imports.run import import_file  # noqa: F401 - the package must import beside handlers
from crm.notes import add_note
from domain.terms import Ref
from storage.database import Database
from storage.entities import Activity, Contact, ContactPoint
from storage.records import find_by_ref
from tests.office import work
from tests.talk import Talk


def two_of_wang(database: Database) -> None:
    with work(database) as uow:
        kept = create_contact(uow, "Wang Lei", owner_id=None, points=[("phone", "+8613800138000", None)])
        gone = create_contact(uow, "Lei Wang", owner_id=None, points=[("phone", "+8613800138000", None)])
        add_point(uow, gone, ("email", "lei@acme.example", None))
        add_note(uow, "wants a demo", contact_id=gone.id)
        gone.city = "Hangzhou"
        assert (kept.number, gone.number) == (1, 2)


def test_merging_keeps_every_fact_and_moves_everything(database: Database, talk: Talk) -> None:
    two_of_wang(database)
    card = talk.person("mia").says("merge C1 C2")
    assert "C1" in card.text
    assert "Lei Wang" in card.text
    with work(database) as uow:
        kept = find_by_ref(uow, Ref.parse("C1") or Ref.parse("C1"))  # type: ignore[arg-type] # it is one
        assert isinstance(kept, Contact)
        assert find_by_ref(uow, Ref.parse("C2")) is None  # type: ignore[arg-type] # it is one
        assert kept.aliases == ["Lei Wang"]
        assert kept.city == "Hangzhou"
        points = uow.session.query(ContactPoint).filter_by(contact_id=kept.id).all()
        assert sorted(point.kind for point in points) == ["email", "phone"]
        bodies = [note.body for note in uow.session.query(Activity).filter_by(contact_id=kept.id)]
        assert "wants a demo" in bodies


def test_one_undo_makes_two_again(database: Database, talk: Talk) -> None:
    two_of_wang(database)
    mia = talk.person("mia")
    mia.says("merge C1 C2")
    mia.taps("Undo")
    with work(database) as uow:
        again = find_by_ref(uow, Ref.parse("C2"))  # type: ignore[arg-type] # it is one
        assert isinstance(again, Contact)
        assert again.city == "Hangzhou"
        assert [note.body for note in uow.session.query(Activity).filter_by(contact_id=again.id)] == ["wants a demo"]


def test_a_contact_and_a_lead_are_not_merged(database: Database, talk: Talk) -> None:
    two_of_wang(database)
    assert "Which two" in talk.person("mia").says("merge C1").text
    assert "no C9" in talk.person("mia").says("merge C1 C9").text


def test_a_manager_is_shown_probable_duplicates_and_may_keep_them_two(database: Database, talk: Talk) -> None:
    two_of_wang(database)
    mia = talk.person("mia")
    assert "C1" in mia.says("duplicates").text
    mia.taps("Two people")
    assert "C1" not in mia.says("查重").text


def test_a_rep_is_not_shown_duplicates(database: Database, talk: Talk) -> None:
    two_of_wang(database)
    assert "C1" not in talk.person("bob").says("duplicates").text


def test_more_duplicates_are_a_tap_away(database: Database, talk: Talk) -> None:
    with work(database) as uow:
        for n in range(7):
            for name in ("Wang Lei", "Lei Wang"):
                create_contact(uow, name, owner_id=None, points=[("phone", f"+861380013800{n}", None)])
    mia = talk.person("mia")
    first = mia.says("duplicates")
    assert first.text.count(" = ") == 5
    assert mia.taps("More").text.count(" = ") > 0


@pytest.mark.parametrize(
    "words", ["merge Li Wei and Wei Lihua", "把Li Wei和Wei Lihua合并", "Li Wei and Wei Lihua are the same person"]
)
def test_two_are_merged_by_their_names(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says("met Li Wei of Acme Robotics, wants 20 seats")
    bob.says("met Wei Lihua of Globex, wants 20 seats")
    card = bob.says(words)
    assert "is now part of Li Wei" in card.heading
    assert bob.taps("Undo", card).heading.startswith("↩")


def test_two_firms_that_merge_are_news_not_an_order(shanghai: Talk) -> None:
    bob = shanghai.person("bob")
    bob.says("met Li Wei of Acme Robotics, wants 20 seats")
    assert "part of" not in bob.says("Acme Robotics and Globex are merging next year").text
