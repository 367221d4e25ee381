"""What counts as right, set by set: each judge takes a case and what was understood, and says what it saw."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from benchmarks.evaluate.cases import Row
from domain.terms import Grain
from understanding.extraction.model import Amount, Context, Moment, Understanding

_WHOLE = {
    Grain.DAY: relativedelta(days=1),
    Grain.WEEK: relativedelta(days=7),
    Grain.MONTH: relativedelta(months=1),
    Grain.QUARTER: relativedelta(months=3),
    Grain.YEAR: relativedelta(years=1),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing judged: `figure` is what it counts for, `verdict` right, wrong, missing or false."""

    figure: str
    verdict: str
    text: str
    wanted: str
    got: str


def context_of(row: Row) -> Context:
    zone = row.get("tz") or "UTC"
    at = datetime.fromisoformat(row.get("at") or row.get("reference_datetime") or "2026-11-18T10:00:00")
    is_chinese = any("\u4e00" <= char <= "\u9fff" for char in row.get("text", ""))
    return Context(
        at=at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone)),
        tz=zone,
        currency=row.get("currency") or ("CNY" if is_chinese else "USD"),
        region=row.get("region") or ("CN" if is_chinese else "US"),
    )


def judged(figure: str, row: Row, wanted: object, got: object, *, right: bool) -> Judged:
    """A thing that should be there and is or is not, or should not be there."""
    absent: tuple[object, ...] = (None, [], "")
    missing = "missing" if got in absent else "wrong"
    verdict = "right" if right else "false" if wanted in absent else missing
    return Judged(figure, verdict, row["text"], str(wanted), str(got))


# --- times -----------------------------------------------------------------------------------------------------------


def dates(row: Row, found: Understanding) -> Iterator[Judged]:
    expected = row["expected"]
    moment = found.times[0] if found.times else None
    got = _shown(moment) if moment else None
    right = moment is not None and _same_time(moment, expected)
    core = "core" in row["tags"]
    if expected["grain"] == "range":
        yield judged("ranges", row, expected, got, right=right)
        if core:
            yield judged("ranges, follow-up-like", row, expected, got, right=right)
    elif core:
        yield judged("times, follow-up-like", row, expected, got, right=right)
    yield judged("times, all", row, expected, got, right=right)


def nodates(row: Row, found: Understanding) -> Iterator[Judged]:
    got = [moment.text for moment in found.times]
    yield judged("texts without a time", row, None, got, right=not got)


def _shown(moment: Moment) -> str:
    return f"{moment.start_at:%Y-%m-%dT%H:%M} {end_of(moment):%Y-%m-%dT%H:%M} {moment.grain} {moment.text!r}"


def end_of(moment: Moment) -> datetime:
    """The end of a moment, exclusive; its start where it is an instant."""
    return moment.end_at or moment.start_at + _WHOLE.get(moment.grain, relativedelta())


def _same_time(moment: Moment, expected: dict[str, Any]) -> bool:
    start = moment.start_at.replace(tzinfo=None)
    wanted = datetime.fromisoformat(expected["start"])
    if expected["grain"] == "date":
        return start.date() == wanted.date()
    if start.replace(second=0) != wanted.replace(second=0):
        return False
    if expected["grain"] == "datetime":
        return True
    end, last = end_of(moment).replace(tzinfo=None), datetime.fromisoformat(expected["end"])
    return end - timedelta(seconds=60) <= last <= end


# --- money, phones, e-mails ------------------------------------------------------------------------------------------


def money(row: Row, found: Understanding) -> Iterator[Judged]:
    wanted = row["expected"][0] if row["expected"] else None
    got = found.money[0] if found.money else None
    right = (wanted is None and got is None) or (wanted is not None and got is not None and _same_money(got, wanted))
    yield judged("first amount", row, wanted, got and f"{got.amount} {got.currency} {got.text!r}", right=right)
    values = [f"{each.amount} {each.currency}" for each in found.money]
    pairs = list(zip(found.money, row["expected"], strict=False))
    exact = len(found.money) == len(row["expected"]) and all(_same_money(*pair) for pair in pairs)
    yield judged("amounts, exact list", row, row["expected"], values, right=exact)
    yield _no_time_inside(row, found, [each["span"] for each in row["expected"] if "span" in each])


def _same_money(got: Amount, wanted: dict[str, Any]) -> bool:
    value = Decimal(str(wanted["value"]))
    close = abs(got.amount - value) <= abs(value) * Decimal("1e-9")
    iso = wanted.get("iso", wanted.get("currency"))
    return close and (iso is None or got.currency == iso)


def phones(row: Row, found: Understanding) -> Iterator[Judged]:
    got = [phone.text.lower() for phone in found.phones]
    wanted = [text.lower() for text in row["expected"]]
    yield judged("phones, exact set", row, wanted, got, right=sorted(got) == sorted(wanted))
    yield _no_time_inside(row, found, wanted)


def emails(row: Row, found: Understanding) -> Iterator[Judged]:
    got = [email.address.lower() for email in found.emails]
    wanted = [text.lower() for text in row["expected"]]
    yield judged("e-mails, exact set", row, wanted, got, right=sorted(got) == sorted(wanted))


def _no_time_inside(row: Row, found: Understanding, spans: list[str]) -> Judged:
    text = row["text"].lower()
    places = [(text.find(span.lower()), len(span)) for span in spans if span.lower() in text]
    inside = [
        moment.text
        for moment in found.times
        if any(start < moment.start + len(moment.text) and moment.start < start + length for start, length in places)
    ]
    return judged("times in phones and amounts", row, None, inside, right=not inside)


# --- whole notes -----------------------------------------------------------------------------------------------------


def messages(row: Row, found: Understanding) -> Iterator[Judged]:
    """Notes with generated slots: one value a field, null where there is none."""
    fields = row["fields"]
    seen = [
        _message_due(row, fields["followup"], found),
        _message_amount(row, fields["amount"], found),
        _one("person", row, fields["person"], [each.name for each in found.people]),
        _one("company", row, fields["company"], [each.name for each in found.companies]),
        _one("phone", row, fields["phone"] and fields["phone"]["e164"], [each.number for each in found.phones]),
        _one("e-mail", row, fields["email"], [each.address for each in found.emails]),
    ]
    yield from seen
    missed = [each.figure for each in seen if each.verdict != "right"]
    yield judged("every field", row, "all right", missed, right=not missed)


def _one(figure: str, row: Row, wanted: str | None, got: list[Any]) -> Judged:
    right = got == ([wanted] if wanted else [])
    return judged(figure, row, wanted, got, right=right)


def _message_due(row: Row, wanted: dict[str, Any] | None, found: Understanding) -> Judged:
    right = found.due_at is None
    if wanted is not None:
        due = found.due_at.replace(tzinfo=None, second=0) if found.due_at else None
        start = datetime.fromisoformat(wanted["start"]).replace(second=0)
        right = due is not None and (due.date() == start.date() if wanted["grain"] == "date" else due == start)
    figure = "follow-up" if wanted else "no follow-up"
    return judged(figure, row, wanted, found.due_at and f"{found.due_at:%Y-%m-%dT%H:%M} {found.due_grain}", right=right)


def _message_amount(row: Row, wanted: dict[str, Any] | None, found: Understanding) -> Judged:
    got = found.money[0] if found.money else None
    right = (got is None) if wanted is None else (got is not None and _same_money(got, wanted))
    return judged("amount", row, wanted, got and f"{got.amount} {got.currency}", right=right)


def notes(row: Row, found: Understanding) -> Iterator[Judged]:
    """Notes as reps write them; only what `expect` holds is judged."""
    seen = [_note_field(row, name, wanted, found) for name, wanted in row["expect"].items()]
    yield from seen
    missed = [each.figure for each in seen if each.verdict != "right"]
    yield judged("every field judged", row, "all right", missed, right=not missed)


def _note_field(row: Row, name: str, wanted: Any, found: Understanding) -> Judged:
    got: Any
    if name == "due":
        got = found.due_at.isoformat() if found.due_at else None
        right = got is None if wanted is None else got is not None and got.startswith(wanted)
    elif name == "money":
        got = [(each.amount, each.currency) for each in found.money]
        right = got == [(Decimal(each["amount"]), each["currency"]) for each in wanted]
    elif name == "titles":
        got = {person.name: person.role.title for person in found.people if person.role}
        right = got == wanted
    elif name == "recurs":
        got, right = found.recurs, bool(found.recurs) == wanted
    elif name == "intents":
        got = [intent.value for intent in found.intents]
        right = all(intent in got for intent in wanted)
    else:
        got = [_name_of(each) for each in getattr(found, name)]
        right = sorted(map(str, got)) == sorted(wanted)
    return judged(name, row, wanted, got, right=right)


def _name_of(each: Any) -> str:
    for field in ("name", "number", "address"):
        if hasattr(each, field):
            return str(getattr(each, field))
    raise TypeError(each)


JUDGES = {
    "dates_en": dates,
    "dates_zh": dates,
    "nodates_en": nodates,
    "nodates_zh": nodates,
    "money_en": money,
    "money_zh": money,
    "phones_en": phones,
    "phones_zh": phones,
    "emails": emails,
    "messages_en": messages,
    "messages_zh": messages,
    "notes_en": notes,
    "notes_zh": notes,
}
