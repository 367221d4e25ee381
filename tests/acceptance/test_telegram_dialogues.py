"""The dialogues of a working day over Telegram, through the whole program and a strict pretended Bot API."""

from tests.acceptance.telegram_stage import Stage


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


class TestInAGroup:
    async def test_it_speaks_when_spoken_to_in_the_topic(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        group = telegram_stage.telegram.group("Sales", alice, telegram_stage.bob, forum=True)
        topic = group.opens_topic()
        await alice.says("lunch?", in_=group, thread=topic)
        await alice.says("@rapport_test_bot note the fair went well", in_=group, thread=topic)
        card = await alice.reads(group)
        assert card.raw["message_thread_id"] == topic
        assert "the fair went well" in card.text

    async def test_what_is_said_to_another_bot_is_left_alone(self, telegram_stage: Stage) -> None:
        alice = telegram_stage.alice
        group = telegram_stage.telegram.group("Sales", alice)
        group.chat.bot_is_admin = True  # it hears everything
        await alice.says("/note@other_bot x", in_=group)
        await telegram_stage.hears_nothing(alice, in_=group)

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
        assert "after" in (await alice.reads(moved)).text


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
    async def test_a_customer_never_hears_from_us(self, telegram_stage: Stage) -> None:
        alice, telegram = telegram_stage.alice, telegram_stage.telegram
        customer = telegram.person("Li Wei", started=False)
        telegram.business["bc-1"] = alice.id
        for person in (customer, alice):
            message = telegram.add_message(customer.chat, person.user, {"text": "/note hello there"})
            telegram.push({"business_message": {**message, "business_connection_id": "bc-1"}})
        await telegram_stage.hears_nothing(customer)
        assert telegram.calls("sendMessage") == []
