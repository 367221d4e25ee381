"""Every promised message is sent, in order; marked sent only after it was; copies only where the answer was lost."""

import asyncio
from datetime import timedelta

from sqlalchemy import update

from bot.promises import promise
from domain.cards import Message
from domain.chat import Capabilities, Limits
from domain.errors import DeliveryError
from storage import claims, outbox
from storage.entities import OutboxPart
from tests.bot.conftest import Place, address, note


async def promised(place: Place, *messages: Message) -> None:
    """Messages promised in one transaction, and sent as far as they can be."""
    platforms = {"fake": place.platform}
    await asyncio.wrap_future(
        place.app.writer.submit(1, lambda unit: [promise(unit, message, platforms) for message in messages])
    )
    await place.app.delivery.sweep()
    await place.app.delivery.idle()


async def test_messages_to_one_address_keep_their_order(place: Place) -> None:
    await promised(place, *(note(str(n)) for n in range(20)))
    assert place.texts() == [str(n) for n in range(20)]
    assert set(place.states()) == {"sent"}


async def test_a_passing_failure_is_tried_again_and_nothing_overtakes_it(place: Place) -> None:
    place.platform.failures = [DeliveryError("502")]
    await promised(place, note("first"), note("second"))
    assert place.texts() == []
    await place.later()
    assert place.texts() == ["first", "second"]


async def test_what_a_late_worker_has_sent_in_the_end_is_closed_and_the_next_goes(place: Place) -> None:
    """It was held up past its lease; the next attempt failed; then it noted what the platform had taken from it."""
    place.platform.failures = [DeliveryError("502")]
    await promised(place, note("first"), note("second"))
    with place.database.writing.begin() as connection:
        connection.execute(update(OutboxPart).values(message_id="p9", sent_at=place.clock.now()))
    await place.later()
    assert place.states() == ["sent", "sent"]
    assert place.texts() == ["second"]


async def test_after_too_many_failures_a_message_is_put_aside_and_the_next_goes(place: Place) -> None:
    place.platform.failures = [DeliveryError("502")] * 3
    await promised(place, note("first"), note("second"))
    for _ in range(4):
        await place.later()
    assert place.states() == ["dead", "sent"]
    assert place.texts() == ["second"]


async def test_a_chat_that_must_wait_stalls_no_other(place: Place) -> None:
    place.platform.failures = [DeliveryError("429", retry_after=30)]
    await promised(place, note("slow", "alice"))
    await promised(place, note("quick", "bob"))
    assert place.texts() == ["quick"]
    await place.later()
    assert place.texts() == ["quick", "slow"]


async def test_a_chat_that_waits_for_its_turn_holds_neither_a_place_nor_a_lease(place: Place) -> None:
    """There is room for one message at a time, and the busy chat may have one in ten seconds."""
    limits = Limits(text=400, in_flight=1, per_chat_per_second=0.1)
    place.platform.capabilities = Capabilities(limits=limits)
    place.app.delivery._slots["fake"] = asyncio.Semaphore(1)
    messages = (note("first", "alice"), note("second", "alice"), note("other", "bob"))
    work = lambda unit: [promise(unit, message, {"fake": place.platform}) for message in messages]  # noqa: E731
    await asyncio.wrap_future(place.app.writer.submit(1, work))
    await place.app.delivery.sweep()
    async with asyncio.timeout(8):
        while len(place.platform.ledger) < 2 or "sending" in place.states():  # noqa: ASYNC110 - the app's own doing
            await asyncio.sleep(0.02)
    assert sorted(place.texts()) == ["first", "other"]
    assert place.states() == ["sent", "queued", "sent"]
    await place.app.delivery.stop(patience=1.0)
    assert place.states() == ["sent", "queued", "sent"]


async def test_a_blocked_address_is_not_tried_again(place: Place) -> None:
    place.platform.failures = [DeliveryError("blocked", permanent=True)]
    await promised(place, note("hello"))
    await place.later()
    assert place.states() == ["dead"]
    assert place.platform.attempts == 1


async def test_a_lost_answer_to_a_reply_is_said_again_and_marked_as_a_possible_repeat(place: Place) -> None:
    place.platform.failures = [DeliveryError("reset", unknown=True)]
    await promised(place, note("hello"))
    await place.later()
    assert place.texts() == ["hello", "hello"]
    assert [message.repeat for message in place.platform.ledger] == [False, True]
    assert place.platform.ledger[0].key == place.platform.ledger[1].key


async def test_a_lost_answer_to_a_digest_is_let_be(place: Place) -> None:
    place.platform.failures = [DeliveryError("reset", unknown=True)]
    await promised(place, note("good morning", kind="digest"))
    await place.later()
    assert place.texts() == ["good morning"]
    assert place.states() == ["dropped"]


async def test_a_worker_that_died_while_sending_is_followed_after_its_lease(place: Place) -> None:
    await asyncio.wrap_future(
        place.app.writer.submit(1, lambda unit: promise(unit, note("hello"), {"fake": place.platform}))
    )
    lease = timedelta(seconds=60)
    claim = place.app.writer.submit(1, lambda unit: claims.claim_next(unit, address("alice").key, lease)).result()
    assert claim is not None
    await place.app.delivery.sweep()
    await place.app.delivery.idle()
    assert place.texts() == []  # the lease holds
    await place.later()
    assert place.texts() == ["hello"]
    assert place.platform.ledger[0].repeat


async def test_a_worker_whose_lease_ended_cannot_mark_what_another_sends(place: Place) -> None:
    await asyncio.wrap_future(
        place.app.writer.submit(1, lambda unit: promise(unit, note("hello"), {"fake": place.platform}))
    )
    late = place.app.writer.submit(
        1, lambda unit: claims.claim_next(unit, address("alice").key, -timedelta(1))
    ).result()
    assert late is not None
    again = place.app.writer.submit(
        1, lambda unit: claims.claim_next(unit, address("alice").key, timedelta(1))
    ).result()
    assert again is not None
    assert not place.app.writer.submit(1, lambda unit: claims.mark_sent(unit, late)).result()
    assert place.app.writer.submit(1, lambda unit: claims.mark_sent(unit, again)).result()


async def test_a_split_message_never_repeats_its_first_part(place: Place) -> None:
    place.platform.failures = [None, DeliveryError("502")]
    await promised(place, note("word " * 100))
    first = place.texts()[0]
    await place.later()
    assert place.texts().count(first) == 1
    assert "".join(place.texts()) == "word " * 100


async def test_a_promise_with_the_same_key_is_made_once(place: Place) -> None:
    await promised(place, note("once", dedupe_key="k"), note("once", dedupe_key="k"))
    assert place.texts() == ["once"]


async def test_what_is_pointless_by_now_is_dropped(place: Place) -> None:
    await promised(place, note("yesterday", not_after=place.clock.now() - timedelta(hours=1)))
    assert (place.texts(), place.states()) == ([], ["dropped"])


async def test_a_message_is_never_marked_sent_before_it_was(place: Place) -> None:
    """At the moment of sending the row says sending, whatever the platform then answers."""
    seen: list[list[str]] = []
    send = place.platform.send

    async def watching(message: object) -> object:
        seen.append(place.states())
        return await send(message)  # type: ignore[arg-type]

    place.platform.send = watching  # type: ignore[method-assign,assignment]
    await promised(place, note("hello"))
    assert seen == [["sending"]]
    assert place.states() == ["sent"]


async def test_what_is_fresh_is_left_to_whoever_promised_it_where_others_send_too(place: Place) -> None:
    work = lambda unit: promise(unit, note("hello"), {"fake": place.platform})  # noqa: E731 - one line of set-up
    await asyncio.wrap_future(place.app.writer.submit(1, work))
    with place.database.reading.connect() as connection:
        fresh = outbox.list_due_addresses(connection, ["fake"], left_for=timedelta(days=10_000))
        all_due = outbox.list_due_addresses(connection, ["fake"])
    assert (fresh, all_due) == ([], [(1, address("alice").key)])
