"""Matching through the database at size: `python -m benchmarks.evaluate.matching_scale --customers 100000`.

Makes up customers (three in four Latin, one in four Chinese), imports them as `rapport import` does, asks written
variants of some of them, and prints the import's time and memory, the queries' p50 and p99 and how often the first
candidate was right. `--database` names an empty database (SQLite path or PostgreSQL URL); `--keep` asks one again.
"""

import argparse
import csv
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.evaluate import chinese
from benchmarks.measuring import cpu_seconds
from bot import setup
from bot.settings import Settings
from crm.identify import identify
from crm.imports.run import import_file
from domain.clock import SystemClock
from storage import migrate
from storage.database import Database
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer, open_writer
from understanding.matching import Query
from understanding.matching.words import nicknames

Row = dict[str, str]
SYLLABLES = (
    "ka lo mi ran ter vel son dor bas kin mar tel nor vis gra pol sten berg mann low ley ton ford wick ham shaw field"
    " ski ova ez ini elli eau ault oux ström gaard dahl quist puri kar nath yama moto saki mura hara"
).split()
ENDINGS = "Ltd|Inc.|GmbH|S.A.|Technologies Inc.|Group Limited|Holdings plc|Logistics Ltd|Foods AB|Energy Corp.".split(
    "|"
)
TOWNS = "Springfield Berlin Austin Leeds Porto Lyon Kyoto Perth Oslo Graz".split()


def customers(count: int, random: Random) -> Iterator[Row]:
    """Rows as a CRM would export them; names repeat as they do in life."""
    given = sorted(name.title() for name in nicknames() if name.isalpha())[:1500]
    for number in range(count):
        row = _chinese(random) if number % 4 == 3 else _latin(random, given, number)
        yield {"id": f"x{number}", **row}


def _latin(random: Random, given: Sequence[str], number: int) -> Row:
    first, last = random.choice(given), _word(random, 2, 3)
    company = f"{_word(random, 2, 3)} {_word(random, 1, 3)} {random.choice(ENDINGS)}"
    mail = f"{first}.{last}{number}@{company.split(maxsplit=1)[0]}.example".lower() if number % 2 else ""
    phone = f"+1 {random.randrange(200, 999)}-{random.randrange(200, 999)}-{random.randrange(10_000):04d}"
    return {"name": f"{first} {last}", "company": company, "phone": phone, "email": mail, "city": random.choice(TOWNS)}


def _word(random: Random, least: int, most: int) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(random.randint(least, most))).title()


def _chinese(random: Random) -> Row:
    name = random.choice(chinese.SURNAMES) + "".join(random.choices(chinese.GIVEN, k=random.choice((1, 2, 2))))
    brand = "".join(random.sample(chinese.BRAND, random.choice((2, 3, 3, 4))))
    company = random.choice(chinese.CITIES) + brand + random.choice(chinese.TRADES) + random.choice(chinese.FORMS)
    phone = f"1{random.choice('3578')}{random.randrange(10**9):09d}"
    return {"name": name, "company": company, "phone": phone, "email": "", "city": ""}


def variants(row: Row, random: Random) -> Query:
    """One of the ways in which somebody asks for a row."""
    name, company = row["name"], row["company"]
    if not name.isascii():
        short = company[2:5]
        latin = chinese.pinyin_of(name)
        return random.choice(
            [Query(name=name, company=short), Query(name=latin, company=company), Query(phone=row["phone"])]
        )
    first, last = name.split()
    slip = random.randrange(1, len(last) - 1)
    typo = last[:slip] + last[slip + 1] + last[slip] + last[slip + 2 :]
    nick = next(iter(sorted(nicknames().get(first.lower(), {first}))))
    return random.choice(
        [
            Query(name=f"{last.upper()}, {first}", company=company),
            Query(name=f"{first} {typo}", company=company.rsplit(" ", 1)[0]),
            Query(name=f"{nick} {last}", company=company),
            Query(name=f"{first[0]}. {last}", company=company.split()[0]),
            Query(name=name, city=row["city"]),
            Query(name=first, phone=row["phone"][3:]),
        ]
    )


def _import(writer: Writer, path: Path) -> float:
    writer.submit(1, partial(setup.ensure_workspace, settings=Settings())).result()
    began = time.perf_counter()
    import_file(lambda work: writer.submit(1, work).result(), path)
    return time.perf_counter() - began


def _ask(uow: UnitOfWork, asked: Sequence[tuple[str, Query]]) -> tuple[list[float], list[float], float]:
    """Wall and CPU seconds of each query, sorted, and the share whose first candidate was right."""
    times, used, right = [], [], 0
    for _, query in asked[:200]:
        identify(uow, query, member_id=None)
    for wanted, query in asked:
        began, busy = time.perf_counter(), time.thread_time()
        decision = identify(uow, query, member_id=None)
        times.append(time.perf_counter() - began)
        used.append(time.thread_time() - busy)
        right += bool(decision.candidates) and decision.candidates[0].record.external_id == wanted
    return sorted(times), sorted(used), right / len(asked)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=2_000)
    parser.add_argument("--database", default="")
    parser.add_argument("--keep", action="store_true", help="the database holds these customers already")
    chosen = parser.parse_args(arguments)
    random = Random(17)  # noqa: S311 - made-up names that can be made again
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.database or str(Path(folder) / "scale.db")
        path = Path(folder) / "customers.csv"
        share = min(1.0, chosen.queries * 1.2 / chosen.customers)
        picked: list[Row] = []
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, ["id", "name", "company", "phone", "email", "city"])
            table.writeheader()
            for row in customers(chosen.customers, Random(3)):  # noqa: S311 - as above
                table.writerow(row)
                if random.random() < share:
                    picked.append(row)
        asked = [(row["id"], variants(row, random)) for row in random.sample(picked, min(chosen.queries, len(picked)))]
        migrate.upgrade(url)
        database = Database(url)
        writer = open_writer(database, SystemClock())
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if not chosen.keep:
            began = cpu_seconds()
            seconds = _import(writer, path)
            used = cpu_seconds() - began
            grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
            print(f"import of {chosen.customers}: {seconds:.1f} s ({used:.1f} s of CPU), memory +{grown:.0f} MB")
        times, busy, right = writer.read(1, lambda uow: _ask(uow, asked)).result()
        for what, taken in (("wall", times), ("CPU of this process", busy)):
            p50, p99 = taken[len(taken) // 2] * 1000, taken[int(len(taken) * 0.99)] * 1000
            print(f"{len(taken)} queries, {what}: p50 {p50:.2f} ms, p99 {p99:.2f} ms")
        print(f"first candidate right: {right:.4f}")
        writer.close()
        database.close()
    return 0


if __name__ == "__main__":
    main()
