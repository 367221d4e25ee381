"""A row as it was written, turned into what we store; what is wrong with it is told with its number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from domain.money import Money
from understanding.matching.identifiers import parse_email, parse_handle, parse_phone
from understanding.matching.text import has_han

LONGEST = 120
_SEPARATORS = re.compile(r"[;|\n、；]")
_NUMBERS = re.compile("[,，/]")
_AMOUNT = re.compile(r"[^\d.,-]")
_NEUTRALISED = re.compile(r"^'(?=[=+\-@\t])")
"""What our export puts before a text that a spreadsheet would take for a formula."""

_SEVERAL = frozenset({"phone", "email", "handle", "aliases", "tags"})
"""Columns that may hold more than one value."""

Point = tuple[str, str, str]


class Wrong(ValueError):  # noqa: N818 - "the row is wrong"
    """Why a row cannot be taken; English, marked for translation where it is shown."""


@dataclass(slots=True)
class CustomerRow:
    """What a row says of a person, a company, or both; `points` are (kind, value, as written)."""

    line: int
    external_id: str | None = None
    opportunity_id: str | None = None  # the foreign id, where the row is a lead's or deal's
    name: str | None = None
    company: str | None = None
    points: list[Point] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    title: str | None = None
    city: str | None = None
    address: str | None = None
    region: str | None = None
    owner: str | None = None
    source: str | None = None
    tags: list[str] = field(default_factory=list)
    created_at: datetime | None = None
    label: str | None = None  # a lead's or deal's own name
    stage: str | None = None
    status: str | None = None
    amount: Money | None = None
    close_on: date | None = None
    lost_reason: str | None = None
    left_out: list[str] = field(default_factory=list)  # values that are not what their column says


def parse_row(
    line: int, row: Mapping[str, Any], fields: Mapping[str, str], *, region: str, currency: str
) -> CustomerRow:
    """Raises Wrong for a row with neither name nor company, or a value that cannot be what its column says."""
    said = _said(row, fields)
    say = {name: _text(value, name) for name, value in said.items() if name not in _SEVERAL}.get
    region_said = say("region") or ""
    own_region = region_said.upper() if len(region_said) == 2 else None
    found = CustomerRow(
        line,
        external_id=say("external_id"),
        name=say("name") or _whole_name(say("first_name"), say("last_name")),
        company=say("company"),
        aliases=_several(said.get("aliases")),
        title=say("title"),
        city=say("city"),
        address=" ".join([text for text in (say("address"), say("postcode")) if text]) or None,
        region=own_region,
        owner=say("owner"),
        source=say("source"),
        tags=_several(said.get("tags")),
        created_at=_moment(say("created_at")),
        label=say("deal") or say("lead"),
        stage=say("stage"),
        status=say("status"),
        amount=_money(say("amount"), say("currency") or currency),
        close_on=_day(say("close_on")),
        lost_reason=say("lost_reason"),
    )
    found.points = _points(said, own_region or _likely_region(found, region), found.left_out)
    if not found.name and not found.company:
        raise Wrong("neither a name nor a company")
    return found


def _likely_region(row: CustomerRow, region: str) -> str:
    """Where a number without a country is at home: a Chinese name says more than the workspace's region."""
    return "CN" if has_han(f"{row.name or ''}{row.company or ''}") else region


def _said(row: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for header, name in fields.items():
        value = row.get(header)
        if value in (None, "", []):
            continue
        if isinstance(value, str) and value[0] == "'":
            value = _NEUTRALISED.sub("", value)
        if name in said:
            said[name] = [*_several(said[name]), *_several(value)]
        else:
            said[name] = value
    return said


def _text(value: Any, name: str) -> str | None:
    text = " ".join(str(value).split())
    return text[: LONGEST * 4 if name == "address" else LONGEST] or None


def _whole_name(first: str | None, last: str | None) -> str | None:
    parts = [part for part in (first, last) if part]
    if parts and all(not part.isascii() for part in parts):
        return "".join(reversed(parts))
    return " ".join(parts) or None


def _several(value: Any) -> list[str]:
    if value is None:
        return []
    items = value if isinstance(value, list | tuple) else _SEPARATORS.split(str(value))
    return [text[:LONGEST] for item in items if (text := " ".join(str(item).split()))]


def _points(said: Mapping[str, Any], region: str, left_out: list[str]) -> list[Point]:
    """Ways to reach somebody. What is no phone or address is left out and told, the row is kept."""
    found: dict[tuple[str, str], str] = {}
    for text in _several(said.get("phone")):
        for one in _NUMBERS.split(text):
            phone = parse_phone(one, region)
            if phone is None and one.strip():
                left_out.append(f"no phone number: {one.strip()[:40]}")
            if phone:
                found["phone", phone.e164] = one.strip()
    for text in _several(said.get("email")):
        email = parse_email(text)
        if email is None:
            left_out.append(f"no e-mail address: {text[:60]}")
        else:
            found["email", email] = text
    for text in _several(said.get("handle")):
        handle = parse_handle(text)
        if handle:
            found["handle", handle] = text
    return [(kind, value, label) for (kind, value), label in found.items()]


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        raise Wrong(f"no date: {text[:40]}") from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(text: str | None) -> date | None:
    moment = _moment(text)
    return moment.date() if moment else None


def _code(currency: str) -> str:
    """A currency's code as it stands in a column: "usd", "EUR (euro)", "USDT"."""
    found = re.match(r"\s*([A-Za-z]{3,4})(?![A-Za-z])", currency)
    return (found[1] if found else currency[:3]).upper()


def _money(text: str | None, currency: str) -> Money | None:
    """An amount with either kind of separators: 1,200.50 and 1.200,50."""
    if text is None:
        return None
    digits = _AMOUNT.sub("", text)
    if "," in digits and "." in digits:
        decimal = max(digits.rfind(","), digits.rfind("."))
        digits = re.sub(r"[.,]", "", digits[:decimal]) + "." + digits[decimal + 1 :]
    elif digits.count(",") == 1 and len(digits) - digits.find(",") != 4:
        digits = digits.replace(",", ".")
    else:
        digits = digits.replace(",", "")
    try:
        return Money.of(Decimal(digits), _code(currency))
    except (InvalidOperation, ValueError, LookupError):
        raise Wrong(f"no amount: {text[:40]}") from None
