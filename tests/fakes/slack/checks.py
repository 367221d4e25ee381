"""What Slack refuses in blocks and views, with the words it refuses them in.

Sources: https://docs.slack.dev/reference/block-kit/blocks, .../block-elements and https://docs.slack.dev/reference/views
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
_RICH = {"rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"}
_IN_MESSAGES = {"section", "header", "divider", "actions", "context", "image", "rich_text", "table", "file", "input"}
_IN_VIEWS = _IN_MESSAGES - {"table", "file"}


def faults_of_message(blocks: Sequence[Json]) -> list[str]:
    """What is wrong with a message's blocks; empty when nothing is."""
    faults = list(_blocks(blocks, MESSAGE_BLOCKS, _IN_MESSAGES))
    if sum(block.get("type") == "table" for block in blocks) > 1:
        faults.append("only one table allowed")
    return faults


def faults_of_view(view: Json) -> list[str]:
    """What is wrong with a modal or a Home tab."""
    faults = list(_blocks(view.get("blocks") or (), VIEW_BLOCKS, _IN_VIEWS))
    kind = view.get("type")
    if kind not in ("modal", "home"):
        faults.append("view type")
    if kind == "modal":
        for part in ("title", "submit", "close"):
            if part in view or part == "title":
                faults.extend(_plain(view.get(part), 24, part))
        if len(view.get("callback_id", "")) > 255 or len(view.get("private_metadata", "")) > 3000:
            faults.append("callback_id or private_metadata too long")
        has_input = any(block.get("type") == "input" for block in view.get("blocks") or ())
        if has_input and "submit" not in view:
            faults.append("a modal with inputs needs submit")
    return faults


def _blocks(blocks: Sequence[Json], most: int, known: set[str]) -> Iterator[str]:
    if len(blocks) > most:
        yield f"no more than {most} items allowed [json-pointer:/blocks]"
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(set(ids)) < len(ids):
        yield "block_id already exists"
    for number, block in enumerate(blocks):
        if block.get("type") not in known:
            yield f"unsupported type: {block.get('type')} [json-pointer:/blocks/{number}/type]"
            continue
        if len(block.get("block_id") or "") > 255:
            yield "block_id too long"
        check = _CHECKS.get(block["type"])
        if check is not None:
            yield from (f"{fault} [json-pointer:/blocks/{number}]" for fault in check(block))


def _section(block: Json) -> Iterator[str]:
    text = block.get("text")
    if text is None and not block.get("fields"):
        yield "section needs text or fields"
    if text is not None:
        yield from _text(text, 3000)


def _header(block: Json) -> Iterator[str]:
    yield from _plain(block.get("text"), 150, "header")


def _actions(block: Json) -> Iterator[str]:
    elements = block.get("elements") or ()
    if not 1 <= len(elements) <= 25:
        yield "actions takes 1 to 25 elements"
    ids = [element.get("action_id") for element in elements]
    if len(set(ids)) < len(ids):
        yield "action_id already exists"
    for element in elements:
        yield from _button(element)


def _button(element: Json) -> Iterator[str]:
    if element.get("type") != "button":
        yield f"unsupported element {element.get('type')}"
        return
    yield from _plain(element.get("text"), 75, "button")
    if len(element.get("action_id") or "") > 255:
        yield "action_id too long"
    if len(element.get("value") or "") > 2000:
        yield "value too long"
    if len(element.get("url") or "") > 3000:
        yield "url too long"


def _context(block: Json) -> Iterator[str]:
    if not 1 <= len(block.get("elements") or ()) <= 10:
        yield "context takes 1 to 10 elements"


def _input(block: Json) -> Iterator[str]:
    yield from _plain(block.get("label"), 2000, "label")
    element = block.get("element") or {}
    if element.get("type") != "plain_text_input" or not element.get("action_id"):
        yield "input element"
    if "placeholder" in element:
        yield from _plain(element["placeholder"], 150, "placeholder")


def _rich_text(block: Json) -> Iterator[str]:
    if not block.get("elements"):
        yield "rich_text needs elements"
    for element in block.get("elements") or ():
        if element.get("type") not in _RICH:
            yield f"unsupported rich text {element.get('type')}"
        elif element["type"] == "rich_text_list":
            yield from _rich_list(element)
        else:
            yield from _inline(element)


def _rich_list(element: Json) -> Iterator[str]:
    if element.get("style") not in ("bullet", "ordered") or not element.get("elements"):
        yield "rich_text_list"
    for section in element.get("elements") or ():
        if section.get("type") != "rich_text_section":
            yield "a list holds sections"
        else:
            yield from _inline(section)


def _inline(element: Json) -> Iterator[str]:
    if not element.get("elements"):
        yield "must have at least one element"
    for part in element.get("elements") or ():
        if part.get("type") not in ("text", "link", "user", "emoji", "broadcast", "channel", "date"):
            yield f"unsupported inline {part.get('type')}"
        if part.get("type") == "text" and not part.get("text"):
            yield "must be more than 0 characters"
        if part.get("type") == "link" and not str(part.get("url", "")).startswith(("http", "mailto:", "tel:")):
            yield "invalid url"


def _table(block: Json) -> Iterator[str]:
    rows = block.get("rows") or ()
    if not 1 <= len(rows) <= 100:
        yield "table takes 1 to 100 rows"
    if any(not 1 <= len(row) <= 20 for row in rows):
        yield "a row takes 1 to 20 cells"
    if len({len(row) for row in rows}) > 1:
        yield "rows of one length"
    for cell in (cell for row in rows for cell in row):
        if cell.get("type") == "raw_text" and not cell.get("text"):
            yield "must be more than 0 characters"
        if cell.get("type") == "rich_text":
            yield from _rich_text(cell)


def _text(text: Any, most: int) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") not in ("plain_text", "mrkdwn"):
        yield "text object"
    elif not 1 <= len(text.get("text") or "") <= most:
        yield f"must be between 1 and {most} characters"


def _plain(text: Any, most: int, where: str) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") != "plain_text":
        yield f"{where}: plain_text expected"
        return
    yield from (f"{where}: {fault}" for fault in _text(text, most))


_CHECKS = {
    "section": _section,
    "header": _header,
    "actions": _actions,
    "context": _context,
    "input": _input,
    "rich_text": _rich_text,
    "table": _table,
}
