"""Is this meant for us, and what was said once our name is taken out of it.

In a group a bot is spoken to by a command, its @name, or a reply to one of its messages; `/cmd@otherbot` is
somebody else's whatever it replies to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Self:
    """Who we are: the bot's id, and its @name without the @, empty until Telegram told it."""

    id: str
    username: str = ""

    def is_named(self, name: str) -> bool:
        """Whether @name is ours.

        Before Telegram told our name, any bot's name counts: privacy mode sends us ours.
        """
        if not self.username:
            return name.lower().endswith("bot")
        return name.lower() == self.username.lower()


def is_to_me(message: Json, me: Self, *, is_private: bool) -> bool:
    if is_private:
        return True
    for entity, said in _entities(message):
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            _, _, name = said.partition("@")
            return not name or me.is_named(name)
        if entity["type"] == "mention" and me.is_named(said[1:]):
            return True
        if entity["type"] == "text_mention" and str(entity.get("user", {}).get("id")) == me.id:
            return True
    return _answers_me(message, me)


def _answers_me(message: Json, me: Self) -> bool:
    replied = message.get("reply_to_message")
    if not replied or "forum_topic_created" in replied:  # in a topic, everything replies to its beginning
        return False
    return str((replied.get("from") or {}).get("id")) == me.id


def without_my_name(message: Json, text: str, me: Self) -> str:
    """The text as said to us: `/note@us x` becomes `/note x`, a leading or closing @name of ours goes."""
    for entity, said in _entities(message):
        kind, (head, name) = entity["type"], (said.partition("@")[0], said.partition("@")[2])
        if kind == "bot_command" and entity["offset"] == 0 and name and me.is_named(name):
            return head + text[len(said) :]
        if kind == "mention" and me.is_named(name):
            text = _without(text, said)
    return text


def _without(text: str, name: str) -> str:
    stripped = text.strip()
    if stripped.startswith(name):
        return stripped.removeprefix(name).lstrip(" ,:，：")
    return stripped.removesuffix(name).rstrip() if stripped.endswith(name) else text


def _entities(message: Json) -> Iterator[tuple[Json, str]]:
    """Each entity with the text it covers; offsets are UTF-16 units."""
    text = str(message.get("text", message.get("caption")) or "")
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in message.get("entities", message.get("caption_entities")) or ():
        start = int(entity["offset"]) * 2
        covered = units[start : start + int(entity["length"]) * 2]
        yield entity, covered.decode("utf-16-le", "replace")
