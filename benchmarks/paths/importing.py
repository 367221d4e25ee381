"""Import: a CSV of customers, validated, compared, keyed; beside parsing it and writing the same rows and keys.

The floor writes in one transaction what the import left in the tables, keys in the order of their table too, which it
did not have to sort. CPU counts the process that an import has beside it.
"""

import csv
import resource
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measuring import Figure, cpu_seconds, seconds
from benchmarks.office import empty
from crm.imports.run import import_file
from domain.clock import SystemClock
from storage.database import Database
from storage.migrate import upgrade
from storage.writer import open_writer

SIZE = 100_000
GIVEN = ("Ada", "Ben", "Chen", "Dora", "Emil", "Fang", "Gus", "Hana", "Ivo", "Jun")
FIRMS = ("Vortex", "Nimbus", "Quartz", "Lumen", "Harbor", "Cobalt", "Zephyr")


def measure(place: Path, rounds: int) -> Iterator[Figure]:  # noqa: ARG001 - one import is long enough
    before = _peak()
    taken, used = _timed(lambda: customers(place))
    grown = _peak() - before
    floor, floor_used = _floor(place)
    ratio = taken / floor
    yield Figure(
        "import", f"{SIZE:,} rows of CSV", taken, "s", floor, "parse + the same rows and keys by the driver",
        ratio=ratio, target="<= 3", reached=ratio <= 3,
    )  # fmt: skip
    yield Figure(
        "import", f"CPU of it, {SIZE:,} rows", used, "s", floor_used, "the same floor", ratio=used / floor_used,
    )  # fmt: skip
    yield Figure("import", "growth of memory", grown, "MB", target="<= 100 MB", reached=grown <= 100)


def customers(place: Path, size: int = SIZE) -> tuple[int, Database]:
    """A database with that many customers, imported at its first use."""
    path = place / ("customers.db" if size == SIZE else f"customers{size}.db")
    if path.exists():
        return size, Database(str(path))
    database = empty(path)
    file = _file(place, size)
    writer = open_writer(database, SystemClock())
    import_file(lambda work: writer.submit(1, work).result(), file)
    writer.close()
    return size, database


def _file(place: Path, size: int) -> Path:
    file = place / ("customers.csv" if size == SIZE else f"customers{size}.csv")
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["Name", "Company", "Email", "Phone", "City"])
        for n in range(size):
            given, firm = GIVEN[n % len(GIVEN)], FIRMS[n % len(FIRMS)]
            company = f"{firm} {n // 4} Ltd"
            rows.writerow([f"{given} {firm}{n}", company, f"{given}{n}@{firm}.example", f"+4930{n:07d}", "Berlin"])
    return file


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of one call: the first suffers from whatever else the machine does."""
    began = cpu_seconds()
    wall = seconds(work)
    return wall, cpu_seconds() - began


def _floor(place: Path) -> tuple[float, float]:
    """Parse the file, and write all rows the import wrote into an empty database of the same schema."""
    source = sqlite3.connect(place / "customers.db")
    tables = ("companies", "contacts", "contact_points", "match_keys", "kept_keys", "audit_events")
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}  # noqa: S608 - ours
    source.close()
    upgrade(str(place / "floor_import.db"))
    target = sqlite3.connect(place / "floor_import.db", isolation_level=None)

    def write() -> None:
        with (place / "customers.csv").open(newline="") as file:
            for _ in csv.DictReader(file):
                pass
        target.execute("BEGIN IMMEDIATE")
        for table, found in rows.items():
            places = ", ".join("?" * len(found[0])) if found else ""
            if found:
                target.executemany(f"INSERT INTO {table} VALUES ({places})", found)  # noqa: S608 - ours
        target.execute("COMMIT")

    return _timed(write)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
