"""The dialogues of a working day over Telegram, through the whole program and a strict pretended Bot API."""

from pathlib import Path

from bot.http import make_asgi
from domain.chat import Actor
from storage.entities import Activity
from storage.members import find_by_actor
from storage.unit_of_work import UnitOfWork
from tests.acceptance.telegram_stage import Stage, stage
from tests.adapters.web.standin import served
from tests.fakes.telegram import Person
from tests.fakes.telegram.world import BOT_ID


def kept_lines(uow: UnitOfWork) -> list[tuple[str | None, str]]:
    rows = uow.session.query(Activity).filter_by(kind="message").order_by(Activity.id).all()
    return [(row.body, (row.detail or {})["direction"]) for row in rows]


def is_reachable(uow: UnitOfWork, person: Person) -> bool:
    found = find_by_actor(uow, Actor("telegram", str(BOT_ID), str(person.id)))
    assert found is not None
    return found[1].paused_at is None


async def test_a_note_is_kept_shown_and_undone(telegram_stage: Stage) -> None:
    alice = telegram_stage.alice
    await alice.says("/note the fair in Berlin went well")
    card = await alice.reads()
    assert card.text.startswith("✓")
    assert "the fair in Berlin" in card.text
    await alice.presses("Undo")
    undone = await alice.reads()
    assert "Undo" not in undone.labels


async def test_a_press_twice_changes_nothing_the_second_time(telegram_stage: Stage) -> None:
    alice = telegram_stage.alice
    await alice.says("/note the fair in Berlin went well")
    card = await alice.reads()
    await alice.presses("Undo", card)
    await alice.reads()
    await alice.presses("Undo", card)
    assert "already done" in (await alice.reads()).text


async def test_a_stranger_gets_one_polite_line(telegram_stage: Stage) -> None:
    eve = telegram_stage.telegram.person("Eve", started=False)
    await eve.says("/start")
    assert "Ask an admin" in (await eve.reads()).text


async def test_an_update_delivered_twice_takes_effect_once(telegram_stage: Stage) -> None:
    alice = telegram_stage.alice
    telegram_stage.telegram.fails("duplicate", "updates")
    await alice.says("/note only once")
    await alice.reads()
    await telegram_stage.settles()
    telegram_stage.telegram.forget_offset()
    await telegram_stage.hears_nothing(alice)


async def test_a_poisoned_update_is_parked_and_the_rest_goes_on(telegram_stage: Stage) -> None:
    telegram_stage.telegram.push({"message": {"message_id": "x", "chat": 5, "from": [], "text": {}}})
    await telegram_stage.alice.says("/note still here")
    assert "still here" in (await telegram_stage.alice.reads()).text


class TestCapture:
    """conversation.md's own examples, as Telegram carries them."""

    MET = "Met Li Wei of Acme Robotics today, wants 50 seats, about ¥200k, call her next Tuesday 3pm, 138-0013-8000"

    async def test_one_sentence_becomes_a_lead_with_a_reminder(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.says(self.MET)
        card = await telegram_stage.alice.reads()
        assert card.text.splitlines()[0] == "✓ New lead L1 · Li Wei · Acme Robotics"
        assert "138 0013 8000 · ¥200,000" in card.text
        assert "wants 50 seats" in card.text
        assert "Tue 24 Nov, 15:00" in card.text
        assert "Undo" in card.labels

    async def test_an_edited_message_edits_its_card(self, telegram_stage: Stage) -> None:
        said = await telegram_stage.alice.says(self.MET)
        card = await telegram_stage.alice.reads()
        await telegram_stage.alice.edits(said, self.MET.replace("50", "60"))
        after = await telegram_stage.alice.reads()
        assert after.edited
        assert after.message_id == card.message_id
        assert "wants 60 seats" in after.text

    async def test_a_reply_to_a_card_is_a_note_on_it(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.says(self.MET)
        card = await telegram_stage.alice.reads()
        await telegram_stage.alice.says("she prefers the blue one", reply_to=card)
        note = await telegram_stage.alice.reads()
        assert "Li Wei" in note.text
        assert "she prefers the blue one" in note.text

    async def test_a_burst_of_forwards_and_its_comment_are_one_note(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        for text in ("please send the offer", "for 20 seats", "thanks"):
            await alice.forwards(text, "Wang Lei")
        await alice.says("he wants a demo next week")
        card = await alice.reads()
        assert "Wang Lei" in card.text
        assert [text in card.text for text in ("send the offer", "20 seats", "he wants a demo")] == [True] * 3
        await telegram_stage.hears_nothing(alice)

    async def test_a_burst_without_a_comment_waits_no_longer_than_it_must(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        await alice.forwards("please send the offer", "Wang Lei")
        await alice.forwards("for 20 seats", "Wang Lei")
        await telegram_stage.hears_nothing(alice)
        await telegram_stage.passes(seconds=3)
        assert "20 seats" in (await alice.reads()).text
        await telegram_stage.hears_nothing(alice)

    async def test_a_shared_contact_is_filed_with_its_vcard(self, telegram_stage: Stage) -> None:
        vcard = "BEGIN:VCARD\nFN:Käthe Bohr\nORG:Nordlicht GmbH\nEMAIL:k@nordlicht.example\nEND:VCARD"
        await telegram_stage.alice.shares_contact("Käthe Bohr", "+49301234567", vcard=vcard)
        card = await telegram_stage.alice.reads()
        assert "Käthe Bohr · Nordlicht GmbH" in card.text
        assert "k@nordlicht.example" in card.text

    async def test_an_album_is_one_note_with_its_pictures(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        await alice.sends_photo("Chen Ming of Globex at our stand", album="a1")
        await alice.sends_photo(album="a1")
        await telegram_stage.passes(seconds=3)
        card = await alice.reads()
        assert "Chen Ming" in card.text
        assert card.text.count("📎") == 2
        await telegram_stage.hears_nothing(alice)

    async def test_a_file_too_large_says_the_limit_and_the_note_is_kept(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.sends_file("film.mp4", bytes(20_000_001), "Li Wei of Acme sent this")
        card = await telegram_stage.alice.reads()
        assert "Li Wei" in card.text
        assert "film.mp4 · larger than the 20 MB" in card.text

    async def test_undo_takes_everything_back(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        await alice.says(self.MET)
        await alice.reads()
        await alice.presses("Undo")
        await alice.reads()
        await alice.says("find Li Wei")
        assert "L1" not in (await alice.reads()).text

    async def test_a_colleagues_customer_is_masked(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.says(self.MET)
        await telegram_stage.alice.reads()
        await telegram_stage.bob.says("find Li Wei")
        masked = await telegram_stage.bob.reads()
        assert "taken · owner Alice" in masked.text
        assert "138" not in masked.text

    async def test_small_talk_is_not_filed(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.says("lol ok")
        assert "I filed nothing" in (await telegram_stage.alice.reads()).text

    async def test_a_thumbs_up_on_the_card_completes_its_follow_up(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.says(self.MET)
        card = await telegram_stage.alice.reads()
        await telegram_stage.alice.reacts("👍", card)
        assert "Done: call" in (await telegram_stage.alice.reads()).text

    async def test_words_that_look_like_markup_or_names_are_only_words(self, telegram_stage: Stage) -> None:
        text = "/note he said *wow* <b>50</b> seats, ask @bob_b & [this](http://x.example) \u05d0\u200b"
        await telegram_stage.alice.says(text)
        card = await telegram_stage.alice.reads()
        assert "*wow* <b>50</b> seats" in card.text
        kinds = {entity["type"] for entity in card.raw.get("entities", ())}
        assert kinds <= {"bold", "blockquote", "strikethrough", "code"}
        assert "@bob_b" not in card.raw["text"]

    async def test_a_very_long_message_is_kept_and_answered(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.says("Li Wei of Acme Robotics wants 50 seats. " + "很长的一段话。😀" * 300)
        assert "Li Wei" in (await telegram_stage.alice.reads()).text


class TestTime:
    async def test_a_reminder_comes_when_it_is_due_and_is_done_in_place(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        await alice.says(TestCapture.MET)
        await alice.reads()
        await telegram_stage.passes(days=4)
        await telegram_stage.hears_nothing(alice)
        await telegram_stage.passes(hours=2, minutes=1)
        reminder = await alice.reads()
        assert reminder.text.startswith("⏰ Call · Li Wei · Acme Robotics")
        assert "138 0013 8000" in reminder.text
        assert reminder.labels == ("Done", "1 h", "Tomorrow", "Pick")
        await alice.presses("Done", reminder)
        done = await alice.reads()
        assert done.edited
        assert done.message_id == reminder.message_id
        await telegram_stage.passes(hours=4)
        await telegram_stage.hears_nothing(alice)

    async def test_the_digest_comes_in_the_morning(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        await alice.says("Met Li Wei of Acme Robotics today, wants 50 seats")
        await alice.reads()
        await telegram_stage.passes(minutes=1)
        await telegram_stage.passes(days=2, hours=20)  # Monday, 09:01 in Berlin
        digest = await alice.reads()
        assert "Li Wei" in digest.text

    async def test_a_thumbs_up_on_a_reminder_is_done(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        await alice.says(TestCapture.MET)
        await alice.reads()
        await telegram_stage.passes(days=4, hours=2, minutes=1)
        await alice.reacts("👍", await alice.reads())
        assert (await alice.reads()).text.startswith("✓ Call")

    async def test_a_reminder_that_was_lost_on_its_way_is_said_again(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        await alice.says(TestCapture.MET)
        await alice.reads()
        telegram_stage.telegram.fails("error", "sendMessage", status=502)
        await telegram_stage.passes(days=4, hours=2, minutes=1)
        assert "Li Wei" in (await alice.reads()).text

    async def test_somebody_who_blocked_us_is_told_nothing_and_the_rest_goes_on(self, telegram_stage: Stage) -> None:
        alice, bob = telegram_stage.alice, telegram_stage.bob
        for person, name in ((alice, "Li Wei"), (bob, "Wang Lei")):
            await person.says(f"Met {name} today, call next Tuesday 3pm")
            await person.reads()
        alice.chat.blocked = True
        await telegram_stage.passes(days=4, hours=2, minutes=1)
        assert "Wang Lei" in (await bob.reads()).text
        assert await telegram_stage.reads_store(lambda uow: is_reachable(uow, alice)) is False


class TestInline:
    async def test_a_customer_is_offered_in_any_chat(self, telegram_stage: Stage) -> None:
        alice, bob = telegram_stage.alice, telegram_stage.bob
        await alice.says(TestCapture.MET)
        await alice.reads()
        results = await alice.reads_results(await alice.asks_inline("li wei"))
        assert results[0]["title"] == "Li Wei"
        assert "138 0013 8000" in results[0]["input_message_content"]["message_text"]
        assert await bob.reads_results(await bob.asks_inline("li wei")) == []


class TestInAGroup:
    async def test_it_speaks_when_spoken_to_in_the_topic(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        group = telegram_stage.telegram.group("Sales", alice, telegram_stage.bob, forum=True)
        topic = group.opens_topic()
        await alice.says("lunch?", in_=group, thread=topic)
        await alice.says("@rapport_test_bot note the fair went well", in_=group, thread=topic)
        answer = await alice.reads(group)
        assert answer.raw["message_thread_id"] == topic
        assert "the fair went well" not in answer.text  # nobody knows who else reads along
        assert "the fair went well" in (await alice.reads()).text

    async def test_what_is_said_to_another_bot_is_left_alone(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        group = telegram_stage.telegram.group("Sales", alice)
        group.chat.bot_is_admin = True  # it hears everything
        await alice.says("/note@other_bot x", in_=group)
        await telegram_stage.hears_nothing(alice, in_=group)

    async def test_a_team_hears_of_a_lead_and_a_win(self, telegram_stage: Stage) -> None:
        alice, mia = telegram_stage.alice, telegram_stage.mia
        group = telegram_stage.telegram.group("Sales", alice, mia)
        await group.adds_bot(mia)
        await mia.says("/group@rapport_test_bot team East", in_=group)
        assert "news of East" in (await mia.reads(group)).text
        await alice.says(TestCapture.MET)
        news = await mia.reads(group)
        assert "New lead L1" in news.text
        assert "138 0013" not in news.text
        await alice.says("/deal Acme robots 300k")
        await alice.says("/won D1")
        assert "Won D1" in (await mia.reads(group)).text

    async def test_a_refusal_goes_to_the_person_alone(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        group = telegram_stage.telegram.group("Sales", alice)
        await alice.says("/frobnicate@rapport_test_bot", in_=group)
        assert "/frobnicate" in (await alice.reads()).text
        await telegram_stage.hears_nothing(alice, in_=group)

    async def test_a_group_that_moves_is_followed(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        group = telegram_stage.telegram.group("Sales", alice)
        await alice.says("/note@rapport_test_bot before", in_=group)
        await alice.reads(group)
        moved = await group.becomes_supergroup()
        await alice.says("/note@rapport_test_bot after", in_=moved)
        assert (await alice.reads(moved)).text.startswith("✓")


class TestComingAndGoing:
    async def test_an_invitations_link_lets_a_stranger_in(self, telegram_stage: Stage) -> None:
        await telegram_stage.ada.says("/invite rep East")
        card = await telegram_stage.ada.reads()
        link = next(line for line in card.text.splitlines() if line.startswith("https://t.me/rapport_test_bot?start="))
        eve = telegram_stage.telegram.person("Eve", started=False)
        await eve.opens(link)
        assert "Welcome" in (await eve.reads()).text
        await eve.says("/note I am in")
        assert "I am in" in (await eve.reads()).text

    async def test_somebody_who_blocked_us_is_not_written_to_until_they_return(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        await alice.says("/note before")
        await alice.reads()
        await alice.blocks()
        await telegram_stage.settles()
        assert await telegram_stage.reads_store(lambda uow: is_reachable(uow, alice)) is False
        await alice.unblocks()
        await telegram_stage.settles()
        assert await telegram_stage.reads_store(lambda uow: is_reachable(uow, alice)) is True

    async def test_a_message_refused_for_itself_leaves_the_chat_open(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        telegram_stage.telegram.fails("error", "sendMessage", status=400)  # speaks of no chat
        await alice.says("/note refused")
        await telegram_stage.settles()
        assert await telegram_stage.reads_store(lambda uow: is_reachable(uow, alice)) is True


class TestTrouble:
    async def test_a_flood_is_waited_out(self, telegram_stage: Stage) -> None:
        telegram_stage.telegram.fails("flood", "sendMessage", retry_after=1)
        await telegram_stage.alice.says("/note patience")
        assert "patience" in (await telegram_stage.alice.reads()).text

    async def test_a_lost_answer_is_sent_again(self, telegram_stage: Stage) -> None:
        telegram_stage.telegram.fails("reset_after", "sendMessage")
        await telegram_stage.alice.says("/note perhaps twice")
        first, second = await telegram_stage.alice.reads(), await telegram_stage.alice.reads()
        assert "perhaps twice" in first.text
        assert "perhaps twice" in second.text

    async def test_a_connection_that_fails_sends_once(self, telegram_stage: Stage) -> None:
        telegram_stage.telegram.fails("error", "sendMessage", status=502)
        await telegram_stage.alice.says("/note once")
        assert "once" in (await telegram_stage.alice.reads()).text
        await telegram_stage.hears_nothing(telegram_stage.alice)


class TestBusiness:
    async def test_a_chat_is_kept_once_the_rep_agrees(self, telegram_stage: Stage) -> None:
        alice, customer = telegram_stage.alice, telegram_stage.telegram.person("Li Wei", started=False)
        await alice.connects_bot("bc-1")
        assert "I never write to a customer" in (await alice.reads()).text
        await alice.presses("Keep them")
        await alice.reads()
        await customer.writes_to(alice, "50 seats please", "bc-1")
        assert "Li Wei" in (await alice.reads()).text
        await alice.presses("New contact")
        assert "C1" in (await alice.reads()).text
        await alice.says_to(customer, "sure", "bc-1")
        await telegram_stage.settles()
        lines = await telegram_stage.reads_store(kept_lines)
        assert lines == [("50 seats please", "customer"), ("sure", "own")]

    async def test_a_customer_never_hears_from_us(self, telegram_stage: Stage) -> None:
        alice, customer = telegram_stage.alice, telegram_stage.telegram.person("Li Wei", started=False)
        await alice.connects_bot("bc-1")
        await alice.reads()
        await alice.presses("Keep them")
        await customer.writes_to(alice, "/note hello there", "bc-1")
        await alice.says_to(customer, "pipeline", "bc-1")
        await telegram_stage.hears_nothing(customer)


class TestWebhook:
    async def test_a_dialogue_over_the_common_server(self, sqlite_url: str, tmp_path: Path) -> None:
        """Telegram's courier brings the updates to the program's own server, beside the web chat's routes."""
        async with stage(
            "ptb", sqlite_url, tmp_path, mode="webhook", webhook_secret="s3cret", webhook_url="https://crm.example"
        ) as running:
            asgi = make_asgi(running.app.routes(), running.app.wrong, running.app.refresh_metrics)
            async with served(asgi) as port:
                await running.telegram.called("setWebhook")
                running.telegram.webhook["url"] = f"http://127.0.0.1:{port}/telegram"
                await running.alice.says("/note by webhook")
                assert "by webhook" in (await running.alice.reads()).text
                running.telegram.webhook = {}
