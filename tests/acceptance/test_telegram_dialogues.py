"""The dialogues of a working day over Telegram, through the whole program and a strict pretended Bot API."""

from pathlib import Path

from bot.http import make_asgi
from storage.entities import Activity
from storage.unit_of_work import UnitOfWork
from tests.acceptance.telegram_stage import MET, Stage, is_reachable, stage
from tests.adapters.web.standin import served


def kept_lines(uow: UnitOfWork) -> list[tuple[str | None, str]]:
    rows = uow.session.query(Activity).filter_by(kind="message").order_by(Activity.id).all()
    return [(row.body, (row.detail or {})["direction"]) for row in rows]


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
        await alice.says(MET)
        news = await mia.reads(group)
        assert "New lead L1" in news.text
        assert "138 0013" not in news.text
        await alice.says("/deal Nordlicht 300k")
        await alice.says("/won D1")
        assert "Won D1" in (await mia.reads(group)).text

    async def test_news_find_a_group_that_moved_without_a_word(self, telegram_stage: Stage) -> None:
        alice, mia = telegram_stage.alice, telegram_stage.mia
        group = telegram_stage.telegram.group("Sales", alice, mia)
        await mia.says("/group@rapport_test_bot team East", in_=group)
        await mia.reads(group)
        moved = await group.becomes_supergroup(told=False)
        await alice.says(MET)
        assert "New lead L1" in (await mia.reads(moved)).text
        await alice.says("/deal Nordlicht 300k")
        await alice.says("/won D1")
        assert "Won D1" in (await mia.reads(moved)).text

    async def test_a_card_for_one_pair_of_eyes_is_shown_to_nobody_else(self, sqlite_url: str, tmp_path: Path) -> None:
        async with stage("aiogram", sqlite_url, tmp_path, ephemeral=True) as running:
            alice, bob = running.alice, running.bob
            group = running.telegram.group("Sales", alice, bob)
            await alice.says("/frobnicate@rapport_test_bot", in_=group)
            assert "/frobnicate" in (await alice.reads(group)).text
            await running.hears_nothing(bob, in_=group)
            await running.hears_nothing(alice)

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

    async def test_one_chats_flood_holds_up_nobody_else(self, telegram_stage: Stage) -> None:
        alice, bob = telegram_stage.alice, telegram_stage.bob
        telegram_stage.telegram.fails("flood", "sendMessage", chat_id=alice.id, retry_after=2)
        await alice.says("/note mine waits")
        await telegram_stage.telegram.called("sendMessage")
        await bob.says("/note mine does not")
        assert "mine does not" in (await bob.reads()).text
        assert alice.unread() == []
        assert "mine waits" in (await alice.reads()).text

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

    async def test_no_file_of_a_chat_between_others_is_fetched(self, telegram_stage: Stage) -> None:
        alice, telegram = telegram_stage.alice, telegram_stage.telegram
        customer = telegram.person("Li Wei", started=False)
        await alice.connects_bot("bc-1")
        photo = {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]}
        message = telegram.add_message(customer.chat, customer.user, photo)
        telegram.push({"business_message": {**message, "business_connection_id": "bc-1"}})
        group = telegram.group("Sales", alice)
        group.chat.bot_is_admin = True  # it hears everything
        await alice.sends_photo("lunch?", in_=group)
        await telegram_stage.passes(seconds=3)
        assert telegram.calls("getFile") == []

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
            asgi = make_asgi(
                running.app.routes(), running.app.wrong, lambda: running.app.gauges().refresh(running.app.workspace_id)
            )
            async with served(asgi) as port:
                await running.telegram.called("setWebhook")
                running.telegram.webhook["url"] = f"http://127.0.0.1:{port}/telegram"
                await running.alice.says("/note by webhook")
                assert "by webhook" in (await running.alice.reads()).text
                running.telegram.webhook = {}
