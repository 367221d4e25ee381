"""Any text of any length answers in bounded time, without an exception, with spans that are exactly the text's."""

import time
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.understanding.extraction.conftest import Read
from understanding.extraction import Context, Understanding, understand
from understanding.extraction.page import SCANNED, Page

_CONTEXT = Context(
    datetime(2026, 11, 18, 10, tzinfo=ZoneInfo("Asia/Shanghai")), "Asia/Shanghai", currency="CNY", region="CN"
)
# Words of the grammars, thrown together: they reach deeper into the patterns than any random letters.
_WORDS = st.sampled_from(
    (
        "next last this Tuesday Fri tomorrow 3pm 15:30 at by end of month in two weeks half an "
        "hour ago every other Q1 24.8. 12/15 2026-02-30 1530 noon "
        "Met Li Wei of Acme Ltd. , ( ) - : / @ $12k €1.234,56 1.5m RMB 3,000 20% 50 seats +49 30 "
        "901820 138-0013-8000 x12 a@b.io http://x.y/z not no "
        "下周二 下午三点 半小时后 月底 3号 每 隔 周五 大后天 初 末 前 内 上 第 一 季度 万 20万 "
        "三百五十 块 角 分 王 王总 李伟 华为 的 给 跟 和 有限公司 集团 ， 。 （ ） 不是 改到 "
        "成交 丢单 "
        "0 99 1000000 99999999999 ０１２ 後天 週一 İ ß \u200d \n \t"
    ).split(" ")
)


def _check(text: str, found: Understanding) -> None:
    parts: tuple[Any, ...] = (
        *found.people,
        *found.companies,
        *found.phones,
        *found.emails,
        *found.handles,
        *found.money,
        *found.quantities,
        *found.times,
    )
    for part in parts:
        assert text[part.start : part.start + len(part.text)] == part.text
        assert part.text
    for moment in found.times:
        assert moment.start_at.tzinfo is not None
        assert moment.end_at is None or moment.end_at > moment.start_at
    assert found.intents


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_letters_are_read_without_an_exception(text: str) -> None:
    _check(text, understand(text, _CONTEXT))


@settings(max_examples=600, deadline=None)
@given(st.lists(_WORDS, max_size=12), st.sampled_from(["", " ", ", "]))
def test_any_words_of_the_grammars_are_read_without_an_exception(words: list[str], gap: str) -> None:
    text = gap.join(words)
    _check(text, understand(text, _CONTEXT))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_a_page_keeps_one_character_for_one(text: str) -> None:
    page = Page(text)
    assert len(page.cased) == len(page.plain) == len(page.text)


@pytest.mark.parametrize(
    "seed",
    [
        *(
            "a",
            "1",
            " ",
            "1 ",
            "1,",
            "1.",
            "(",
            "@",
            "a@",
            "a.",
            "1-",
            "+1 ",
            "$1 ",
            "A",
            "A ",
            "A, ",
            "Co. ",
            "A & ",
            "of A ",
            "in ",
            "at 1 ",
        ),
        *(
            "two ",
            "a few ",
            "next ",
            "monday ",
            "12:",
            "1/2 ",
            "a.b@",
            "http://a/",
            "1k-",
            "a and a half ",
            "1 day 2 ",
            "ABC Ltd, ",
            "not ",
            "and ",
        ),
        *(
            "万",
            "一",
            "十",
            "王",
            "王总",
            "公司",
            "有限",
            "下",
            "下下",
            "周一",
            "每",
            "1天",
            "3号",
            "的",
            "给王",
            "王芳的",
            "一个半",
            "零",
            "好的",
            "１",
            "İ",
        ),
    ],
)
def test_sixty_four_kilobytes_of_anything_answer_in_bounded_time(seed: str) -> None:
    text = (seed * (65_536 // len(seed) + 1))[:65_536]
    began = time.process_time()
    understand(text, _CONTEXT)
    assert time.process_time() - began < 3  # seconds of processor time; some tenths on an idle machine


def test_beyond_the_scanned_length_nothing_is_searched(read: Read) -> None:
    assert read("x " * SCANNED + "call me at +49 30 901820").phones == ()


def test_a_note_is_read_in_milliseconds(read: Read) -> None:
    text = "Met Li Wei of Acme Robotics today, wants 50 seats, about ¥200k, call her next Tuesday 3pm, 138-0013-8000"
    read(text)
    began = time.process_time()
    for _ in range(50):
        read(text)
    assert (time.process_time() - began) / 50 < 0.01  # some 1 ms; the benchmark holds the exact figure
