"""Whoever writes an English text writes its Chinese in the same commit: this test names what is missing."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from domain import errors

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "crm", "domain", "handlers", "scheduler", "storage", "understanding")
KIND_ERRORS = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.UserError)
}
PLACE = re.compile(r"\{(\w+)\}")
NUMBERS = {"n"}  # Chinese counts without a plural, so a number may stand in words ("首页") or not at all


@cache
def texts_in_the_code() -> dict[str, str]:
    """Every English text that is translated, with the place it stands."""
    found: dict[str, str] = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for text, line in texts_of(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(text, f"{path.relative_to(ROOT)}:{line}")
    return found


def texts_of(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for argument in _translated_arguments(node):
                for literal in _literals(argument):
                    yield literal, node.lineno


def _translated_arguments(call: ast.Call) -> list[ast.expr]:
    name, of = _called(call.func)
    if name in {"t", "N_"} or name in KIND_ERRORS:
        return call.args[:1]
    if of == "t" and name == "plural":
        return call.args[:2]
    if of == "t" and name == "context":
        return call.args[1:2]
    return []


def _called(function: ast.expr) -> tuple[str, str]:
    """The last name of what is called, and the last name of what it belongs to."""
    if isinstance(function, ast.Name):
        return function.id, ""
    if isinstance(function, ast.Attribute):
        return function.attr, _called(function.value)[0]
    return "", ""


def _literals(argument: ast.expr) -> Iterator[str]:
    """The texts an argument may be: a literal, or either side of a choice between two."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
        yield argument.value
    if isinstance(argument, ast.IfExp):
        yield from _literals(argument.body)
        yield from _literals(argument.orelse)


@cache
def chinese() -> dict[str, str]:
    """The Chinese of each English text; of a text with a plural, both of its forms lead to the one Chinese form."""
    with (ROOT / "i18n" / "locale" / "zh.po").open("rb") as source:
        catalogue = read_po(source, locale="zh")
    found: dict[str, str] = {}
    for message in catalogue:
        forms = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        said = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
        found.update({form: said for form in forms if form and not message.fuzzy})
    return found


def test_every_text_stands_in_chinese() -> None:
    missing = {text: place for text, place in texts_in_the_code().items() if not chinese().get(text)}
    assert not missing, "\n".join(f"{place}: {text!r}" for text, place in missing.items())


def test_nothing_is_translated_that_nobody_says() -> None:
    unused = sorted(chinese().keys() - texts_in_the_code().keys())
    assert not unused, "\n".join(unused)


def test_a_translation_uses_the_places_of_its_text() -> None:
    for text, said in chinese().items():
        strange = set(PLACE.findall(said)) - set(PLACE.findall(text)) - NUMBERS
        lost = set(PLACE.findall(text)) - set(PLACE.findall(said)) - NUMBERS
        assert not strange | lost, f"{text!r}: {sorted(strange | lost)}"


def test_the_collector_sees_each_way_of_marking_a_text() -> None:
    source = """
turn.t("one", ref=ref); t.plural("{n} two", "{n} twos", 2); t.context("deal", "three"); N_("four")
raise NotAllowed("five" if mine else "six", who=who)
print("not this")
"""
    assert {text for text, _ in texts_of(ast.parse(source))} == {
        "one", "{n} two", "{n} twos", "three", "four", "five", "six",
    }  # fmt: skip
