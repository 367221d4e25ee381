"""What an operator watches, as Prometheus metrics. No label holds anything a person wrote, a chat or a token.

What each means and what is normal stands in docs/how-to/watch.md; a test compares. The gauges that are read from the
database are brought up to date by bot/vitals.py when somebody asks for /metrics.
"""

from functools import cache
from typing import NamedTuple

from prometheus_client import Counter, Gauge, Histogram, Info

BUILD = Info("rapport_build", "What runs here: version, schema, kind of database")

# --- updates in --------------------------------------------------------------------------------------

ACCEPTED = Counter("rapport_updates_accepted_total", "Updates stored in the inbox", ["platform", "kind"])
REFUSED = Counter("rapport_updates_refused_total", "Updates refused because too many waited", ["platform"])
LAST_UPDATE = Gauge("rapport_last_update_timestamp_seconds", "When the latest update was stored", ["platform"])


class Arrivals(NamedTuple):
    """What is counted with each update of a platform."""

    new: Counter
    repeat: Counter
    last: Gauge


@cache
def arrivals(platform: str) -> Arrivals:
    """Looked up once: to find a series by its labels costs more than to count."""
    new, repeat = (ACCEPTED.labels(platform, kind) for kind in ("new", "repeat"))
    return Arrivals(new, repeat, LAST_UPDATE.labels(platform))


RESTARTS = Counter("rapport_receiving_restarts_total", "Times receiving failed and was begun again", ["platform"])
INBOX = Gauge("rapport_inbox_waiting", "Accepted updates not yet handled", ["platform"])
INBOX_OLDEST = Gauge("rapport_inbox_oldest_seconds", "Age of the oldest accepted update not yet handled", ["platform"])
PUT_ASIDE = Gauge("rapport_inbox_put_aside", "Updates kept for the operator, by why", ["state"])

# --- handling ----------------------------------------------------------------------------------------

LANES = Gauge("rapport_lanes", "Conversations with something waiting or being handled in this process")
HANDLING = Histogram(
    "rapport_handling_seconds",
    "From a turn's beginning to its commit",
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
)
TURN = Histogram(
    "rapport_turn_seconds",
    "From an update's arrival to its effect and answer committed, all waiting included",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60),
)
HANDLING_ERRORS = Counter("rapport_handling_errors_total", "Errors of ours while handling, each tried again", [])
PARKED = Counter("rapport_updates_parked_total", "Turns put aside after repeated errors", ["platform"])

# --- messages out ------------------------------------------------------------------------------------

OUTBOX = Gauge("rapport_outbox_messages", "Promised messages that are not settled, by state", ["platform", "state"])
OUTBOX_OLDEST = Gauge("rapport_outbox_oldest_seconds", "Age of the oldest promise not yet sent", ["platform"])
SENDS = Counter("rapport_sends_total", "Calls of a platform to send, by result", ["platform", "result"])
SENDING = Histogram(
    "rapport_sending_seconds",
    "How long a platform took to answer a send",
    ["platform"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 30),
)
PROMISED = Histogram(
    "rapport_promise_seconds",
    "From a message's promise to the platform's acceptance",
    ["platform"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600),
)
LEASES = Gauge("rapport_leases_held", "Leases that have not ended: on messages being sent, and on names", ["kind"])
LEASE_OVERDUE = Gauge("rapport_lease_overdue_seconds", "How long the oldest ended lease on a message waits for a taker")

# --- time --------------------------------------------------------------------------------------------

TICKS = Counter("rapport_ticks_total", "Ticks of the scheduler by outcome", ["outcome"])
TICK_SECONDS = Histogram("rapport_tick_seconds", "How long a tick took", buckets=(0.005, 0.025, 0.1, 0.5, 1, 5, 30))
LAST_TICK = Gauge("rapport_last_tick_timestamp_seconds", "When the last tick ended well")
REMINDERS_DUE = Gauge("rapport_reminders_due", "Reminders due now whose owner can be reached (10,000 at the most)")
REMINDERS_LATE = Gauge("rapport_reminders_late_seconds", "How late the longest due of them is")

# --- database and machine ----------------------------------------------------------------------------

DATABASE_UP = Gauge("rapport_database_up", "1 while the database answers")
DATABASE_BYTES = Gauge(
    "rapport_database_bytes", "Size of the database: its data, and SQLite's write-ahead log", ["part"]
)
WRITER_WAITING = Gauge("rapport_writer_waiting", "Pieces of work that wait for the writer in this process")
COMMIT = Histogram(
    "rapport_commit_seconds",
    "From a transaction's beginning to its commit; on SQLite it carries a group of pieces",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
)
WRITTEN = Counter("rapport_writes_total", "Pieces of work committed", [])
BACKUP = Gauge("rapport_last_backup_timestamp_seconds", "When `rapport backup` last made a whole copy; 0 for never")
TRIMMED = Counter("rapport_rows_trimmed_total", "Rows dropped because their time of keeping was over", ["table"])
DISK_FREE = Gauge("rapport_disk_free_bytes", "Free on the disk that holds data_dir")
BLOCKS = Gauge("rapport_memory_blocks", "Blocks of memory that Python's objects hold; SQLite's caches are not in it")
LOOP_DELAY = Histogram(
    "rapport_loop_delay_seconds",
    "How late the event loop woke a timer, looked at each second",
    buckets=(0.005, 0.02, 0.05, 0.1, 0.25, 1, 5),
)
