"""Whether what is asked is answered and what is told is filed: questions and notes as reps type them, written blind.

`python -m benchmarks.evaluate questions` says each case of benchmarks/cases/blind/questions-* to the office of
tests/handlers/customer_office.py, each on a fresh copy of it. A case is right where a question was answered with what
`says` (a pattern) wants, where what nobody can answer got a kind line, where a note was filed. Of a batch that has none
the first sight is entered in its first_sight.json, and never changed.
"""

import argparse
import json
import re
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evaluate.cases import ROOT, Row, read
from i18n import translator
from storage.database import Database
from tests.handlers.customer_office import open_customer_office
from tests.talk import Talk

FOLDER = ROOT / "benchmarks" / "cases" / "blind"
SPEAKS = {"en": "alice", "zh": "bob"}
TABLES = ("activities", "follow_ups", "contacts", "companies", "leads", "deals")
HELP = (
    "I filed nothing. Tell me about a customer, forward a message, or type help.",
    "I have no answer to that. You may ask “what is due this week?” or “pipeline this month”.",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A case with its verdict and what was said."""

    case: Row
    verdict: str
    said: str


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluate questions")
    parser.add_argument("--misses", action="store_true", help="print what was not right, and what was said")
    parser.add_argument("--all", action="store_true", help="print every reply")
    parser.add_argument("batches", nargs="*", help="the batches to score, all by default")
    options, _ = parser.parse_known_args(arguments)
    for folder in sorted(FOLDER.glob("questions-*")):
        if options.batches and folder.name not in options.batches:
            continue
        figures = {}
        for language in SPEAKS:
            seen = list(score(folder, language))
            figures[language] = counted(seen)
            _print(folder.name, language, seen, misses=options.misses, everything=options.all)
        _enter(folder, figures)
    return 0


def score(folder: Path, language: str) -> Iterator[Seen]:
    """Each case of a set with its verdict."""
    with tempfile.TemporaryDirectory() as place:
        office = Path(place) / "office"
        office.mkdir()
        open_customer_office(office).close()
        for n, case in enumerate(read(folder, language)):
            copy = Path(place) / str(n)
            shutil.copytree(office, copy)
            yield _said(case, language, copy / "office.db")


def counted(seen: Sequence[Seen]) -> dict[str, dict[str, int]]:
    """Verdicts by what was wanted."""
    return {
        wanted: dict(sorted(Counter(each.verdict for each in seen if each.case["expect"] == wanted).items()))
        for wanted in ("answer", "help", "file")
    }


def _said(case: Row, language: str, path: Path) -> Seen:
    database = Database(str(path))
    talk = Talk(database)
    person = talk.person(case.get("from", SPEAKS[language]))
    for before in case.get("after", ()):
        person.says(before)
    rows = _rows(path)
    reply = person.says(case["text"])
    said = "\n".join([*reply.lines, " ".join(f"[{label}]" for label in reply.buttons)]).strip()
    written = {table for table, count in _rows(path).items() if count > rows[table]}
    database.close()
    return Seen(case, _verdict(case, said, written), said)


def _verdict(case: Row, said: str, written: set[str]) -> str:
    wanted = case["expect"]
    told = re.search(case.get("says", ""), said) and not ("not" in case and re.search(case["not"], said))
    if wanted == "file":
        return "not filed" if not written else "right" if told else "beside"
    if "follow_ups" in written:
        return "became a reminder"
    if written:
        return "filed"
    if wanted == "answer" and _is_help(said):
        return "helped"
    if wanted == "help" and not _is_help(said):
        return "answered"
    return "right" if told else "beside"


def _is_help(said: str) -> bool:
    return any(translator(language)(line)[:8] in said for language in SPEAKS for line in HELP)


def _rows(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as connection:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}  # noqa: S608 - our own names


def _enter(folder: Path, figures: dict[str, dict[str, dict[str, int]]]) -> None:
    path = folder / "first_sight.json"
    if not path.exists():
        path.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _print(batch: str, language: str, seen: Sequence[Seen], *, misses: bool, everything: bool) -> None:
    for wanted, verdicts in counted(seen).items():
        right, total = verdicts.get("right", 0), sum(verdicts.values())
        others = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items() if verdict != "right")
        print(f"{batch:<12} {language}  {wanted:<7} {right:>3} of {total:<3} right   {others}")
    for each in seen:
        if everything or (misses and each.verdict != "right"):
            shown = "\n        ".join(each.said.splitlines())
            print(f"    {each.verdict}: {each.case['text']!r}\n        {shown}")
