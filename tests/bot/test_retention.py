"""Whatever is said, no table that grows with messages outgrows its time of keeping: the program, its clock moved on."""

from datetime import timedelta

from bot.app import keeping
from bot.vitals import note_trimmed
from scheduler.ticker import Ticker
from tests.bot.conftest import Place

PER_MESSAGE = ("inbox", "outbox", "outbox_parts", "choices", "pending_questions")


def rows(place: Place) -> dict[str, int]:
    return {table: place.count(f"SELECT count(*) FROM {table}") for table in PER_MESSAGE}  # noqa: S608 - our names


def ring(place: Place) -> None:
    app = place.app
    kept = keeping(app.settings.retention)
    Ticker(app.writer, app.workspace_id, 3600, lambda: None, keeping=kept, trimmed=note_trimmed).ring()


async def say_a_lot(place: Place, day: int) -> None:
    """The same each time, so that the same number of rows comes of it."""
    for line in ("note all well", "记一下 一切顺利", "help", "digest", "undo"):
        await place.hears("alice", line, key=f"{line}:{day}")


async def test_tables_that_grow_per_message_stay_within_their_days(place: Place) -> None:
    seen: list[dict[str, int]] = []
    for day in range(0, 150, 10):
        place.clock.move_to(place.clock.now() + timedelta(days=10))
        await say_a_lot(place, day)
        ring(place)
        await place.later()
        seen.append(rows(place))
    early, late = seen[:5], seen[5:]
    for table in PER_MESSAGE:
        assert max(one[table] for one in late) <= max(one[table] for one in early), table
    place.clock.move_to(place.clock.now() + timedelta(days=200))
    ring(place)
    await place.later()
    place.clock.move_to(place.clock.now() + timedelta(days=200))
    ring(place)
    assert rows(place)["inbox"] == 0
    assert place.count("SELECT count(*) FROM audit_events") > 0


async def test_an_update_that_comes_again_after_eight_days_is_known(place: Place) -> None:
    await place.hears("alice", "note once", key="k1")
    place.clock.move_to(place.clock.now() + timedelta(days=9))
    ring(place)
    assert await place.hears("alice", "note once", key="k1") is False
    assert place.count("SELECT count(*) FROM activities WHERE body = 'once'") == 1
