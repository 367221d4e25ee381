"""A working day in the web chat: real browsers, the real server, the real program behind it."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from crm.roster import remove_member
from storage.entities import FollowUp, Member
from storage.unit_of_work import UnitOfWork
from tests.acceptance.web_stage import NOON, WebStage, web_stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def stage(browser: Browser, sqlite_url: str, tmp_path: Path) -> AsyncIterator[WebStage]:
    async with web_stage(browser, sqlite_url, tmp_path) as running:
        yield running


async def test_a_line_is_filed_on_a_card_and_undone_by_a_tap(stage: WebStage) -> None:
    alice = await stage.enter("alice")
    await alice.says("Met Li Wei of Acme Robotics today, wants 50 seats, 138-0013-8000")
    card = alice.card("✓")
    await expect(card).to_contain_text("wants 50 seats")
    await card.get_by_role("button", name="Undo").click()
    await expect(alice.page.locator(".message.bot").last).to_contain_text("Undone")
    await alice.page.reload()
    await expect(alice.page.locator(".message.mine")).to_contain_text("Met Li Wei")
    await expect(alice.page.locator(".message.bot").last).to_contain_text("Undone")


def promise_a_call(uow: UnitOfWork, owner: Member) -> None:
    uow.add(
        FollowUp(
            number=uow.next_number("follow_up"),
            action="call about the offer",
            owner_id=owner.id,
            due_at=NOON + timedelta(hours=1),
            remind_at=NOON + timedelta(hours=1),
            created_at=uow.now,
        )
    )


async def test_a_reminder_arrives_by_itself(stage: WebStage) -> None:
    alice = await stage.enter("alice")
    await stage.changes("alice", promise_a_call)
    await stage.passes(hours=1)
    reminder = alice.card("call about the offer")
    await expect(reminder.get_by_role("button", name="Done")).to_be_visible()
    await reminder.hover()
    await reminder.get_by_role("button", name="Thumbs up").click()
    await expect(alice.card("✓ Call about the offer")).to_be_visible()


async def test_a_card_whose_button_was_tapped_shows_it_done(stage: WebStage) -> None:
    alice = await stage.enter("alice")
    await stage.changes("alice", promise_a_call)
    await stage.passes(hours=1)
    await alice.card("call about the offer").get_by_role("button", name="Done").click()
    await expect(alice.page.locator(".chosen-note, .choice.chosen")).to_contain_text("Done")
    await expect(alice.page.locator(".edited")).to_be_visible()


async def test_several_forwards_and_a_comment_become_one_answer(stage: WebStage) -> None:
    alice = await stage.enter("alice")
    await alice.attaches("Message from a customer")
    dialog = alice.page.get_by_role("dialog")
    await dialog.get_by_label("Customer's name").fill("Wang Lei")
    await dialog.get_by_text("Hidden", exact=True).click()
    await dialog.get_by_label("What the customer wrote").fill("我要报价")
    await dialog.get_by_role("button", name="Another message").click()
    await dialog.get_by_label("What the customer wrote").last.fill("in March, please")
    await dialog.get_by_label("Your comment").fill("he wants a demo next week")
    await dialog.get_by_role("button", name="Forward").click()
    await expect(alice.page.locator(".message.mine .tick")).to_have_count(3)
    await expect(alice.page.locator(".message.bot")).to_have_count(1)


async def test_in_a_group_it_speaks_when_spoken_to_and_shows_the_card_to_whoever_asked(stage: WebStage) -> None:
    alice, bob = await stage.enter("alice"), await stage.enter("bob")
    await alice.page.get_by_role("button", name="New group").click()
    dialog = alice.page.get_by_role("dialog")
    await dialog.get_by_label("Group name").fill("sales")
    await dialog.get_by_role("checkbox", name="bob").check()
    await dialog.get_by_role("button", name="Create").click()
    await bob.opens("#sales")
    await alice.says("lunch?")
    await alice.says("@rapport note the fair in Berlin went well")
    await expect(bob.card("✓ Noted")).to_be_visible()
    await expect(bob.page.locator(".message.theirs")).to_have_count(2)
    await expect(bob.page.locator(".message.bot")).to_have_count(1)
    await expect(alice.card("the fair in Berlin went well").locator(".private")).to_be_visible()


async def test_a_team_group_hears_of_a_new_lead(stage: WebStage) -> None:
    mia, bob = await stage.enter("mia"), await stage.enter("bob")
    await mia.page.get_by_role("button", name="New group").click()
    dialog = mia.page.get_by_role("dialog")
    await dialog.get_by_label("Group name").fill("east")
    await dialog.get_by_role("checkbox", name="bob").check()
    await dialog.get_by_role("button", name="Create").click()
    await expect(mia.page.locator(".chat-head h1")).to_have_text("#east")
    await mia.says("/group team East")
    await expect(mia.page.locator(".message.bot")).to_have_count(1)
    await bob.says("new lead Jana Weiss of Nordwind Optics, wants 50 seats")
    await expect(bob.card("Jana Weiss")).to_be_visible()
    await expect(mia.card("Jana Weiss")).to_contain_text("Nordwind Optics")


async def test_a_removed_members_page_closes(stage: WebStage) -> None:
    bob = await stage.enter("bob")
    await stage.changes("bob", lambda uow, member: remove_member(uow, member.name))
    await bob.says("still there?")
    await expect(bob.page.get_by_text("Please come in through your link")).to_be_visible()
