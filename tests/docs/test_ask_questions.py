"""docs/how-to/ask-questions.md: every question it shows is read as one, and its table names every filter."""

import re
from datetime import date
from pathlib import Path

from handlers.questions import Known, read
from handlers.questions.answering import is_question
from handlers.questions.filters import KEYS

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "ask-questions.md").read_text(encoding="utf-8")
KNOWN = Known(date(2026, 11, 18), {"alice": "alice", "小李": "小李"}, {"proposal": "Proposal"})
DOINGS = ("what did alice do today", "小李今天做了什么")


def test_every_question_shown_is_understood_as_a_whole() -> None:
    shown = re.findall(r"```\n(.*?)```", PAGE, re.DOTALL)[0]
    questions = [text.strip() for line in shown.splitlines() for text in re.split(r"\s{3,}", line)]
    questions.append("deals owner:alice stage:proposal amount>100k close:this-quarter idle>14d sort:amount")
    for words in questions:
        assert words in DOINGS or is_question(read(words, KNOWN), words), words


def test_every_filter_stands_in_the_table() -> None:
    for key in KEYS:
        assert key == "show" or re.search(rf"`{key}[:><]", PAGE), key
