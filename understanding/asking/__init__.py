"""Whether words are a question to the one they are typed to, by their grammar; pure, English and Chinese.

A question somebody else asked ("he wants to know if we ship to Peru", 王芳问什么时候发货) tells of them and is none;
nor is what is asked for as a favour ("can you remind me ..."): that is a task.
"""

import re
from functools import cache
from importlib import import_module
from typing import Protocol, cast

LONGEST = 240
"""Characters: who asks us is brief; what is longer is a note with a question in it."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_HEAD = re.compile(r"\W*[A-Za-z]")


class Grammar(Protocol):
    def asks(self, text: str) -> bool: ...
    def tells_of_asking(self, text: str) -> bool: ...


@cache
def _grammar(language: str) -> Grammar:
    """Loaded at first use: compiling its patterns is a tenth of the program's start."""
    return cast("Grammar", import_module(f"understanding.asking.{language}"))


def asks(text: str) -> bool:
    """Whether the text, as typed, is a question to us."""
    text = " ".join(text.split(" ")).strip()
    if not text or len(text) > LONGEST or "\n" in text:
        return False
    if not _HAN.search(text):
        return _grammar("english").asks(text)
    if _grammar("chinese").asks(text):
        return True
    return _LATIN_HEAD.match(text) is not None and _grammar("english").asks(text)


def tells_of_asking(text: str) -> bool:
    """Whether the text holds somebody else's question, or one to be put to somebody: "ask Tom what he thinks"."""
    text = text[:LONGEST]
    return _grammar("chinese" if _HAN.search(text) else "english").tells_of_asking(text)
