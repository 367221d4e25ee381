"""docs/how-to/add-a-platform.md is followed to the letter: what it builds passes the suite it names."""

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "add-a-platform.md"
# The new folder stands outside the checkout, so the packages it belongs to have to be told of it.
CONFTEST = """
import bot.adapters
import tests.adapters

bot.adapters.__path__.append({folder!r} + "/bot/adapters")
"""


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the page, written where it says."""
    folder = tmp_path_factory.mktemp("followed")
    for place, content in re.findall(r"```python\n# (\S+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (folder / "conftest.py").write_text(CONFTEST.format(folder=str(folder)))
    return folder


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter, our own arguments
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )


def test_what_the_page_builds_keeps_the_contract(followed: Path) -> None:
    tests = followed / "tests" / "adapters" / "folder" / "test_contract.py"
    done = run("pytest", str(tests), f"--rootdir={ROOT}", "-c", str(ROOT / "pyproject.toml"))
    assert done.returncode == 0, done.stdout
    assert re.search(r"\d\d passed, \d+ skipped", done.stdout), done.stdout


def test_its_section_is_what_its_settings_know(followed: Path) -> None:
    (section,) = re.findall(r"```yaml\n(folder:\n.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, type[msgspec.Struct]] = {}
    exec((followed / "bot/adapters/folder/settings.py").read_text(), names)  # noqa: S102 - the page's own code
    settings = msgspec.convert(yaml.safe_load(section)["folder"], names["Settings"])
    assert settings == names["Settings"]()


def test_the_pages_code_is_as_clean_as_ours(followed: Path) -> None:
    config = f"--config={ROOT / 'pyproject.toml'}"
    done = run("ruff", "check", config, str(followed / "bot"), "--ignore=INP001,I001")
    assert done.returncode == 0, done.stdout
    done = run("ruff", "format", "--check", config, str(followed / "bot"), str(followed / "tests"))
    assert done.returncode == 0, done.stdout
