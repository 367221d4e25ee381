"""What of a text stands nowhere else on its card: "wants 50 seats"."""

import re
from dataclasses import dataclass
from typing import Protocol

from understanding.extraction.model import Understanding

_CLAUSES = re.compile(r"[,，；。！？\n]+|[;!?]+(?=[\s\u3400-\u9fff]|$)|\.(?=\s|$)")
"""Where a clause ends. Within a word ("<!channel>", "?x=1") a sign ends nothing."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_SMALL_TALK = frozenset(
    {"ok", "okay", "yes", "no", "thanks", "thank you", "hi", "hello", "好的", "谢谢", "是的", "你好"}
)
_FILLER = re.compile(r"^(?:(?:and|but|who|she|he|they)\b|[的说，])\s*", re.IGNORECASE)
_TALKED = re.compile(
    r"(?:刚|刚刚|刚才|一起)?(?:聊|谈|见|吃|喝|通|打|碰|开)(?:完|了|过)?(?:一?[下次会]|电话|面|饭|茶|会)*了?"
)
"""Only that one talked: the card itself says that."""

Span = tuple[int, int]


class _Found(Protocol):
    """Whatever was found in a text."""

    @property
    def text(self) -> str: ...

    @property
    def start(self) -> int: ...


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where names stand, and where what the card shows elsewhere does."""

    names: tuple[Span, ...]
    shown: tuple[Span, ...]
    past: tuple[Span, ...]


def gist_of(text: str, understood: Understanding, *, with_amounts: bool) -> str | None:
    """The clauses that name nobody, no number to reach them and no plan; None where nothing is left.

    Of a clause that begins with a name what follows it stays ("Li Wei wants 50 seats": "wants 50 seats").
    `with_amounts`: an amount has no line of its own, so its clause stays. `text` may be a part of what was understood
    (the words after "note C7").
    """
    marks = _marks(text, understood, with_amounts=with_amounts)
    kept = [said for start, end in _clauses(text) if (said := _said(text, start, end, marks))]
    separator = "，" if understood.language == "zh" else ", "
    return separator.join(kept) or None


def amount_clause(text: str, understood: Understanding) -> str | None:
    """The clause of the first amount, where it says more than the amount and nothing the card shows elsewhere."""
    if not understood.money:
        return None
    at = _place(text, understood.money[0])
    marks = _marks(text, understood, with_amounts=True)
    for start, end in _clauses(text):
        if start <= at < end and not _within(start, end, (*marks.shown, *marks.names)):
            return text[start:end].strip()
    return None


def _said(text: str, start: int, end: int, marks: _Marks) -> str | None:
    """What a clause says beyond names; None where that is nothing, or stands elsewhere."""
    if _within(start, end, marks.shown):
        return None
    names = _within(start, end, marks.names)
    if not names:
        return _worded(text[start:end])
    before = _without(text, start, min(first for first, _ in names), marks.past)
    if _weight(before) > 1:
        return _worded(text[start:end])
    return _worded(_FILLER.sub("", _without(text, max(last for _, last in names), end, marks.past).strip()))


def _within(start: int, end: int, spans: tuple[Span, ...]) -> list[Span]:
    return [(first, last) for first, last in spans if start < last and first < end]


def _without(text: str, start: int, end: int, spans: tuple[Span, ...]) -> str:
    """That stretch without the spans in it."""
    for first, last in sorted(_within(start, end, spans), reverse=True):
        text = text[:first] + text[last:]
        end -= last - first
    return text[start:end]


def _worded(text: str) -> str | None:
    text = text.strip(" \t:：-–—")
    said_something = _weight(text) and text.lower() not in _SMALL_TALK and not _TALKED.fullmatch(text)
    return text if said_something else None


def _weight(text: str) -> int:
    """How many words; two Chinese characters count as one."""
    return len(re.findall(r"[^\W\d_]{2,}", _HAN.sub(" ", text))) + len(_HAN.findall(text)) // 2


def _clauses(text: str) -> list[Span]:
    """(start, end) of each clause; a comma within a number (12,000) is none."""
    found: list[Span] = []
    start = 0
    for mark in _CLAUSES.finditer(text):
        before, after = text[: mark.start()][-1:], text[mark.end() :][:1]
        if mark.group() in {",", "."} and before.isdigit() and after.isdigit():
            continue
        found.append((start, mark.start()))
        start = mark.end()
    found.append((start, len(text)))
    return found


def _marks(text: str, understood: Understanding, *, with_amounts: bool) -> _Marks:
    names = _spans(text, *understood.people, *understood.companies)
    shown = _spans(text, *understood.phones, *understood.emails, *understood.handles)
    if not with_amounts:
        shown += _spans(text, *understood.money)
    if understood.due_at is not None:
        shown += _spans(text, *(one for one in understood.times if not one.past))
    return _Marks(names, shown, _spans(text, *(one for one in understood.times if one.past)))


def _spans(text: str, *found: _Found) -> tuple[Span, ...]:
    places = ((_place(text, one), len(one.text)) for one in found)
    return tuple((start, start + length) for start, length in places if start >= 0)


def _place(text: str, found: _Found) -> int:
    """Where it stands in the text; -1 where that part of the words was left out (the C7 of "note C7 ...")."""
    return found.start if text.startswith(found.text, found.start) else text.find(found.text)
