"""What is exported can be read without Rapport, and imported again unchanged."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crm.export import TABLES
from crm.export_files import FORMATS
from crm.identify import reindex
from crm.imports.run import import_file
from storage.database import Database
from storage.entities import Member, Pipeline, Stage, Workspace
from storage.unit_of_work import UnitOfWork
from tests.office import STAGES, Office, new_database, work, writing

KINDS = (("companies", "customers"), ("contacts", "customers"), ("leads", "leads"), ("deals", "deals"))
STAYS = ("id", "name", "company", "lead", "deal", "phones", "emails", "aliases", "owner", "stage", "status", "amount")


def export(uow: UnitOfWork, folder: Path, kind: str) -> Path:
    folder.mkdir(parents=True)
    for table in TABLES:
        FORMATS[kind](folder / f"{table.name}.{kind}", table.columns, table.rows(uow))
    return folder


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    (tmp_path / "one").mkdir()
    database = new_database(tmp_path / "one")
    with work(database) as uow:
        office = Office(uow)
        bob = office.member("bob")
        acme = office.company("Acme", bob)
        li_wei = office.contact("李伟", owner=bob, company=acme, phone="+8613800138000", email="li@acme.example")
        office.lead("Acme wants robots", owner=bob, contact=li_wei)
        office.deal("Robots", "1234.50", owner=bob, company=acme, contact=li_wei)
        office.follow_up("call", bob, uow.now, li_wei)
        office.note("=HYPERLINK(evil)", bob, contact=li_wei)
        for record in (acme, li_wei, office.company("=cmd|calc", bob)):
            reindex(uow, record)
    yield database
    database.close()


@pytest.mark.parametrize("kind", list(FORMATS))
def test_importing_it_again_changes_nothing(database: Database, tmp_path: Path, kind: str) -> None:
    with work(database) as uow:
        folder = export(uow, tmp_path / "out", kind)
    for table, imported_as in KINDS:
        report = import_file(writing(database), folder / f"{table}.{kind}", imported_as)
        assert (report.new, report.changed, report.duplicate, report.wrong) == (0, 0, 0, 0), report.problems
        assert report.unchanged == report.rows > 0


@pytest.mark.parametrize("kind", list(FORMATS))
def test_a_fresh_workspace_holds_the_same_afterwards(database: Database, tmp_path: Path, kind: str) -> None:
    with work(database) as uow:
        folder = export(uow, tmp_path / "out", kind)
        before = export(uow, tmp_path / "before", "jsonl")
    (tmp_path / "two").mkdir()
    fresh = new_database(tmp_path / "two")
    with work(fresh) as uow:
        uow.add(Workspace(name="Nord", currency="EUR", created_at=uow.now))
        pipeline = uow.add(Pipeline(name="Sales"))
        for n, (name, chance, outcome) in enumerate(STAGES):
            uow.add(Stage(pipeline_id=pipeline.id, name=name, position=n, probability=chance, outcome=outcome))
        uow.add(Member(name="bob", created_at=uow.now))
    for table, imported_as in KINDS:
        import_file(writing(fresh), folder / f"{table}.{kind}", imported_as)
    with work(fresh) as uow:
        after = export(uow, tmp_path / "after", "jsonl")
    fresh.close()
    for table, _ in KINDS:
        assert _kept(rows(after, table)) == _kept(rows(before, table))


def _kept(found: list[dict[str, object]]) -> list[dict[str, object]]:
    kept = [{name: row[name] for name in STAYS if name in row} for row in found]
    return sorted(kept, key=lambda row: str(row["id"]))


def test_every_table_holds_what_was_entered(database: Database, tmp_path: Path) -> None:
    with work(database) as uow:
        folder = export(uow, tmp_path / "out", "jsonl")
    assert {table.name: len(rows(folder, table.name)) for table in TABLES if table.name != "audit"} == {
        "companies": 2,
        "contacts": 1,
        "leads": 1,
        "deals": 1,
        "activities": 1,
        "follow_ups": 1,
        "members": 1,
    }
    (follow_up,) = rows(folder, "follow_ups")
    assert (follow_up["action"], follow_up["owner"], follow_up["contact"]) == ("call", "bob", "C1")
    assert rows(folder, "audit")


def test_no_text_becomes_a_formula_in_csv(database: Database, tmp_path: Path) -> None:
    with work(database) as uow:
        folder = export(uow, tmp_path / "out", "csv")
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as text:
            for cell in (cell for row in csv.reader(text) for cell in row):
                assert not cell.startswith(("=", "+", "-", "@", "\t")), (path.name, cell)


def test_no_text_becomes_a_formula_in_a_spreadsheet(database: Database, tmp_path: Path) -> None:
    with work(database) as uow:
        folder = export(uow, tmp_path / "out", "xlsx")
    for path in folder.glob("*.xlsx"):
        book = load_workbook(path)
        assert not [cell for row in book.active.iter_rows() for cell in row if cell.data_type == "f"]
        book.close()
    texts = [cell.value for row in load_workbook(folder / "companies.xlsx").active.iter_rows() for cell in row]
    assert "=cmd|calc" in texts
