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
    """Notes filed by their text (undone ones too), reminders never said, states of inbox and outbox, parts sent."""

    notes: Counter[str]
    silent_reminders: int
    inbox: Counter[str]
    outbox: Counter[str]
    parts_sent: int


def read_effects(path: Path, said: Said) -> Effects:
    """Every creation leaves its audit event, which Undo does not take back: they are what happened."""
    long_due = (int(time.time()) - 60) * 1_000_000  # in the microseconds that SQLite holds
    with _open(path) as connection:
        events = connection.execute(
            "SELECT after FROM audit_events WHERE record_table = 'activities' AND action = 'create'"
        )
        bodies = Counter(str(json.loads(after).get("body")) for (after,) in events)
        silent = connection.execute(
            "SELECT count(*) FROM follow_ups WHERE status = 'open' AND remind_at < ?", (long_due,)
        ).fetchone()[0]
        planned = connection.execute("SELECT count(*) FROM follow_ups WHERE action LIKE 'bring sample%'").fetchone()[0]
        inbox = connection.execute("SELECT state, count(*) FROM inbox GROUP BY state").fetchall()
        outbox = connection.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall()
        parts = connection.execute("SELECT count(*) FROM outbox_parts WHERE sent_at IS NOT NULL").fetchone()[0]
    missing = len(said.reminders) - int(planned)
    notes = Counter({text: bodies[text] for text in said.notes})
    return Effects(notes, int(silent) + max(0, missing), Counter(dict(inbox)), Counter(dict(outbox)), int(parts))
