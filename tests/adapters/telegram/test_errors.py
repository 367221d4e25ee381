"""Each answer of the Bot API means the same for delivery, through either library."""

import pytest

from bot.adapters.telegram.errors import redact, refusal


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (400, "Bad Request: chat not found"),
        (400, "Bad Request: message is too long"),
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: bot can't initiate conversation with a user"),
        (413, "Request Entity Too Large"),
    ],
)
def test_some_answers_never_change(status: int, description: str) -> None:
    assert refusal(status, {"description": description}).permanent


@pytest.mark.parametrize(
    ("status", "description", "content"),
    [
        (400, "Bad Request: chat not found", False),
        (400, "Bad Request: message is too long", True),
        (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", True),
        (400, "Bad Request: not enough rights to send text messages to the chat", False),
        (403, "Forbidden: bot was kicked from the supergroup chat", False),
        (413, "Request Entity Too Large", True),
        (502, "Bad Gateway", False),
    ],
)
def test_a_refused_message_is_told_from_a_closed_door(status: int, description: str, *, content: bool) -> None:
    assert refusal(status, {"description": description}).content is content


@pytest.mark.parametrize("status", [401, 404, 409, 429, 500, 502, 504])
def test_others_pass(status: int) -> None:
    error = refusal(status, {"description": "later"})
    assert not error.permanent
    assert not error.unknown


def test_a_flood_names_its_seconds() -> None:
    error = refusal(429, {"description": "Too Many Requests", "parameters": {"retry_after": 35}})
    assert error.retry_after == 35.0


def test_a_chat_that_moved_is_not_gone() -> None:
    error = refusal(400, {"description": "upgraded", "parameters": {"migrate_to_chat_id": -100123}})
    assert error.moved_to == "-100123"
    assert not error.permanent


@pytest.mark.parametrize("answer", [None, [], "no", {"parameters": 5}, {"description": None}])
def test_an_answer_of_any_shape_is_understood(answer: object) -> None:
    assert not refusal(502, answer).permanent


def test_a_token_is_struck_out_wherever_it_stands() -> None:
    text = "POST https://api.telegram.org/bot123:AbC-d_9/sendMessage and /file/bot123:AbC-d_9/x"
    assert redact(text) == "POST https://api.telegram.org/bot<token>/sendMessage and /file/bot<token>/x"
