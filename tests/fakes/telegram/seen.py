"""What a person sees of the bot's messages, and what Telegram sees in a person's text."""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram.rules import units
from tests.fakes.telegram.world import Event, Json

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]+(?:@\w+)?", re.ASCII)
_MENTION = re.compile(r"(?<!\w)@[A-Za-z0-9_]{3,32}", re.ASCII)


@dataclass(frozen=True)
class Seen:
    """A message of the bot's as a person sees it: without what is invisible, buttons by their labels."""

    chat_id: int
    message_id: int
    text: str
    buttons: tuple[tuple[str, ...], ...]
    raw: Mapping[str, Any]
    edited: bool = False

    @classmethod
    def of(cls, event: Event) -> "Seen":
        message = event.message
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        labels = tuple(tuple(button["text"] for button in row) for row in rows)
        text = str(message.get("text", message.get("caption", ""))).replace("\u2060", "")
        return cls(event.chat_id, message["message_id"], text, labels, message, event.edited)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(itertools.chain.from_iterable(self.buttons))

    def token(self, label: str) -> str:
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        found = [button["callback_data"] for row in rows for button in row if button["text"] == label]
        assert found, f"no button {label!r} on {self.text!r}, only {self.labels}"
        return str(found[0])


def entities_of(text: str) -> list[Json]:
    """What Telegram finds by itself in a person's text: commands and names, in UTF-16 units."""
    found = [(match, "bot_command") for match in _COMMAND.finditer(text)]
    found += [(match, "mention") for match in _MENTION.finditer(text) if not _inside(match, found)]
    ordered = sorted(found, key=lambda pair: pair[0].start())
    return [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])} for match, kind in ordered
    ]


def _inside(match: re.Match[str], others: Iterable[tuple[re.Match[str], str]]) -> bool:
    return any(other.start() <= match.start() < other.end() for other, _ in others)
