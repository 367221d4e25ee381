"""Reading the database behind the program's back: rows a table, and whether every effect is there once."""

import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage.entities import Entity
from tests.soak.crowd import Said


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as connection:
        yield connection


def count_rows(path: Path) -> dict[str, int]:
    with _open(path) as connection:
        return {
            table: int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608 - our names
            for table in Entity.metadata.tables
        }


@dataclass(frozen=True, slots=True)
class Effects:
    """Notes filed, by their text (undone ones too); reminders not planned once, and how many were not said; states;
    parts sent.
    """

    notes: Counter[str]
    unplanned: dict[str, int]
    silent_reminders: int
    inbox: Counter[str]
    outbox: Counter[str]
    parts_sent: int


def read_effects(path: Path, said: Said) -> Effects:
    """Every creation leaves its audit event, which Undo does not take back: they are what happened."""
    long_due = (int(time.time()) - 60) * 1_000_000  # in the microseconds that SQLite holds
    with _open(path) as connection:
        bodies = _made(connection, "activities", "body")
        planned = _made(connection, "follow_ups", "action")
        silent = connection.execute(
            "SELECT count(*) FROM follow_ups WHERE status = 'open' AND remind_at < ?", (long_due,)
        ).fetchone()[0]
        inbox = connection.execute("SELECT state, count(*) FROM inbox GROUP BY state").fetchall()
        outbox = connection.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall()
        parts = connection.execute("SELECT count(*) FROM outbox_parts WHERE sent_at IS NOT NULL").fetchone()[0]
    unplanned = {action: planned[action] for action in said.reminders if planned[action] != 1}
    notes = Counter({text: bodies[text] for text in said.notes})
    return Effects(notes, unplanned, int(silent), Counter(dict(inbox)), Counter(dict(outbox)), int(parts))


def _made(connection: sqlite3.Connection, table: str, column: str) -> Counter[str]:
    """How often a row with that content was made, whatever became of it."""
    events = connection.execute("SELECT after FROM audit_events WHERE record_table = ? AND action = 'create'", (table,))
    return Counter(str(json.loads(after).get(column)) for (after,) in events)
