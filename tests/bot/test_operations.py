"""What an operator does at the terminal: each command says in plain words what it did, or what to do."""

import json
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from bot.cli import main
from bot.http import with_a_free_port
from bot.settings import ServerSettings
from domain.chat import RawUpdate
from storage import inbox, outbox
from storage.database import Database
from storage.entities import InboxMessage, Member, Workspace, new_id
from tests.conftest import START
from tests.office import work


@pytest.fixture
def url(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A workspace with its admin, and an empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    database = Database(sqlite_url)
    with work(database) as uow:
        uow.add(Workspace(name="Nord", created_at=uow.now))
        uow.add(Member(name="ada", role="admin", created_at=uow.now))
    database.close()
    return sqlite_url


def rapport(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def park(url: str) -> UUID:
    """An update that could not be handled."""
    database = Database(url)
    with work(database) as uow:
        stored = inbox.store(uow, RawUpdate("console", "main", "k1", "dm:ada", b"{}", START))
        assert stored is not None
        inbox.finish(uow, stored.id, state="parked", error_id="e1")
    database.close()
    return stored.id


def state_of(url: str, identifier: UUID) -> str:
    database = Database(url)
    with work(database) as uow:
        row = uow.get(InboxMessage, identifier)
        assert row is not None
        state = row.state
    database.close()
    return state


def test_what_was_put_aside_is_listed_with_its_error(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    park(url)
    assert rapport("inbox", "list", "--database", url) == 0
    assert "e1" in capsys.readouterr().out


def test_it_is_handled_again_when_told(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    identifier = park(url)
    rapport("inbox", "retry", str(identifier), "--database", url)
    assert capsys.readouterr().out.startswith("1 to be handled again")
    assert state_of(url, identifier) == "pending"


def test_nothing_put_aside_is_said(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    rapport("inbox", "list", "--database", url)
    rapport("outbox", "list", "--database", url)
    assert capsys.readouterr().out.split("\n")[:2] == ["Nothing was put aside.", "Everything was sent."]


def test_what_waits_for_a_platform_that_is_gone_is_ended(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    database = Database(url)
    with work(database) as uow:
        row = {"platform": "slack", "tenant": "T1", "address_key": "slack|T1||C1|", "address": {}, "kind": "reply"}
        for identifier in (new_id(), new_id()):
            outbox.enqueue(uow, {"id": identifier, "dedupe_key": None, **row})
    database.close()
    assert rapport("outbox", "drop", "telegram", "--database", url) == 0
    assert rapport("outbox", "drop", "slack", "--database", url) == 0
    assert capsys.readouterr().out.splitlines() == [
        "0 messages to telegram will not be sent.",
        "2 messages to slack will not be sent.",
    ]


def test_an_export_writes_a_file_a_table_and_overwrites_none(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rapport("export", "out", "--database", url) == 0
    (ada,) = (tmp_path / "out" / "members.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(ada)["name"] == "ada"
    assert rapport("export", "out", "--database", url) == 1
    assert "name another folder" in capsys.readouterr().err


def test_a_backup_lands_where_it_is_told(url: str, tmp_path: Path) -> None:
    assert rapport("backup", "copy.db", "--database", url) == 0
    assert (tmp_path / "copy.db").stat().st_size > 0


def test_the_doctor_ends_with_one_where_something_is_wrong(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert rapport("doctor", "--offline", "--database", url) == 0
    assert rapport("doctor", "--offline", "--database", "mysql://nowhere/x") == 1
    assert "→ set database.url" in capsys.readouterr().out


def test_the_doctor_who_looks_at_a_living_program_finds_none(
    url: str, unused_tcp_port: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_SERVER__PORT", str(unused_tcp_port))
    assert rapport("doctor", "--live", "--offline", "--database", url) == 1
    shown = capsys.readouterr().out
    assert f"nobody answers at http://127.0.0.1:{unused_tcp_port}" in shown
    assert "`rapport backup` never ran" in shown


def test_a_restore_overwrites_nothing_unless_told(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert rapport("backup", "copy.db", "--database", url) == 0
    assert rapport("restore", "copy.db", "--database", url) == 1
    assert "--force replaces it" in capsys.readouterr().err
    assert rapport("restore", "copy.db", "--force", "--database", url) == 0
    assert ".before-" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("member", "list", "--database", "junk.db"), "file is not a database"),
        (("run", "--database", "junk.db"), "file is not a database"),
        (("backup", "junk.db/x.db"), "junk.db: File exists"),
        (("export", "junk.db/out"), "Not a directory"),
    ],
)
def test_what_goes_wrong_is_one_plain_line(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "junk.db").write_bytes(b"no database" * 500)
    (tmp_path / "config.yaml").write_text(f"database: {{url: '{url}'}}\nserver: {{port: 0}}", encoding="utf-8")
    assert rapport(*arguments) == 1
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert line.startswith("rapport: ")
    assert said in line


def test_a_taken_port_is_told_before_anything_begins(
    url: str, unused_tcp_port: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORT_SERVER__PORT", str(unused_tcp_port))
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", unused_tcp_port))
        other.listen()
        assert rapport("run", "--database", url) == 1
    shown = capsys.readouterr()
    assert f"cannot listen on 127.0.0.1:{unused_tcp_port}" in shown.err
    assert not shown.out


def test_the_demo_takes_the_next_port_that_is_free(unused_tcp_port: int) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", unused_tcp_port))
        other.listen()
        settings = ServerSettings(host="127.0.0.1", port=unused_tcp_port)
        assert with_a_free_port(settings, 20).port > unused_tcp_port
        assert with_a_free_port(settings, 1).port == unused_tcp_port


def test_a_database_of_a_newer_version_is_left_alone(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert rapport("member", "list", "--database", url) == 1
    assert "a newer Rapport made this database" in capsys.readouterr().err
