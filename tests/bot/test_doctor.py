"""The doctor finds what is wrong and says what to do."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.doctor import examine
from bot.settings import Settings, load
from domain.clock import SystemClock, VirtualClock
from domain.findings import Finding, State
from storage.database import Database
from storage.entities import Member, Workspace
from tests.office import work


def settings_for(url: str, tmp_path: Path, **environment: str) -> Settings:
    return load(Path("/dev/null"), environment={"RAPPORT_DATA_DIR": str(tmp_path), **environment}, database=url)


def found(settings: Settings, what: str, clock: VirtualClock | SystemClock | None = None) -> Finding | None:
    findings = examine(settings, clock or SystemClock(), online=False)
    return next((finding for finding in findings if finding.what == what), None)


@pytest.fixture
def url(sqlite_url: str) -> str:
    """A workspace with its admin."""
    database = Database(sqlite_url)
    with work(database) as uow:
        uow.add(Workspace(name="Nord", created_at=uow.now))
        uow.add(Member(name="ada", role="admin", created_at=uow.now))
    database.close()
    return sqlite_url


@pytest.mark.parametrize("what", ["disk", "zone", "database", "migrations", "members", "clock"])
def test_a_sound_installation_is_found_sound(url: str, tmp_path: Path, what: str) -> None:
    finding = found(settings_for(url, tmp_path), what)
    assert finding is not None
    assert (finding.state, finding.remedy) == (State.GOOD, "")


def test_a_missing_database_is_made_by_init(tmp_path: Path) -> None:
    finding = found(settings_for(str(tmp_path / "none.db"), tmp_path), "database")
    assert finding is not None
    assert "rapport init" in finding.remedy


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.db"
    path.write_bytes(b"this is no database" * 1000)
    finding = found(settings_for(str(path), tmp_path), "database")
    assert finding is not None
    assert finding.state is State.BAD


def test_a_workspace_without_an_admin_is_told(sqlite_url: str, tmp_path: Path) -> None:
    finding = found(settings_for(sqlite_url, tmp_path), "members")
    assert finding is not None
    assert "--role admin" in finding.remedy


def test_a_clock_far_from_the_databases_is_told(url: str, tmp_path: Path) -> None:
    finding = found(settings_for(url, tmp_path), "clock", VirtualClock(datetime(2031, 1, 1, tzinfo=UTC)))
    assert finding is not None
    assert finding.state is State.BAD
    assert "NTP" in finding.remedy


@pytest.mark.parametrize("platform", ["telegram", "slack"])
def test_an_enabled_platform_without_its_token_is_told(url: str, tmp_path: Path, platform: str) -> None:
    finding = found(settings_for(url, tmp_path, **{f"RAPPORT_{platform.upper()}__ENABLED": "true"}), platform)
    assert finding is not None
    assert finding.state is State.BAD
    assert finding.remedy == f"see docs/how-to/connect-{platform}.md"


def test_nobody_listens_on_a_port_that_is_taken(url: str, tmp_path: Path, unused_tcp_port: int) -> None:
    finding = found(settings_for(url, tmp_path, RAPPORT_SERVER__PORT=str(unused_tcp_port)), "server")
    assert finding is not None
    assert finding.state is State.GOOD
