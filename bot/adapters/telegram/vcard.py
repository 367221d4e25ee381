"""Read what a shared contact's vCard tells (RFC 6350, and the 2.1 and 3.0 that phones still write).

Telegram cuts a vCard at 2048 bytes, so a broken tail is normal and skipped.
"""

import quopri
import re
from dataclasses import dataclass

_LINE = re.compile(r"(?:[\w-]+\.)?(?P<name>[A-Za-z-]+)(?P<params>(?:;[^:]*)?):(?P<value>.*)", re.ASCII)
_ESCAPED = re.compile(r"\\([nN,;\\])")


@dataclass(frozen=True, slots=True)
class Card:
    name: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    company: str | None = None


def read_vcard(text: str) -> Card:
    """The first card's name, phones, emails and company, in the order written; never raises."""
    found: dict[str, list[str]] = {}
    for line in _unfolded(text):
        match = _LINE.fullmatch(line)
        if match:
            value = _decoded(match["value"], match["params"].upper())
            found.setdefault(match["name"].upper(), []).append(value)
    company = found.get("ORG", [""])[0].split(";")[0].strip()
    return Card(
        name=found.get("FN", [""])[0].strip(),
        phones=_distinct(found.get("TEL", [])),
        emails=_distinct(found.get("EMAIL", [])),
        company=company or None,
    )


def _unfolded(text: str) -> list[str]:
    joined = re.sub(r"\r?\n[ \t]", "", text[:100_000])
    joined = re.sub(r"=\r?\n(?==)", "", joined)  # quoted-printable folds with a bare =
    return joined.splitlines()


def _decoded(value: str, params: str) -> str:
    if "QUOTED-PRINTABLE" in params:
        value = quopri.decodestring(value.encode("utf-8", "replace")).decode("utf-8", "replace")
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _distinct(values: list[str]) -> tuple[str, ...]:
    cleaned = (value.strip().removeprefix("tel:").removeprefix("mailto:") for value in values)
    return tuple(dict.fromkeys(value for value in cleaned if value))
