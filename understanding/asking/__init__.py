"""Whether words are a question to the one they are typed to, by their grammar; pure, English and Chinese.

A question somebody else asked ("he wants to know if we ship to Peru", 王芳问什么时候发货) tells of them and is none;
nor is what is asked for as a favour ("can you remind me ..."): that is a task.
"""

import re

from understanding.asking import chinese, english

LONGEST = 240
"""Characters: who asks us is brief; what is longer is a note with a question in it."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_HEAD = re.compile(r"\W*[A-Za-z]")


def asks(text: str) -> bool:
    """Whether the text, as typed, is a question to us."""
    text = " ".join(text.split(" ")).strip()
    if not text or len(text) > LONGEST or "\n" in text:
        return False
    if not _HAN.search(text):
        return english.asks(text)
    return chinese.asks(text) or (_LATIN_HEAD.match(text) is not None and english.asks(text))


def tells_of_asking(text: str) -> bool:
    """Whether the text holds somebody else's question, or one to be put to somebody: "ask Tom what he thinks"."""
    text = text[:LONGEST]
    return chinese.tells_of_asking(text) if _HAN.search(text) else english.tells_of_asking(text)
