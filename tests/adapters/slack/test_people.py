"""Names, locales and zones: asked once, never waited for long, never in the way."""

from datetime import timedelta
from pathlib import Path

from tests.adapters.slack.running import Running, running


async def test_somebody_is_asked_about_once_a_day(over_socket: Running) -> None:
    await over_socket.ada.says("one")
    await over_socket.ada.says("two")
    assert len(over_socket.slack.world.calls("users.info")) == 1
    assert over_socket.inbox.last.zone_hint == "Europe/Berlin"

    over_socket.clock.move_to(over_socket.clock.now() + timedelta(hours=25))
    await over_socket.ada.says("three")
    assert len(over_socket.slack.world.calls("users.info")) == 2


async def test_a_mentioned_colleague_is_named(over_socket: Running) -> None:
    over_socket.slack.person("UBOB", "Bob")
    await over_socket.ada.says("assign L12 to @rapport")  # our own mention says nothing
    assert over_socket.inbox.last.text == "assign L12 to"
    said = await over_socket.ada.says("x")
    await over_socket.ada.edits(said, "assign L12 to bob")
    over_socket.slack.world.messages[said.channel, said.ts].text = "assign L12 to <@UBOB>"
    await over_socket.ada.saves(said)
    assert over_socket.inbox.last.text == "assign L12 to @Bob"


async def test_a_slow_directory_does_not_hold_up_a_message(tmp_path: Path, mode: str) -> None:
    async with running(tmp_path, mode, profile_within_seconds=0.01) as run:
        run.slack.fail("users.info", "hang")
        await run.ada.says("note one")
        assert run.ada.acked
        assert (run.inbox.last.text, run.inbox.last.actor_name) == ("note one", "")


async def test_a_refusing_directory_does_not_either(over_socket: Running) -> None:
    over_socket.slack.fail("users.info", "ratelimited", retry_after=30)
    await over_socket.ada.says("note one")
    assert over_socket.inbox.last.language_hint is None
    await over_socket.ada.says("note two")
    assert len(over_socket.slack.world.calls("users.info")) == 1
    over_socket.clock.move_to(over_socket.clock.now() + timedelta(minutes=1))
    await over_socket.ada.says("note three")
    assert over_socket.inbox.last.language_hint == "en-US"


async def test_a_chinese_workspace_gets_its_form_in_chinese(over_socket: Running) -> None:
    wang = over_socket.slack.person("UWANG", "王芳", locale="zh-CN")
    await wang.says("你好")
    await wang.starts("form:lead")
    assert over_socket.slack.world.modals["UWANG"]["close"]["text"] == "取消"
