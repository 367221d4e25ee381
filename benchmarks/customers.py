"""A base of so many customers, made quickly and kept: `python -m benchmarks.customers 1000000` makes one beforehand.

Rows go in by the driver, in slices; keys are those the product makes, by as many processes as there are cores, and
are stored in the order of their table. A base is made anew when the schema or the code of the keys has changed.
"""

import argparse
import hashlib
import os
import re
import shutil
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from benchmarks.evaluate.matching_scale import Row
from benchmarks.evaluate.matching_scale import customers as made_up
from benchmarks.office import empty
from domain.clock import SystemClock
from storage import imports
from storage.database import Database
from storage.entities import Company, Contact, new_id
from storage.key_spool import KeySpool
from storage.key_writing import Packed, pack
from storage.match_keys import COMPANY, CONTACT
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer, open_writer
from understanding.matching import Record, Subject, key_of_equal, keys_of

ROOT = Path(__file__).parent.parent
KEPT = Path(__file__).parent / "out" / "bases"
SLICE = 4_000
COLLEAGUES = 4
"""Customers of one company, one after the other."""
REGION = "US"
AHEAD = 4
"""Slices whose keys are being made while the next is stored."""
NOBODY = UUID(int=0)
"""Keys do not depend on a record's id."""


def base(size: int, kept: Path, place: Path) -> Database:
    """A copy, to write in, of the base of that size; made at its first use. It stands in `place`."""
    path = place / f"base{size}.db"
    shutil.copyfile(keep(size, kept), path)
    return Database(str(path))


def keep(size: int, kept: Path) -> Path:
    """Where the base of that size is, made if it is not there; those of an older schema or keys are removed."""
    kept.mkdir(parents=True, exist_ok=True)
    path = kept / f"customers-{size}-{_stamp()}.db"
    if path.exists():
        return path
    for old in kept.glob(f"customers-{size}-*"):
        old.unlink()
    making = path.with_suffix(".making")
    _make(making, size)
    making.replace(path)
    return path


def people(size: int) -> Iterator[Row]:
    """Whom a base holds: made-up people, a few of each company; the first ones are the same in bases of every size."""
    employer: dict[bool, str] = {}
    for number, row in enumerate(made_up(size, Random(3))):  # noqa: S311 - made-up names that can be made again
        latin = row["name"].isascii()
        if number % (4 * COLLEAGUES) in (0, 3):
            employer.clear()
        yield {**row, "company": employer.setdefault(latin, row["company"])}


def _stamp() -> str:
    """What a base depends on: the schema, and how keys are made and stored."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for folder, kind in (("storage/migrations", "*.py"), ("understanding/matching", "*"), ("storage", "key_*.py")):
        for path in sorted((ROOT / folder).rglob(kind)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Named:
    """What the keys of one record are made of."""

    subject: Subject
    number: int
    name: str
    company: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    city: str | None = None


def _make(path: Path, size: int) -> None:
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    database = empty(path)
    writer = open_writer(database, SystemClock())
    with KeySpool() as spool:
        _store_people(writer, spool, size)
        spool.arrange()
        for part in spool.records():
            writer.submit(1, partial(spool.keep, part=part)).result()
        for part in spool.postings():
            writer.submit(1, partial(spool.store, part=part)).result()
    writer.close()
    database.close()


def _store_people(writer: Writer, spool: KeySpool, size: int) -> None:
    """A slice is stored while the keys of those before are made."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("forkserver")) as pool:
        making: deque[Future[list[Packed]]] = deque()
        rows, firms = people(size), dict[str, UUID]()
        while part := list(islice(rows, SLICE)):
            named = writer.submit(1, partial(_store, rows=part, firms=firms)).result()
            making.append(pool.submit(_keyed, named))
            if len(making) > AHEAD:
                spool.add(making.popleft().result())
        for keyed in making:
            spool.add(keyed.result())


def _store(unit: UnitOfWork, rows: Sequence[Row], firms: dict[str, UUID]) -> list[Named]:
    """Companies that are new, contacts, their phones and mails; `firms` are the ids of the last companies."""
    fresh = [name for name in dict.fromkeys(row["company"] for row in rows) if name not in firms]
    companies = [_common(unit) | {"name": name} for name in fresh]
    known = firms | {company["name"]: company["id"] for company in companies}
    contacts = [_contact(unit, row, known[row["company"]]) for row in rows]
    imports.insert_numbered(unit, Company, companies)
    imports.insert_numbered(unit, Contact, [contact for contact, _ in contacts])
    imports.insert_points(unit, [point for _, points in contacts for point in points])
    firms.clear()
    firms.update((row["company"], known[row["company"]]) for row in rows[-4 * COLLEAGUES :])
    named = [Named(Subject.COMPANY, company["number"], company["name"]) for company in companies]
    for row, (contact, points) in zip(rows, contacts, strict=True):
        phones, emails = (tuple(one["value"] for one in points if one["kind"] == kind) for kind in ("phone", "email"))
        who = contact["number"], contact["name"], row["company"]
        named.append(Named(Subject.CONTACT, *who, phones, emails, contact["city"]))
    return named


def _contact(unit: UnitOfWork, row: Row, company_id: UUID) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    values = _common(unit) | {
        "name": row["name"],
        "company_id": company_id,
        "external_id": row["id"],
        "city": row["city"] or None,
    }
    phone = row["phone"] if row["phone"].startswith("+") else f"+86{row['phone']}"
    given = (("phone", re.sub("[^+0-9]", "", phone)), ("email", row["email"]))
    shared = {"label": None, "contact_id": values["id"], "company_id": None}
    return values, [{"id": new_id(), "kind": kind, "value": value, **shared} for kind, value in given if value]


def _common(unit: UnitOfWork) -> dict[str, Any]:
    return {
        "id": new_id(),
        "created_at": unit.now,
        "touched_at": unit.now,
        "aliases": [],
        "tags": [],
        "external_id": None,
        "city": None,
        "region": REGION,
    }


def _keyed(named: Sequence[Named]) -> list[Packed]:
    """In a process of its own: the keys of each."""
    return [_keys(one) for one in named]


def _keys(one: Named) -> Packed:
    record = Record(
        one.subject,
        NOBODY,
        one.number,
        one.name,
        company=one.company,
        phones=one.phones,
        emails=one.emails,
        city=one.city,
        region=REGION,
    )
    subject = CONTACT if one.subject is Subject.CONTACT else COMPANY
    return subject, one.number, key_of_equal(one.subject, one.name, one.company), pack(keys_of(record))


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m benchmarks.customers", description=__doc__)
    asked.add_argument("sizes", nargs="+", type=int)
    asked.add_argument("--kept", type=Path, default=KEPT, help="the folder in which bases are kept")
    given = asked.parse_args()
    for size in given.sizes:
        began = time.perf_counter()
        path = keep(size, given.kept)
        taken = time.perf_counter() - began
        print(f"{path}: {size:,} customers, {path.stat().st_size / 1e6:,.0f} MB, {taken:.0f} s")


if __name__ == "__main__":
    main()
