"""The ways in which a person's name survives how people write it, as stored and as asked."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from understanding.matching.company import CompanyName, parse_company
from understanding.matching.person import PersonName
from understanding.matching.phonetic import skeleton
from understanding.matching.words import common_words, nicknames, places

View = tuple[str, str]
MAX_WORDS = 6


def person_views(name: PersonName) -> list[View]:
    """The views under which a person's name is stored."""
    if name.surname:
        return _chinese_person_views(name)
    words = name.words[:MAX_WORDS]
    if not words:
        return []
    first, last = words[0], words[-1]
    views = [("joined", name.joined), *(("word", word) for word in words), ("begin", _begins(words))]
    if len(words) > 1:
        views += [("joined", last + "".join(words[:-1])), ("sound", _sound(first, last))]
        views += [("initial", f"{first[0]} {last}"), ("initial", f"{last[0]} {first}")]
    views += [("initial", f"{first[0]} {middle}") for middle in words[1:-1]]
    return views


def _chinese_person_views(name: PersonName) -> list[View]:
    views: list[View] = [("word", name.surname)]
    if not name.given:
        return views
    views += [("joined", name.han)]
    for surname, given in name.sounds[:6]:
        views += [("joined", surname + given), ("joined", given + surname)]
    return views


def person_asks(name: PersonName) -> Iterator[tuple[View, float]]:
    words = name.words[:MAX_WORDS]
    if not words:
        yield from ((view, 0.9 if view[1] == name.han else 0.7) for view in _chinese_person_views(name))
        return
    yield ("joined", name.joined), 1.0
    for word in words:
        yield ("word", word), 0.5
    if len(words) == 1:
        yield ("begin", _begins(words)), 0.5
        yield from _handle_asks(words[0])
        return
    first, last = words[0], words[-1]
    yield ("joined", last + "".join(words[:-1])), 1.0
    yield ("begin", _begins(words)), 0.5
    yield ("sound", _sound(first, last)), 0.7
    for one, other in ((first, last), (last, first)):
        yield ("initial", f"{one[0]} {other}"), 0.6
    for one, other in ((first, last), (last, first)):
        for nick in sorted(nicknames().get(one, ()))[:12]:
            yield ("joined", nick + other), 0.8
            yield ("sound", _sound(nick, other)), 0.5
    if len(words) > 2:
        yield from ((("joined", one + other), 0.7) for one in words for other in words if one != other)
        yield from ((("initial", f"{words[0][0]} {other}"), 0.5) for other in words[1:-1])


def _handle_asks(word: str) -> Iterator[tuple[View, float]]:
    if len(word) < 4:
        return
    yield ("initial", f"{word[0]} {word[1:]}"), 0.8
    yield ("initial", f"{word[-1]} {word[:-1]}"), 0.6
    for cut in range(3, len(word) - 2):
        yield ("word", word[cut:]), 0.25
        yield ("word", word[:cut]), 0.2


def _begins(words: tuple[str, ...]) -> str:
    """How a name's first and last word begin: what remains where a slip of the pen is in both."""
    return f"{words[0][:2]} {words[-1][:3]}" if len(words) > 1 else words[0][:3]


@lru_cache(maxsize=16384)
def _sound(first: str, last: str) -> str:
    return " ".join(sorted((skeleton(first), skeleton(last))))


def colleague_views(name: PersonName, company: str | None) -> list[View]:
    """A name's words, each with what its company is called by: for "Mr Moulton of Inrom" and 华为王总."""
    if not company:
        return []
    firm = parse_company(company)
    if name.calling:
        return _called_views((name.calling,), firm)
    surnames = [name.surname, *dict.fromkeys(s for s, _ in name.sounds[:3])] if name.surname else []
    called = surnames or list(dict.fromkeys((name.words[0], name.words[-1]))) if name.words or surnames else []
    views = [("colleague", f"{word}@{head}") for word in called for head in _heads(firm)]
    given = {name.given, name.given[-1:]} if name.surname and name.given else set()
    return views + _called_views(sorted(given), firm)


def _called_views(given: Iterable[str], firm: CompanyName) -> list[View]:
    """A given name, or its last character, with the first two of what the company is called: 志强 or 小强 of 华为."""
    head = (firm.known or firm.brand)[:2] if firm.han else ""
    return [("called", f"{word}@{head}") for word in given] if head else []


def _heads(firm: CompanyName) -> tuple[str, ...]:
    """The two or three shortest things a company is called by."""
    if firm.han:
        heads = (firm.known, firm.brand, firm.brand[:2] if not firm.known else "")
        return tuple(dict.fromkeys(head for head in heads if head))
    telling = [w for w in firm.words if w not in common_words() and w not in places()] or list(firm.words)
    return tuple(dict.fromkeys(head for head in (firm.known, telling[0] if telling else "") if head))
