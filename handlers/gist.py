"""What of a text stands nowhere else on its card: "wants 50 seats"."""

import re

from understanding.extraction.model import Understanding

_CLAUSES = re.compile(r"[,，;；。！!？?\n]+|\.(?=\s|$)")


def gist_of(text: str, understood: Understanding, *, with_amounts: bool) -> str | None:
    """The clauses that name nobody, no number to reach them and no plan; None where nothing is left.

    `with_amounts`: an amount has no line of its own, so its clause stays.
    """
    taken = _spans(understood, with_amounts=with_amounts)
    kept = [
        text[start:end].strip()
        for start, end in _clauses(text)
        if not any(start < last and first < end for first, last in taken)
    ]
    clauses = [clause for clause in kept if any(c.isalnum() for c in clause)]
    separator = "，" if understood.language == "zh" else ", "
    return separator.join(clauses) or None


def amount_clause(text: str, understood: Understanding) -> str | None:
    """The clause of the first amount, where it says more than the amount and nothing the card shows elsewhere."""
    if not understood.money:
        return None
    amount = understood.money[0]
    taken = _spans(understood, with_amounts=True)
    for start, end in _clauses(text):
        if start <= amount.start < end and not any(start < last and first < end for first, last in taken):
            return text[start:end].strip()
    return None


def _clauses(text: str) -> list[tuple[int, int]]:
    """(start, end) of each clause; a comma within a number (12,000) is none."""
    found: list[tuple[int, int]] = []
    start = 0
    for mark in _CLAUSES.finditer(text):
        before, after = text[: mark.start()][-1:], text[mark.end() :][:1]
        if mark.group() in {",", "."} and before.isdigit() and after.isdigit():
            continue
        found.append((start, mark.start()))
        start = mark.end()
    found.append((start, len(text)))
    return found


def _spans(understood: Understanding, *, with_amounts: bool) -> list[tuple[int, int]]:
    spans = [
        (one.start, one.start + len(one.text))
        for group in (understood.people, understood.companies, understood.phones, understood.emails, understood.handles)
        for one in group
    ]
    if not with_amounts:
        spans += [(one.start, one.start + len(one.text)) for one in understood.money]
    if understood.due_at is not None:
        spans += [(one.start, one.start + len(one.text)) for one in understood.times if not one.past]
    return spans
