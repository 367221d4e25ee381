"""Forwarding, sharing, attaching, grouping: what the plus sign and the list on the left offer."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from domain.chat import ForwardKind
from tests.adapters.web.conftest import ALICE, BOB, WANG
from tests.adapters.web.screen import Theatre
from tests.adapters.web.standin import running
from tests.adapters.web.test_sending import PIXEL
from tests.fakes.web_room import FakeWebRoom

pytestmark = pytest.mark.asyncio(loop_scope="session")

CARD = """BEGIN:VCARD
VERSION:3.0
N:Wei;Li;;;
FN:Li Wei
ORG:Acme Robotics;Sales
TEL;TYPE=CELL:+86 138 0013 8000
item1.EMAIL;TYPE=INTERNET:li.wei@acme.exa
 mple
END:VCARD
"""


@pytest_asyncio.fixture(loop_scope="session")
async def theatre(browser: Browser, tmp_path: Path) -> AsyncIterator[Theatre]:
    async with running(FakeWebRoom(ALICE, BOB, WANG, demo=True), tmp_path, demo=True, upload_limit=1000) as scene:
        theatre = Theatre(browser, scene)
        yield theatre
        await theatre.close()


async def test_several_messages_of_a_hidden_customer_are_forwarded_in_order(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.attaches("Message from a customer")
    dialog = alice.page.get_by_role("dialog")
    await dialog.get_by_label("Customer's name").fill("Wang Lei")
    await dialog.get_by_text("Hidden", exact=True).click()
    await dialog.get_by_label("What the customer wrote").fill("我要报价")
    await dialog.get_by_role("button", name="Another message").click()
    await dialog.get_by_label("What the customer wrote").last.fill("Can you deliver in March?")
    await dialog.get_by_label("Sent at").fill("2026-11-20T09:30")
    await dialog.get_by_label("Your comment").fill("he wants a demo")
    await dialog.get_by_role("button", name="Forward").click()
    await expect(alice.page.locator(".forwarded")).to_have_text(["Forwarded from Wang Lei · hidden sender"] * 2)
    await expect(alice.page.locator(".message.bot")).to_have_count(3)
    first, second, comment = theatre.scene.core.heard()
    assert [one.text for one in (first, second, comment)] == [
        "我要报价",
        "Can you deliver in March?",
        "he wants a demo",
    ]
    assert first.forward is not None
    assert (first.forward.kind, first.forward.user_id) == (ForwardKind.HIDDEN, None)
    assert first.forward.sent_at is not None
    assert first.forward.sent_at.minute == 30
    assert comment.forward is None


async def test_a_forward_needs_a_name_and_some_words(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.attaches("Message from a customer")
    dialog = alice.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Forward").click()
    await expect(dialog.get_by_label("Customer's name")).to_be_focused()
    await alice.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    assert not theatre.scene.core.updates


async def test_a_contact_is_shared(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.attaches("Contact")
    dialog = alice.page.get_by_role("dialog")
    await dialog.get_by_label("Name").fill("Li Wei")
    await dialog.get_by_label("Phone").fill("138 0013 8000, 010 8888 9999")
    await dialog.get_by_role("button", name="Share").click()
    await expect(alice.page.locator(".contact")).to_contain_text("Li Wei")
    (shared,) = theatre.scene.core.heard()[0].contacts
    assert shared.phones == ("138 0013 8000", "010 8888 9999")


async def test_a_vcard_fills_in_the_contact(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.attaches("Contact")
    dialog = alice.page.get_by_role("dialog")
    file = {"name": "li.vcf", "mimeType": "text/vcard", "buffer": CARD.encode()}
    await dialog.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    await expect(dialog.get_by_label("Email")).to_have_value("li.wei@acme.example")
    await dialog.get_by_role("button", name="Share").click()
    await expect(alice.page.locator(".contact")).to_contain_text("Acme Robotics")
    (shared,) = theatre.scene.core.heard()[0].contacts
    assert (shared.name, shared.company, shared.phones) == ("Li Wei", "Acme Robotics", ("+86 138 0013 8000",))
    assert shared.vcard == CARD


async def test_a_picture_is_attached_shown_and_enlarged(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    file = {"name": "card.png", "mimeType": "image/png", "buffer": PIXEL}
    await alice.page.locator(".attachments input").set_input_files(file)  # type: ignore[arg-type]
    await expect(alice.page.locator(".chip:not(.busy)")).to_contain_text("card.png")
    await alice.says("her business card")
    picture = alice.page.locator(".message.mine .picture img")
    await expect(picture).to_have_js_property("naturalWidth", 1)
    await alice.page.locator(".message.mine .picture").click()
    await expect(alice.page.locator("dialog.picture-view img")).to_be_visible()
    (heard,) = theatre.scene.core.heard()
    assert [(one.name, one.media_type) for one in heard.files] == [("card.png", "image/png")]
    assert heard.text == "her business card"


async def test_a_pasted_picture_becomes_an_attachment(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.input.evaluate(
        """node => {
            const data = new DataTransfer();
            data.items.add(new File(["GIF89a"], "shot.gif", { type: "image/gif" }));
            node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }"""
    )
    await expect(alice.page.locator(".chip:not(.busy)")).to_contain_text("shot.gif")


async def test_too_large_a_file_says_so_and_is_not_sent(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    file = {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"x" * 1001}
    await alice.page.locator(".attachments input").set_input_files(file)  # type: ignore[arg-type]
    await expect(alice.page.locator(".attachments .problem")).to_contain_text("film.mp4 is too large")
    await expect(alice.page.locator(".chip")).to_have_count(0)


async def test_a_new_group_opens_and_appears_for_its_members(theatre: Theatre) -> None:
    alice, bob = await theatre.enter("alice"), await theatre.enter("bob")
    await alice.page.get_by_role("button", name="New group").click()
    dialog = alice.page.get_by_role("dialog")
    await dialog.get_by_label("Group name").fill("deals")
    await dialog.get_by_label("Bob Müller").check()
    await dialog.get_by_role("button", name="Create").click()
    await expect(alice.page.locator(".chat-head")).to_contain_text("#deals")
    await expect(bob.page.locator(".chat", has_text="#deals")).to_be_visible()


async def test_a_bad_group_name_is_explained(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.page.get_by_role("button", name="New group").click()
    dialog = alice.page.get_by_role("dialog")
    await dialog.get_by_label("Group name").fill("two words")
    await dialog.get_by_role("button", name="Create").click()
    await expect(alice.page.get_by_role("alert").filter(has_text="in one word")).to_be_visible()


async def test_control_k_goes_from_chat_to_chat(theatre: Theatre) -> None:
    theatre.scene.room.group("sales", "alice", "bob")
    alice = await theatre.enter("alice")
    await alice.page.keyboard.press("Control+k")
    await expect(alice.page.get_by_role("dialog")).to_be_visible()
    await alice.page.keyboard.type("sal")
    await alice.page.keyboard.press("Enter")
    await expect(alice.page.locator(".chat-head h1")).to_have_text("#sales")
    await expect(alice.input).to_be_focused()


async def test_in_the_demo_one_walks_over_to_another_persons_side(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    await alice.says("mine")
    await expect(alice.card("Noted")).to_be_visible()
    await alice.page.locator(".person-go", has_text="Bob Müller").click()
    await expect(alice.page.locator(".me")).to_contain_text("Bob Müller")
    await expect(alice.page.locator(".message")).to_have_count(0)
    await alice.says("from bob")
    await expect(alice.card("Noted")).to_be_visible()
    assert theatre.scene.core.heard()[-1].actor.user_id == "bob"


async def test_in_the_demo_two_sides_stand_side_by_side(theatre: Theatre) -> None:
    alice = await theatre.enter("alice")
    row = alice.page.locator(".person", has_text="Bob Müller")
    await row.hover()
    async with alice.page.expect_popup() as opened:
        await row.get_by_role("button", name="Open Bob Müller in a second window").click()
    second = await opened.value
    await expect(second.locator(".message, .empty")).to_be_visible()
    await expect(second.locator(".me")).to_contain_text("Bob Müller")
    await expect(alice.page.locator(".me")).to_contain_text("Alice Chen")
