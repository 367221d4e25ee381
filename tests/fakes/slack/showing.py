"""What a person sees of a message, and whom it would ring."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
_RINGS = re.compile(r"<(!channel|!here|!everyone|!subteam\^[^>|]*|@[UW][A-Z0-9]+)[^>]*>")


def lines_of(blocks: Sequence[Json], text: str) -> str:
    """The words on the screen: the blocks', or the text's where there are none."""
    return "\n".join(line for block in blocks for line in _block(block)) if blocks else unescape(text)


def buttons_of(blocks: Sequence[Json]) -> dict[str, Json]:
    """Labels and the elements behind them, in order."""
    return {
        element["text"]["text"]: element
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
    }


def rings(blocks: Sequence[Json], text: str) -> list[str]:
    """Everybody a message would notify by mention or broadcast."""
    found = [match[1] for match in _RINGS.finditer(text)]
    return found + [ring for block in blocks for ring in _rung(block)]


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _rung(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        if node.get("type") in ("user", "broadcast", "usergroup"):
            yield str(node.get("user_id") or node.get("range") or node.get("usergroup_id"))
        if node.get("type") == "mrkdwn":
            yield from (match[1] for match in _RINGS.finditer(node["text"]))
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _rung(part)


def _block(block: Json) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            yield from (line for element in block["elements"] for line in _rich(element))
        case "section" | "header":
            yield unescape(block["text"]["text"])
        case "context":
            yield " ".join(unescape(element.get("text", "")) for element in block["elements"])
        case "table":
            yield from (" | ".join(_cell(cell) for cell in row) for row in block["rows"])
        case "input":
            yield block["label"]["text"]


def _rich(element: Json) -> Iterator[str]:
    if element["type"] == "rich_text_list":
        yield from ("• " + _inline(item) for item in element["elements"])
    else:
        yield from _inline(element).split("\n")


def _inline(element: Json) -> str:
    return "".join(part.get("text") or part.get("url") or "" for part in element["elements"])


def _cell(cell: Json) -> str:
    return str(cell["text"]) if cell["type"] == "raw_text" else "\n".join(_block(cell))
