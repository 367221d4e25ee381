"""Who stands in the books twice is found in the whole base, best first, page by page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot import setup
from bot.settings import Settings
from crm.companies import create_company
from crm.contacts import create_contact
from crm.duplicates import list_duplicates, not_the_same
from crm.imports.run import import_file
from storage.entities import Member
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

Write = Callable[[Callable[[UnitOfWork], Any]], Any]
NAMES = (
    "Anna Moulton",
    "Boris Kovac",
    "Chidi Okafor",
    "Dolores Ibarra",
    "Emil Lindqvist",
    "Farah Haddad",
    "Goro Tanizaki",
    "Hilde Brandt",
)
PHONE = ("phone", "+8613800138000", None)


@pytest.fixture
def write(writer: Writer) -> Write:
    def doing(work: Callable[[UnitOfWork], Any]) -> Any:
        return writer.submit(1, work).result()

    doing(partial(setup.ensure_workspace, settings=Settings()))
    return doing


def listed(write: Write, limit: int = 10, offset: int = 0) -> list[tuple[str, str]]:
    def work(uow: UnitOfWork) -> list[tuple[str, str]]:
        admin = uow.session.query(Member).first() or uow.add(Member(name="ada", role="admin", created_at=uow.now))
        pairs = list_duplicates(uow, admin, limit, offset=offset)
        return [(pair.one.name, pair.other.name) for pair in pairs]

    return write(work)  # type: ignore[no-any-return] # it is one


def test_the_same_phone_is_worth_a_look_though_the_names_differ(write: Write) -> None:
    def made(uow: UnitOfWork) -> None:
        create_contact(uow, "Wang Lei", owner_id=None, points=[PHONE])
        create_contact(uow, "Maria Lopez", owner_id=None, points=[PHONE])
        create_contact(uow, "Somebody Else", owner_id=None)

    write(made)
    assert listed(write) == [("Wang Lei", "Maria Lopez")]


def test_companies_of_one_name_are_found_whatever_their_case_and_width(write: Write) -> None:
    def made(uow: UnitOfWork) -> None:
        create_company(uow, "Nordlicht GmbH", owner_id=None)
        create_company(uow, "NORDLICHT gmbh", owner_id=None)
        create_company(uow, "Brembo S.p.A.", owner_id=None)

    write(made)
    assert listed(write) == [("Nordlicht GmbH", "NORDLICHT gmbh")]


def test_people_alike_are_found_though_nothing_is_equal(write: Write) -> None:
    def made(uow: UnitOfWork) -> None:
        firm = create_company(uow, "杭州云帆科技有限公司", owner_id=None)
        create_contact(uow, "王晓磊", owner_id=None, company_id=firm.id)
        create_contact(uow, "Wang Xiaolei", owner_id=None, company_id=firm.id)
        create_contact(uow, "李娜", owner_id=None, company_id=firm.id)

    write(made)
    assert listed(write) == [("王晓磊", "Wang Xiaolei")]


def test_pages_follow_each_other_and_the_best_stands_first(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    rows = [f"{n},{name},+4930123{n:04d}" for n, name in enumerate(NAMES)]
    again = [f"b{n},{' '.join(reversed(name.split()))},+4930123{n:04d}" for n, name in enumerate(NAMES)]
    path.write_text("\n".join(["id,name,phone", *rows, *again]), "utf-8")
    import_file(write, path)
    pages = [listed(write, 5, offset) for offset in (0, 5, 10)]
    assert [len(page) for page in pages] == [5, 3, 0]
    assert len({pair for page in pages for pair in page}) == len(NAMES)


def test_what_somebody_called_two_is_not_shown_again(write: Write) -> None:
    def made(uow: UnitOfWork) -> None:
        one = create_contact(uow, "Wang Lei", owner_id=None, points=[PHONE])
        two = create_contact(uow, "Lei Wang", owner_id=None, points=[PHONE])
        not_the_same(uow, one, two)

    write(made)
    assert listed(write) == []


def test_sisters_of_a_group_are_two(write: Write) -> None:
    def made(uow: UnitOfWork) -> None:
        create_company(uow, "上海维泰盛实业有限公司", owner_id=None)
        create_company(uow, "青岛维泰盛电子有限公司", owner_id=None)

    write(made)
    assert listed(write) == []
