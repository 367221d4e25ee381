"""Cases written before anything was run on them: the figure of the first sight is kept, for a set counts only once.

`python -m benchmarks.evaluate blind` scores every set of benchmarks/cases/blind and enters the first sight of a set
that has none in first_sight.json; that entry is never changed, whatever the grammars learn from the set later.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from benchmarks.evaluate.cases import ROOT, Row, read
from benchmarks.evaluate.extraction import Figure
from benchmarks.evaluate.judging import Judged, context_of, end_of, judged, notes
from understanding.extraction import Understanding, understand

FOLDER = ROOT / "benchmarks" / "cases" / "blind"
FIRST_SIGHT = FOLDER / "first_sight.json"
Counts = dict[str, dict[str, dict[str, int]]]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluate blind")
    parser.add_argument("--confusions", action="store_true", help="print what was confused for what")
    parser.add_argument("sets", nargs="*", help="the sets to score, all by default")
    options, _ = parser.parse_known_args(arguments)
    for name, figures in evaluate(options.sets).items():
        for figure, seen in figures.items():
            print(f"{name:<24} {figure:<22} {seen.total:>4} {seen.share('right'):>7.1%}")
            for each in seen.confusions if options.confusions and not figure.startswith("every") else ():
                print(f"    {each.verdict}: {each.text!r}\n        wanted {each.wanted}\n        got    {each.got}")
    return 0


def evaluate(sets: Sequence[str] = ()) -> dict[str, dict[str, Figure]]:
    """The figures of the sets named, or of all; a set seen for the first time is entered in first_sight.json."""
    names = sorted(path.stem for path in FOLDER.glob("*.jsonl") if not sets or path.stem in sets)
    found = {name: _scored(name) for name in names}
    _enter(found)
    return found


def first_sight() -> Counts:
    """What each set scored when it was first read."""
    found: Counts = json.loads(FIRST_SIGHT.read_text(encoding="utf-8")) if FIRST_SIGHT.is_file() else {}
    return found


def _scored(name: str) -> dict[str, Figure]:
    figures: dict[str, Figure] = defaultdict(Figure)
    for row in read(FOLDER, name):
        for seen in judge(row, understand(row["text"], context_of(row))):
            figures[seen.figure].add(seen)
    return dict(sorted(figures.items()))


def _enter(found: dict[str, dict[str, Figure]]) -> None:
    known = first_sight()
    for name, figures in found.items():
        known.setdefault(name, {figure: {"cases": seen.total, **seen.counts} for figure, seen in figures.items()})
    FIRST_SIGHT.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def judge(row: Row, found: Understanding) -> Iterator[Judged]:
    """What `expect` holds is judged: the fields of a note, and the kinds that only these sets have."""
    expect = dict(row["expect"])
    own = [_OWN[name](row, expect.pop(name), found) for name in _OWN if name in expect]
    plain = [each for each in notes({**row, "expect": expect}, found) if not each.figure.startswith("every")]
    seen = [*own, *plain]
    yield from seen
    missed = [each.figure for each in seen if each.verdict != "right"]
    yield judged("every field judged", row, "all right", missed, right=not missed)


def _due(row: Row, wanted: str | None, found: Understanding) -> Judged:
    got = found.due_at.isoformat() if found.due_at else None
    right = got is None if wanted is None else got is not None and got.startswith(wanted)
    return judged("due" if wanted else "no follow-up", row, wanted, got, right=right)


def _first_time(row: Row, wanted: str | None, found: Understanding) -> Judged:
    got = found.times[0].start_at.isoformat() if found.times else None
    right = got is None if wanted is None else got is not None and got.startswith(wanted)
    return judged("first time" if wanted else "no time", row, wanted, found.times[0].text if got else None, right=right)


def _range(row: Row, wanted: list[str], found: Understanding) -> Judged:
    seen = [[at.replace(tzinfo=None) for at in (each.start_at, end_of(each))] for each in found.times]
    right = [datetime.fromisoformat(each) for each in wanted] in seen
    got = [f"{start:%Y-%m-%dT%H:%M}..{end:%Y-%m-%dT%H:%M}" for start, end in seen]
    return judged("ranges", row, "..".join(wanted), got, right=right)


def _rule(row: Row, wanted: str, found: Understanding) -> Judged:
    right = found.recurs is not None and _parts(found.recurs) == _parts(wanted)
    return judged("recurrence", row, wanted, found.recurs, right=right)


def _parts(rule: str) -> dict[str, frozenset[str]]:
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    return {name: frozenset(value.split(",")) for name, value in parts.items() if (name, value) != ("INTERVAL", "1")}


def _action(row: Row, wanted: str, found: Understanding) -> Judged:
    right = wanted.lower() in (found.action or "").lower()
    return judged("follow-up verb", row, wanted, found.action, right=right)


def _follow_ups(row: Row, wanted: list[dict[str, str]], found: Understanding) -> Judged:
    got = [(each.due_at.isoformat(), (each.action or "").lower()) for each in found.planned]
    right = len(got) == len(wanted) and all(
        due.startswith(each["due"]) and each["action"].lower() in action
        for each, (due, action) in zip(wanted, got, strict=False)
    )
    return judged("several follow-ups", row, wanted, got, right=right)


_OWN: dict[str, Callable[[Row, Any, Understanding], Judged]] = {
    "due": _due,
    "first_time": _first_time,
    "range": _range,
    "rule": _rule,
    "action": _action,
    "follow_ups": _follow_ups,
}
