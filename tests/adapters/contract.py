"""What every adapter must do, told once. Subclass `AdapterContract`, give it a `driver` fixture, and it is checked.

A driver plays one person in a private chat with the bot, on a fake of the platform. What a platform has not (a
forward on Slack) its driver refuses with `cannot(...)`, and that promise is skipped for it, visibly.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn, Protocol
from uuid import uuid4

import pytest

from domain.chat import (
    Adapter,
    Address,
    Bullets,
    Choice,
    ForwardKind,
    Incoming,
    IncomingKind,
    Line,
    OutFile,
    Outgoing,
    RawUpdate,
    Span,
    Style,
    TextUnit,
)
from domain.errors import DeliveryError, Overloaded, UserError

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


@dataclass(frozen=True)
class Shown:
    """A message of the bot's as the person sees it now: `labels` of its buttons, `files` by name."""

    id: str
    text: str
    labels: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    reply_to: str | None = None


class Driver(Protocol):
    """One person in a private chat, and the platform's moods. Each verb returns once the platform has told the bot."""

    @property
    def adapter(self) -> Adapter: ...

    @property
    def inbox(self) -> "Inbox": ...

    @property
    def secret(self) -> str:
        """A token or key that no log may show."""
        ...

    def place(self) -> Address:
        """The private chat with the person."""
        ...

    async def says(self, text: str, reply_to: str | None = None) -> None: ...

    async def edits(self, text: str) -> None:
        """Change what was said last."""
        ...

    async def forwards(self, text: str, name: str) -> None:
        """Forward a message of somebody whose account is hidden."""
        ...

    async def shares_contact(self, name: str, phone: str) -> None: ...

    async def sends_file(self, name: str, content: bytes) -> None: ...

    async def presses(self, message_id: str, label: str) -> None: ...

    async def reacts(self, message_id: str, emoji: str) -> None: ...

    async def repeats(self) -> None:
        """Deliver everything so far once more, as after a lost acknowledgement."""
        ...

    async def poisons(self) -> None:
        """Deliver an update of a known kind whose inside is malformed."""
        ...

    def shown(self) -> list[Shown]:
        """The bot's messages in the private chat as they stand, oldest first."""
        ...

    def fails(self, how: str) -> None:
        """Break the next send: "flood" (asks for 7 s), "gone" (for good), "down" (5xx), "lost" (answer dropped)."""
        ...


def cannot(what: str) -> NoReturn:
    """A platform has no such thing."""
    pytest.skip(f"this platform has no {what}")


@dataclass
class Inbox:
    """An inbox in memory: keeps raw updates by key, can be full, and can be waited for."""

    rows: dict[str, RawUpdate] = field(default_factory=dict)
    seen: list[RawUpdate] = field(default_factory=list)
    full: bool = False
    refused: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def accept(self, raw: RawUpdate) -> bool:
        self._news.set()
        if self.full:
            self.refused += 1
            raise Overloaded("no room")
        self.seen.append(raw)
        return self.rows.setdefault(raw.key, raw) is raw

    async def wait(self, count: int) -> list[RawUpdate]:
        """Until so many different updates are stored; the rows, oldest first."""
        return await self._until(lambda: len(self.rows) >= count)

    async def _until(self, condition: Callable[[], bool]) -> list[RawUpdate]:
        async with asyncio.timeout(10):
            while not condition():
                self._news.clear()
                await self._news.wait()
        return list(self.rows.values())

    async def wait_deliveries(self, count: int) -> list[RawUpdate]:
        """Until so many updates came, repeats included."""
        await self._until(lambda: len(self.seen) >= count)
        return self.seen

    async def wait_refused(self) -> None:
        await self._until(lambda: self.refused > 0)


@asynccontextmanager
async def receiving(adapter: Adapter, inbox: Inbox) -> AsyncIterator[None]:
    """The adapter at work until the block ends; then it is closed."""
    task = asyncio.create_task(adapter.receive(inbox.accept))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await adapter.close()


def line(*texts: str, quote: bool = False, heading: bool = False) -> Line:
    return Line(tuple(Span(text) for text in texts), quote=quote, heading=heading)


class AdapterContract:
    """Promises of domain.chat.Adapter. A subclass provides `driver`, already receiving."""

    async def incoming(self, driver: Driver, count: int = 1) -> Incoming:
        """The `count`-th update that means something, parsed."""
        parsed: list[Incoming] = []
        wanted = count
        async with asyncio.timeout(10):
            while len(parsed) < count:
                rows = await driver.inbox.wait(wanted)
                parsed = [found for raw in rows if (found := driver.adapter.parse(raw)) is not None]
                wanted = len(rows) + 1
        return parsed[count - 1]

    def needs(self, driver: Driver, what: str) -> None:
        """Skip where the adapter says that its platform has no such thing: rendering never hands it any."""
        if not getattr(driver.adapter.capabilities, what):
            cannot(what)

    def message(self, driver: Driver, *texts: str) -> Outgoing:
        key = f"out:{uuid4()}"  # each message its own: a platform that honours keys takes the same one once
        return Outgoing(key, driver.place(), tuple(line(text) for text in texts))

    # --- what comes in ----------------------------------------------------------------------------

    async def test_a_text_arrives_as_it_was_said(self, driver: Driver) -> None:
        await driver.says("Met Li Wei <b>today</b> & 明天下午三点 🙂")
        said = await self.incoming(driver)
        assert said.kind is IncomingKind.MESSAGE
        assert said.text == "Met Li Wei <b>today</b> & 明天下午三点 🙂"
        assert said.is_private
        assert said.is_to_me
        assert said.actor_name

    async def test_the_same_person_is_the_same_actor_in_the_same_place(self, driver: Driver) -> None:
        await driver.says("one")
        await driver.says("two")
        first, second = await self.incoming(driver, 1), await self.incoming(driver, 2)
        assert first.actor == second.actor
        assert first.address == second.address == driver.place()
        assert first.key != second.key
        assert first.actor.platform == driver.adapter.name

    async def test_what_one_chat_says_shares_a_lane(self, driver: Driver) -> None:
        await driver.says("one")
        await driver.says("two")
        rows = await driver.inbox.wait(2)
        assert len({raw.lane for raw in rows}) == 1
        assert {raw.tenant for raw in rows} == {driver.place().tenant}

    async def test_a_forward_keeps_its_sender(self, driver: Driver) -> None:
        await driver.forwards("please send a quote", "Wang Lei")
        said = await self.incoming(driver)
        assert said.text == "please send a quote"
        assert said.forward is not None
        assert said.forward.kind is ForwardKind.HIDDEN
        assert said.forward.name == "Wang Lei"
        assert said.forward.user_id is None

    async def test_a_contact_arrives_with_name_and_phone(self, driver: Driver) -> None:
        await driver.shares_contact("Li Wei", "+8613800138000")
        contact = (await self.incoming(driver)).contacts[0]
        assert contact.name == "Li Wei"
        assert contact.phones == ("+8613800138000",)

    async def test_a_file_can_be_fetched(self, driver: Driver) -> None:
        await driver.sends_file("offer.pdf", b"%PDF-1.7 offer")
        file = (await self.incoming(driver)).files[0]
        assert file.name == "offer.pdf"
        assert await driver.adapter.fetch(file) == b"%PDF-1.7 offer"

    async def test_a_file_too_large_says_so(self, driver: Driver) -> None:
        await driver.sends_file("film.bin", b"x")
        file = (await self.incoming(driver)).files[0]
        huge = replace(file, size=driver.adapter.capabilities.limits.file_in + 1)
        with pytest.raises(UserError):
            await driver.adapter.fetch(huge)

    async def test_an_edit_names_the_message_it_changes(self, driver: Driver) -> None:
        await driver.says("call her Monday")
        await driver.edits("call her Tuesday")
        first, second = await self.incoming(driver, 1), await self.incoming(driver, 2)
        assert second.kind is IncomingKind.EDIT
        assert second.text == "call her Tuesday"
        assert second.edit_of == first.message_id
        assert second.key != first.key

    async def test_a_press_brings_the_token_back(self, driver: Driver) -> None:
        self.needs(driver, "buttons")
        card = replace(self.message(driver, "Undo?"), choices=((Choice("Undo", "tok-1"), Choice("Edit", "tok-2")),))
        sent = await driver.adapter.send(card)
        await driver.presses(sent.message_id, "Edit")
        pressed = await self.incoming(driver)
        assert pressed.kind is IncomingKind.PRESS
        assert pressed.pressed is not None
        assert pressed.pressed.token == "tok-2"
        assert pressed.pressed.message_id == sent.message_id
        assert pressed.address == driver.place()

    async def test_a_reply_names_the_card_it_answers(self, driver: Driver) -> None:
        sent = await driver.adapter.send(self.message(driver, "New lead L12"))
        await driver.says("won", reply_to=sent.message_id)
        assert (await self.incoming(driver)).reply_to == sent.message_id

    async def test_a_reaction_names_the_card_it_is_on(self, driver: Driver) -> None:
        sent = await driver.adapter.send(self.message(driver, "Call Li Wei"))
        await driver.reacts(sent.message_id, "👍")
        reacted = await self.incoming(driver)
        assert reacted.reaction is not None
        assert (reacted.reaction.emoji, reacted.reaction.added) == ("👍", True)
        assert reacted.reaction.message_id == sent.message_id

    # --- nothing lost, nothing twice --------------------------------------------------------------

    async def test_a_redelivery_has_the_same_key(self, driver: Driver) -> None:
        await driver.says("once")
        before = len(await driver.inbox.wait(1))
        deliveries = len(driver.inbox.seen)
        await driver.repeats()
        await driver.inbox.wait_deliveries(deliveries + 1)
        assert len(driver.inbox.rows) == before

    async def test_what_finds_no_room_comes_again(self, driver: Driver) -> None:
        driver.inbox.full = True
        await driver.says("too much")
        await driver.inbox.wait_refused()
        driver.inbox.full = False
        assert (await self.incoming(driver)).text == "too much"

    async def test_a_poisoned_update_stops_no_other(self, driver: Driver) -> None:
        await driver.poisons()
        await driver.says("still here")
        rows = await driver.inbox.wait(2)
        with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it raises parks the row
            driver.adapter.parse(rows[0])
        healthy = driver.adapter.parse(rows[1])
        assert healthy is not None
        assert healthy.text == "still here"

    # --- what goes out ----------------------------------------------------------------------------

    @pytest.mark.parametrize(
        "text",
        [
            "*bold* _it_ `code` [link](http://x.example) <b>&amp;</b> &lt;",
            "<!channel> <@U123> @everyone @here",
            "emoji 👩‍👩‍👧 and 王芳",
            "right-to-left \u05d0\u05d1\u05d2 and zero\u200bwidth",
            "{braces} %s \\backslash | pipe",
        ],
    )
    async def test_what_somebody_wrote_is_shown_as_written(self, driver: Driver, text: str) -> None:
        await driver.adapter.send(self.message(driver, text))
        assert driver.shown()[-1].text == text

    async def test_a_card_shows_its_lines_in_order(self, driver: Driver) -> None:
        card = (
            line("New lead L12", heading=True),
            Line((Span("Li Wei", Style.BOLD), Span(" · "), Span("lost", Style.STRIKE))),
            line("wants 50 seats", quote=True),
            Bullets(((Span("one"),), (Span("two"),))),
        )
        await driver.adapter.send(Outgoing("out:1", driver.place(), card))
        text = driver.shown()[-1].text
        places = [text.index(part) for part in ("New lead L12", "Li Wei · lost", "wants 50 seats", "one", "two")]
        assert places == sorted(places)
        assert len(text.splitlines()) == 5

    async def test_the_longest_text_is_taken(self, driver: Driver) -> None:
        limits = driver.adapter.capabilities.limits
        width = {TextUnit.CHARACTERS: 1, TextUnit.UTF16: 2, TextUnit.BYTES: 4}[limits.text_unit]
        text = "😀" * (min(limits.text, 20_000) // width)
        await driver.adapter.send(self.message(driver, text))
        assert driver.shown()[-1].text == text

    async def test_buttons_are_shown_in_order(self, driver: Driver) -> None:
        self.needs(driver, "buttons")
        rows = ((Choice("Undo", "a" * 48),), (Choice("改时间", "b"), Choice("Pick", "c")))
        await driver.adapter.send(replace(self.message(driver, "Done"), choices=rows))
        assert driver.shown()[-1].labels == ("Undo", "改时间", "Pick")

    async def test_an_answer_may_point_at_what_it_answers(self, driver: Driver) -> None:
        first = await driver.adapter.send(self.message(driver, "first"))
        await driver.adapter.send(replace(self.message(driver, "second"), reply_to=first.message_id))
        assert driver.shown()[-1].text == "second"

    async def test_an_edit_changes_the_message_in_place(self, driver: Driver) -> None:
        self.needs(driver, "edit")
        card = replace(self.message(driver, "Open"), choices=((Choice("Done", "t"),),))
        sent = await driver.adapter.send(card)
        edited = await driver.adapter.send(replace(self.message(driver, "Closed"), edit_of=sent.message_id))
        shown = driver.shown()
        assert [message.text for message in shown] == ["Closed"]
        assert shown[0].labels == ()
        assert shown[0].id == edited.message_id

    async def test_an_edit_that_changes_nothing_is_no_failure(self, driver: Driver) -> None:
        self.needs(driver, "edit")
        sent = await driver.adapter.send(self.message(driver, "Same"))
        again = await driver.adapter.send(replace(self.message(driver, "Same"), edit_of=sent.message_id))
        assert again.message_id == sent.message_id

    async def test_a_file_is_shown_with_its_words(self, driver: Driver, tmp_path: Path) -> None:
        self.needs(driver, "files")
        chart = tmp_path / "chart.png"
        chart.write_bytes(PNG)
        files = (OutFile(str(chart), "image/png", "pipeline.png"),)
        await driver.adapter.send(replace(self.message(driver, "Pipeline"), files=files))
        assert driver.shown()[-1].text == "Pipeline"
        assert len(driver.shown()[-1].files) == 1

    async def test_a_person_can_be_written_to_directly(self, driver: Driver) -> None:
        await driver.says("hello")
        actor = (await self.incoming(driver)).actor
        await driver.adapter.send(Outgoing("out:2", driver.adapter.direct(actor), (line("privately"),)))
        assert driver.shown()[-1].text == "privately"

    # --- what goes wrong --------------------------------------------------------------------------

    async def failure(self, driver: Driver, how: str) -> DeliveryError:
        driver.fails(how)
        with pytest.raises(DeliveryError) as caught:
            await driver.adapter.send(self.message(driver, "hello"))
        return caught.value

    async def test_a_flood_says_when_to_come_back(self, driver: Driver) -> None:
        error = await self.failure(driver, "flood")
        assert (error.retry_after, error.permanent, error.unknown) == (7, False, False)

    async def test_somebody_gone_is_gone_for_good(self, driver: Driver) -> None:
        error = await self.failure(driver, "gone")
        assert (error.permanent, error.unknown) == (True, False)

    async def test_an_outage_passes(self, driver: Driver) -> None:
        error = await self.failure(driver, "down")
        assert (error.permanent, error.unknown) == (False, False)

    async def test_a_lost_answer_leaves_the_outcome_unknown(self, driver: Driver) -> None:
        error = await self.failure(driver, "lost")
        assert (error.permanent, error.unknown) == (False, True)
        assert len(driver.shown()) == 1

    async def test_nothing_is_sent_twice_by_the_client(self, driver: Driver) -> None:
        await self.failure(driver, "lost")
        await driver.adapter.send(self.message(driver, "second"))
        assert [message.text for message in driver.shown()] == ["hello", "second"]

    async def test_no_log_shows_a_secret_or_what_was_said(
        self, driver: Driver, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        await driver.says("my private words")
        await self.incoming(driver)
        await driver.adapter.send(self.message(driver, "an answer nobody else may read"))
        await self.failure(driver, "down")
        assert driver.secret not in caplog.text
        assert "private words" not in caplog.text
        assert "nobody else" not in caplog.text
