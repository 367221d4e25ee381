"""`rapport explain text`: lines for programs, words for people."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from crm.explain import explain_text, explain_text_lines
from i18n import translator
from understanding.extraction import Context

_ASKED = {"at": "2026-11-18T16:30:00", "tz": "Asia/Shanghai", "currency": "CNY", "region": "CN"}


def _answers(lines: Iterable[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in explain_text_lines(lines)]


def test_a_line_is_answered_with_all_it_says() -> None:
    text = "Met Li Wei of Acme Robotics, about ¥200k, call her next Tuesday 3pm, 138-0013-8000"
    (answer,) = _answers([json.dumps({"text": text, **_ASKED})])
    assert answer["people"] == [{"name": "Li Wei", "text": "Li Wei"}]
    assert answer["companies"] == [{"name": "Acme Robotics", "text": "Acme Robotics"}]
    assert answer["phones"] == [{"number": "+8613800138000", "text": "138-0013-8000"}]
    assert answer["money"] == [{"amount": "200000", "currency": "CNY", "text": "¥200k"}]
    (moment,) = answer["times"]
    assert moment["start"] == "2026-11-24T15:00:00+08:00"
    assert moment["end"] is None
    assert moment["grain"] == "minute"
    assert answer["due_at"] == "2026-11-24T15:00:00+08:00"
    assert answer["recurs"] is None
    assert "follow_up" in answer["intents"]
    assert answer["language"] == "en"


def test_a_bad_line_is_told_with_its_number_and_the_others_are_answered() -> None:
    good = json.dumps({"text": "ok", **_ASKED})
    answers = _answers(
        [good, "no json", json.dumps({"text": "x", **_ASKED, "tz": "Nowhere/Land"}), json.dumps({"wrong": 1}), good]
    )
    assert [answer.get("line") for answer in answers] == [None, 2, 3, 4, None]
    assert all("error" in answer for answer in answers[1:4])


def test_a_moment_without_offset_is_in_the_zone_told() -> None:
    (answer,) = _answers([json.dumps({"text": "in half an hour", **_ASKED})])
    assert answer["times"][0]["start"] == "2026-11-18T17:00:00+08:00"


def test_without_a_currency_a_chinese_amount_is_in_yuan() -> None:
    (answer,) = _answers([json.dumps({"text": "报价20万", "at": "2026-11-18T16:30:00Z", "tz": "UTC"})])
    assert answer["money"] == [{"amount": "200000", "currency": "CNY", "text": "20万"}]


def test_a_person_reads_a_line_a_finding() -> None:
    context = Context(datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai")), "Asia/Shanghai", currency="CNY")
    answer = explain_text("call Petra on Friday, 45k", context, translator("en"))
    assert "People: Petra (Petra)" in answer
    assert "45000 CNY (45k)" in answer
    assert "Follow-up due: 2026-11-20" in answer
