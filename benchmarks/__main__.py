"""`make bench`: every figure with its floor and its peer, as a table and as JSON; beside the last committed result."""

import argparse
import json
import platform
import sqlite3
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.customers import KEPT
from benchmarks.measuring import Figure
from benchmarks.office import BASES
from benchmarks.picture import draw
from benchmarks.table import write
from domain.clock import SystemClock

PATHS = (
    "intake",
    "reading",
    "importing",
    "handling",
    "reminders",
    "delivery",
    "pipeline",
    "digests",
    "growth",
    "workers",
    "starting",
)
HERE = Path(__file__).parent
LATEST = HERE / "results" / "latest.json"
PAGE = HERE.parent / "docs" / "performance.md"
PICTURE = HERE.parent / "docs" / "images" / "growth.svg"
MUCH_WORSE = 0.85
Before = dict[tuple[str, str], tuple[float, float | None]]
"""By path and figure: its value and ratio in the last committed result."""


def main() -> None:
    asked = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    asked.add_argument("paths", nargs="*", default=PATHS, help=f"of {', '.join(PATHS)}")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--keep", action="store_true", help="write benchmarks/results/latest.json, to be committed")
    asked.add_argument("--bases", type=Path, default=KEPT, help="where bases of up to 1,000,000 customers are kept")
    given = asked.parse_args()
    before = _before()
    figures: list[Figure] = []
    failed: list[str] = []
    with tempfile.TemporaryDirectory(dir=HERE) as place:
        given.bases.mkdir(parents=True, exist_ok=True)
        (Path(place) / BASES).symlink_to(given.bases.absolute())
        for path in given.paths:
            began = time.perf_counter()
            try:
                for figure in _measured(path, Path(place), given.rounds):
                    print(_line(figure, before), flush=True)
                    figures.append(figure)
            except Exception:  # noqa: BLE001 - one path that fails must not take the others' figures with it
                traceback.print_exc()
                failed.append(path)
            print(f"{path}: {time.perf_counter() - began:.0f} s", flush=True)
    whole = beside_others(figures, _last()) if given.keep else figures
    _store(whole, given.rounds, keep=given.keep)
    if given.keep:
        draw(whole, PICTURE)
        write(whole, PAGE)
    _tell_regressions(figures, before)
    if failed:
        raise SystemExit(f"not measured: {', '.join(failed)}")


def _measured(path: str, place: Path, rounds: int) -> Iterator[Figure]:
    found: Iterator[Figure] = import_module(f"benchmarks.paths.{path}").measure(place, rounds)
    return found


def _tell_regressions(figures: Sequence[Figure], before: Before) -> None:
    """Ratios that are much worse than in the last committed result: they hold from one machine to the next."""
    for figure in figures:
        last = before.get((figure.path, figure.what), (0.0, None))[1]
        if figure.ratio is None or last is None:
            continue
        change = figure.ratio / last if ">=" in figure.target else last / figure.ratio
        if change < MUCH_WORSE:
            print(f"WORSE  {figure.path}: {figure.what}: ratio {figure.ratio:.2f}, was {last:.2f}")


def _line(figure: Figure, before: Before) -> str:
    """A row of the table: the figure, what bounds it, whether it was reached, and how it stood before."""
    beside = "".join(
        f"  {name} {value:,.4g}"
        for name, value in (("floor", figure.floor), ("peer", figure.peer))
        if value is not None
    )
    ratio = f"  x{figure.ratio:.2f}" if figure.ratio is not None else ""
    verdict = {True: "reached", False: "NOT REACHED", None: ""}[figure.reached]
    last = before.get((figure.path, figure.what))
    was = f"  (was {_both(*last)})" if last is not None else ""
    head = f"{figure.path:<10} {figure.what:<50} {figure.value:>10,.4g} {figure.unit:<3}"
    return f"{head}{beside}{ratio}  {figure.target} {verdict}{was}"


def _both(value: float, ratio: float | None) -> str:
    return f"{value:,.4g}" if ratio is None else f"{value:,.4g}, x{ratio:.2f}"


def _before() -> Before:
    return {(one["path"], one["what"]): (one["value"], one.get("ratio")) for one in _last()}


def _last() -> list[dict[str, Any]]:
    """The figures of the last committed result."""
    return list(json.loads(LATEST.read_text())["figures"]) if LATEST.exists() else []


def beside_others(figures: list[Figure], last: Sequence[dict[str, Any]]) -> list[Figure]:
    """These figures, with those of paths that were not measured now as the `last` committed result has them."""
    measured = {figure.path for figure in figures}
    order = list(dict.fromkeys([one["path"] for one in last] + [figure.path for figure in figures]))
    kept = [Figure(**one) for one in last if one["path"] not in measured]
    return sorted([*kept, *figures], key=lambda figure: order.index(figure.path))


def _store(figures: list[Figure], rounds: int, *, keep: bool) -> None:
    now = SystemClock().now()
    document = {
        "at": now.isoformat(timespec="seconds"),
        "rounds": rounds,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "machine": platform.machine(),
        "figures": [figure.plain() for figure in figures],
    }
    text = json.dumps(document, indent=1) + "\n"
    out = HERE / "out" / f"{now:%Y%m%dT%H%M%S}.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(text)
    if keep:
        LATEST.parent.mkdir(exist_ok=True)
        LATEST.write_text(text)


if __name__ == "__main__":
    main()
