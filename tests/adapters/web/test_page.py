"""The page in a real browser: one talks, and sees what a messaging app shows."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from domain.chat import Actor, Address, Choice, Outgoing, Table
from domain.house import MenuEntry
from tests.adapters.web.conftest import ALICE, BOB, WANG
from tests.adapters.web.screen import Screen, Theatre
from tests.adapters.web.standin import running, text_line
from tests.fakes.web_room import FakeWebRoom

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def theatre(browser: Browser, tmp_path: Path) -> AsyncIterator[Theatre]:
    room = FakeWebRoom(ALICE, BOB, WANG, demo=True)
    room.group("sales", "alice", "bob")
    async with running(room, tmp_path, demo=True, upload_limit=1000) as scene:
        theatre = Theatre(browser, scene)
        yield theatre
        await theatre.close()


async def test_a_line_becomes_a_card_with_buttons(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.says("Met Li Wei of Acme Robotics")
    card = alice.card("Noted for Li Wei")
    await expect(card.locator(".quote")).to_have_text("Met Li Wei of Acme Robotics")
    await expect(card.locator("li strong")).to_have_text("Tuesday")
    await expect(card.get_by_role("button", name="Undo", exact=True)).to_be_visible()
    await expect(alice.page.locator(".message.mine .tick")).to_be_visible()


async def test_a_press_edits_the_card_in_place_and_says_what_was_chosen(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.says("Met Li Wei")
    await alice.card("Noted for Li Wei").get_by_role("button", name="Undo", exact=True).click()
    card = alice.card("Undone")
    await expect(card.locator(".edited")).to_be_visible()
    await expect(card.locator(".chosen-note")).to_contain_text("You chose Undo")
    await expect(alice.page.locator(".message.bot")).to_have_count(1)
    await alice.page.reload()
    await expect(alice.card("Undone").locator(".chosen-note")).to_be_visible()


async def test_a_bar_of_blocks_is_drawn_as_a_bar(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    table = Table(("Stage", "", "Deals"), (("Proposal", "▓▓▓▓▓▓", "6"), ("Won", "▓▓▓", "3")), right=(2,))
    await theatre.scene.adapter.send(Outgoing("out:1", Address("web", "web", "dm:alice"), (table,)))
    await expect(alice.page.locator(".bar")).to_have_count(2)
    long, short = [await bar.bounding_box() for bar in await alice.page.locator(".bar").all()]
    assert long is not None
    assert short is not None
    assert long["width"] == pytest.approx(2 * short["width"], rel=0.05)


async def test_what_a_customer_wrote_never_becomes_markup(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.says("<img src=x onerror=alert(1)><b>bold</b>")
    await expect(alice.card("Noted").locator(".quote")).to_have_text("<img src=x onerror=alert(1)><b>bold</b>")
    await expect(alice.page.locator(".bubble img, .bubble b")).to_have_count(0)


async def test_enter_sends_and_shift_enter_begins_a_line(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.input.fill("first")
    await alice.input.press("Shift+Enter")
    await alice.input.press_sequentially("second")
    await alice.input.press("Enter")
    await expect(alice.page.locator(".message.mine .words")).to_contain_text("first\nsecond")
    await expect(alice.input).to_have_value("")


async def test_arrow_up_changes_ones_last_line(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.says("Met Li Way")
    await expect(alice.card("Noted")).to_be_visible()
    await alice.input.press("ArrowUp")
    await expect(alice.input).to_have_value("Met Li Way")
    await alice.input.fill("Met Li Wei")
    await alice.input.press("Enter")
    mine = alice.page.locator(".message.mine")
    await expect(mine.locator(".words")).to_contain_text("Met Li Wei")
    await expect(mine.locator(".edited")).to_be_visible()
    await expect(mine).to_have_count(1)


async def test_escape_leaves_a_change_alone(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.says("as it was")
    await expect(alice.card("Noted")).to_be_visible()
    await alice.input.press("ArrowUp")
    await alice.input.press("Escape")
    await expect(alice.input).to_have_value("")
    await expect(alice.page.locator(".context")).to_be_hidden()


async def test_a_reply_quotes_the_card_it_answers(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.says("Met Li Wei")
    card = alice.card("Noted for Li Wei")
    await card.hover()
    await card.get_by_role("button", name="Reply", exact=True).click()
    await expect(alice.page.locator(".context")).to_contain_text("Reply to Rapport")
    await alice.says("call her Friday")
    await expect(alice.page.locator(".message.mine .quoted")).to_contain_text("Noted for Li Wei")
    assert theatre.scene.core.heard()[-1].reply_to == theatre.scene.room.entries("dm:alice")[1].id


async def test_a_colleague_reads_it_live_and_sees_what_is_unread(theatre: Theatre) -> None:
    alice, bob = await theatre.enter("alice"), await theatre.enter("bob")
    await alice.opens("#sales")
    await alice.says("anyone heard from Nordlicht?")
    row = bob.page.locator(".chat", has_text="#sales")
    await expect(row.locator(".badge")).to_have_text("1")
    await expect(row.locator(".chat-last")).to_have_text("Alice Chen: anyone heard from Nordlicht?")
    await bob.opens("#sales")
    await expect(bob.page.locator(".message.theirs")).to_contain_text("anyone heard from Nordlicht?")
    await expect(row.locator(".badge")).to_have_count(0)


async def test_a_private_answer_in_a_group_is_marked_and_nobody_else_has_it(theatre: Theatre) -> None:
    alice, bob = await theatre.enter("alice"), await theatre.enter("bob")
    for screen in (alice, bob):
        await screen.opens("#sales")
    group = Address("web", "web", "#sales")
    only = Actor("web", "web", "alice")
    await theatre.scene.adapter.send(Outgoing("out:1", group, (text_line("138 0013 8000"),), only_for=only))
    await theatre.scene.adapter.send(Outgoing("out:2", group, (text_line("New lead"),)))
    await expect(alice.card("138 0013 8000").locator(".private")).to_have_text("Only you can see this")
    await expect(bob.card("New lead")).to_be_visible()
    await expect(bob.page.get_by_text("138 0013 8000")).to_have_count(0)


async def test_a_thumb_is_put_on_a_card_seen_by_all_and_taken_back(theatre: Theatre) -> None:
    alice, bob = await theatre.enter("alice"), await theatre.enter("bob")
    for screen in (alice, bob):
        await screen.opens("#sales")
    theatre.scene.core.is_silent = True
    await theatre.scene.adapter.send(Outgoing("out:1", Address("web", "web", "#sales"), (text_line("Won: Acme"),)))
    card = alice.card("Won: Acme")
    await card.hover()
    await card.get_by_role("button", name="Thumbs up").click()
    await expect(bob.card("Won: Acme").locator(".sign")).to_have_attribute("title", "Alice Chen")
    await bob.card("Won: Acme").locator(".sign").click()
    await expect(card.locator(".sign")).to_have_text("👍 2")
    await card.locator(".sign").click()
    await expect(card.locator(".sign")).to_have_text("👍")


async def test_a_claim_is_edited_for_everybody_at_once(theatre: Theatre) -> None:
    alice, bob = await theatre.enter("alice"), await theatre.enter("bob")
    for screen in (alice, bob):
        await screen.opens("#sales")
    group, claim = Address("web", "web", "#sales"), ((Choice("Claim", "claim-1"),),)
    await theatre.scene.adapter.send(Outgoing("out:1", group, (text_line("New lead L12"),), choices=claim))
    await bob.card("New lead L12").get_by_role("button", name="Claim").click()
    await expect(alice.card("Undone")).to_be_visible()
    await expect(alice.page.get_by_role("button", name="Claim")).to_have_count(0)


async def test_a_group_one_was_put_into_elsewhere_appears_with_its_first_word(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    theatre.scene.room.group("deals", "alice", "wang")
    await theatre.scene.adapter.send(Outgoing("out:1", Address("web", "web", "#deals"), (text_line("Won!"),)))
    await expect(alice.page.locator(".chat", has_text="#deals")).to_contain_text("Won!")


async def test_lines_written_while_the_server_is_away_are_sent_when_it_is_back(
    browser: Browser, tmp_path: Path
) -> None:
    room = FakeWebRoom(ALICE)
    async with running(room, tmp_path) as scene:
        alice = await Theatre(browser, scene).enter("alice")
        await alice.says("before")
        await expect(alice.card("Noted")).to_be_visible()
        port = scene.port
    await expect(alice.page.locator(".line-state")).to_be_visible()
    await alice.says("one")
    await alice.says("two")
    await expect(alice.page.locator(".message.sending")).to_have_count(2)
    await expect(alice.page.locator(".list")).not_to_contain_text("null")
    async with running(room, tmp_path, port=port) as scene:
        await expect(alice.page.locator(".line-state")).to_be_hidden()
        await expect(alice.page.locator(".message.sending")).to_have_count(0)
        assert [one.text for one in scene.core.heard()] == ["one", "two"]
        await alice.page.context.close()


async def test_an_overloaded_core_is_asked_again_by_the_page_itself(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    theatre.scene.core.refusals = 1
    await alice.says("patience")
    await expect(alice.card("Noted")).to_be_visible()
    assert [one.text for one in theatre.scene.core.heard()] == ["patience"]


async def test_a_refused_line_stays_with_its_reason_to_be_written_again(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.input.fill("x" * 100_001)
    await alice.input.press("Enter")
    refused = alice.page.locator(".message.refused")
    await expect(refused.get_by_role("alert")).to_contain_text("too long for one message")
    await refused.get_by_role("button", name="Discard").click()
    await expect(refused).to_have_count(0)


async def test_an_empty_chat_offers_three_lines_to_begin_with(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await expect(alice.page.locator(".hint")).to_have_count(3)
    await alice.page.locator(".hint").last.click()
    await expect(alice.input).to_have_value("Pipeline this month")


async def test_where_there_is_a_tour_it_is_offered_first(theatre: Theatre) -> None:
    theatre.scene.menu.append(MenuEntry("tour", "Try Rapport in two minutes"))
    alice = await theatre.enter("alice")
    await expect(alice.page.locator(".hint").first).to_have_text("tour · Try Rapport in two minutes")
    await alice.page.locator(".hint").first.click()
    await expect(alice.input).to_have_value("tour")


async def test_whoever_begins_to_type_after_a_tap_types_into_the_message(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.says("Met Li Wei")
    await alice.card("Noted").get_by_role("button", name="Pick time").focus()
    await alice.page.keyboard.type("then")
    await expect(alice.input).to_have_value("then")


async def test_commands_are_suggested_while_one_types_them(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.input.press_sequentially("/pi")
    await expect(alice.page.get_by_role("option")).to_have_text(["/pipelineDeals by stage"])
    await alice.input.press("Tab")
    await expect(alice.input).to_have_value("/pipeline ")
    await expect(alice.page.get_by_role("option")).to_have_count(0)


async def test_the_screen_reader_hears_what_arrives(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await theatre.scene.adapter.send(Outgoing("out:1", Address("web", "web", "dm:alice"), (text_line("Call Li Wei"),)))
    await expect(alice.page.locator("#announcer")).to_have_text("Call Li Wei")


async def test_a_notice_on_the_desktop_tells_what_arrives_while_one_looks_elsewhere(theatre: Theatre) -> None:
    alice = await theatre.enter("alice", permissions=["notifications"])
    await alice.page.evaluate(
        """() => {
            window.told = [];
            window.Notification = class extends EventTarget {
                static permission = "granted";
                static requestPermission = async () => "granted";
                constructor(title, { body }) { super(); window.told.push([title, body]); }
            };
            document.hasFocus = () => false;
        }"""
    )
    direct = Address("web", "web", "dm:alice")
    await theatre.scene.adapter.send(Outgoing("out:1", direct, (text_line("nobody asked yet"),)))
    await expect(alice.card("nobody asked yet")).to_be_visible()
    await alice.page.get_by_role("button", name="Tell me on the desktop").click()
    await expect(alice.page.get_by_role("button", name="No more notices on the desktop")).to_be_visible()
    await theatre.scene.adapter.send(Outgoing("out:2", direct, (text_line("Call Li Wei"),)))
    await expect(alice.card("Call Li Wei")).to_be_visible()
    assert await alice.page.evaluate("() => window.told") == [["Rapport", "Call Li Wei"]]


async def test_of_a_card_taller_than_the_window_the_head_is_shown(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    lines = (text_line("Everything at once", heading=True), *(text_line(f"line {n}") for n in range(60)))
    await theatre.scene.adapter.send(Outgoing("out:1", Address("web", "web", "dm:alice"), lines))
    await expect(alice.page.locator(".heading")).to_be_in_viewport()
    await expect(alice.page.get_by_text("line 59")).not_to_be_in_viewport()


async def test_a_long_history_is_read_upwards(theatre: Theatre) -> None:
    alice: Screen = await theatre.enter("alice")
    direct = Address("web", "web", "dm:alice")
    for number in range(70):
        await theatre.scene.adapter.send(Outgoing(f"out:{number}", direct, (text_line(f"line {number} of 70"),)))
    await alice.page.reload()
    await expect(alice.card("line 69 of")).to_be_in_viewport()
    await expect(alice.card("line 19 of")).to_have_count(0)
    await alice.page.locator(".scroller").evaluate("node => node.scrollTop = 0")
    await expect(alice.card("line 0 of")).to_have_count(1)
    await alice.page.get_by_role("button", name="To the latest message").click()
    await expect(alice.card("line 69 of")).to_be_in_viewport()
