"""No limit is exceeded by the platform's own clock, and one chat that must wait holds up no other."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import pytest

from tests.faults.doors.door import Take
from tests.faults.rounds import installation, judge, settled

PER_SECOND, PER_CHAT = 12, 3
LIMITS = {"TELEGRAM__PER_SECOND": str(PER_SECOND), "TELEGRAM__PER_CHAT_PER_SECOND": str(PER_CHAT)}
REMINDERS = 8
JITTER = 2
"""Messages by which a window may hold more: what the network and a busy machine bring together."""


@pytest.mark.timeout(240)
async def test_a_storm_of_reminders_stays_within_the_limits_also_across_a_death(
    database_url: str, tmp_path: Path
) -> None:
    async with installation(database_url, tmp_path, settings=LIMITS) as (office, run):
        for _ in range(REMINDERS):
            office.plan_reminders(office.people)
        await run.start()
        await run.telegram.until(lambda: len(run.door.takes) >= REMINDERS, 30)
        await run.kill()
        await run.start()
        await settled(office, run)
        judge(office, run)
        takes = run.door.takes
        assert busiest_second(takes) <= PER_SECOND + JITTER
        by_chat = sorted(takes, key=lambda take: take.chat)
        for _, of_chat in groupby(by_chat, key=lambda take: take.chat):
            assert busiest_second(list(of_chat)) <= PER_CHAT + JITTER


@pytest.mark.timeout(240)
async def test_one_chats_429_holds_up_no_other(sqlite_url: str, tmp_path: Path) -> None:
    async with installation(sqlite_url, tmp_path) as (office, run):
        alice, *others = office.people
        run.telegram.fails("flood", "sendMessage", chat_id=int(alice.chat), retry_after=5)
        await run.start()
        office.plan_reminders(office.people)
        await run.telegram.until(lambda: {take.chat for take in run.door.takes} == {other.chat for other in others}, 30)
        refused = next(call for call in run.telegram.calls("sendMessage") if call.status == 429)
        await settled(office, run)
        judge(office, run)
        first = next(take for take in run.door.takes if take.chat == alice.chat)
        assert first.at - refused.at >= 5
        assert all(take.at < first.at for take in run.door.takes if take.chat != alice.chat)


def busiest_second(takes: Sequence[Take]) -> int:
    times = sorted(take.at for take in takes)
    return max(sum(at <= other < at + 1.0 for other in times) for at in times)
