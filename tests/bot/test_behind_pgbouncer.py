"""By way of a pgbouncer in transaction mode everything is as without: no prepared statement, no setting is missed."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from bot.app import running
from domain.clock import SystemClock, VirtualClock
from storage.database import Database
from tests.bot.conftest import a_team, open_app
from tests.bouncer import bouncing, is_installed
from tests.fakes.platform import update

pytestmark = pytest.mark.skipif(not is_installed(), reason="pgbouncer is not installed")


async def test_two_apps_share_the_work_through_a_handful_of_connections(
    postgresql_url: str, clock: VirtualClock, tmp_path: Path
) -> None:
    async with bouncing(postgresql_url) as url:
        one, _, first = open_app(url, clock, tmp_path)
        two, _, second = open_app(url, clock, tmp_path)
        taken = second.taken = first.taken
        one.writer.submit(1, a_team).result()
        said = [f"note wants {n} seats" for n in range(40)]
        async with running(one), running(two):
            for n, text in enumerate(said):
                app = one if n % 2 else two
                await app.intake.accept(update(f"k{n}", "alice" if n % 3 else "bob", text, SystemClock().now()))
            async with asyncio.timeout(60):
                while len(first.ledger) + len(second.ledger) < len(said):
                    await taken.wait()
                    taken.clear()
    database = Database(postgresql_url)
    with database.reading.connect() as connection:
        rows = connection.exec_driver_sql("SELECT body FROM activities WHERE kind = 'note'").all()
    database.close()
    assert Counter(f"note {body}" for (body,) in rows) == Counter(said)
