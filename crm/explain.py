"""Why did it understand that? The answers of `rapport explain text`, for programs and for people."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from domain.money import plain_decimal
from understanding.extraction import Context, KnownNames, Understanding, understand

Translate = Callable[..., str]


class _Query(msgspec.Struct, forbid_unknown_fields=True):
    """One line of input, as docs/reference describes it."""

    text: str
    at: datetime
    tz: str
    language: str | None = None
    currency: str | None = None
    region: str | None = None


def explain_text_lines(lines: Iterable[str], known: KnownNames | None = None) -> Iterator[str]:
    """One line of JSON out per line in, in order; a line that is no query gives `{"error", "line"}` (from 1)."""
    for number, line in enumerate(lines, 1):
        try:
            answer = as_json(_understood(line, known))
        except (msgspec.DecodeError, ValueError, ZoneInfoNotFoundError, OSError) as wrong:
            answer = {"error": str(wrong), "line": number}
        yield msgspec.json.encode(answer).decode()


def _understood(line: str, known: KnownNames | None) -> Understanding:
    query = msgspec.json.decode(line, type=_Query)
    zone = ZoneInfo(query.tz)
    at = query.at if query.at.tzinfo else query.at.replace(tzinfo=zone)
    chinese = _is_chinese(query)
    context = Context(
        at=at,
        tz=query.tz,
        language=query.language,
        currency=query.currency or ("CNY" if chinese else "USD"),
        region=query.region or ("CN" if chinese else "US"),
        known=known,
    )
    return understand(query.text, context)


def _is_chinese(query: _Query) -> bool:
    """Whose currency and country to take where none is told: the language's."""
    return query.language == "zh" or any("\u4e00" <= char <= "\u9fff" for char in query.text)


def as_json(found: Understanding) -> dict[str, Any]:
    """The understanding in the words of `explain text --jsonl`: times with offset, amounts as decimal strings."""
    return {
        "people": [_filled(name=each.name, text=each.text, title=each.title) for each in found.people],
        "companies": [{"name": each.name, "text": each.text} for each in found.companies],
        "phones": [_phone(each.number, each.text, each.extension) for each in found.phones],
        "emails": [{"address": each.address, "text": each.text} for each in found.emails],
        "handles": [{"service": each.service, "name": each.name, "text": each.text} for each in found.handles],
        "money": [
            {"amount": plain_decimal(each.amount), "currency": each.currency, "text": each.text} for each in found.money
        ],
        "quantities": [
            {"value": plain_decimal(each.value), "unit": each.unit, "text": each.text} for each in found.quantities
        ],
        "times": [
            {
                "start": each.start_at.isoformat(),
                "end": each.end_at.isoformat() if each.end_at else None,
                "grain": each.grain.value,
                "text": each.text,
                "past": each.past,
            }
            for each in found.times
        ],
        "due_at": found.due_at.isoformat() if found.due_at else None,
        "due_grain": found.due_grain.value if found.due_grain else None,
        "recurs": found.recurs,
        "intents": [intent.value for intent in found.intents],
        "language": found.language,
        **_filled(
            action=found.action,
            outcome=found.outcome,
            stage=found.stage,
            reason=found.reason,
            assignee=found.assignee,
            address=found.address,
        ),
    }


def _phone(number: str | None, text: str, extension: str | None) -> dict[str, Any]:
    return {"number": number, "text": text, **_filled(extension=extension)}


def _filled(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def explain_text(text: str, context: Context, t: Translate) -> str:
    """The same for a person: a line a finding, each with the words it was read from."""
    found = as_json(understand(text, context))
    lines = [f"{_title(kind, t)}: {_shown(value)}" for kind, value in found.items() if value]
    return "\n".join(lines)


def _title(kind: str, t: Translate) -> str:
    titles: Mapping[str, str] = {
        "people": t("People"),
        "companies": t("Companies"),
        "phones": t("Phones"),
        "emails": t("E-mails"),
        "handles": t("Accounts and links"),
        "money": t("Amounts"),
        "quantities": t("Counts"),
        "times": t("Times"),
        "due_at": t("Follow-up due"),
        "due_grain": t("How exact"),
        "recurs": t("Repeats"),
        "intents": t("What you want"),
        "language": t("Language"),
        "action": t("What to do"),
        "outcome": t("Outcome"),
        "stage": t("Stage"),
        "reason": t("Reason"),
        "assignee": t("Assigned to"),
        "address": t("Address"),
    }
    return titles[kind]


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_shown(each) for each in value)
    if isinstance(value, dict):
        head = [str(part) for name, part in value.items() if name != "text" and part is not None and part is not False]
        return f"{' '.join(head)} ({value['text']})" if "text" in value else " ".join(head)
    return str(value)
