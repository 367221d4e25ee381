"""Reading a text: all that understanding finds in it, beside dateparser, which finds times alone.

The texts are those of the two latest batches that were written before anything was run on them.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from benchmarks.evaluate.blind import FOLDER
from benchmarks.evaluate.cases import Row, read
from benchmarks.evaluate.judging import context_of
from benchmarks.measuring import Figure
from understanding.extraction import understand

Read = Callable[[Row], date | None]
"""The day a text plans something for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """CPU milliseconds a text; of texts that plan something the share whose day is right; of those that plan nothing
    the share that is given a coming day all the same.
    """

    cpu: float
    right: float
    false: float


def measure(place: Path, rounds: int) -> Iterator[Figure]:  # noqa: ARG001 - nothing is stored
    rows = [row for row in _rows() if "due" in row["expect"]]
    readers: dict[str, Read] = {"ours": _ours}
    if find_spec("dateparser"):
        readers["theirs"] = _by_dateparser()
    seen: dict[str, list[Reading]] = {name: [] for name in readers}
    for reader in readers.values():
        reader(rows[0])  # what is loaded at first use
    for _ in range(rounds):
        for name, reader in readers.items():
            seen[name].append(_read_all(reader, rows))
    yield from _figures(len(rows), seen["ours"], seen.get("theirs", ()))


def _figures(count: int, ours: Sequence[Reading], theirs: Sequence[Reading]) -> Iterator[Figure]:
    cpu, other = statistics.median(one.cpu for one in ours), statistics.median([one.cpu for one in theirs] or [0.0])
    yield Figure(
        "reading", f"CPU a text of {count}: times, amounts, names, intents", cpu, "ms", peer=other if theirs else None,
        peer_is="dateparser, times alone" if theirs else "dateparser is not installed",
        ratio=cpu / other if theirs else None,
    )  # fmt: skip
    for what, share in (("a plan's day is right", _right), ("a coming day where none is meant", _false)):
        yield Figure(
            "reading", what, share(ours[0]) * 100, "%", peer=share(theirs[0]) * 100 if theirs else None,
            peer_is="dateparser" if theirs else "dateparser is not installed",
        )  # fmt: skip


def _right(reading: Reading) -> float:
    return reading.right


def _false(reading: Reading) -> float:
    return reading.false


def _rows() -> Iterator[Row]:
    for folder in sorted(FOLDER.glob("times-*"))[-2:]:
        for path in sorted(folder.glob("*.jsonl")):
            yield from read(folder, path.stem)


def _read_all(reader: Read, rows: Sequence[Row]) -> Reading:
    began = time.process_time()
    found = [reader(row) for row in rows]
    cpu = (time.process_time() - began) / len(rows) * 1e3
    wanted = [row["expect"]["due"] for row in rows]
    planned = [(got, day) for got, day in zip(found, wanted, strict=True) if day]
    others = [got for got, day in zip(found, wanted, strict=True) if not day]
    right = sum(str(got).startswith(day.partition("T")[0]) for got, day in planned)  # a prefix: some day of ten
    return Reading(cpu, right / len(planned), sum(got is not None for got in others) / max(1, len(others)))


def _ours(row: Row) -> date | None:
    due_at = understand(row["text"], context_of(row)).due_at
    return due_at.date() if due_at else None


def _by_dateparser() -> Read:
    """The first time it finds that is not over; told the language, the moment and to prefer what comes."""
    from dateparser.search import search_dates  # noqa: PLC0415 - the peer's library, wanted here only

    def find(row: Row) -> date | None:
        context = context_of(row)
        now = context.at.replace(tzinfo=None)
        settings = {"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future"}
        language = "en" if row["text"].isascii() else "zh"
        found = search_dates(row["text"], languages=[language], settings=settings) or ()
        days = [moment.date() for _, moment in found]
        return next((day for day in days if day >= now.date()), None)

    return find
