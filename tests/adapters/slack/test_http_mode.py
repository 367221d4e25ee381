"""Nobody but Slack gets in: v0 signature, five minutes, 401 and nothing stored."""

import hmac
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.adapters.slack import http_mode
from tests.adapters.slack.running import Running, running

BODY = json.dumps({"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": {"type": "pin_added"}})
JSON = {"Content-Type": "application/json"}


@pytest.fixture
async def over_http(tmp_path: Path) -> AsyncIterator[Running]:
    async with running(tmp_path, "http") as started:
        yield started


async def test_a_signed_request_is_taken(over_http: Running) -> None:
    slack = over_http.slack
    assert await slack.post(BODY, {**JSON, **slack.signed(BODY)}) == 200
    assert len(over_http.inbox.stored) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=0"},
        {"X-Slack-Request-Timestamp": "1763888400", "X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Request-Timestamp": "nan", "X-Slack-Signature": ""},
    ],
)
async def test_without_its_signature_a_request_is_refused(over_http: Running, headers: dict[str, str]) -> None:
    assert await over_http.slack.post(BODY, {**JSON, **headers}) == 401
    assert over_http.inbox.offered == 0


async def test_a_signature_by_another_secret_is_refused(over_http: Running) -> None:
    over_http.slack.secret = "somebody else's"
    assert await over_http.slack.post(BODY, {**JSON, **over_http.slack.signed(BODY)}) == 401
    assert over_http.inbox.offered == 0


async def test_a_signature_of_other_words_is_refused(over_http: Running) -> None:
    headers = {**JSON, **over_http.slack.signed(BODY)}
    assert await over_http.slack.post(BODY.replace("Ev1", "Ev2"), headers) == 401
    assert over_http.inbox.offered == 0


@pytest.mark.parametrize(("age", "status"), [(299, 200), (301, 401), (-301, 401)])
async def test_a_recorded_request_is_good_for_five_minutes(over_http: Running, age: int, status: int) -> None:
    headers = over_http.slack.signed(BODY, at=over_http.slack.world.now - age)
    assert await over_http.slack.post(BODY, {**JSON, **headers}) == status


async def test_a_signature_that_is_no_text_is_refused(over_http: Running) -> None:
    url = over_http.slack.request_url
    stamp = over_http.slack.signed(BODY)["X-Slack-Request-Timestamp"]
    headers = [(b"X-Slack-Signature", b"v0=\xff\xfe"), (b"X-Slack-Request-Timestamp", stamp.encode())]
    async with httpx.AsyncClient() as client:
        answer = await client.post(url, content=BODY, headers=headers)
    assert answer.status_code == 401


async def test_signatures_are_compared_in_constant_time(over_http: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[Any, Any]] = []
    real = hmac.compare_digest

    def watched(one: Any, other: Any) -> bool:
        compared.append((one, other))
        return real(one, other)

    monkeypatch.setattr(hmac, "compare_digest", watched)
    wrong = {**over_http.slack.signed(BODY), "X-Slack-Signature": "v0=" + "0" * 64}
    assert await over_http.slack.post(BODY, {**JSON, **wrong}) == 401
    assert len(compared) == 1


async def test_the_address_is_verified_by_its_challenge(over_http: Running) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB10", "token": "x"})
    headers = {**JSON, **over_http.slack.signed(body)}
    async with httpx.AsyncClient() as client:
        answer = await client.post(over_http.slack.request_url, content=body, headers=headers)
    assert (answer.status_code, answer.json()) == (200, {"challenge": "3eZbrw1aB10"})
    assert over_http.inbox.offered == 0


async def test_a_body_that_is_no_json_is_refused_and_nothing_stored(over_http: Running) -> None:
    body = "{broken"
    assert await over_http.slack.post(body, {**JSON, **over_http.slack.signed(body)}) == 400
    assert over_http.inbox.offered == 0


async def test_a_body_larger_than_slacks_is_refused(over_http: Running) -> None:
    body = "x" * 5_000_001
    headers = {**JSON, **over_http.slack.signed(body)}
    async with httpx.AsyncClient() as client:
        answer = await client.post(over_http.slack.request_url, content=body, headers=headers)
    assert answer.status_code == 413


async def test_a_command_about_a_payload_is_not_lost(over_http: Running) -> None:
    await over_http.ada.slash("note the payload is 5 kg & <light>")
    assert over_http.inbox.last.text == "note the payload is 5 kg & <light>"


def test_both_ways_of_writing_a_body_are_read() -> None:
    assert http_mode.decoded(b'{"type": "x"}', "application/json; charset=utf-8") == {"type": "x"}
    form = "application/x-www-form-urlencoded"
    assert http_mode.decoded(b"payload=%7B%22type%22%3A%22x%22%7D", form) == {"type": "x"}
    assert http_mode.decoded(b"command=%2Frapport&text=", form) == {"command": "/rapport", "text": ""}


@pytest.mark.parametrize("body", [b"[]", b'"x"', b"\xff", b""])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - JSON's own errors are ValueErrors of many words
        http_mode.decoded(body, "application/json")


async def test_the_socket_needs_no_public_address(over_socket: Running) -> None:
    assert over_socket.adapter.routes() == []
