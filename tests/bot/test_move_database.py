"""`rapport move-database` as an operator uses it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.cli import main
from crm.sample import plant
from storage import processes
from storage.database import Database
from storage.entities import Contact, Workspace
from storage.processes import Process
from tests.office import work


@pytest.fixture
def url(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    database = Database(sqlite_url)
    with work(database) as unit:
        unit.add(Workspace(name="Nord", created_at=unit.now))
        plant(unit, unit.now)
    database.close()
    return sqlite_url


def rapport(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def test_it_moves_says_what_to_configure_and_finds_a_row_changed_since(
    url: str, postgresql_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rapport("move-database", "--database", url, "--to", postgresql_url) == 0
    told = capsys.readouterr().out
    assert "rows moved and compared. Now set in config.yaml" in told
    assert "contacts" in told
    assert rapport("move-database", "--database", url, "--to", postgresql_url, "--verify-only") == 0
    assert "the same in both" in capsys.readouterr().out
    database = Database(postgresql_url)
    with database.writing.begin() as connection:
        connection.execute(update(Contact).where(Contact.number == 1).values(name="Somebody else"))
    database.close()
    assert rapport("move-database", "--database", url, "--to", postgresql_url, "--verify-only") == 1
    told = capsys.readouterr().out
    assert "differs in name" in told
    assert "Somebody else" not in told


def test_it_moves_back_to_a_file_that_is_not_there_yet(
    url: str, postgresql_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rapport("move-database", "--database", url, "--to", postgresql_url) == 0
    assert rapport("move-database", "--database", postgresql_url, "--to", f"sqlite:///{tmp_path}/new.db") == 0
    assert rapport("move-database", "--database", url, "--to", f"sqlite:///{tmp_path}/new.db", "--verify-only") == 0
    assert "url: sqlite:///" in capsys.readouterr().out


def test_it_refuses_the_same_database_one_with_contents_and_one_in_use(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rapport("move-database", "--database", url, "--to", url) == 1
    assert "the database in use" in capsys.readouterr().err
    assert rapport("move-database", "--database", url, "--to", f"{tmp_path}/b.db") == 0
    assert rapport("move-database", "--database", url, "--to", f"{tmp_path}/b.db") == 1
    assert "not empty" in capsys.readouterr().err
    database = Database(url)
    with work(database) as unit:
        processes.stay(unit, Process("all", "elsewhere:1:x"), timedelta(minutes=1))
    database.close()
    assert rapport("move-database", "--database", url, "--to", f"{tmp_path}/c.db") == 1
    assert "Rapport runs on" in capsys.readouterr().err


def test_nothing_starts_on_sqlite_in_a_role_nor_while_it_is_moved(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert rapport("run", "--database", url, "--role", "worker", "--port", "0") == 1
    assert "SQLite carries one process" in capsys.readouterr().err
    database = Database(url)
    with work(database) as unit:
        processes.stay(unit, Process("move", "elsewhere:1:x"), timedelta(minutes=1))
    database.close()
    assert rapport("run", "--database", url, "--port", "0") == 1
    assert "being moved" in capsys.readouterr().err
