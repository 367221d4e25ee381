"""Whole dialogues on Slack, over Socket Mode and over HTTP: the same words, the same effect."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.entities import Activity, Entity, Lead, Member
from tests.acceptance.slack_office import SlackOffice, slack_office
from tests.fakes.slack.showing import lines_of

FAIR = "note the fair in Berlin went well"
MET = (
    "Met Li Wei of Acme Robotics today, wants 50 seats, about ¥200k, "
    "call her next Tuesday 3pm, 138-0013-8000 li.wei@acme.example"
)


@pytest.fixture(params=["socket", "http"])
async def office(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[SlackOffice]:
    async with slack_office(tmp_path, str(request.param)) as opened:
        yield opened


def count(office: SlackOffice, entity: type[Entity]) -> int:
    with office.database.reading.connect() as connection:
        found: int = connection.scalar(select(func.count()).select_from(entity)) or 0
        return found


class TestCapture:
    async def test_a_sentence_becomes_a_lead_with_its_reminder(self, office: SlackOffice) -> None:
        await office.bob.says(MET)
        card = await office.bob.receives()
        for part in ("L1", "Li Wei", "Acme Robotics", "138 0013 8000", "200,000", "24 Nov, 15:00"):
            assert part in card.shown
        assert "Undo" in card.buttons
        assert count(office, Lead) == 1

    async def test_a_chinese_sentence_does_too(self, office: SlackOffice) -> None:
        await office.bob.says("明天下午三点给华为的王芳打电话，报价20万")
        card = await office.bob.reads()
        assert "王芳" in card
        assert "15:00" in card

    async def test_undo_takes_it_back_and_a_second_tap_changes_nothing(self, office: SlackOffice) -> None:
        await office.bob.says(MET)
        card = await office.bob.receives()
        await office.bob.presses("Undo", card)
        await office.bob.receives()
        await office.bob.presses("Undo", card)
        assert "nothing changed" in await office.bob.reads()

    async def test_a_command_does_what_its_words_would(self, office: SlackOffice) -> None:
        await office.bob.slash(FAIR)
        assert "the fair in Berlin" in await office.bob.reads()

    async def test_saved_messages_become_one_note_with_their_author(self, office: SlackOffice) -> None:
        customers = office.slack.world.add_channel("customers", "UBOB", "UCAROL", with_bot=False)
        carol = office.carol.in_(customers)
        first = await carol.says("Wang Lei of Nordlicht asks for a demo")
        second = await carol.says("next week, please")
        await office.bob.saves(first)
        await office.bob.saves(second)
        await office.passes(seconds=3)
        (card,) = office.bob.sees
        assert "Wang Lei" in card.shown
        assert office.carol.in_(customers).sees == []

    async def test_a_reply_under_a_card_is_about_its_record(self, office: SlackOffice) -> None:
        await office.bob.says(MET)
        card = await office.bob.receives()
        await office.bob.replies(card, "she also asked for the security paper")
        answer = await office.bob.receives()
        assert "L1" in answer.shown or "Li Wei" in answer.shown
        assert answer.thread_ts == card.ts

    async def test_words_that_are_nothing_for_a_crm_file_nothing(self, office: SlackOffice) -> None:
        await office.bob.says("lol ok")
        assert "nothing" in await office.bob.reads()
        assert count(office, Activity) == 0

    async def test_words_with_markup_are_shown_as_typed_and_ring_nobody(self, office: SlackOffice) -> None:
        nasty = "the fair <#general|x> *was* & <b>good</b> `x` 👩‍👩‍👧 \u202eabc"
        await office.bob.says(f"note {nasty}")
        card = await office.bob.receives()
        assert nasty in card.shown
        await office.bob.says("note <!channel> <@UCAROL> look at the fair")
        assert [*card.rings, *(await office.bob.receives()).rings] == []


class TestInAChannel:
    async def test_one_mention_is_one_note_answered_in_its_thread(self, office: SlackOffice) -> None:
        sales = office.slack.world.add_channel("sales", "UBOB", "UCAROL")
        bob, carol = office.bob.in_(sales), office.carol.in_(sales)
        said = await bob.says(f"@rapport {FAIR}")
        await office.is_quiet()
        assert count(office, Activity) == 1
        (noted,) = carol.sees
        assert noted.shown.startswith("✓ Noted")
        private = [message for message in bob.sees if message.only_for]
        assert [message.thread_ts for message in (noted, *private)] == [said.ts, said.ts]
        await bob.presses("Undo")
        await office.is_quiet()
        assert len(carol.sees) == 1

    async def test_talk_between_people_is_left_alone(self, office: SlackOffice) -> None:
        sales = office.slack.world.add_channel("sales", "UBOB", "UCAROL")
        await office.bob.in_(sales).says("lunch, anyone?")
        await office.is_quiet()
        assert office.bob.in_(sales).sees == []
        assert office.bob.sees == []

    async def test_a_refusal_is_for_the_person_alone(self, office: SlackOffice) -> None:
        sales = office.slack.world.add_channel("sales", "UBOB", "UCAROL")
        await office.bob.in_(sales).says("@rapport /frobnicate")
        refusal = await office.bob.in_(sales).receives()
        assert "/frobnicate" in refusal.shown
        assert refusal.only_for == "UBOB"
        assert office.carol.in_(sales).sees == []

    async def test_the_first_tap_gets_a_new_lead_and_the_rest_see_who(self, office: SlackOffice) -> None:
        sales = office.slack.world.add_channel("sales", "UMIA", "UBOB", "UCAROL")
        await office.mia.in_(sales).slash("group team East")
        assert "East" in await office.mia.in_(sales).reads()
        await office.bob.says(MET)
        await office.is_quiet()
        carol = office.carol.in_(sales)
        news = carol.sees[-1]
        assert "New lead L1" in news.shown
        assert "138 0013 8000" not in news.shown

        await carol.presses("Claim")
        await office.is_quiet()
        assert "Claimed by carol" in carol.sees[-1].shown
        assert carol.sees[-1].ts == news.ts
        assert "138 0013 8000" in office.carol.sees[-1].shown
        assert "carol claimed L1" in office.bob.sees[-1].shown

    async def test_a_stranger_where_we_are_no_member_hears_it_alone(self, office: SlackOffice) -> None:
        other = office.slack.world.add_channel("elsewhere", "UEVE", "UBOB", with_bot=False)
        eve = office.slack.person("UEVE", "Eve").in_(other)
        await eve.slash("find acme")
        line = await eve.receives()
        assert "invitation" in line.shown
        assert line.only_for == "UEVE"
        assert office.bob.in_(other).sees == []


class TestTrouble:
    async def test_everything_twice_has_one_effect(self, office: SlackOffice) -> None:
        office.slack.duplicate_next = 2
        await office.bob.says(FAIR)
        await office.bob.receives()
        await office.slack.repeats()
        await office.is_quiet()
        assert count(office, Activity) == 1
        assert len(office.bob.sees) == 1

    async def test_an_edit_that_is_none_changes_nothing(self, office: SlackOffice) -> None:
        said = await office.bob.says(FAIR)
        await office.bob.receives()
        await office.bob.haunts(said)
        await office.is_quiet()
        assert count(office, Activity) == 1
        assert len(office.bob.sees) == 1

    async def test_a_poisoned_event_is_parked_and_the_rest_goes_on(self, office: SlackOffice) -> None:
        await office.slack.poisons(office.bob)
        await office.bob.says(FAIR)
        assert "the fair in Berlin" in await office.bob.reads()

    async def test_a_stranger_gets_one_polite_line(self, office: SlackOffice) -> None:
        eve = office.slack.person("UEVE", "Eve")
        await eve.says("find acme")
        assert "invitation" in await eve.reads()
        assert count(office, Activity) == 0

    async def test_a_flood_is_waited_out(self, office: SlackOffice) -> None:
        office.slack.fail("chat.postMessage", "ratelimited", retry_after=1)
        await office.bob.says(FAIR)
        assert "the fair in Berlin" in await office.bob.reads()
        await office.is_quiet()
        assert len(office.bob.sees) == 1

    async def test_a_message_whose_answer_was_lost_is_not_said_twice(self, office: SlackOffice) -> None:
        office.slack.fail("chat.postMessage", "drop")
        await office.bob.says(FAIR)
        await office.bob.receives()
        await office.is_quiet()
        assert len(office.bob.sees) == 1

    async def test_a_channel_that_threw_us_out_stops_nobody_else(self, office: SlackOffice) -> None:
        office.slack.fail("chat.postMessage", "error", error="channel_not_found")
        await office.bob.says(FAIR)
        await office.is_quiet()
        assert office.bob.sees == []
        await office.carol.says(FAIR)
        assert "the fair in Berlin" in await office.carol.reads()


class TestNative:
    async def test_the_form_makes_a_lead(self, office: SlackOffice) -> None:
        await office.bob.starts("form:lead")
        await office.bob.submits(name="Li Wei", company="Acme Robotics", note="wants 50 seats, call her Friday")
        card = await office.bob.receives()
        assert "Li Wei" in card.shown
        assert "Acme Robotics" in card.shown
        assert "⏰" in card.shown
        assert count(office, Lead) == 1

    async def test_the_home_tab_shows_what_is_ones_own(self, office: SlackOffice) -> None:
        await office.bob.says(MET)
        await office.bob.receives()
        assert "Your pipeline" in await office.bob.opens_home()
        assert await office.bob.opens_home() == await office.bob.reads_home()

    async def test_a_strangers_home_tab_stays_as_it_is(self, office: SlackOffice) -> None:
        eve = office.slack.person("UEVE", "Eve")
        await eve.opens_home_in_vain()
        await office.is_quiet()
        assert "UEVE" not in office.slack.world.homes

    async def test_a_link_of_ours_names_the_owner_and_nobody_else(self, office: SlackOffice) -> None:
        await office.bob.says(MET)
        await office.bob.receives()
        sales = office.slack.world.add_channel("sales", "UBOB", "UCAROL")
        said = await office.bob.in_(sales).posts_links("https://crm.example.com/r/L1")
        await office.is_quiet()
        (shown,) = office.slack.world.unfurls[sales.id, said.ts].values()
        words = lines_of(shown["blocks"], "")
        assert "L1" in words
        assert "bob" in words
        assert "Li Wei" not in words

    async def test_a_word_under_ones_question_is_about_the_card_there(self, office: SlackOffice) -> None:
        sales = office.slack.world.add_channel("sales", "UBOB", "UCAROL")
        bob = office.bob.in_(sales)
        asked = await bob.says("@rapport lead Li Wei, Acme Robotics")
        await bob.receives()
        await bob.replies(asked, "@rapport she wants the security paper")
        await office.is_quiet()
        assert any("Li Wei" in message.shown or "L1" in message.shown for message in bob.sees[1:])

    async def test_a_check_mark_on_a_card_completes_its_follow_up(self, office: SlackOffice) -> None:
        await office.bob.says(MET)
        card = await office.bob.receives()
        await office.bob.reacts(card, "white_check_mark")
        assert "Done" in await office.bob.reads()


class TestGettingIn:
    async def test_an_invitation_lets_a_colleague_in_with_their_zone(self, office: SlackOffice) -> None:
        await office.alice.slash("invite rep East")
        invitation = await office.alice.receives()
        (code,) = re.findall(r"start ([\w-]{22})", invitation.shown)
        dora = office.slack.person("UDORA", "Dora Meyer")
        await dora.says(f"start {code}")
        assert "Welcome, Dora Meyer" in await dora.reads()
        await dora.says(FAIR)
        assert "the fair in Berlin" in await dora.reads()
        with office.database.reading.connect() as connection:
            assert connection.scalar(select(Member.tz).where(Member.name == "dora")) == "Europe/Berlin"

    async def test_a_code_is_good_once(self, office: SlackOffice) -> None:
        await office.alice.slash("invite rep East")
        (code,) = re.findall(r"start ([\w-]{22})", (await office.alice.receives()).shown)
        for user, name in (("UDORA", "Dora"), ("UEVE", "Eve")):
            await office.slack.person(user, name).says(code)
        await office.is_quiet()
        with office.database.reading.connect() as connection:
            assert connection.scalar(select(func.count()).where(Member.name == "eve")) == 0
