"""What somebody typed may turn round the text after it (U+202E and its kin): shown in an isolate, it cannot.

Storage keeps the original; see Unicode Standard Annex 9, 2.7 and 5.2: an isolate ends whatever was opened inside it.
"""

import re
from dataclasses import replace

from domain.chat import Block, Body, Bullets, Line, QueryResult, Reply, Spans, Table

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OPENING = "\u2066\u2067\u2068"


def isolate(reply: Reply) -> Reply:
    """The reply with each text that holds such a character kept to itself; as it is where none does."""
    rows = tuple(tuple(replace(one, label=isolated(one.label)) for one in row) for row in reply.choices)
    results = tuple(_result(result) for result in reply.results)
    return replace(reply, body=_body(reply.body), choices=rows, results=results)


def isolated(text: str) -> str:
    """Line by line, as a line's end ends every isolate."""
    if not _CONTROL.search(text):
        return text
    return "\n".join(_line(line) if _CONTROL.search(line) else line for line in text.split("\n"))


def _line(text: str) -> str:
    """Without a pop that would end our isolate; what it left open itself ends with ours."""
    kept, depth = [], 0
    for letter in text:
        if letter in _OPENING:
            depth += 1
        elif letter == POP_ISOLATE:
            if not depth:
                continue
            depth -= 1
        kept.append(letter)
    return FIRST_STRONG_ISOLATE + "".join(kept) + POP_ISOLATE * (depth + 1)


def _body(body: Body) -> Body:
    return tuple(_block(block) for block in body)


def _block(block: Block) -> Block:
    match block:
        case Line(spans):
            return replace(block, spans=_spans(spans))
        case Bullets(items):
            return Bullets(tuple(_spans(item) for item in items))
        case Table(head, rows):
            return replace(
                block, head=tuple(map(isolated, head)), rows=tuple(tuple(map(isolated, row)) for row in rows)
            )


def _spans(spans: Spans) -> Spans:
    return tuple(span if not _CONTROL.search(span.text) else replace(span, text=isolated(span.text)) for span in spans)


def _result(result: QueryResult) -> QueryResult:
    title, description = isolated(result.title), isolated(result.description)
    return replace(result, title=title, description=description, body=_body(result.body))
