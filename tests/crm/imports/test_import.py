"""Imports: what is new, changed, the same as somebody, and wrong; and what is found afterwards."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.identify import identify
from crm.imports.reading import Unreadable
from crm.imports.report import Report
from crm.imports.run import import_file, rehearse
from domain.terms import Verdict
from storage.database import Database
from storage.entities import Company, Contact, Deal, Lead
from tests.office import Office, new_database, work, writing
from understanding.matching import Query


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Database]:
    database = new_database(tmp_path)
    with work(database) as uow:
        Office(uow).member("bob")
    yield database
    database.close()


def imported(database: Database, path: Path, kind: str = "customers") -> Report:
    return import_file(writing(database), path, kind)


def csv(folder: Path, *lines: str, name: str = "customers.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def count(database: Database, kind: type[Contact | Company | Lead | Deal]) -> int:
    with work(database) as uow:
        return uow.session.query(kind).count()


def test_a_row_makes_a_contact_and_its_company_and_both_are_found(office: Database, tmp_path: Path) -> None:
    report = imported(office, csv(tmp_path, "id,姓名,公司,手机", "k1,王芳,华为技术有限公司,13800138000"))
    assert (report.new, report.others, report.wrong) == (1, 1, 0)
    with work(office) as uow:
        person = identify(uow, Query(name="王总", company="华为"), member_id=None)
        company = identify(uow, Query(company="Huawei"), member_id=None)
    assert person.verdict is Verdict.SURE
    assert person.candidates[0].record.external_id == "k1"
    assert company.candidates[0].record.external_id == "k1"


def test_the_same_file_again_changes_nothing(office: Database, tmp_path: Path) -> None:
    path = csv(tmp_path, "id,name,company,phone,tags", "1,Li Wei,Acme,138-0013-8000,vip;east", "2,,Nordlicht GmbH,,")
    imported(office, path)
    again = imported(office, path)
    assert (again.new, again.changed, again.unchanged, again.duplicate) == (0, 0, 2, 0)
    assert count(office, Contact) == 1
    assert count(office, Company) == 2


def test_a_foreign_id_known_already_updates_its_record(office: Database, tmp_path: Path) -> None:
    imported(office, csv(tmp_path, "id,name,city", "1,Li Wei,Berlin"))
    report = imported(office, csv(tmp_path, "id,name,city,owner", "1,Li Wei,Hamburg,Bob"))
    assert report.changed == 1
    with work(office) as uow:
        contact = uow.session.query(Contact).one()
        assert contact.city == "Hamburg"
        assert contact.owner_id is not None


def test_an_exact_identity_and_name_is_a_duplicate_and_adds_what_was_missing(office: Database, tmp_path: Path) -> None:
    report = imported(
        office,
        csv(tmp_path, "name,company,phone,email", "Li Wei,Acme,+8613800138000,", "LI WEI,acme,13800138000,li@acme.io"),
    )
    assert (report.new, report.duplicate) == (1, 1)
    with work(office) as uow:
        found = identify(uow, Query(email="li@acme.io"), member_id=None)
    assert found.verdict is Verdict.SURE


def test_the_same_name_with_another_phone_and_no_company_stays_two(office: Database, tmp_path: Path) -> None:
    report = imported(
        office, csv(tmp_path, "id,name,phone", "1,Erin Matthews,+61 405 303 218", "2,Erin Matthews,+61 406 625 000")
    )
    assert (report.new, report.duplicate) == (2, 0)


def test_wrong_rows_are_told_with_their_line_and_the_others_are_taken(office: Database, tmp_path: Path) -> None:
    report = imported(office, csv(tmp_path, "name,phone,owner", "Li Wei,12,", ",13800138000,", "Wang Lei,,nobody"))
    assert (report.new, report.wrong) == (1, 2)
    assert [line for line, _ in report.problems] == [2, 3, 4]
    assert "nobody" in report.problems[2][1]


def test_a_dry_run_changes_nothing(office: Database, tmp_path: Path) -> None:
    path = csv(tmp_path, "name,company", "Li Wei,Acme")
    assert rehearse(writing(office), path).new == 1
    assert count(office, Contact) == 0
    assert count(office, Company) == 0


def test_json_lines_take_null_and_lists(office: Database, tmp_path: Path) -> None:
    rows = [
        {"id": "c1", "name": None, "company": "Siemens AG", "phone": None, "aliases": ["西门子"], "unknown": 3},
        {"id": "c2", "name": "Li Wei", "phones": ["+8613800138000", "+491701234567"]},
    ]
    path = tmp_path / "customers.jsonl"
    path.write_text("\n".join([*map(json.dumps, rows), "", "not json", "[]"]), "utf-8")
    report = imported(office, path)
    assert (report.new, report.wrong) == (2, 2)


def test_chinese_spreadsheets_in_gb18030_with_semicolons_are_read(office: Database, tmp_path: Path) -> None:
    path = tmp_path / "kunden.csv"
    path.write_bytes("姓名;公司;备注\n王芳;华为;好\n".encode("gb18030"))
    assert imported(office, path).new == 1


def test_leads_and_deals_come_with_their_customer(office: Database, tmp_path: Path) -> None:
    leads = csv(tmp_path, "id,name,company,source,amount,currency", "L-1,Li Wei,Acme,web,1200.50,EUR", name="leads.csv")
    deals = csv(tmp_path, "id,name,company,stage,amount", "D-1,Li Wei,Acme,Proposal,90000", name="deals.csv")
    assert imported(office, leads, "leads").new == 1
    assert imported(office, deals, "deals").new == 1
    assert imported(office, deals, "deals").unchanged == 1
    with work(office) as uow:
        lead, deal = uow.session.query(Lead).one(), uow.session.query(Deal).one()
        assert (lead.amount_minor, lead.currency, lead.source) == (120050, "EUR", "web")
        assert deal.contact_id == lead.contact_id
    assert count(office, Contact) == 1


def test_an_unknown_stage_is_wrong(office: Database, tmp_path: Path) -> None:
    report = imported(office, csv(tmp_path, "name,stage", "Li Wei,dreaming"), "deals")
    assert report.wrong == 1


def test_files_that_are_none_are_refused(office: Database, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    for path in (csv(tmp_path, "colour,weight", "red,3"), bomb, csv(tmp_path, "x", name="notes.pdf")):
        with pytest.raises(Unreadable):
            imported(office, path)
