"""Negative controls: what is known to lose, double or forget is found by the very checks that Rapport passes."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.fakes.slack.server import FakeSlack
from tests.faults.controls import broken, echoes
from tests.faults.controls.notes import Notes
from tests.faults.doors.telegram import Later, MortalTelegram
from tests.faults.evidence import Evidence, gather, tokens_in
from tests.faults.invariants import violations
from tests.faults.office import FaultyOffice, Said
from tests.faults.program import Program, program
from tests.faults.rounds import installation
from tests.faults.servers import fill_disk

LINES = 8


def found(evidence: Evidence, check: str) -> list[str]:
    """What one check says, without its name."""
    return [finding.partition(": ")[2] for finding in violations(evidence) if finding.startswith(f"{check}:")]


async def talk(telegram: MortalTelegram) -> list[Said]:
    alice = telegram.person("Alice")
    said = [Said(str(alice.id), f"n{n:05}") for n in range(1, LINES + 1)]
    for one in said:
        await alice.says(f"wants seats {one.token}")
    return said


def judged(said: list[Said], run: Program) -> list[str]:
    effects = [(token, None) for body in Notes(run.folder).bodies() for token in tokens_in(body)]
    return found(Evidence(said, effects, run.telegram.takes), "every_update_has_one_effect")


async def polls_again(telegram: MortalTelegram, seconds: float = 60.0) -> None:
    """Until nothing is offered any more and the program waits for more."""

    def waits() -> bool:
        polls = telegram.calls("getUpdates")
        return not telegram.pending and bool(polls) and polls[-1].outcome == "open"

    await telegram.until(waits, seconds)


@pytest.mark.timeout(240)
async def test_python_telegram_bots_default_loop_loses_what_it_has_acknowledged(tmp_path: Path) -> None:
    async with program("", tmp_path, run=echoes.python_telegram_bot) as run:
        said = await talk(run.telegram)
        run.telegram.fails("slow", "sendMessage", times=LINES, seconds=0.5)
        await run.start()
        await polls_again(run.telegram)
        run.strike()
        await run.is_dead()
        calls = len(run.telegram.calls("getUpdates"))
        await run.start()
        await run.telegram.called("getUpdates", calls + 1, 60)
        await polls_again(run.telegram)
        assert any("was lost" in finding for finding in judged(said, run))


@pytest.mark.timeout(240)
async def test_aiograms_default_polling_doubles_what_it_has_not_acknowledged(tmp_path: Path) -> None:
    async with program("", tmp_path, run=echoes.aiogram) as run:
        said = await talk(run.telegram)
        run.telegram.faults.append(Later("before_post", "getUpdates", after=1))
        await run.start()
        await run.is_dead()
        await run.start()
        await polls_again(run.telegram)
        await run.telegram.until(lambda: len(Notes(tmp_path).bodies()) >= 2 * LINES, 60)
        assert judged(said, run) == [f"{one.token} took effect 2 times" for one in said]


@pytest.mark.timeout(240)
async def test_slack_bolts_default_acknowledgement_loses_what_it_acknowledged(tmp_path: Path) -> None:
    async with FakeSlack() as slack, program("", tmp_path, run=echoes.slack_bolt) as run:
        run.settings = {
            "CONTROL_API_URL": slack.api_url,
            "CONTROL_APP_TOKEN": slack.world.app_token,
            "CONTROL_BOT_TOKEN": "xoxb-T1",
        }
        ada = slack.person("UADA", "Ada")
        await run.start()
        await slack.connected()
        slack.fail("users.info", "hang")
        await ada.says("wants seats n00001")
        assert ada.acked
        run.strike()
        await run.is_dead()
        await run.start()
        await slack.reconnected(2)
        await slack.settled()
        assert judged([Said("1", "n00001")], run) == ["n00001 was lost"]


@pytest.mark.timeout(240)
async def test_acknowledging_before_the_inbox_commit_is_caught(sqlite_url: str, tmp_path: Path) -> None:
    async with installation(sqlite_url, tmp_path, run=broken.acknowledges_first) as (office, run):
        await run.start()
        await run.telegram.called("getUpdates", seconds=60)
        fill_disk(run.pid())
        await office.says(office.people[0])
        await run.telegram.all_taken(30)
        await run.kill()
        await run.start()
        await restarted_and_idle(office, run)
        assert found(gather(office, run), "every_update_has_one_effect") == ["n00001 was lost"]


@pytest.mark.timeout(240)
async def test_marking_sent_before_sending_is_caught(sqlite_url: str, tmp_path: Path) -> None:
    async with installation(sqlite_url, tmp_path, run=broken.says_sent_first) as (office, run):
        run.telegram.fails("hang", "sendMessage", times=1)
        await run.start()
        await office.says(office.people[0])
        await until(run, lambda: [one.state for one in gather(office, run).promises] == ["sent"])
        await run.kill()
        await run.start()
        await restarted_and_idle(office, run)
        assert found(gather(office, run), "every_promise_is_kept") == [
            f"reply n00001 to {office.people[0].chat} is marked sent, and nobody took it"
        ]


@pytest.mark.timeout(240)
async def test_claiming_by_reading_and_then_writing_is_caught(postgresql_url: str, tmp_path: Path) -> None:
    async with installation(postgresql_url, tmp_path, run=broken.reads_then_writes) as (office, run):
        for number in (0, 1):
            await run.start(number)
        await run.telegram.called("getMe", 2, 60)
        doubled = partial(found, check="copies_stay_within_the_bound")
        for _ in range(10):
            office.plan_reminders(office.people[:1])  # whoever has nothing to send helps the other
            await until(run, lambda: not gather(office, run).unsaid and not is_open(office, run))
            if doubled(gather(office, run)):
                break
        assert "no more than 0 are excused" in doubled(gather(office, run))[0]


def is_open(office: FaultyOffice, run: Program) -> bool:
    return any(one.state in ("queued", "sending") for one in gather(office, run).promises)


async def restarted_and_idle(office: FaultyOffice, run: Program) -> None:
    """The program born last polls, and nothing is offered to it."""
    calls = len(run.telegram.calls("getUpdates"))
    await run.telegram.called("getUpdates", calls + 1, 60)
    await polls_again(run.telegram)
    await until(run, lambda: not gather(office, run).unhandled)


async def until(run: Program, condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Until the database says so."""
    deadline = time.monotonic() + seconds
    while not await asyncio.to_thread(condition):
        assert time.monotonic() < deadline, "\n".join(run.told_by(number) for number in run.workers)
        await run.telegram.wait_change(0.1)
