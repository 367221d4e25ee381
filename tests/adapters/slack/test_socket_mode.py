"""The connection we hold: lost, refreshed, and never acknowledged too early."""

from domain.chat import RawUpdate
from tests.adapters.slack.running import Running


async def test_a_lost_connection_is_made_anew(over_socket: Running) -> None:
    await over_socket.ada.says("note one")
    await over_socket.slack.cut()
    await over_socket.slack.connected()
    await over_socket.ada.says("note two")
    assert [heard.text for heard in over_socket.inbox.incoming] == ["note one", "note two"]


async def test_slack_may_ask_for_a_new_connection(over_socket: Running) -> None:
    before = len(over_socket.slack.world.calls("apps.connections.open"))
    await over_socket.slack.refresh()
    await over_socket.slack.reconnected(before + 1)
    await over_socket.ada.says("note one")
    assert over_socket.inbox.last.text == "note one"


async def test_a_lost_acknowledgement_brings_the_envelope_again_and_changes_nothing(over_socket: Running) -> None:
    over_socket.slack.ack_seconds = 1.0
    over_socket.slack.drop_acks = 1
    await over_socket.ada.says("note one")
    await over_socket.slack.settled()
    assert over_socket.inbox.offered == 2
    assert len(over_socket.inbox.stored) == 1
    assert over_socket.slack.unacked == []


async def test_what_the_inbox_chokes_on_is_not_acknowledged(over_socket: Running) -> None:
    async def fails(update: RawUpdate) -> None:
        raise RuntimeError("the disk is full")

    over_socket.slack.ack_seconds = 0.1
    over_socket.inbox.before = fails
    await over_socket.ada.says("note one")
    await over_socket.slack.settled()
    assert len(over_socket.slack.unacked) == 1


async def test_the_socket_is_opened_with_the_app_token_and_calls_with_the_bots(over_socket: Running) -> None:
    assert over_socket.slack.world.calls("apps.connections.open", ok=True)
    assert not over_socket.slack.world.calls("apps.connections.open", ok=False)
