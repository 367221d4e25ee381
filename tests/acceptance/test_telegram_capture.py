"""A rep's day over Telegram: what is said is filed, time brings it back, and it is found again."""

from tests.acceptance.telegram_stage import MET, Stage, is_reachable


class TestCapture:
    """What a rep says, forwards and shares, as Telegram carries it."""

    async def test_one_sentence_becomes_a_lead_with_a_reminder(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.says(MET)
        card = await telegram_stage.alice.reads()
        assert card.text.splitlines()[0] == "✓ New lead L1 · Li Wei · Acme Robotics"
        assert "138 0013 8000 · ¥200,000" in card.text
        assert "wants 50 seats" in card.text
        assert "Tue 24 Nov, 15:00" in card.text
        assert "Undo" in card.labels

    async def test_an_edited_message_edits_its_card(self, telegram_stage: Stage) -> None:
        said = await telegram_stage.alice.says(MET)
        card = await telegram_stage.alice.reads()
        await telegram_stage.alice.edits(said, MET.replace("50", "60"))
        after = await telegram_stage.alice.reads()
        assert after.edited
        assert after.message_id == card.message_id
        assert "wants 60 seats" in after.text

    async def test_a_reply_to_a_card_is_a_note_on_it(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.says(MET)
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
        await alice.says(MET)
        await alice.reads()
        await alice.presses("Undo")
        await alice.reads()
        await alice.says("find Li Wei")
        assert "L1" not in (await alice.reads()).text

    async def test_a_colleagues_customer_is_masked(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.says(MET)
        await telegram_stage.alice.reads()
        await telegram_stage.bob.says("find Li Wei")
        masked = await telegram_stage.bob.reads()
        assert "taken · owner Alice" in masked.text
        assert "138" not in masked.text

    async def test_small_talk_is_not_filed(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.says("lol ok")
        assert "I filed nothing" in (await telegram_stage.alice.reads()).text

    async def test_a_thumbs_up_on_the_card_completes_its_follow_up(self, telegram_stage: Stage) -> None:
        await telegram_stage.alice.says(MET)
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
        await alice.says(MET)
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
        await alice.says(MET)
        await alice.reads()
        await telegram_stage.passes(days=4, hours=2, minutes=1)
        await alice.reacts("👍", await alice.reads())
        assert (await alice.reads()).text.startswith("✓ Call")

    async def test_a_reminder_that_was_lost_on_its_way_is_said_again(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        await alice.says(MET)
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
        await alice.says(MET)
        await alice.reads()
        results = await alice.reads_results(await alice.asks_inline("li wei"))
        assert results[0]["title"] == "Li Wei"
        assert "138 0013 8000" in results[0]["input_message_content"]["message_text"]
        assert await bob.reads_results(await bob.asks_inline("li wei")) == []
