"""An entity read without the session is one whose changes are written and audited all the same."""

from contextlib import suppress

import pytest
from sqlalchemy import select

from storage.entities import AuditEvent, Member, Workspace
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer


@pytest.fixture
def office(writer: Writer) -> Writer:
    def found(unit: UnitOfWork) -> None:
        unit.add(Workspace(name="Nord", created_at=unit.now))
        unit.add(Member(name="ada", created_at=unit.now))

    writer.submit(1, found).result()
    return writer


class Ada:
    """Finds the member by an id known before, so that no session is made."""

    def __init__(self, office: Writer) -> None:
        self.id = office.read(1, lambda unit: unit.session.scalars(select(Member.id)).one()).result()

    def __call__(self, unit: UnitOfWork) -> Member:
        found = unit.get(Member, self.id)
        assert found is not None
        return found


class TestAnEntityReadWithoutASession:
    def test_is_written_and_audited_when_it_was_changed(self, office: Writer) -> None:
        find = Ada(office)

        def speak_chinese(unit: UnitOfWork) -> None:
            find(unit).language = "zh"

        office.submit(1, speak_chinese).result()

        def kept(unit: UnitOfWork) -> tuple[str, object]:
            event = unit.session.scalars(select(AuditEvent).where(AuditEvent.action == "update")).one()
            return find(unit).language, (event.before, event.after)

        assert office.read(1, kept).result() == ("zh", ({"language": "en"}, {"language": "zh"}))

    def test_is_found_once_however_often_one_asks(self, office: Writer) -> None:
        find = Ada(office)
        assert office.read(1, lambda unit: find(unit) is find(unit)).result()

    def test_is_the_one_that_the_session_finds_afterwards(self, office: Writer) -> None:
        find = Ada(office)
        assert office.read(1, lambda unit: find(unit) is unit.session.scalars(select(Member)).one()).result()

    def test_is_the_one_that_the_session_had_before(self, office: Writer) -> None:
        find = Ada(office)

        def work(unit: UnitOfWork) -> bool:
            seen = unit.session.scalars(select(Member)).one()
            return find(unit) is seen

        assert office.read(1, work).result()

    def test_is_seen_changed_by_a_query_of_the_session(self, office: Writer) -> None:
        find = Ada(office)

        def work(unit: UnitOfWork) -> list[str]:
            find(unit).name = "ada lovelace"
            return list(unit.session.scalars(select(Member.name)))

        assert office.submit(1, work).result() == ["ada lovelace"]

    def test_keeps_nothing_of_an_attempt_that_failed(self, office: Writer) -> None:
        find = Ada(office)

        def work(unit: UnitOfWork) -> None:
            member = find(unit)
            with suppress(ValueError), unit.attempt():
                member.language = "zh"
                raise ValueError

        office.submit(1, work).result()
        assert office.read(1, lambda unit: find(unit).language).result() == "en"

    def test_that_is_not_there_is_none(self, office: Writer) -> None:
        find = Ada(office)
        assert office.read(2, lambda unit: unit.get(Member, find.id)).result() is None
