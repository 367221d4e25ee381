"""Three outcomes told apart: useless, later, nobody knows."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.adapters.slack.errors import delivery_error


class Answer(dict[str, str]):
    def __init__(self, error: str, status: int = 200, **headers: str) -> None:
        super().__init__(error=error)
        self.status_code = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def refused(error: str, status: int = 200, **headers: str) -> SlackApiError:
    return SlackApiError("no", Answer(error, status, **headers))  # type: ignore[no-untyped-call] # the SDK's is untyped


@pytest.mark.parametrize(
    "error",
    [
        "channel_not_found",
        "is_archived",
        "user_not_found",
        "cannot_dm_bot",
        "invalid_blocks",
        "msg_too_long",
        "no_text",
    ],
)
def test_a_refusal_is_for_good(error: str) -> None:
    assert delivery_error(refused(error)).permanent


@pytest.mark.parametrize(
    ("error", "about_the_message"),
    [("channel_not_found", False), ("user_not_found", False), ("invalid_blocks", True), ("msg_too_long", True)],
)
def test_a_refused_message_closes_no_door(error: str, *, about_the_message: bool) -> None:
    assert delivery_error(refused(error)).content is about_the_message


def test_a_429_says_when() -> None:
    error = delivery_error(refused("ratelimited", 429, Retry_After="7"))
    assert (error.retry_after, error.permanent) == (7, False)


def test_a_429_that_does_not_say_when_still_waits() -> None:
    assert delivery_error(refused("ratelimited", 429)).retry_after == 30


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "account_inactive", "missing_scope"])
def test_what_the_operator_must_mend_gives_up_no_address(error: str) -> None:
    found = delivery_error(refused(error))
    assert not found.permanent
    assert found.retry_after == 300


@pytest.mark.parametrize("error", ["internal_error", "fatal_error"])
def test_an_error_in_the_middle_leaves_the_outcome_unknown(error: str) -> None:
    found = delivery_error(refused(error))
    assert (found.unknown, found.permanent) == (True, False)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_an_outage_passes(status: int) -> None:
    found = delivery_error(refused("", status))
    assert (found.unknown, found.permanent) == (False, False)


def test_a_connection_never_made_is_simply_tried_again() -> None:
    found = delivery_error(aiohttp.ConnectionTimeoutError())
    assert (found.unknown, found.permanent) == (False, False)


@pytest.mark.parametrize("error", [TimeoutError(), aiohttp.ServerDisconnectedError(), ConnectionResetError()])
def test_a_lost_answer_leaves_the_outcome_unknown(error: Exception) -> None:
    assert delivery_error(error).unknown
