"""Where a message goes, and what it becomes there."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.chat import Actor, FileRef, OutFile, Outgoing, QueryResult
from domain.errors import DeliveryError, UserError
from tests.adapters.slack.running import Running, card, outgoing

ADA, BOB = Actor("slack", "T1", "UADA"), Actor("slack", "T1", "UBOB")


async def test_a_card_for_one_person_in_a_channel_is_seen_by_nobody_else(over_socket: Running) -> None:
    bob = over_socket.slack.person("UBOB", "Bob")
    sales = over_socket.slack.world.add_channel("sales", "UADA", "UBOB")
    await over_socket.sends(outgoing(sales.id, card("taken · owner Bob"), ["Ask Bob"], only_for=ADA))

    ada, bob = over_socket.ada.in_(sales), bob.in_(sales)
    assert [m.shown for m in ada.sees] == ["taken · owner Bob"]
    assert bob.sees == []

    await ada.presses("Ask Bob")
    pressed = over_socket.inbox.last
    assert pressed.pressed is not None
    assert pressed.pressed.message_id is not None
    assert pressed.pressed.message_id.startswith("ephemeral:")


async def test_the_answer_to_a_tap_on_it_takes_its_place(over_socket: Running) -> None:
    sales = over_socket.slack.world.add_channel("sales", "UADA")
    ada = over_socket.ada.in_(sales)
    sent = await over_socket.sends(outgoing(sales.id, card("taken"), ["Ask Bob"], only_for=ADA))
    await ada.presses("Ask Bob")

    answer = outgoing(sales.id, card("asked"), only_for=ADA, edit_of=sent, answers=over_socket.inbox.last.key)
    await over_socket.sends(answer)

    assert [m.shown for m in ada.sees] == ["asked"]


async def test_the_answer_to_a_tap_in_a_thread_stays_in_the_thread(over_socket: Running) -> None:
    sales = over_socket.slack.world.add_channel("sales", "UADA")
    ada = over_socket.ada.in_(sales)
    root = await ada.says("@rapport pipeline")
    await over_socket.sends(outgoing(sales.id, card("by owner"), ["By stage"], only_for=ADA, thread_id=root.ts))
    await ada.presses("By stage")
    answer = outgoing(sales.id, card("by stage"), only_for=ADA, thread_id=root.ts, answers=over_socket.inbox.last.key)
    await over_socket.sends(answer)
    assert [m.thread_ts for m in ada.sees] == [root.ts, root.ts]


async def test_a_private_answer_in_a_channel_without_us_reaches_the_person(over_socket: Running) -> None:
    other = over_socket.slack.world.add_channel("elsewhere", "UADA", with_bot=False)
    await over_socket.sends(outgoing(other.id, card("no"), only_for=ADA))
    assert await over_socket.ada.reads() == "no"


async def test_a_command_is_answered_also_where_we_are_no_member(over_socket: Running) -> None:
    other = over_socket.slack.world.add_channel("elsewhere", "UADA", "UBOB", with_bot=False)
    ada = over_socket.ada.in_(other)
    await ada.slash("find acme")
    key = over_socket.inbox.last.key

    await over_socket.sends(outgoing(other.id, card("Acme"), answers=key))
    answer = await ada.receives()
    assert (answer.shown, answer.only_for) == ("Acme", "UADA")


async def test_a_response_url_is_used_five_times_within_its_half_hour(over_socket: Running) -> None:
    other = over_socket.slack.world.add_channel("elsewhere", "UADA", with_bot=False)
    ada = over_socket.ada.in_(other)
    await ada.slash("find acme")
    answer = outgoing(other.id, card("Acme"), answers=over_socket.inbox.last.key)
    for _ in range(5):
        await over_socket.sends(answer)
    with pytest.raises(DeliveryError) as refused:
        await over_socket.sends(answer)
    assert refused.value.permanent
    assert len(ada.sees) == 5

    await ada.slash("find acme")
    over_socket.clock.move_to(over_socket.clock.now() + timedelta(minutes=30))
    with pytest.raises(DeliveryError):
        await over_socket.sends(replace(answer, answers=over_socket.inbox.last.key))
    assert over_socket.slack.world.calls("response_url", ok=False) == []


async def test_what_is_for_bob_never_goes_to_the_one_who_tapped(over_socket: Running) -> None:
    over_socket.slack.person("UBOB", "Bob")
    sales = over_socket.slack.world.add_channel("sales", "UADA", "UBOB")
    await over_socket.sends(outgoing(sales.id, card("New lead"), ["Claim"]))
    await over_socket.ada.in_(sales).presses("Claim")

    answer = outgoing(sales.id, card("+49 30 1234"), only_for=BOB, answers=over_socket.inbox.last.key)
    await over_socket.sends(answer)

    assert [m.shown for m in over_socket.ada.in_(sales).sees] == ["New lead"]


async def test_the_home_tab_is_published_and_its_buttons_work(run: Running) -> None:
    await run.sends(outgoing("home:UADA", card("Today", "F9 Call Li Wei"), ["Done"]))
    assert await run.ada.reads_home() == "Today\nF9 Call Li Wei"

    await run.ada.presses_at_home("Done")
    pressed = run.inbox.last
    assert pressed.pressed is not None
    assert (pressed.pressed.token, pressed.pressed.message_id) == ("tok-Done", "home:UADA")

    edit = outgoing("home:UADA", card("Today", "nothing"), edit_of="home:UADA", answers=pressed.key)
    assert await run.sends(edit) == "home:UADA"
    assert await run.ada.reads_home() == "Today\nnothing"


async def test_a_line_about_a_tap_in_the_home_tab_does_not_wipe_the_tab(over_socket: Running) -> None:
    await over_socket.sends(outgoing("home:UADA", card("Today"), ["Done"]))
    await over_socket.ada.presses_at_home("Done")
    await over_socket.sends(outgoing("home:UADA", card("Already done."), answers=over_socket.inbox.last.key))
    assert await over_socket.ada.reads_home() == "Today"
    assert await over_socket.ada.reads() == "Already done."


async def test_our_links_unfurl_into_the_records_they_name(over_socket: Running) -> None:
    sales = over_socket.slack.world.add_channel("sales", "UADA")
    said = await over_socket.ada.in_(sales).posts_links(
        "https://crm.example.com/r/L12", "https://crm.example.com/r/C404"
    )
    asked = over_socket.inbox.last
    assert asked.text == "L12 C404"

    found = QueryResult("L12", "Li Wei", "Acme", card("L12 · Li Wei · Acme"))
    await over_socket.sends(Outgoing("out", asked.address, (), results=(found,), answers=asked.key))

    assert list(over_socket.slack.world.unfurls[sales.id, said.ts]) == ["https://crm.example.com/r/L12"]


async def test_a_file_goes_up_with_its_words_into_the_direct_chat(over_socket: Running, tmp_path: Path) -> None:
    chart = tmp_path / "chart.png"
    chart.write_bytes(b"picture")
    files = (OutFile(str(chart), "image/png", "pipeline.png"),)
    await over_socket.sends(replace(outgoing("UADA", card("Pipeline <b>")), files=files))

    message = await over_socket.ada.receives()
    assert message.shown == "Pipeline <b>"
    assert [file["name"] for file in message.files] == ["pipeline.png"]
    assert over_socket.slack.world.files[message.files[0]["id"]]["content"] == b"picture"


async def test_a_file_of_theirs_comes_down_with_our_token(over_socket: Running) -> None:
    await over_socket.ada.sends_file("offer.pdf", b"%PDF")
    (file,) = over_socket.inbox.last.files
    assert await over_socket.adapter.fetch(file) == b"%PDF"


async def test_a_file_larger_than_it_said_is_refused_with_the_limit(over_socket: Running) -> None:
    await over_socket.ada.sends_file("film.mp4", b"x")
    limit = over_socket.adapter.capabilities.limits.file_in
    over_socket.slack.world.files[over_socket.inbox.last.files[0].id.split("/")[1]]["size"] = limit + 1
    with pytest.raises(UserError) as refused:
        await over_socket.adapter.fetch(over_socket.inbox.last.files[0])
    assert refused.value.values == {"limit": limit // 1_000_000}


@pytest.mark.parametrize(
    "url", ["https://files.evil.example/x", "http://files.slack.com/x", "https://evilslack.com/x", ""]
)
async def test_the_token_goes_to_slack_and_to_nobody_else(over_socket: Running, url: str) -> None:
    await over_socket.ada.sends_file("offer.pdf", b"%PDF")
    (file,) = over_socket.inbox.last.files
    over_socket.slack.world.files[file.id.split("/")[1]]["url_private_download"] = url
    with pytest.raises(DeliveryError) as refused:
        await over_socket.adapter.fetch(file)
    assert refused.value.permanent


async def test_a_file_nobody_knows_is_a_refusal(over_socket: Running) -> None:
    with pytest.raises(DeliveryError) as refused:
        await over_socket.adapter.fetch(FileRef("T1/F404", "x.pdf"))
    assert refused.value.permanent


async def test_a_message_that_cannot_be_edited_says_so(over_socket: Running) -> None:
    edit = outgoing("UADA", card("x"), edit_of="DT1UADA:1.000001")
    with pytest.raises(DeliveryError) as refused:
        await over_socket.sends(edit)
    assert refused.value.permanent


async def test_a_workspace_that_never_installed_the_app_is_refused(over_socket: Running) -> None:
    over_socket.slack.world.tokens.clear()
    with pytest.raises(DeliveryError) as refused:
        await over_socket.sends(outgoing("UADA", card("x")))
    assert (refused.value.permanent, refused.value.retry_after) == (False, 300)


async def test_nothing_links_or_mentions_by_itself(over_socket: Running) -> None:
    await over_socket.sends(outgoing("UADA", card("see https://acme.example and @channel")))
    (call,) = over_socket.slack.world.calls("chat.postMessage")
    assert (call.args["unfurl_links"], call.args["unfurl_media"]) == (False, False)
    assert "link_names" not in call.args
    assert "parse" not in call.args


@pytest.mark.parametrize("in_thread", [False, True])
async def test_a_message_whose_answer_was_lost_is_found_and_not_said_twice(
    over_socket: Running, *, in_thread: bool
) -> None:
    sales = over_socket.slack.world.add_channel("sales", "UADA")
    ada = over_socket.ada.in_(sales)
    root = await ada.says("hello")
    message = outgoing(sales.id, card("Acme"), thread_id=root.ts if in_thread else None)
    over_socket.slack.fail("chat.postMessage", "drop")
    with pytest.raises(DeliveryError) as lost:
        await over_socket.sends(message)
    assert lost.value.unknown

    sent = await over_socket.sends(replace(message, repeat=True))

    (seen,) = ada.sees
    assert sent == f"{seen.channel}:{seen.ts}"


async def test_a_message_that_never_arrived_is_said_again(over_socket: Running) -> None:
    message = outgoing("UADA", card("Acme"))
    over_socket.slack.fail("chat.postMessage", "reset")
    with pytest.raises(DeliveryError):
        await over_socket.sends(message)
    await over_socket.sends(replace(message, repeat=True))
    assert [m.shown for m in over_socket.ada.sees] == ["Acme"]


async def test_where_nobody_can_tell_it_is_said_again(over_socket: Running) -> None:
    over_socket.slack.fail("conversations.history", "error", error="missing_scope")
    await over_socket.sends(replace(outgoing("UADA", card("Acme")), repeat=True))
    assert [m.shown for m in over_socket.ada.sees] == ["Acme"]


@pytest.fixture
def chart(tmp_path: Path) -> tuple[OutFile, ...]:
    path = tmp_path / "chart.png"
    path.write_bytes(b"picture")
    return (OutFile(str(path), "image/png", "pipeline.png"),)


async def test_a_file_for_one_pair_of_eyes_goes_to_the_direct_chat(
    over_socket: Running, chart: tuple[OutFile, ...]
) -> None:
    sales = over_socket.slack.world.add_channel("sales", "UADA", "UBOB")
    message = replace(outgoing(sales.id, card("Export"), only_for=ADA, thread_id="1.000001"), files=chart)
    await over_socket.sends(message)
    assert over_socket.ada.in_(sales).sees == []
    (seen,) = over_socket.ada.sees
    assert (seen.shown, [file["name"] for file in seen.files]) == ("Export", ["pipeline.png"])


async def test_a_file_asked_for_in_the_home_tab_goes_there_too(
    over_socket: Running, chart: tuple[OutFile, ...]
) -> None:
    await over_socket.sends(replace(outgoing("home:UADA", card("Export")), files=chart))
    assert [m.shown for m in over_socket.ada.sees] == ["Export"]


async def test_a_picture_with_buttons_keeps_both_and_a_second_try_repeats_no_words(
    over_socket: Running, chart: tuple[OutFile, ...]
) -> None:
    message = replace(outgoing("UADA", card("Pipeline"), ["By owner"]), files=chart)
    over_socket.slack.fail("files.completeUploadExternal", "status", status=503)
    with pytest.raises(DeliveryError):
        await over_socket.sends(message)
    sent = await over_socket.sends(message)

    words, picture = over_socket.ada.sees
    assert (words.shown, words.buttons) == ("Pipeline", ["By owner"])
    assert sent == f"{words.channel}:{words.ts}"
    assert [file["name"] for file in picture.files] == ["pipeline.png"]
