"""Every setting, command and adapter is documented, and the pages made from them are up to date."""

from pathlib import Path

import pytest
import yaml

from bot.reference import comments, pages
from bot.settings import platform_names
from handlers.commands import Command, commands

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CONFIG = (ROOT / "config.yaml").read_text(encoding="utf-8")


def settings() -> list[str]:
    found: list[str] = []
    for name, value in yaml.safe_load(CONFIG).items():
        found += [f"{name}.{key}" for key in value] if isinstance(value, dict) else [name]
    return found


@pytest.mark.parametrize("name", list(pages()))
def test_the_page_is_what_make_docs_would_write(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name], "run `make docs`"


@pytest.mark.parametrize("setting", settings())
def test_every_setting_says_what_it_is_for(setting: str) -> None:
    assert comments(CONFIG).get(setting), f"a comment beside it in config.yaml: {setting}"
    assert f"`{setting}`" in pages()["configuration.md"]


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_every_command_has_words_and_an_example_in_both_languages(command: Command) -> None:
    words = (command.name, *command.triggers)
    assert any(word.isascii() for word in words)
    assert any(not word.isascii() for word in words)
    assert {language for language, _ in command.examples} == {"en", "zh"}


@pytest.mark.parametrize("platform", platform_names())
def test_every_platform_has_its_section_and_its_page(platform: str) -> None:
    assert f"## {platform}\n" in pages()["configuration.md"]
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    assert f"| {platform} |" in index, "a line in docs/README.md"


def test_no_link_of_the_documentation_leads_nowhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in (*ROOT.glob("*.md"), *DOCS.rglob("*.md"))
        for link in _links(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert not broken, "\n".join(broken)


def _links(text: str) -> list[str]:
    found = [part.split(")")[0].split("#")[0] for part in text.split("](")[1:]]
    return [link for link in found if link and "://" not in link and not link.startswith("mailto:")]


def test_a_comment_belongs_to_its_key() -> None:
    assert comments("a:  # first\n  b: 1  # second\nc: 2\n") == {"a": "first", "a.b": "second", "c": ""}


def test_settings_are_read_from_the_file_that_ships() -> None:
    assert "scheduler.tick_seconds" in settings()
