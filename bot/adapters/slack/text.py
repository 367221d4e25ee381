"""Slack's message text as the person typed it, and our text as Slack shows it unchanged.

Source: https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Mapping

_MARKED = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_SCHEMES = ("https://", "http://", "mailto:", "tel:")


def clean(text: str, names: Mapping[str, str], bot_user_id: str | None = None) -> str:
    """`text` without Slack's wrapping: links, numbers and mentions as typed; the bot's own mention left out."""

    def unwrap(found: re.Match[str]) -> str:
        return _unwrapped(found[1], found[2], names, bot_user_id)

    if bot_user_id:  # "@rapport, find acme" is said to us: our name is no part of it
        text = re.sub(rf"^\s*<@{re.escape(bot_user_id)}(?:\|[^<>]*)?>[\s,:，：]*", "", text)
    return _unescape(_MARKED.sub(unwrap, text)).strip()


def mentions(text: str) -> list[str]:
    """The ids of the people a text mentions, in order, each once."""
    ids = (found[1][1:] for found in _MARKED.finditer(text) if found[1].startswith("@"))
    return list(dict.fromkeys(ids))


def escape(text: str) -> str:
    """`text` so that Slack shows it as it is: no mention, no link, no broadcast can come of it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _unwrapped(target: str, label: str | None, names: Mapping[str, str], bot_user_id: str | None) -> str:
    if target.startswith("@"):
        user_id = target[1:]
        return "" if user_id == bot_user_id else "@" + (names.get(user_id) or label or user_id).lstrip("@")
    if target.startswith("#"):
        return "#" + (label or target[1:])
    if target.startswith("!"):  # <!here>, <!subteam^S1|@sales>, <!date^..|tomorrow>
        return label or "@" + target[1:].partition("^")[0]
    return _link(target, label)


def _link(target: str, label: str | None) -> str:
    bare = next((target.removeprefix(scheme) for scheme in _SCHEMES if target.startswith(scheme)), target)
    if label is None:
        return bare if target.startswith(("mailto:", "tel:")) else target
    made_by_slack = target.startswith(("mailto:", "tel:")) or label.rstrip("/") in {
        bare.rstrip("/"),
        target.rstrip("/"),
    }
    return label if made_by_slack else f"{label} ({target})"
