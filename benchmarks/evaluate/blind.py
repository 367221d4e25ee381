"""Times, plans and notes written before anything was run on them: a set counts only once, at its first sight.

`python -m benchmarks.evaluate blind` scores the batches benchmarks/cases/blind/times-*; of a set that has none its
first sight is entered in the batch's first_sight.json, and never changed, whatever is learnt from the set later.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.evaluate.cases import ROOT, Row, read
from benchmarks.evaluate.figure import Figure
from benchmarks.evaluate.judging import Judged, context_of, end_of, judged, notes
from understanding.extraction import Understanding, understand

FOLDER = ROOT / "benchmarks" / "cases" / "blind"
Counts = dict[str, dict[str, int]]
Figures = dict[str, Figure]


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluate blind")
    parser.add_argument("--misses", action="store_true", help="print what was confused for what")
    parser.add_argument("batches", nargs="*", help="the batches to score, all by default")
    options, _ = parser.parse_known_args(arguments)
    for (batch, language), figures in evaluate(options.batches).items():
        for figure, seen in figures.items():
            print(f"{batch:<8} {language:<3} {figure:<22} {seen.total:>4} {seen.share('right'):>7.1%}")
            for each in seen.confusions if options.misses and not figure.startswith("every") else ():
                print(f"    {each.verdict}: {each.text!r}\n        wanted {each.wanted}\n        got    {each.got}")
    return 0


def evaluate(batches: Sequence[str] = ()) -> dict[tuple[str, str], Figures]:
    """The figures of the batches named, or of all, by (batch, language); a first sight is entered."""
    in_turn = sorted(FOLDER.glob("times-*"), key=lambda folder: int(folder.name.rpartition("-")[2]))
    folders = [folder for folder in in_turn if not batches or folder.name in batches]
    found = {(folder.name, path.stem): _scored(folder, path.stem) for folder in folders for path in _sets(folder)}
    for folder in folders:
        _enter(folder, {path.stem: found[folder.name, path.stem] for path in _sets(folder)})
    return found


def first_sight(batch: str) -> dict[str, Counts]:
    """What each language of a batch scored when it was first read: verdicts by figure."""
    path = FOLDER / batch / "first_sight.json"
    found: dict[str, Counts] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def table() -> list[str]:
    """The first sights and what is read of the same texts today, as lines of Markdown."""
    lines = ["| batch | figure | cases | right at first sight | right today |", "|---|---|---:|---:|---:|"]
    for (batch, language), figures in evaluate().items():
        seen = first_sight(batch)[language]
        for figure, today in figures.items():
            then = seen[figure]
            share = then.get("right", 0) / then["cases"]
            lines.append(
                f"| {batch} {language} | {figure} | {then['cases']} | {share:.1%} | {today.share('right'):.1%} |"
            )
    return lines


def _sets(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def _scored(folder: Path, name: str) -> Figures:
    figures: dict[str, Figure] = defaultdict(Figure)
    for row in read(folder, name):
        for seen in judge(row, understand(row["text"], context_of(row))):
            figures[seen.figure].add(seen)
    return dict(sorted(figures.items()))


def _enter(folder: Path, found: dict[str, Figures]) -> None:
    known = first_sight(folder.name)
    new = [language for language in found if language not in known]
    for language in new:
        known[language] = {figure: {"cases": seen.total, **seen.counts} for figure, seen in found[language].items()}
    if new:
        shown = json.dumps(known, indent=1, sort_keys=True) + "\n"
        (folder / "first_sight.json").write_text(shown, encoding="utf-8")


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
