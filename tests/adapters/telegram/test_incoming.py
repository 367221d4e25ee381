"""Each recorded payload means what its `expect` says: null for nothing of ours, else the fields named there."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.telegram.addressing import Self
from bot.adapters.telegram.incoming import Envelope, parse_update
from bot.adapters.telegram.updates import lane_of, raw_update
from tests.adapters.house import NOON

PAYLOADS = sorted((Path(__file__).parent / "payloads").glob("*.json"))
ENVELOPE = Envelope("key-1", Self("4200", "rapport_test_bot"), NOON)


def plain(value: Any) -> Any:
    """As JSON would have it: times in ISO form, tuples as lists."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, tuple | list) else value


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_a_recorded_payload_means_what_it_says(path: Path) -> None:
    recorded = json.loads(path.read_text(encoding="utf-8"))
    incoming = parse_update(recorded["update"], ENVELOPE)
    if recorded["expect"] is None:
        assert incoming is None
        return
    assert incoming is not None
    fields = plain(asdict(incoming))
    assert {name: fields[name] for name in recorded["expect"]} == recorded["expect"]
    assert (fields["key"], fields["received_at"]) == ("key-1", NOON.isoformat())


def test_before_telegram_told_our_name_any_bots_name_counts() -> None:
    recorded = json.loads((Path(__file__).parent / "payloads" / "command_with_our_name.json").read_text())
    incoming = parse_update(recorded["update"], Envelope("k", Self("4200"), NOON))
    assert incoming is not None
    assert incoming.is_to_me


class TestLanes:
    def lane(self, name: str) -> str:
        path = Path(__file__).parent / "payloads" / f"{name}.json"
        return lane_of(json.loads(path.read_text(encoding="utf-8"))["update"])

    def test_a_chat_is_a_lane(self) -> None:
        assert self.lane("text_in_private") == self.lane("press") == self.lane("edited_message") == "1001"

    def test_a_topic_is_a_lane_of_its_own(self) -> None:
        assert self.lane("in_a_topic") == self.lane("press_in_a_topic") == "-1001234567890:50"

    def test_a_business_chat_is_not_the_bots_own_chat_with_the_same_person(self) -> None:
        assert self.lane("business_line_of_the_owner") == "bc-1:2002"

    def test_what_has_no_chat_is_its_persons(self) -> None:
        assert self.lane("inline_query") == "user:1001"

    @pytest.mark.parametrize("wild", [None, 5, [], {}, {"message": 3}, {"message": {"chat": []}}])
    def test_anything_has_a_lane_and_a_key(self, wild: Any) -> None:
        raw = raw_update(wild, None, "4200", NOON)
        assert raw.lane
        assert raw.key == raw_update(wild, None, "4200", NOON).key


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
RECORDED = [json.loads(path.read_text(encoding="utf-8"))["update"] for path in PAYLOADS]


@given(st.sampled_from(RECORDED), st.data())
def test_a_broken_field_parks_the_update_and_nothing_worse(update: dict[str, Any], data: st.DataObject) -> None:
    """Whatever stands in the place of one field, parsing ends: with a meaning, with None, or by raising."""
    part = next(name for name in update if name != "update_id")
    name = data.draw(st.sampled_from(sorted(update[part])))
    broken = {**update, part: {**update[part], name: data.draw(JSON)}}
    raw = raw_update(broken, None, "4200", NOON)
    assert raw.key == str(update["update_id"])
    try:
        parse_update(broken, ENVELOPE)
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError, OSError):
        return
