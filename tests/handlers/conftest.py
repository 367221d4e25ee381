from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm.identify import reindex
from storage.database import Database
from storage.entities import Company, Contact, Member
from tests.office import Office, new_database, work
from tests.talk import Talk, known_as

PEOPLE = (("alice", "admin"), ("mia", "manager"), ("bob", "rep"), ("carol", "rep"))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An office with an admin (alice), a manager (mia) and two reps (bob, carol) of the team East."""
    database = new_database(tmp_path)
    with work(database) as uow:
        office = Office(uow)
        east = office.team("East")
        for name, role in PEOPLE:
            member: Member = office.member(name, role, east)
            known_as(uow, member.id, name)
    yield database
    database.close()


@pytest.fixture
def talk(database: Database) -> Talk:
    return Talk(database)


@pytest.fixture
def shanghai(tmp_path: Path) -> Iterator[Talk]:
    """An office in Shanghai on a Saturday morning: bob, carol and the Chinese wei sell, mia leads, alice runs it.

    wei's customer is 王芳 of 华为 (a phone on file); bob has two called Wang Lei; carol's Clara Oswald is her own.
    """
    database = new_database(tmp_path)
    with work(database) as uow:
        office = Office(uow, currency="CNY")
        office.workspace.region = "CN"
        east = office.team("East")
        people = {}
        for name, role in (*PEOPLE, ("wei", "rep")):
            people[name] = office.member(name, role, east, language="zh" if name == "wei" else "en")
            people[name].tz = "Asia/Shanghai"
            known_as(uow, people[name].id, name)
        huawei = office.company("华为", people["wei"])
        nordlicht, zte = office.company("Nordlicht GmbH", people["bob"]), office.company("ZTE", people["bob"])
        customers: list[Company | Contact] = [
            huawei,
            nordlicht,
            zte,
            office.contact("王芳", owner=people["wei"], company=huawei, phone="+8613900139000"),
            office.contact("Wang Lei", owner=people["bob"], company=nordlicht),
            office.contact("Wang Lei", owner=people["bob"], company=zte),
            office.contact("Clara Oswald", owner=people["carol"], phone="+8613700137000"),
            office.contact("Dora Diaz", owner=people["bob"], phone="+8613500135000"),
        ]
        for customer in customers:
            reindex(uow, customer)
    yield Talk(database, datetime(2026, 11, 21, 2, tzinfo=UTC))
    database.close()
