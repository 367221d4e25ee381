"""`rapport doctor --live` asks the running program and the strict fakes, and says what to do."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest

from bot.adapters.slack.settings import Settings as SlackSettings
from bot.adapters.telegram.settings import Settings as TelegramSettings
from bot.app import App, build
from bot.doctor_live import examine_live
from bot.http import make_asgi
from bot.settings import Settings
from domain.chat import RawUpdate
from domain.clock import Clock, SystemClock, VirtualClock
from domain.findings import Finding, State
from storage import inbox
from storage.database import Database
from storage.entities import Conversation, Team, Workspace
from storage.unit_of_work import UnitOfWork
from storage.vitals import note_backup
from tests.adapters.serving import served
from tests.fakes.slack.server import FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.office import work

NOBODY = Settings(platforms={})


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """A workspace, and nothing switched on yet."""
    database = Database(sqlite_url)
    with work(database, SystemClock().now()) as unit:
        unit.add(Workspace(name="Nord", created_at=unit.now))
    database.close()
    settings = msgspec.structs.replace(Settings(data_dir=str(tmp_path)), platforms={})
    return msgspec.structs.replace(settings, database=msgspec.structs.replace(settings.database, url=sqlite_url))


def with_platform(settings: Settings, name: str, section: msgspec.Struct) -> Settings:
    return msgspec.structs.replace(settings, platforms={name: section})


@asynccontextmanager
async def at_work(settings: Settings) -> AsyncIterator[tuple[Settings, App]]:
    """The program's HTTP side, on a free port, with nothing to receive from."""
    app = build(settings, Database(settings.database.url), SystemClock(), only=[])
    gauges = app.gauges()
    async with served(make_asgi((), app.wrong, lambda: gauges.refresh(1))) as url:
        server = msgspec.structs.replace(settings.server, port=urlsplit(url).port)
        yield msgspec.structs.replace(settings, server=server), app
    await app.close()


async def look(settings: Settings, clock: Clock | None = None) -> list[Finding]:
    return await asyncio.to_thread(lambda: list(examine_live(settings, clock or SystemClock())))


def of(findings: Sequence[Finding], what: str) -> list[Finding]:
    return [finding for finding in findings if finding.what == what]


def only(findings: Sequence[Finding], what: str) -> Finding:
    (finding,) = of(findings, what)
    return finding


def troubles(findings: Sequence[Finding], what: str) -> list[str]:
    return [finding.told for finding in of(findings, what) if finding.state is not State.GOOD]


async def test_a_program_that_is_not_there_is_told(settings: Settings, unused_tcp_port: int) -> None:
    server = msgspec.structs.replace(settings.server, port=unused_tcp_port)
    found = only(await look(msgspec.structs.replace(settings, server=server)), "program")
    assert (found.state, "rapport run" in found.remedy) == (State.BAD, True)


async def test_a_program_at_rest_is_found_well(settings: Settings) -> None:
    async with at_work(settings) as (running, _):
        findings = await look(running)
    assert only(findings, "program").state is State.GOOD
    assert only(findings, "inbox").told == "nothing waits"


async def test_what_waits_too_long_is_told_with_where_to_read_on(settings: Settings) -> None:
    async with at_work(settings) as (running, app):
        before = SystemClock().now() - timedelta(minutes=20)
        raw = RawUpdate("telegram", "4200", "k1", "dm:1", b"{}", before)
        app.writer.submit(1, lambda unit: inbox.store(unit, raw)).result()
        found = only(await look(running), "inbox")
    assert (found.state, found.told) == (State.BAD, "the oldest update waits 20 min")
    assert found.remedy == "see docs/how-to/watch.md#rapportupdateswait"


async def test_the_age_of_the_backup_is_told(settings: Settings) -> None:
    async with at_work(settings) as (running, app):
        assert "never ran" in only(await look(running), "backup").told
        app.writer.submit(1, note_backup).result()
        assert only(await look(running), "backup").state is State.GOOD
        late = VirtualClock(SystemClock().now() + timedelta(days=3))
        assert only(await look(running, late), "backup").state is State.DOUBTFUL


def a_group(unit: UnitOfWork, platform: str, chat_id: str, title: str) -> None:
    team = unit.add(Team(name=title))
    address = {"platform": platform, "tenant": "t", "chat_id": chat_id}
    unit.add(
        Conversation(
            chat_key=f"{platform}|t||{chat_id}",
            address=address,
            is_group=True,
            title=title,
            team_id=team.id,
            created_at=unit.now,
        )
    )


class TestTelegram:
    def section(self, telegram: FakeTelegram, **more: object) -> TelegramSettings:
        section = TelegramSettings(enabled=True, token=telegram.token, api_url=telegram.url)
        return msgspec.structs.replace(section, **more)

    async def test_a_bot_that_polls_is_found_well(self, settings: Settings) -> None:
        async with FakeTelegram() as telegram:
            findings = await look(with_platform(settings, "telegram", self.section(telegram)))
        assert troubles(findings, "telegram") == []
        assert of(findings, "telegram")[0].told == "its clock and ours agree"

    async def test_a_clock_that_is_wrong_is_told(self, settings: Settings) -> None:
        behind = VirtualClock(SystemClock().now() - timedelta(seconds=90))
        async with FakeTelegram() as telegram:
            findings = await look(with_platform(settings, "telegram", self.section(telegram)), behind)
        assert [told.partition(" s ")[2] for told in troubles(findings, "telegram")] == ["behind its"]

    async def test_a_webhook_that_another_program_set_is_told(self, settings: Settings) -> None:
        async with FakeTelegram() as telegram:
            telegram.webhook = {"url": "https://elsewhere.example/x", "secret_token": "s"}
            findings = await look(with_platform(settings, "telegram", self.section(telegram)))
        assert troubles(findings, "telegram") == ["a webhook is set, though this program polls"]

    async def test_nobody_polling_while_the_program_runs_is_told(self, settings: Settings) -> None:
        async with FakeTelegram() as telegram, at_work(settings) as (running, _):
            findings = await look(with_platform(running, "telegram", self.section(telegram)))
        assert troubles(findings, "telegram") == ["no process polls this bot"]

    async def test_updates_that_nobody_takes_are_told(self, settings: Settings) -> None:
        async with FakeTelegram() as telegram, at_work(settings) as (running, _):
            person = telegram.person("Alice")
            for n in range(100):
                await person.says(f"hello {n}")
            findings = await look(with_platform(running, "telegram", self.section(telegram)))
        assert "100 updates wait there" in troubles(findings, "telegram")

    async def test_a_webhook_goes_where_it_should_or_that_is_told(self, settings: Settings) -> None:
        server = msgspec.structs.replace(settings.server, base_url="https://crm.example")
        settings = msgspec.structs.replace(settings, server=server)
        async with FakeTelegram() as telegram:
            asked = with_platform(settings, "telegram", self.section(telegram, mode="webhook"))
            assert troubles(await look(asked), "telegram") == ["it calls nobody and not https://crm.example/telegram"]
            telegram.webhook = {"url": "https://crm.example/telegram", "secret_token": "s"}
            telegram.allowed = ["message"]
            telegram.webhook_trouble = {"last_error_date": int(telegram.now()), "last_error_message": "502"}
            failed, unheard = troubles(await look(asked), "telegram")
        assert failed == "its last call failed: 502"
        assert "callback_query" in unheard

    async def test_a_group_that_is_told_news_must_let_the_bot_in(self, settings: Settings) -> None:
        async with FakeTelegram() as telegram:
            inside, outside = telegram.group("Sales"), telegram.group("Board")
            outside.chat.bot_inside = False
            database = Database(settings.database.url)
            with work(database, SystemClock().now()) as unit:
                a_group(unit, "telegram", str(inside.chat.id), "Sales")
                a_group(unit, "telegram", str(outside.chat.id), "Board")
            database.close()
            findings = await look(with_platform(settings, "telegram", self.section(telegram)))
        assert "may write to Sales" in [one.told for one in of(findings, "telegram")]
        (told,) = troubles(findings, "telegram")
        assert "Board" in told

    async def test_no_finding_shows_the_token(self, settings: Settings) -> None:
        async with FakeTelegram() as telegram:
            asked = with_platform(settings, "telegram", self.section(telegram))
        findings = await look(asked)
        assert troubles(findings, "telegram")
        assert telegram.token not in str(findings)


class TestSlack:
    async def test_tokens_socket_and_channels_are_looked_at(self, settings: Settings) -> None:
        async with FakeSlack() as slack:
            token = next(iter(slack.world.tokens))
            section = SlackSettings(
                enabled=True, app_token=slack.world.app_token, bot_token=token, api_url=slack.api_url
            )
            database = Database(settings.database.url)
            with work(database, SystemClock().now()) as unit:
                a_group(unit, "slack", "C404", "Board")
            database.close()
            findings = await look(with_platform(settings, "slack", section))
            assert "updates come by a socket" in [one.told for one in of(findings, "slack")]
            assert troubles(findings, "slack") == ["the app may not write to Board (channel_not_found)"]
            wrong = msgspec.structs.replace(section, app_token="xapp-wrong")
            told = troubles(await look(with_platform(settings, "slack", wrong)), "slack")
        assert told[0] == "Slack opens no socket (invalid_auth)"
