from storage.database import Database
from storage.search import list_named_like, list_people_of, list_with_point
from tests.office import Office, work


def test_names_are_found_by_a_stretch_and_wildcards_are_text(database: Database) -> None:
    with work(database) as uow:
        office = Office(uow)
        office.company("Acme Robotics")
        office.contact("100% Müller")
        office.deal("Robots for Acme")
        assert {record.name for record in list_named_like(uow, "acme")} == {"Acme Robotics", "Robots for Acme"}
        assert [record.name for record in list_named_like(uow, "%")] == ["100% Müller"]
        assert list_named_like(uow, "_") == []


def test_a_search_is_bounded_for_each_kind(database: Database) -> None:
    with work(database) as uow:
        office = Office(uow)
        for n in range(9):
            office.contact(f"Anna {n}")
        assert len(list_named_like(uow, "anna", limit=6)) == 6


def test_a_point_is_found_by_its_exact_value(database: Database) -> None:
    with work(database) as uow:
        office = Office(uow)
        anna = office.contact("Anna", phone="+49301234567", company=office.company("Acme"))
        (point,) = list_with_point(uow, ["+49301234567", "nobody@x.example"])
        assert point.contact_id == anna.id
        assert anna.company_id is not None
        assert [person.name for person in list_people_of(uow, anna.company_id)] == ["Anna"]
