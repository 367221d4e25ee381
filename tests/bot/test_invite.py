"""`rapport invite` from the terminal."""

from pathlib import Path

import pytest

from bot.cli import main
from domain.house import INVITE_LINKS
from storage import documents
from storage.database import Database
from tests.office import work


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    shown = capsys.readouterr()
    return int(ended.value.code or 0), shown.out + shown.err


def test_it_prints_a_code_and_the_links_that_bring_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "rapport.db")
    assert run(capsys, "member", "add", "ada", "--role", "admin", "--database", path)[0] == 0
    database = Database(path)
    with work(database) as uow:
        documents.put(uow, f"{INVITE_LINKS}telegram:1", {"template": "https://t.me/acme_bot?start={code}"})
    database.close()
    status, shown = run(capsys, "invite", "--role", "manager", "--database", path)
    code = shown.rsplit("/start ", 1)[1].strip()
    assert status == 0
    assert f"https://t.me/acme_bot?start={code}" in shown


def test_without_an_admin_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "rapport.db")
    assert run(capsys, "member", "add", "bob", "--database", path)[0] == 0
    status, shown = run(capsys, "invite", "--database", path)
    assert status == 1
    assert "rapport init" in shown
