"""A row stored without a flush is as good as one stored by it."""

from sqlalchemy import select

from storage.entities import Activity, AuditEvent, Company, Workspace
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer


def _office(unit: UnitOfWork) -> None:
    unit.add(Workspace(name="Nord", created_at=unit.now))


def _company(unit: UnitOfWork) -> Company:
    number = unit.next_number("company")
    return unit.add(Company(number=number, name="Vortex", created_at=unit.now, touched_at=unit.now))


class TestANewRow:
    def test_has_its_defaults_at_once(self, writer: Writer) -> None:
        writer.submit(1, _office).result()
        made = writer.submit(1, _company).result()
        assert made.id is not None
        assert made.aliases == []
        assert made.city is None

    def test_is_the_one_the_session_finds(self, writer: Writer) -> None:
        writer.submit(1, _office).result()

        def twice(unit: UnitOfWork) -> bool:
            made = _company(unit)
            return unit.get(Company, made.id) is made and unit.session.scalars(select(Company)).one() is made

        assert writer.submit(1, twice).result()

    def test_can_be_changed_in_the_same_unit_and_both_are_kept_on_record(self, writer: Writer) -> None:
        writer.submit(1, _office).result()

        def make_and_rename(unit: UnitOfWork) -> None:
            _company(unit).name = "Vortex Ltd"

        writer.submit(1, make_and_rename).result()

        def events(unit: UnitOfWork) -> list[tuple[str, str]]:
            found = unit.session.scalars(select(AuditEvent).order_by(AuditEvent.id))
            return [(event.action, (event.after or {})["name"]) for event in found if event.record_table == "companies"]

        assert writer.read(1, events).result() == [("create", "Vortex"), ("update", "Vortex Ltd")]

    def test_without_a_parent_it_is_refused_and_nothing_of_the_unit_stays(self, writer: Writer) -> None:
        writer.submit(1, _office).result()

        def orphan(unit: UnitOfWork) -> None:
            company = _company(unit)
            unit.add(Activity(kind="note", occurred_at=unit.now, created_at=unit.now, company_id=company.id))
            unit.add(Activity(kind="note", occurred_at=unit.now, created_at=unit.now, lead_id=company.id))

        assert writer.submit(1, orphan).exception() is not None
        assert writer.read(1, lambda unit: unit.session.scalars(select(Company)).all()).result() == []
