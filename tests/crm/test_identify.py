"""Who is this, through the database: answers once given, aliases that grow, keys that follow every change."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from crm import companies
from crm.companies import create_company
from crm.contacts import create_contact, rename
from crm.identify import identify, remember
from crm.reindexing import START, count_left, find_place, reindex_page
from crm.undo import undo
from domain.terms import Verdict
from storage.database import Database
from storage.entities import Company, Contact, MatchKey, Member
from storage.match_keys import COMPANY
from storage.unit_of_work import UnitOfWork
from tests.office import Office, new_database, work
from understanding.matching import Query


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = new_database(tmp_path)
    with work(database) as uow:
        office = Office(uow)
        office.member("bob")
        office.member("carol")
    yield database
    database.close()


def member(uow: UnitOfWork, name: str) -> Member:
    found: Member = uow.session.query(Member).filter_by(name=name).one()
    return found


def wang(uow: UnitOfWork) -> Contact:
    found: Contact = uow.session.query(Contact).filter_by(number=1).one()
    return found


def met(database: Database, name: str = "王磊", company: str = "上海云帆科技有限公司") -> None:
    with work(database) as uow:
        firm = create_company(uow, company, owner_id=None)
        create_contact(uow, name, owner_id=None, company_id=firm.id)


def test_an_answer_about_a_sender_is_remembered_for_the_one_who_gave_it(database: Database) -> None:
    met(database)
    hidden = Query(name="Lucky Star")
    with work(database) as uow:
        bob = member(uow, "bob")
        uow.member_id = bob.id
        remember(uow, Query(), wang(uow), same=True, sent_by="Lucky Star")
    with work(database) as uow:
        for_bob = identify(uow, hidden, member_id=member(uow, "bob").id, sent_by="Lucky Star")
        for_carol = identify(uow, hidden, member_id=member(uow, "carol").id, sent_by="Lucky Star")
    assert for_bob.verdict is Verdict.SURE
    assert for_carol.verdict is Verdict.NEW


def test_not_the_same_is_remembered_too(database: Database) -> None:
    met(database)
    with work(database) as uow:
        uow.member_id = member(uow, "bob").id
        remember(uow, Query(name="王磊"), wang(uow), same=False)
    with work(database) as uow:
        assert identify(uow, Query(name="王磊"), member_id=member(uow, "bob").id).verdict is Verdict.NEW


def test_a_confirmed_name_becomes_an_alias_for_everybody_and_undo_takes_it_back(database: Database) -> None:
    met(database)
    with work(database) as uow:
        uow.member_id = member(uow, "bob").id
        remember(uow, Query(name="Leo Wang"), wang(uow), same=True)
        operation: UUID = uow.operation_id
    with work(database) as uow:
        assert identify(uow, Query(name="leo wang"), member_id=member(uow, "carol").id).verdict is Verdict.SURE
    with work(database) as uow:
        undo(uow, member(uow, "bob"), operation)
    with work(database) as uow:
        assert wang(uow).aliases == []
        assert identify(uow, Query(name="leo wang"), member_id=member(uow, "bob").id).verdict is Verdict.NEW


def test_a_surname_with_a_title_becomes_no_alias(database: Database) -> None:
    met(database)
    with work(database) as uow:
        uow.member_id = member(uow, "bob").id
        remember(uow, Query(name="王总"), wang(uow), same=True)
        assert wang(uow).aliases == []


def test_a_renamed_company_is_found_with_its_people_by_the_new_name(database: Database) -> None:
    met(database)
    with work(database) as uow:
        companies.rename(uow, uow.session.query(Company).one(), "南京恒信物流有限公司")
    with work(database) as uow:
        assert identify(uow, Query(company="恒信"), member_id=None).verdict is Verdict.SURE
        assert identify(uow, Query(name="王总", company="恒信"), member_id=None).verdict is Verdict.SURE


def test_a_renamed_contact_is_found_by_both_names(database: Database) -> None:
    met(database, "Anna Smith", "Acme Robotics Ltd")
    with work(database) as uow:
        rename(uow, wang(uow), "Anna Jones")
    with work(database) as uow:
        for name in ("Anna Smith", "anna jones"):
            assert identify(uow, Query(name=name), member_id=None).verdict is Verdict.SURE


def test_a_phone_alone_finds_people_and_companies(database: Database) -> None:
    with work(database) as uow:
        create_contact(uow, "Li Wei", owner_id=None, points=[("phone", "+8613800138000", None)])
    with work(database) as uow:
        found = identify(uow, Query(phone="138 0013 8000"), member_id=None)
    assert found.verdict is Verdict.SURE


def test_keys_made_anew_find_everybody_again(database: Database) -> None:
    met(database)
    with work(database) as uow:
        uow.session.query(MatchKey).delete()
        assert identify(uow, Query(name="王磊"), member_id=None).verdict is Verdict.NEW
        assert count_left(uow, START) == 2
        assert reindex_page(uow, START) == (1, (COMPANY, 0))
    with work(database) as uow:  # interrupted: it goes on where it was
        assert find_place(uow) == (COMPANY, 0)
        assert count_left(uow, find_place(uow)) == 1
        assert reindex_page(uow, find_place(uow)) == (1, None)
        assert find_place(uow) == START
    with work(database) as uow:
        assert identify(uow, Query(name="王磊"), member_id=None).verdict is Verdict.SURE
        assert identify(uow, Query(company="云帆"), member_id=None).verdict is Verdict.SURE
