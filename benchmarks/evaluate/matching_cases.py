"""Labelled cases of matching: customers, queries, and an index in memory that answers as a database does."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from uuid import UUID

from understanding.matching import KEY_CAP, Query, Record, Subject, keys_for, keys_of, shortlist

_QUERY_FIELDS = {f.name for f in fields(Query)}


@dataclass(frozen=True, slots=True)
class Case:
    """A query, the identifiers that answer it (none: no customer), and the verdict a person would give."""

    id: str
    kind: str
    query: Query
    right: frozenset[str]
    expect: str


@dataclass(slots=True)
class Index:
    """Records by key. `who` names for each record the customers' rows that made it."""

    records: list[Record] = field(default_factory=list)
    who: list[set[str]] = field(default_factory=list)
    postings: dict[int, list[int]] = field(default_factory=dict)

    def add(self, record: Record, row: str) -> None:
        place = len(self.records)
        self.records.append(record)
        self.who.append({row})
        for key in keys_of(record):
            self.postings.setdefault(key, []).append(place)

    def candidates(self, query: Query) -> tuple[list[Record], dict[int, int]]:
        """The records a database would load for this query, and how many carry each asked key."""
        asks = keys_for(query)
        found = {a.key: self.postings[a.key][:KEY_CAP] for a in asks if a.key in self.postings}
        frequency = {key: len(places) for key, places in found.items()}
        return [self.records[place] for place in shortlist(asks, found)], frequency


def index_of(customers: Iterable[dict[str, Any]]) -> Index:
    """Contacts and companies as an import would make them."""
    index = Index()
    firms: dict[str, int] = {}
    for number, row in enumerate(customers, 1):
        firm = row.get("company")
        if firm and firm.casefold() in firms:
            if row.get("name"):
                index.who[firms[firm.casefold()]].add(row["id"])
            else:
                index.add(_record(Subject.COMPANY, number, row), row["id"])
        elif firm:
            firms[firm.casefold()] = len(index.records)
            index.add(_record(Subject.COMPANY, number, row), row["id"])
        if row.get("name"):
            index.add(_record(Subject.CONTACT, number, row), row["id"])
    return index


def _record(subject: Subject, number: int, row: dict[str, Any]) -> Record:
    alone = subject is Subject.CONTACT or not row.get("name")
    return Record(
        subject,
        UUID(int=number * 2 + (subject is Subject.COMPANY)),
        number,
        row["name"] if subject is Subject.CONTACT else row["company"],
        company=row.get("company") if subject is Subject.CONTACT else None,
        phones=(row["phone"],) if alone and row.get("phone") else (),
        emails=(row["email"],) if alone and row.get("email") else (),
        aliases=tuple(row.get("aliases") or ()),
        city=row.get("city"),
        address=row.get("address"),
    )


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_cases(path: Path) -> list[Case]:
    return [
        Case(
            row["qid"],
            row["kind"],
            Query(**{k: v for k, v in row["query"].items() if k in _QUERY_FIELDS}),
            frozenset(i for i in (row["gold_id"], *row["also"]) if i),
            row["expect"],
        )
        for row in read_lines(path)
    ]


def pairs_in(path: Path) -> Iterator[tuple[str, str, Subject, bool]]:
    """Pairs of names, whether they are a person's or an organisation's, and whether they mean the same."""
    for row in read_lines(path) if path.is_file() else ():
        people = row["schema"] == "Person"
        yield row["name1"], row["name2"], Subject.CONTACT if people else Subject.COMPANY, row["match"]
