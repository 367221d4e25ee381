"""What a line of `rapport chat --jsonl` may say; anything else is an error that names what was expected."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

MOST_CHARACTERS = 20_000_000


class BadLine(ValueError):  # noqa: N818 - the line is bad, not the program
    """No valid input; the text says why."""


class _Strict(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Unknown fields are errors."""


class ForwardLine(_Strict):
    kind: Literal["user", "hidden", "chat", "channel"]
    name: str = ""
    user_id: str | int | None = None
    at: str | None = None


class ContactLine(_Strict):
    name: str = ""
    phones: list[str] = []
    emails: list[str] = []
    vcard: str | None = None


class Line(_Strict):
    """Every field a line may have; which go together is checked by `checked`."""

    from_: str | None = msgspec.field(default=None, name="from")
    chat: str | None = None
    at: str | None = None
    text: str | None = None
    forward: ForwardLine | None = None
    contacts: list[ContactLine] | None = None
    files: list[str] | None = None
    reply_to: str | None = None
    press: str | None = None
    edit_of: str | None = None
    key: str | None = None
    advance: str | None = None
    members: list[str] | None = None
    team: str | None = None


_SAYING = ("text", "forward", "contacts", "files", "press")


def checked(text: str) -> dict[str, Any]:
    """The line as a dictionary of its fields; raises BadLine."""
    if len(text) > MOST_CHARACTERS:
        raise BadLine("the line is too long")
    try:
        line = msgspec.json.decode(text, type=Line)
    except msgspec.ValidationError as error:
        raise BadLine(_plainly(str(error))) from None
    except (msgspec.DecodeError, UnicodeError) as error:
        raise BadLine(f"no valid JSON: {error}") from None
    _check(line)
    document: dict[str, Any] = json.loads(msgspec.json.encode(line))
    return document


def _check(line: Line) -> None:
    if line.advance is not None:
        _check_advance(line)
    elif line.from_ is None:
        _check_group(line)
    elif not line.from_.strip():
        raise BadLine("`from` is empty")
    elif all(getattr(line, name) is None for name in _SAYING):
        raise BadLine(f"nothing is said: expected one of {', '.join(_SAYING)}")
    elif line.members is not None or line.team is not None:
        raise BadLine("`members` and `team` go with `chat`, without `from`")
    if line.chat is not None and line.chat != "dm" and not line.chat.startswith("#"):
        raise BadLine("`chat` is dm or a group's name such as #sales")
    for path in line.files or ():
        if not Path(path).is_file():
            raise BadLine(f"no such file: {path}")


def _check_advance(line: Line) -> None:
    if any(getattr(line, name) is not None for name in line.__struct_fields__ if name != "advance"):
        raise BadLine("`advance` stands alone on its line")


def _check_group(line: Line) -> None:
    if line.members is None and line.team is None:
        raise BadLine("expected `from`, `advance`, or `members`")
    if line.chat is None or line.chat == "dm":
        raise BadLine("`members` and `team` need the `chat` of a group")
    if any(getattr(line, name) is not None for name in (*_SAYING, "reply_to", "edit_of")):
        raise BadLine("`members` and `team` say nothing else")


def moment(line: dict[str, Any], now: datetime) -> datetime:
    """When the line happens: its `at` or `advance`, else now. Raises BadLine for a time before the clock."""
    written = line.get("advance") or line.get("at")
    if written is None:
        return now
    at = instant(written)
    if at < now:
        raise BadLine(f"{written} is before the clock, which stands at {now.isoformat()}")
    return at


def instant(text: str) -> datetime:
    """An ISO 8601 moment with offset; raises BadLine."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadLine(f"{text!r} is no ISO 8601 time") from None
    if at.tzinfo is None:
        raise BadLine(f"{text!r} lacks its offset from UTC, such as +08:00")
    return at


def _plainly(message: str) -> str:
    """Msgspec's words without its backticks and root."""
    what, _, place = message.partition(" - at ")
    where = place.strip("`$").lstrip(".")
    return what.replace("`", "") + (f" at {where}" if where else "")
