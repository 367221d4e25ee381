"""Somebody told of by another: "Sofia's colleague Marco", 周敏的老板姓郑，郑总: what follows is his, not hers."""

import re

_COLLEAGUE = re.compile(
    r"\b(?P<en>[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)?)['’]s?\s+(?:new\s+|other\s+|direct\s+)?"
    r"(?:colleague|assistant|boss|coworker|co-worker|manager|secretary|partner|deputy|successor|husband|wife|brother|sister)\b"
    r"|(?P<zh>[\u4e00-\u9fff]{2,4}?|[A-Za-z][A-Za-z.-]*(?: [A-Za-z][A-Za-z.-]*)?)"
    r"的?(?:同事|助理|秘书|领导|老板|下属|上司|爱人|老婆|老公|继任者|接班人)",
    re.IGNORECASE,
)


def whose_colleague(words: str) -> str | None:
    """By whom somebody else is told of; None where nobody is."""
    found = _COLLEAGUE.search(words)
    return (found["en"] or found["zh"]) if found else None


def is_told_by(words: str, name: str) -> bool:
    """Whether that very name only tells whose colleague the other one is."""
    by = whose_colleague(words)
    if by is None:
        return False
    said, other = by.casefold(), name.casefold()
    return said in other or other in said
