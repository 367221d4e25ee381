"""`rapport import`, as typed: it tells its number, rehearses, and takes itself back."""

from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

COMMAND = import_module("bot.cli.import").command


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text("id,name,company\n1,Li Wei,Acme Ltd\n2,王芳,华为技术有限公司\n", "utf-8")
    return path


def rapport(url: str, *words: str) -> Result:
    done = CliRunner().invoke(COMMAND, [*words, "--database", url])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_it_tells_its_number_and_is_taken_back_by_it(database_url: str, file: Path) -> None:
    assert "--undo 1" in rapport(database_url, str(file)).output
    assert "customers.csv · 2 new, 0 changed · done" in rapport(database_url, "--list").output
    assert "2 contacts, 2 companies removed" in rapport(database_url, "--undo", "1").output
    assert "taken back" in rapport(database_url, "--list").output


def test_a_dry_run_says_what_would_be_and_changes_nothing(database_url: str, file: Path) -> None:
    told = rapport(database_url, str(file), "--dry-run").output
    assert "2 would be new" in told
    assert "Nothing was changed." in told
    assert "Nothing was imported yet." in rapport(database_url, "--list").output


def test_one_thing_at_a_time(database_url: str, file: Path) -> None:
    assert rapport(database_url, str(file), "--list").exit_code == 2
    assert rapport(database_url).exit_code == 2
