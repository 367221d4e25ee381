"""What reaches us and what a person then sees, the same over Socket Mode and HTTP."""

from domain.chat import IncomingKind
from tests.adapters.slack.running import Running, card, outgoing


async def test_a_typed_line_reaches_us_as_it_was_typed(run: Running) -> None:
    await run.ada.says("Met Li Wei <lw@acme.example> & team, ¥200k “now”")

    heard = run.inbox.last
    assert run.ada.acked
    assert heard.kind is IncomingKind.MESSAGE
    assert heard.text == "Met Li Wei <lw@acme.example> & team, ¥200k “now”"
    assert (heard.actor.tenant, heard.actor.user_id, heard.address.chat_id) == ("T1", "UADA", "UADA")
    assert (heard.actor_name, heard.language_hint, heard.is_private) == ("Ada", "en-US", True)


async def test_a_card_is_read_pressed_and_edited_in_place(run: Running) -> None:
    sent = await run.sends(outgoing("UADA", card("New lead L12"), ["Undo", "Edit"]))
    message = await run.ada.receives()
    assert (message.shown, message.buttons) == ("New lead L12", ["Undo", "Edit"])

    await run.ada.presses("Undo")

    pressed = run.inbox.last
    assert pressed.kind is IncomingKind.PRESS
    assert pressed.pressed is not None
    assert (pressed.pressed.token, pressed.pressed.message_id) == ("tok-Undo", sent)
    assert pressed.address.chat_id == "UADA"

    assert await run.sends(outgoing("UADA", card("Undone"), edit_of=sent)) == sent
    assert await run.ada.reads() == "Undone"
    assert [m.shown for m in run.ada.sees] == ["Undone"]


async def test_a_mention_in_a_channel_is_one_update_answered_in_its_thread(run: Running) -> None:
    sales = run.slack.world.add_channel("sales", "UADA")
    ada = run.ada.in_(sales)

    said = await ada.says("@rapport find acme")

    assert run.inbox.offered == 2  # app_mention and message
    assert len(run.inbox.stored) == 1
    heard = run.inbox.last
    assert (heard.text, heard.is_to_me, heard.is_private) == ("find acme", True, False)
    assert (heard.address.chat_id, heard.address.thread_id) == (sales.id, said.ts)

    await run.sends(outgoing(sales.id, card("Acme"), thread_id=said.ts))
    assert (await ada.receives()).thread_ts == said.ts


async def test_the_same_envelope_again_changes_nothing(run: Running) -> None:
    run.slack.duplicate_next = 2
    await run.ada.says("note acme wants 50 seats")

    assert run.inbox.offered == 3
    assert len(run.inbox.stored) == 1


async def test_nothing_a_customer_wrote_rings_anybody(run: Running) -> None:
    nasty = "<!channel> <@UADA> *bold* <https://evil.example|bank> &amp; @here"
    await run.sends(outgoing("UADA", card(nasty), ["<!here>"]))

    message = await run.ada.receives()
    assert message.shown == nasty
    assert message.rings == []
