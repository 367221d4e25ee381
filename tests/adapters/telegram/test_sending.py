"""What goes out arrives as Telegram's own: topics, albums, quotes of limits, groups that move, people who left."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.telegram.outgoing import call_for
from domain.chat import Address, Choice, OutFile, Outgoing, QueryResult
from domain.errors import DeliveryError
from tests.adapters.contract import PNG, line
from tests.adapters.telegram.driver import TelegramDriver
from tests.fakes.telegram import Group
from tests.fakes.telegram.world import BOT_ID


def to(group: Group, *texts: str, thread: int | None = None) -> Outgoing:
    place = Address("telegram", str(BOT_ID), str(group.chat.id), str(thread) if thread else None)
    return Outgoing("out:1", place, tuple(line(text) for text in texts))


def to_alice(driver: TelegramDriver, *texts: str) -> Outgoing:
    return Outgoing("out:1", driver.place(), tuple(line(text) for text in texts))


async def test_a_topic_is_answered_in_the_topic(driver: TelegramDriver) -> None:
    group = driver.telegram.group("Sales", driver.alice, forum=True)
    topic = group.opens_topic()
    await driver.adapter.send(to(group, "here", thread=topic))
    assert (await driver.alice.reads(group)).raw["message_thread_id"] == topic


async def test_a_topic_that_is_gone_is_answered_in_the_group(driver: TelegramDriver) -> None:
    group = driver.telegram.group("Sales", driver.alice, forum=True)
    await driver.adapter.send(to(group, "still heard", thread=77))
    assert (await driver.alice.reads(group)).text == "still heard"


async def test_a_picture_telegram_cannot_draw_goes_as_a_file(driver: TelegramDriver, tmp_path: Path) -> None:
    (tmp_path / "tall.png").write_bytes(b"TALL" + PNG)
    files = (OutFile(str(tmp_path / "tall.png"), "image/png", "timeline.png"),)
    await driver.adapter.send(replace(to_alice(driver, "A long year"), files=files))
    seen = await driver.alice.reads()
    assert (seen.text, seen.raw["document"]["file_name"]) == ("A long year", "timeline.png")


async def test_a_group_that_moved_tells_its_new_id(driver: TelegramDriver) -> None:
    group = driver.telegram.group("Sales", driver.alice)
    moved = await group.becomes_supergroup()
    with pytest.raises(DeliveryError) as caught:
        await driver.adapter.send(to(group, "hello"))
    assert caught.value.moved_to == str(moved.chat.id)
    assert not caught.value.permanent


async def test_nobody_can_be_written_to_before_they_start_the_bot(driver: TelegramDriver) -> None:
    bob = driver.telegram.person("Bob", started=False)
    place = Address("telegram", str(BOT_ID), str(bob.id))
    with pytest.raises(DeliveryError) as caught:
        await driver.adapter.send(Outgoing("out:1", place, (line("hello"),)))
    assert caught.value.permanent
    await bob.says("/start")
    await driver.adapter.send(Outgoing("out:1", place, (line("hello"),)))
    assert (await bob.reads()).text == "hello"


async def test_an_answer_to_a_message_that_is_gone_is_still_sent(driver: TelegramDriver) -> None:
    await driver.adapter.send(replace(to_alice(driver, "noted"), reply_to="9999"))
    assert driver.shown()[-1].text == "noted"


async def test_nothing_a_text_links_to_is_fetched_for_a_preview(driver: TelegramDriver) -> None:
    await driver.adapter.send(to_alice(driver, "see https://evil.example"))
    params = driver.telegram.calls("sendMessage")[-1].params
    assert params["link_preview_options"] == {"is_disabled": True}
    assert "parse_mode" not in params


async def test_several_pictures_are_one_album(driver: TelegramDriver, tmp_path: Path) -> None:
    files = []
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(PNG)
        files.append(OutFile(str(tmp_path / name), "image/png"))
    sent = await driver.adapter.send(replace(to_alice(driver, "both"), files=tuple(files)))
    first, second = driver.shown()
    assert (first.id, first.text, second.text) == (sent.message_id, "both", "")


async def test_an_albums_buttons_stand_below_it(driver: TelegramDriver, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    files = (OutFile(str(tmp_path / "a.png"), "image/png"),) * 2
    card = replace(to_alice(driver, "both"), files=files, choices=((Choice("More", "t"),),))
    sent = await driver.adapter.send(card)
    assert [(shown.text, shown.labels) for shown in driver.shown()] == [("", ()), ("", ()), ("both", ("More",))]
    assert sent.message_id == driver.shown()[-1].id


async def test_a_document_keeps_its_name(driver: TelegramDriver, tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes("导出".encode())
    file = OutFile(str(path), "text/csv", "客户 export.csv")
    await driver.adapter.send(replace(to_alice(driver, "Export"), files=(file,)))
    seen = await driver.alice.reads()
    assert seen.raw["document"]["file_name"] == "客户 export.csv"


async def test_a_caption_that_looks_like_a_file_stays_a_caption(driver: TelegramDriver, tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_bytes(PNG)
    message = replace(to_alice(driver, "attach://file0"), files=(OutFile(str(path), "image/png"),))
    await driver.adapter.send(message)
    assert driver.shown()[-1].text == "attach://file0"


async def test_a_file_beyond_the_limit_is_not_even_tried(driver: TelegramDriver, tmp_path: Path) -> None:
    path = tmp_path / "huge.bin"
    with path.open("wb") as file:
        file.truncate(driver.adapter.capabilities.limits.file_out + 1)
    message = replace(to_alice(driver, "film"), files=(OutFile(str(path), "video/mp4"),))
    with pytest.raises(DeliveryError) as caught:
        await driver.adapter.send(message)
    assert caught.value.permanent
    assert driver.telegram.calls("sendDocument") == []


async def test_a_file_that_is_gone_is_a_failure_for_good(driver: TelegramDriver, tmp_path: Path) -> None:
    missing = (OutFile(str(tmp_path / "no.png"), "image/png"),)
    with pytest.raises(DeliveryError) as caught:
        await driver.adapter.send(replace(to_alice(driver, "chart"), files=missing))
    assert caught.value.permanent


async def test_the_words_of_a_picture_can_be_edited(driver: TelegramDriver, tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_bytes(PNG)
    sent = await driver.adapter.send(replace(to_alice(driver, "October"), files=(OutFile(str(path), "image/png"),)))
    edited = await driver.adapter.send(replace(to_alice(driver, "November"), edit_of=sent.message_id))
    assert edited.message_id == sent.message_id
    assert driver.shown()[-1].text == "November"


async def test_an_edit_may_bring_a_new_picture(driver: TelegramDriver, tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    path.write_bytes(PNG)
    files = (OutFile(str(path), "image/png"),)
    sent = await driver.adapter.send(replace(to_alice(driver, "October"), files=files))
    card = replace(to_alice(driver, "November"), files=files, edit_of=sent.message_id)
    await driver.adapter.send(replace(card, choices=((Choice("More", "t"),),)))
    assert (driver.shown()[-1].text, driver.shown()[-1].labels) == ("November", ("More",))


async def test_a_press_stops_spinning(driver: TelegramDriver) -> None:
    await driver.adapter.send(replace(to_alice(driver, "card"), choices=((Choice("Undo", "t"),),)))
    query = await driver.alice.presses("Undo")
    await driver.telegram.called("answerCallbackQuery")
    assert query in driver.telegram.answers


async def test_a_press_answered_too_late_harms_nothing(driver: TelegramDriver) -> None:
    await driver.adapter.send(replace(to_alice(driver, "card"), choices=((Choice("Undo", "t"),),)))
    await driver.alice.presses("Undo")
    driver.telegram.ahead += 60
    await driver.telegram.called("answerCallbackQuery")
    await driver.inbox.wait(1)
    await driver.adapter.send(to_alice(driver, "still alive"))
    assert driver.shown()[-1].text == "still alive"


async def test_an_inline_query_is_answered_for_the_asker_alone(driver: TelegramDriver) -> None:
    query = await driver.alice.asks_inline("acme")
    asked = driver.adapter.parse((await driver.inbox.wait(1))[0])
    assert asked is not None
    result = QueryResult("C7", "Li Wei", "Acme Robotics", (line("Li Wei · Acme @everyone"),))
    await driver.adapter.send(Outgoing("out:1", asked.address, (), results=(result,)))
    results = await driver.alice.reads_results(query)
    assert [item["title"] for item in results] == ["Li Wei"]
    assert (driver.telegram.answers[query]["is_personal"], driver.telegram.answers[query]["cache_time"]) == (True, 0)


async def test_an_inline_answer_that_comes_too_late_is_no_failure(driver: TelegramDriver) -> None:
    await driver.alice.asks_inline("acme")
    asked = driver.adapter.parse((await driver.inbox.wait(1))[0])
    assert asked is not None
    driver.telegram.ahead += 60
    sent = await driver.adapter.send(Outgoing("out:1", asked.address, ()))
    assert sent.message_id == asked.address.chat_id


async def test_a_message_for_one_person_is_seen_by_that_person_only(driver: TelegramDriver) -> None:
    bob = driver.telegram.person("Bob")
    group = driver.telegram.group("Sales", driver.alice, bob)
    await driver.alice.says("hello")
    said = driver.adapter.parse((await driver.inbox.wait(1))[0])
    assert said is not None
    card = replace(to(group, "only you"), only_for=said.actor)
    sent = await driver.adapter.send(card)
    await driver.adapter.send(replace(to(group, "still only you"), only_for=said.actor, edit_of=sent.message_id))
    assert [seen.text for seen in driver.alice.unread(group)] == ["only you", "still only you"]
    assert bob.unread(group) == []


async def test_no_customer_hears_from_us_in_a_members_own_chat(driver: TelegramDriver) -> None:
    customer = driver.telegram.person("Li Wei", started=False)
    driver.telegram.business["bc-1"] = driver.alice.id
    place = Address("telegram", str(BOT_ID), str(customer.id), None, "bc-1")
    with pytest.raises(DeliveryError) as caught:
        await driver.adapter.send(Outgoing("out:1", place, (line("Thank you"),)))
    assert caught.value.permanent
    assert driver.telegram.calls("sendMessage") == []


def test_a_call_into_a_business_chat_would_name_its_connection() -> None:
    place = Address("telegram", str(BOT_ID), "2002", None, "bc-1")
    call = call_for(Outgoing("out:1", place, (line("Thank you"),)))
    assert call.params["business_connection_id"] == "bc-1"
