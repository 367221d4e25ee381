"""Is everything in order? Each check says what it found and, where something is wrong, what to do about it."""

import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.doctor_live import examine_live
from bot.http import try_listening
from bot.settings import Settings, convert
from domain.clock import Clock
from domain.errors import ConfigError, CrmError
from domain.findings import DRIFT, Finding, State
from domain.terms import Role
from storage import checkup, migrate
from storage.database import Database

LITTLE, ALMOST_NOTHING = 1_000_000_000, 100_000_000
"""Bytes free below which the disk is worth a word, and below which nothing may be stored soon."""


def examine(settings: Settings, clock: Clock, *, online: bool = True, live: bool = False) -> Iterator[Finding]:
    """Look at everything, cheapest first; what cannot be looked at is itself a finding. Changes nothing.

    `live`: the program is to run, so its port is taken and its work is looked at too.
    """
    yield _defaults(settings)
    yield _disk(settings)
    yield _zone(settings)
    yield from _database(settings, clock)
    if not live:
        yield _port(settings)
    for name, section in settings.platforms.items():
        if section.enabled:
            yield _platform(name, section, settings, online=online)
    if live:
        yield from examine_live(settings, clock)


def _defaults(settings: Settings) -> Finding:
    """What a member who chose nothing gets."""
    rhythm, workspace = settings.rhythm, settings.workspace
    quiet = "–".join(rhythm.quiet) or "never"
    told = (
        f"{workspace.name}: {workspace.language}, {workspace.tz}, {workspace.currency}; works {' '.join(rhythm.days)}"
        f" from {rhythm.day_starts}, digest {rhythm.digest}, quiet {quiet}"
    )
    return Finding("defaults", State.GOOD, told)


def _disk(settings: Settings) -> Finding:
    folder = Path(settings.data_dir)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".doctor"
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        remedy = "make the folder writable for the user that runs Rapport, or set data_dir"
        return Finding("disk", State.BAD, f"cannot write to {folder.resolve()}: {error.strerror}", remedy)
    free = shutil.disk_usage(folder).free
    told = f"{free / 1e9:.1f} GB free in {folder.resolve()}"
    if free < LITTLE:
        state = State.BAD if free < ALMOST_NOTHING else State.DOUBTFUL
        return Finding("disk", state, told, "make room, or move data_dir: nothing is accepted on a full disk")
    return Finding("disk", State.GOOD, told)


def _zone(settings: Settings) -> Finding:
    """A zone that is none was refused with the configuration."""
    return Finding("zone", State.GOOD, settings.workspace.tz)


def _database(settings: Settings, clock: Clock) -> Iterator[Finding]:
    try:
        database = Database(settings.database.url)
    except ConfigError as error:
        yield Finding("database", State.BAD, str(error), "set database.url to sqlite:///path or postgresql://...")
        return
    if database.path is not None and not database.path.is_file():
        database.close()
        yield Finding("database", State.DOUBTFUL, f"{database.path} is not there yet", "run `rapport init`")
        return
    try:
        yield from _look_into(database, settings, clock)
    except Exception as error:  # noqa: BLE001 - a database fails in many ways, and each is the finding
        reason = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
        yield Finding("database", State.BAD, reason, "check database.url, and that the server runs and lets you in")
    finally:
        database.close()


def _look_into(database: Database, settings: Settings, clock: Clock) -> Iterator[Finding]:
    place = str(database.path or database.url.render_as_string(hide_password=True))
    with database.reading.connect() as connection:
        seen = checkup.look(connection)
        revision = migrate.revision(connection)
    if seen.damage:
        remedy = "stop Rapport, keep a copy of the file, and restore the last backup"
        yield Finding("database", State.BAD, f"{place} is damaged: {seen.damage}", remedy)
        return
    yield Finding("database", State.GOOD, place)
    if revision != migrate.newest():
        told = f"the schema stands at {revision or 'nothing'}, this version wants {migrate.newest()}"
        remedy = "install the newer Rapport that made it" if migrate.is_newer(revision) else "run `rapport migrate`"
        yield Finding("migrations", State.BAD, told, remedy)
        return
    yield Finding("migrations", State.GOOD, f"the schema stands at {revision}")
    with database.reading.connect() as connection:
        yield from _contents(checkup.count(connection, settings.workspace.id))
        yield _clock(clock, checkup.times(connection, settings.workspace.id))


def _contents(found: checkup.Counts) -> Iterator[Finding]:
    told = f"{found.members} in all, {found.admins} of them {Role.ADMIN.value}"
    if not found.admins:
        yield Finding("members", State.BAD, told, "run `rapport init`, or `rapport member add NAME --role admin`")
    else:
        yield Finding("members", State.GOOD, told)
    if found.parked:
        told = f"{found.parked} messages could not be handled"
        yield Finding("inbox", State.DOUBTFUL, told, "see `rapport inbox list`, then `rapport inbox retry`")
    if found.dead:
        told = f"{found.dead} answers could not be sent"
        yield Finding("outbox", State.DOUBTFUL, told, "see `rapport outbox list`, then `rapport outbox retry`")


def _clock(clock: Clock, times: checkup.Times) -> Finding:
    now = clock.now()
    drift = abs(now - times.now)
    if drift > DRIFT:
        told = f"this machine and the database differ by {drift.total_seconds():.0f} s"
        return Finding("clock", State.BAD, told, "let both keep time by NTP: reminders go by this machine's clock")
    if times.latest is not None and times.latest > now + DRIFT:
        told = f"the last message came at {times.latest:%Y-%m-%d %H:%M} UTC, which is yet to come"
        return Finding("clock", State.DOUBTFUL, told, "set the clock by NTP, if it was not a replay that ran ahead")
    return Finding("clock", State.GOOD, f"{now:%Y-%m-%d %H:%M:%S} UTC")


def _port(settings: Settings) -> Finding:
    """Whether the server could listen; that it cannot is fine while it runs."""
    host, port = settings.server.host, settings.server.port
    try:
        try_listening(settings.server)
    except OSError as error:
        remedy = "fine while Rapport runs; else set server.host and server.port to what is free"
        return Finding("server", State.DOUBTFUL, f"cannot listen on {host}:{port}: {error.strerror}", remedy)
    return Finding("server", State.GOOD, f"{host}:{port} is free")


def _platform(name: str, section: Any, settings: Settings, *, online: bool) -> Finding:
    """The section as its adapter checks it, and whether the platform takes its tokens."""
    module = f"bot.adapters.{name}"
    check: Callable[[Any, str], None] | None = getattr(import_module(f"{module}.settings"), "check", None)
    remedy = f"see docs/how-to/connect-{name}.md"
    try:
        convert(section, type(section), name)
        if check is not None:
            check(section, settings.server.base_url)
        told = "configured"
        if online and find_spec(f"{module}.probe"):
            told = import_module(f"{module}.probe").probe(section)
    except CrmError as error:
        return Finding(name, State.BAD, str(error), remedy)
    except OSError as error:
        return Finding(name, State.DOUBTFUL, f"not reached: {error}", "check the network, a proxy, a firewall")
    return Finding(name, State.GOOD, told)
