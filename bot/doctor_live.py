"""How does it go just now? Asks the running program and the platforms, and says what to do. Changes nothing."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from http.client import HTTPException
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families

from bot.settings import Settings
from domain.clock import Clock
from domain.findings import Finding, State, Surroundings
from storage import checkup
from storage.checkup import Standing
from storage.database import Database

PATIENCE = 10.0  # seconds
BACKUP_DAYS = 2

Series = Mapping[str, float]
"""Metric -> its largest value over labels: what waits longest is what counts."""

AGES = (
    ("rapport_inbox_oldest_seconds", "inbox", "the oldest update waits", 10, 60, "updateswait"),
    ("rapport_outbox_oldest_seconds", "outbox", "the oldest message waits", 60, 600, "messageswait"),
    ("rapport_reminders_late_seconds", "reminders", "the latest reminder is late by", 60, 600, "reminderslate"),
    ("rapport_lease_overdue_seconds", "leases", "the oldest ended lease waits", 30, 120, "leasestuck"),
)
"""Metric, what it is about, how it is told, from which seconds on it is doubtful and bad, its heading in watch.md."""


def examine_live(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """The program, its work, its backup, then each platform that is switched on."""
    series = _metrics(settings)
    yield _program(settings, series)
    if series is not None:
        yield from _work(series, settings, clock.now())
    standing = _standing(settings)
    if standing is not None:
        yield _backup(standing, clock.now())
    for name, section in settings.platforms.items():
        if section.enabled:
            yield from _platform(name, section, settings, clock.now(), standing, is_running=series is not None)


def _program(settings: Settings, series: Series | None) -> Finding:
    address = _address(settings)
    if series is None:
        remedy = "start it: `rapport run`, or systemctl start rapport; server.host and server.port say where it is"
        return Finding("program", State.BAD, f"nobody answers at {address}", remedy)
    ready = _get(f"{address}/readyz")
    if ready != "ready":
        return Finding("program", State.BAD, f"runs at {address}, but: {ready}", "see its log")
    return Finding("program", State.GOOD, f"runs at {address}")


def _work(series: Series, settings: Settings, now: datetime) -> Iterator[Finding]:
    for metric, what, told, doubtful, bad, heading in AGES:
        age = series.get(metric, 0.0)
        state = State.BAD if age > bad else State.DOUBTFUL if age > doubtful else State.GOOD
        remedy = f"see docs/how-to/watch.md#rapport{heading}" if state is not State.GOOD else ""
        yield Finding(what, state, f"{told} {_seconds(age)}" if age else "nothing waits", remedy)
    yield _tick(series.get("rapport_last_tick_timestamp_seconds", 0.0), settings, now)


def _tick(last: float, settings: Settings, now: datetime) -> Finding:
    if not last:
        told = "this process has not ticked: fine for the role web, or within its first seconds"
        return Finding("scheduler", State.DOUBTFUL, told, "a process of the role worker or all must run")
    ago = now.timestamp() - last
    if ago > max(60.0, 10 * settings.scheduler.tick_seconds):
        remedy = "see docs/how-to/watch.md#rapporttickstopped"
        return Finding("scheduler", State.BAD, f"the last tick was {_seconds(ago)} ago", remedy)
    return Finding("scheduler", State.GOOD, f"ticked {_seconds(ago)} ago")


def _backup(standing: Standing, now: datetime) -> Finding:
    if standing.backup_at is None:
        told = "`rapport backup` never ran on this database"
        return Finding("backup", State.DOUBTFUL, told, "see docs/how-to/back-up-and-restore.md; fine with Litestream")
    days = (now - standing.backup_at) / timedelta(days=1)
    told = f"the last one is of {standing.backup_at:%Y-%m-%d %H:%M} UTC"
    if days > BACKUP_DAYS:
        return Finding("backup", State.DOUBTFUL, told, "run `rapport backup` every night, by cron or a systemd timer")
    return Finding("backup", State.GOOD, told)


def _platform(
    name: str, section: Any, settings: Settings, now: datetime, standing: Standing | None, *, is_running: bool
) -> Iterator[Finding]:
    module = f"bot.adapters.{name}.probe"
    if not find_spec(module):
        return
    look = getattr(import_module(module), "look", None)
    if look is None:
        return
    groups = [(chat, title) for platform, chat, title in standing.groups if platform == name] if standing else []
    around = Surroundings(
        now=now,
        base_url=settings.server.base_url,
        groups=groups,
        is_running=is_running,
        holders=standing.holders if standing else (),
    )
    try:
        yield from look(section, around)
    except OSError as error:
        yield Finding(name, State.DOUBTFUL, f"not reached: {error}", "check the network, a proxy, a firewall")


def _standing(settings: Settings) -> Standing | None:
    """What the database knows of it; None where it cannot be asked, which the doctor's other checks tell."""
    database = Database(settings.database.url)
    try:
        if database.path is not None and not database.path.is_file():
            return None
        with database.reading.connect() as connection:
            return checkup.stand(connection, settings.workspace.id)
    except Exception:  # noqa: BLE001 - told by the checks of the database itself
        return None
    finally:
        database.close()


def _metrics(settings: Settings) -> Series | None:
    text = _get(f"{_address(settings)}/metrics")
    if text is None:
        return None
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found[sample.name] = max(found.get(sample.name, 0.0), sample.value)
    return found


def _get(url: str) -> str | None:
    """The body of an answer, whatever its status; None where nobody answers."""
    try:
        with urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - our own server's address
            return str(answer.read().decode())
    except HTTPError as error:
        return error.read().decode()
    except (URLError, HTTPException, OSError):
        return None


def _address(settings: Settings) -> str:
    host = settings.server.host
    return f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{settings.server.port}"  # noqa: S104 - compared


def _seconds(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"
