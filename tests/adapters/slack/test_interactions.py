"""What commands, buttons, shortcuts and forms say; the payloads are written from Slack's public reference."""

from typing import Any

import pytest

from bot.adapters.slack import keys
from domain.chat import ForwardKind, IncomingKind
from tests.adapters.slack.envelopes import Json, heard, read


def a_command(**more: Any) -> Json:
    return {
        "command": "/rapport",
        "text": "find acme",
        "team_id": "T1",
        "channel_id": "C1",
        "channel_name": "sales",
        "user_id": "UADA",
        "user_name": "ada",
        "trigger_id": "13345224609.738474920.8088930838d88f008e0",
        "response_url": "https://hooks.slack.com/commands/1234/5678",
        **more,
    }


def test_a_command_is_what_follows_it() -> None:
    said = heard(a_command())
    assert (said.text, said.kind, said.address.chat_id) == ("find acme", IncomingKind.MESSAGE, "C1")
    assert said.as_command
    assert (said.chat_title, said.is_private, said.is_to_me, said.actor_name) == ("sales", False, True, "ada")


def test_a_bare_command_asks_for_help() -> None:
    assert heard(a_command(text="")).text == "help"


def test_a_command_between_two_people_is_answered_in_our_own_chat() -> None:
    said = heard(a_command(channel_id="D999", channel_name="directmessage"))
    assert (said.address.chat_id, said.is_private) == ("UADA", True)


def a_press(**more: Any) -> Json:
    return {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": "UADA", "name": "ada", "team_id": "T1"},
        "trigger_id": "12466734323.1395872398",
        "container": {"type": "message", "message_ts": "1763888400.2", "channel_id": "C1", "is_ephemeral": False},
        "channel": {"id": "C1", "name": "sales"},
        "message": {"ts": "1763888400.2", "user": "UBOT"},
        "actions": [{"type": "button", "action_id": "choice:0:0", "value": "tok-1"}],
        **more,
    }


def test_a_tap_brings_its_token_and_its_message() -> None:
    tapped = heard(a_press())
    assert tapped.pressed is not None
    assert (tapped.pressed.token, tapped.pressed.message_id) == ("tok-1", "C1:1763888400.2")
    assert tapped.address.thread_id is None


def test_a_tap_on_a_card_that_was_answered_is_in_the_place_of_the_card() -> None:
    answered = {"ts": "1763888400.2", "thread_ts": "1763888400.2", "reply_count": 1}
    assert heard(a_press(message=answered)).address.thread_id is None


def test_a_tap_in_a_thread_is_in_the_thread() -> None:
    assert (
        heard(a_press(message={"ts": "1763888400.2", "thread_ts": "1763888300.1"})).address.thread_id == "1763888300.1"
    )


def test_a_tap_on_what_only_one_person_sees_says_so() -> None:
    container = {"type": "message", "message_ts": "1763888400.2", "channel_id": "C1", "is_ephemeral": True}
    tapped = heard(a_press(container=container, message=None))
    assert tapped.pressed is not None
    assert tapped.pressed.message_id == "ephemeral:C1:1763888400.2"


def test_a_tap_in_the_home_tab_is_in_the_home_tab() -> None:
    body = a_press(container={"type": "view", "view_id": "V1"}, channel=None, message=None)
    tapped = heard(body)
    assert tapped.pressed is not None
    assert (tapped.address.chat_id, tapped.pressed.message_id) == ("home:UADA", "home:UADA")
    assert tapped.is_private
    assert keys.lane_of(body) == "home:UADA"


def test_a_tap_on_a_link_is_the_browsers() -> None:
    assert read(a_press(actions=[{"type": "button", "action_id": "x", "url": "https://acme.example"}])) is None


def a_save(message: Json, callback_id: str = "save_to_rapport") -> Json:
    return {
        "type": "message_action",
        "callback_id": callback_id,
        "trigger_id": "13345224609.738474920",
        "team": {"id": "T1"},
        "user": {"id": "UADA", "name": "ada"},
        "channel": {"id": "C9", "name": "customers"},
        "message": message,
        "response_url": "https://hooks.slack.com/app-actions/T1/1",
    }


def test_a_saved_message_is_a_forward_to_us_in_private() -> None:
    saved = heard(a_save({"type": "message", "user": "UWANG", "ts": "1763800000.000100", "text": "we need 50 seats"}))
    assert (saved.text, saved.address.chat_id, saved.is_private) == ("we need 50 seats", "UADA", True)
    assert saved.forward is not None
    assert (saved.forward.kind, saved.forward.user_id) == (ForwardKind.USER, "UWANG")


def test_a_saved_message_of_somebody_without_an_account_keeps_the_name() -> None:
    saved = heard(a_save({"subtype": "bot_message", "username": "Wang Lei", "ts": "1763800000.0001", "text": "hi"}))
    assert saved.forward is not None
    assert (saved.forward.kind, saved.forward.name) == (ForwardKind.HIDDEN, "Wang Lei")


def test_somebody_elses_shortcut_is_none_of_our_business() -> None:
    assert read(a_save({"user": "UWANG", "ts": "1.2", "text": "x"}, callback_id="other_app")) is None


def test_a_form_comes_back_with_what_was_filled_in() -> None:
    view = {
        "id": "V1",
        "callback_id": "form:lead",
        "private_metadata": "L12",
        "state": {
            "values": {
                "name": {"name": {"type": "plain_text_input", "value": " Li Wei "}},
                "note": {"note": {"type": "plain_text_input", "value": None}},
            }
        },
    }
    body = {"type": "view_submission", "team": {"id": "T1"}, "user": {"id": "UADA"}, "trigger_id": "1.2", "view": view}
    form = heard(body).form
    assert form is not None
    assert (form.name, form.values, form.context) == ("lead", {"name": "Li Wei", "note": ""}, "L12")


@pytest.mark.parametrize(
    "body",
    [a_press(actions=[]), {"type": "view_submission", "trigger_id": "1", "user": {"id": "U"}, "view": {}}],
)
def test_what_is_malformed_is_told_and_not_guessed_at(body: Json) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, IndexError, AttributeError)):
        read(body)
