"""The "New lead" shortcut: a modal at once, its answers stored."""

import asyncio
from pathlib import Path

from bot.adapters.slack.forms import modal
from domain.chat import RawUpdate
from domain.house import FormField, FormSpec
from tests.adapters.slack.running import Running, card, outgoing, running
from tests.fakes.slack.checks import faults_of_view


async def test_a_shortcut_opens_the_form_and_its_answers_come_back(run: Running) -> None:
    await run.ada.starts("form:lead")
    view = run.slack.world.modals["UADA"]
    assert view["title"]["text"] == "New lead"
    assert [block["optional"] for block in view["blocks"]] == [False, True]

    await run.ada.submits(name="Li Wei", note="wants 50 seats")
    assert run.ada.acked
    form = run.inbox.last.form
    assert form is not None
    assert (form.name, form.values) == ("lead", {"name": "Li Wei", "note": "wants 50 seats"})
    assert run.inbox.last.address.chat_id == "UADA"


async def test_the_form_opens_although_the_database_stands_still(tmp_path: Path, mode: str) -> None:
    async with running(tmp_path, mode, ack_within_seconds=0.01) as run:

        async def never(update: RawUpdate) -> None:
            await asyncio.Event().wait()

        run.inbox.before = never
        await run.ada.starts("form:lead")
        assert run.ada.acked
        assert "UADA" in run.slack.world.modals


async def test_a_trigger_that_expired_opens_nothing_and_breaks_nothing(run: Running) -> None:
    run.slack.fail("views.open", "error", error="expired_trigger_id")
    await run.ada.starts("form:lead")
    assert run.ada.acked
    assert run.slack.world.modals == {}


async def test_a_slow_slack_does_not_keep_slack_waiting(run: Running) -> None:
    run.slack.fail("views.open", "hang")
    await run.ada.starts("form:lead")
    assert run.ada.acked


async def test_the_home_tab_has_a_button_for_it(run: Running) -> None:
    await run.sends(outgoing("home:UADA", card("Today")))
    await run.ada.presses_at_home("New lead")
    assert run.ada.acked
    assert run.slack.world.modals["UADA"]["callback_id"] == "form:lead"
    assert run.inbox.incoming == []


async def test_a_form_the_house_does_not_have_opens_nothing(run: Running) -> None:
    await run.ada.starts("form:unheard-of")
    assert run.ada.acked
    assert run.slack.world.modals == {}


async def test_what_cannot_be_stored_keeps_the_form_open(tmp_path: Path) -> None:
    async with running(tmp_path, "http") as run:
        await run.ada.starts("form:lead")
        await run.adapter._gate.close()
        await run.ada.submits(name="Li Wei")
        assert not run.ada.acked  # Slack says so in the form, and the words are still in it


def test_words_too_long_for_a_form_are_cut_as_slack_demands() -> None:
    fields = (FormField("name", "n" * 3000, hint="h" * 200),)
    view = modal(FormSpec("lead", "t" * 40, "s" * 40, fields), "c" * 40)
    assert faults_of_view(view) == []
