"""Envelopes written from Slack's public reference, and what we read in them."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from bot.adapters.slack import keys
from bot.adapters.slack.incoming import parse
from domain.chat import Incoming, RawUpdate

Json = dict[str, Any]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def read(body: Json) -> Incoming | None:
    raw = RawUpdate(
        "slack", keys.tenant_of(body), keys.key_of(body), keys.lane_of(body), msgspec.json.encode(body), NOW
    )
    return parse(raw)


def heard(body: Json) -> Incoming:
    found = read(body)
    assert found is not None
    return found


def an_event(inner: Json, **outer: Any) -> Json:
    return {
        "team_id": "T1",
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": "Ev08MFMKH6",
        "event_time": 1763888400,
        "authorizations": [{"team_id": "T1", "user_id": "UBOT", "is_bot": True}],
        "event": inner,
        **outer,
    }


def a_message(**more: Any) -> Json:
    said = {
        "type": "message",
        "channel": "C1",
        "channel_type": "channel",
        "user": "UADA",
        "text": "hello",
        "ts": "1763888400.000200",
        "event_ts": "1763888400.000200",
    }
    return {key: value for key, value in {**said, **more}.items() if value is not None}
