"""`make bench`: every figure with its floor and its peer, as a table and as JSON; beside the last committed result."""

import argparse
import json
import platform
import sqlite3
import tempfile
from importlib import import_module
from pathlib import Path

from benchmarks.measuring import Figure
from domain.clock import SystemClock

PATHS = ("intake", "importing", "handling", "reminders", "delivery", "pipeline", "digests", "workers", "starting")
HERE = Path(__file__).parent
LATEST = HERE / "results" / "latest.json"


def main() -> None:
    asked = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    asked.add_argument("paths", nargs="*", default=PATHS, help=f"of {', '.join(PATHS)}")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--keep", action="store_true", help="write benchmarks/results/latest.json, to be committed")
    given = asked.parse_args()
    before = _before()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(dir=HERE) as place:
        for path in given.paths:
            for figure in import_module(f"benchmarks.paths.{path}").measure(Path(place), given.rounds):
                print(_line(figure, before), flush=True)
                figures.append(figure)
    _store(figures, given.rounds, keep=given.keep)


def _line(figure: Figure, before: dict[tuple[str, str], float]) -> str:
    """A row of the table: the figure, what bounds it, whether it was reached, and how it stood before."""
    beside = "".join(
        f"  {name} {value:,.4g}"
        for name, value in (("floor", figure.floor), ("peer", figure.peer))
        if value is not None
    )
    ratio = f"  x{figure.ratio:.2f}" if figure.ratio is not None else ""
    verdict = {True: "reached", False: "NOT REACHED", None: ""}[figure.reached]
    last = before.get((figure.path, figure.what))
    was = f"  (was {last:,.4g})" if last is not None else ""
    head = f"{figure.path:<10} {figure.what:<50} {figure.value:>10,.4g} {figure.unit:<3}"
    return f"{head}{beside}{ratio}  {figure.target} {verdict}{was}"


def _before() -> dict[tuple[str, str], float]:
    if not LATEST.exists():
        return {}
    return {(one["path"], one["what"]): one["value"] for one in json.loads(LATEST.read_text())["figures"]}


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
