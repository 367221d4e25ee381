"""/metrics tells what waits, for how long, and what became of what was sent; on both databases."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
import sqlalchemy as sql
from prometheus_client.parser import text_string_to_metric_families

from bot.http import make_asgi
from domain.errors import DeliveryError
from storage import inbox
from storage.entities import OutboxMessage
from storage.types import EPOCH
from storage.vitals import note_backup
from tests.bot.conftest import Place
from tests.fakes.platform import update

Series = Mapping[tuple[str, tuple[tuple[str, str], ...]], float]


async def metrics_of(place: Place) -> Series:
    """Every series of /metrics, by name and labels."""
    app = place.app
    gauges = app.gauges()
    asgi = make_asgi((), app.wrong, lambda: gauges.refresh(app.workspace_id))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(asgi), base_url="http://here") as client:
        answer = await client.get("/metrics")
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.text)
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def told(series: Series, name: str, **labels: str) -> float:
    return series.get((name, tuple(sorted(labels.items()))), 0.0)


async def grown(place: Place, before: Series, name: str, **labels: str) -> float:
    return told(await metrics_of(place), name, **labels) - told(before, name, **labels)


async def test_an_update_nobody_handled_is_seen_with_its_age(place: Place) -> None:
    raw = update("k1", "alice", "note hello", place.clock.now())
    place.app.writer.submit(1, lambda unit: inbox.store(unit, raw)).result()
    place.clock.move_to(place.clock.now() + timedelta(seconds=90))
    series = await metrics_of(place)
    assert told(series, "rapport_inbox_waiting", platform="fake") == 1
    assert told(series, "rapport_inbox_oldest_seconds", platform="fake") == 90


async def test_what_was_handled_waits_no_longer_and_is_counted(place: Place) -> None:
    before = await metrics_of(place)
    await place.hears("alice", "note hello")
    await place.hears("alice", "note hello")
    assert told(await metrics_of(place), "rapport_inbox_waiting", platform="fake") == 0
    assert await grown(place, before, "rapport_updates_accepted_total", platform="fake", kind="new") == 1
    assert await grown(place, before, "rapport_updates_accepted_total", platform="fake", kind="repeat") == 1
    assert await grown(place, before, "rapport_handling_seconds_count") == 1
    assert await grown(place, before, "rapport_turn_seconds_count") == 1
    assert await grown(place, before, "rapport_sends_total", platform="fake", result="ok") == 1
    assert await grown(place, before, "rapport_promise_seconds_count", platform="fake") == 1
    assert await grown(place, before, "rapport_writes_total") >= 3


async def test_each_way_a_platform_fails_has_its_word(place: Place) -> None:
    before = await metrics_of(place)
    failures = {
        "limited": DeliveryError("slow down", retry_after=60.0),
        "failed": DeliveryError("502"),
        "unknown": DeliveryError("reset", unknown=True),
        "refused": DeliveryError("blocked", permanent=True),
    }
    for failure in failures.values():
        place.platform.failures.append(failure)
        await place.hears("alice", f"note {failure}")
        await place.later()
    for result in failures:
        assert await grown(place, before, "rapport_sends_total", platform="fake", result=result) == 1


async def test_a_message_that_must_wait_and_one_given_up_are_seen(place: Place) -> None:
    place.platform.failures = [DeliveryError("slow down", retry_after=60.0)]
    await place.hears("alice", "note one")
    place.clock.move_to(place.clock.now() + timedelta(seconds=30))
    series = await metrics_of(place)
    assert told(series, "rapport_outbox_messages", platform="fake", state="queued") == 1
    assert told(series, "rapport_outbox_oldest_seconds", platform="fake") == 30
    place.platform.failures = [DeliveryError("gone", permanent=True, content=True)]
    await place.later()
    series = await metrics_of(place)
    assert told(series, "rapport_outbox_messages", platform="fake", state="dead") == 1
    assert told(series, "rapport_outbox_oldest_seconds", platform="fake") == 0


async def test_a_lease_whose_holder_died_is_overdue(place: Place) -> None:
    await place.hears("alice", "note one")
    with place.database.writing.begin() as connection:
        connection.execute(sql.update(OutboxMessage).values(state="sending", lease_until=EPOCH))
    series = await metrics_of(place)
    assert told(series, "rapport_lease_overdue_seconds") > 3600
    assert told(series, "rapport_leases_held", kind="message") == 0


async def test_a_reminder_nobody_rang_for_is_late(place: Place) -> None:
    await place.hears("alice", "remind me to call Li Wei at 10:00")
    assert told(await metrics_of(place), "rapport_reminders_due") == 0
    place.clock.move_to(place.clock.now() + timedelta(days=1))
    series = await metrics_of(place)
    assert told(series, "rapport_reminders_due") == 1
    assert told(series, "rapport_reminders_late_seconds") > 3600


async def test_sizes_and_the_last_backup_are_told(place: Place) -> None:
    assert told(await metrics_of(place), "rapport_last_backup_timestamp_seconds") == 0
    place.app.writer.submit(1, note_backup).result()
    series = await metrics_of(place)
    assert told(series, "rapport_last_backup_timestamp_seconds") == place.clock.now().timestamp()
    assert told(series, "rapport_database_bytes", part="data") > 10_000
    assert told(series, "rapport_database_up") == 1


async def test_a_database_that_does_not_answer_is_the_answer(place: Place) -> None:
    async def fails(*_: Any) -> None:
        raise AssertionError

    class Broken:
        waiting = 3

        def read(self, *_: Any) -> Any:
            raise OSError("gone")

    gauges = place.app.gauges()
    gauges._writer = Broken()  # type: ignore[assignment]  # a writer whose database is gone
    await gauges.refresh(1)
    asgi = make_asgi((), fails, lambda: gauges.refresh(1))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(asgi), base_url="http://here") as client:
        answer = await client.get("/metrics")
    assert "rapport_database_up 0.0" in answer.text
    assert "rapport_writer_waiting 3.0" in answer.text


async def test_nothing_a_person_wrote_is_in_it(place: Place) -> None:
    await place.hears("alice", "Met Li Wei of Zephyr Robotics, wants 50 seats")
    text = str(await metrics_of(place))
    for word in ("alice", "Zephyr", "Li Wei", "dm:"):
        assert word not in text
