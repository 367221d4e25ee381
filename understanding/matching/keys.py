"""Under which keys a record is stored, and which ones a query asks.

A view is one way in which a name survives how people write it: its letters without spaces, its words, its
sound, an initial and a surname, the beginnings of neighbouring words. A record is stored under few keys of
each view; a query asks more, since asking costs one short read and storing costs a row for ever.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from struct import unpack

from understanding.matching.company import CompanyName, parse_company
from understanding.matching.identifiers import parse_email, parse_handle, phone_tail
from understanding.matching.model import Ask, Query, Record, Subject
from understanding.matching.person import PersonName, parse_person, splits
from understanding.matching.phonetic import skeleton
from understanding.matching.text import tokens
from understanding.matching.words import common_words, nicknames, places

View = tuple[str, str]
MAX_ASKS = 64
MAX_WORDS = 6
TOWN = 12  # letters of a town that are looked at


def key(subject: Subject, view: View) -> int:
    """64 signed bits of a view's value, so that any database holds it as a BIGINT."""
    return _hashed(subject, (view,))[0]


def _hashed(subject: Subject, views: Collection[View]) -> tuple[int, ...]:
    """The keys of many views at once: a record has two dozen."""
    letter = _LETTERS[subject]
    digests = [blake2b(f"{letter}|{kind}|{value}".encode(), digest_size=8).digest() for kind, value in views]
    return unpack(f">{len(digests)}q", b"".join(digests))


_LETTERS = {Subject.CONTACT: "p", Subject.COMPANY: "c"}


def keys_of(record: Record) -> tuple[int, ...]:
    """Every key under which this record is found; stored in the same transaction as the record."""
    views = _identity_views(record.phones, record.emails, record.handles, record.region)
    views += _place_views(record.subject, record.address, record.city) + _town_views(record.subject, record.city)
    for name in (record.name, *record.aliases):
        if record.subject is Subject.COMPANY:
            views += company_views(parse_company(name))
        else:
            person = parse_person(name)
            views += person_views(person) + _colleague_views(person, record.company)
    return _hashed(record.subject, dict.fromkeys(views))


@lru_cache(maxsize=8192)
def key_of_equal(subject: Subject, name: str, company: str | None = None) -> int:
    """The key that only records of an equal name (and company) share, whatever case, width and punctuation."""
    return key(subject, ("same", _plain(name, company if subject is Subject.CONTACT else None)))


def _plain(name: str, company: str | None) -> str:
    return f"{' '.join(tokens(name))}|{' '.join(tokens(company or ''))}"


def keys_for(query: Query) -> tuple[Ask, ...]:
    """The keys a query asks, the one that says most first."""
    wanted: dict[int, float] = {}
    for subject, view, weight in _wanted(query):
        hashed = key(subject, view)
        wanted[hashed] = max(wanted.get(hashed, 0.0), weight)
    return tuple(Ask(k, w) for k, w in sorted(wanted.items(), key=lambda item: -item[1])[:MAX_ASKS])


def subject_of(query: Query) -> Subject:
    """A query that names only a company asks for a company; anything else for a person."""
    return Subject.COMPANY if query.company and not query.name else Subject.CONTACT


def _wanted(query: Query) -> Iterator[tuple[Subject, View, float]]:
    subject = subject_of(query)
    subjects = (subject,) if query.name or query.company else (Subject.CONTACT, Subject.COMPANY)
    identity = _identity_views(_some(query.phone), _some(query.email), _some(query.handle), query.region)
    for each in subjects:
        yield from ((each, view, 1.0) for view in identity)
    yield from ((subject, view, 0.6) for view in _place_views(subject, query.address, query.city))
    if subject is Subject.COMPANY and query.company:
        yield from ((subject, *asked) for asked in _company_asks(parse_company(query.company)))
    yield from ((subject, view, 0.4) for view in _town_views(subject, query.city))
    for name in (query.name, query.handle):
        if name:
            yield from ((subject, *asked) for asked in _name_asks(name, query.company))


def _name_asks(name: str, company: str | None) -> Iterator[tuple[View, float]]:
    person = parse_person(name)
    yield from _person_asks(person)
    yield from ((view, 0.9) for view in _colleague_views(person, company))
    if not company:
        for other, employer in splits(name):
            yield from _person_asks(parse_person(other))
            yield from ((view, 0.9) for view in _colleague_views(parse_person(other), employer))


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _identity_views(
    phones: Iterable[str], emails: Iterable[str], handles: Iterable[str], region: str | None
) -> list[View]:
    found = [("phone", tail) for p in phones if (tail := phone_tail(p, region))]
    found += [("email", email) for e in emails if (email := parse_email(e))]
    found += [("handle", handle) for h in handles if (handle := parse_handle(h))]
    return found


def _town_views(subject: Subject, city: str | None) -> list[View]:
    """A person's town: for a name too badly written for any other view, and to know how many live there."""
    town = "".join(tokens(city or ""))[:TOWN] if subject is Subject.CONTACT else ""
    return [("town", town)] if town else []


def _place_views(subject: Subject, *texts: str | None) -> list[View]:
    """A company's house number with the first word of its street: where a name changed, the door did not."""
    if subject is Subject.CONTACT:
        return []
    found = []
    for text in texts:
        words = tokens(text or "")[:8]
        number = next((w for w in words if w.isdigit()), "")
        street = next((w for w in words if w.isalpha() and len(w) > 2 and w not in places()), "")
        if number and street:
            found.append(("door", f"{number} {street[:5]}"))
    return found


# --- people ----------------------------------------------------------------------------------------


def person_views(name: PersonName) -> list[View]:
    """The views under which a person's name is stored."""
    if name.surname:
        return _chinese_person_views(name)
    words = name.words[:MAX_WORDS]
    if not words:
        return []
    first, last = words[0], words[-1]
    views = [("joined", name.joined), *(("word", word) for word in words)]
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


def _person_asks(name: PersonName) -> Iterator[tuple[View, float]]:
    words = name.words[:MAX_WORDS]
    if not words:
        yield from ((view, 0.9 if view[1] == name.han else 0.7) for view in _chinese_person_views(name))
        return
    yield ("joined", name.joined), 1.0
    for word in words:
        yield ("word", word), 0.5
    if len(words) == 1:
        yield from _handle_asks(words[0])
        return
    first, last = words[0], words[-1]
    yield ("joined", last + "".join(words[:-1])), 1.0
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


@lru_cache(maxsize=16384)
def _sound(first: str, last: str) -> str:
    return " ".join(sorted((skeleton(first), skeleton(last))))


def _colleague_views(name: PersonName, company: str | None) -> list[View]:
    """A name's words, each with what its company is called by: for "Mr Moulton of Inrom" and 华为王总."""
    if not company:
        return []
    firm = parse_company(company)
    surnames = [name.surname, *dict.fromkeys(s for s, _ in name.sounds[:3])] if name.surname else []
    called = surnames or list(dict.fromkeys((name.words[0], name.words[-1]))) if name.words or surnames else []
    return [("colleague", f"{word}@{head}") for word in called for head in _heads(firm)]


def _heads(firm: CompanyName) -> tuple[str, ...]:
    """The two or three shortest things a company is called by."""
    if firm.han:
        heads = (firm.known, firm.brand, firm.han[:2] if not firm.known else "")
        return tuple(dict.fromkeys(head for head in heads if head))
    telling = [w for w in firm.words if w not in common_words() and w not in places()] or list(firm.words)
    return tuple(dict.fromkeys(head for head in (firm.known, telling[0] if telling else "") if head))


# --- companies -------------------------------------------------------------------------------------


def company_views(name: CompanyName) -> list[View]:
    """The views under which a company's name is stored."""
    views: list[View] = [("known", name.known)] if name.known else []
    if name.han:
        views += [("joined", name.han), ("joined", name.brand)]
        views += [("joined", name.han[len(name.place) :])] if name.han.startswith(name.place) else []
        views += [("word", sound) for sound in name.sounds[:2]]
        views += [("pair", pair) for pair in _han_pairs(name)]
    words = name.words[:MAX_WORDS]
    if not words:
        return views
    views += [("joined", name.joined), *(("word", word) for word in words)]
    views += [("begin", f"{a[:3]} {b[:3]}") for a, b in pairwise(words[:5])]
    views += [("sound", skeleton(word)) for word in words if len(word) > 3 and word not in common_words()]
    views += [("initials", "".join(w[0] for w in name.raw))] if len(name.raw) > 1 else []
    views += [("begin", name.joined[:5])]
    views += [("end", f"{words[0][-3:]} {words[1][:3] if len(words) > 1 else ''}")]
    return views


def _company_asks(name: CompanyName) -> Iterator[tuple[View, float]]:
    weights = {
        "known": 1.0,
        "joined": 1.0,
        "pair": 0.4,
        "begin": 0.5,
        "sound": 0.45,
        "end": 0.3,
        "initials": 0.3,
    }
    for view in company_views(name):
        common = view[0] == "word" and (view[1] in common_words() or view[1] in places())
        yield view, 0.15 if common else weights.get(view[0], 0.5)
    if len(name.words) == 1 and 2 <= len(name.joined) <= 6:
        yield ("initials", name.joined), 0.5
    if len(name.words) > 1:
        yield from ((("joined", "".join(name.words[:n])), 0.6) for n in range(1, min(len(name.words), 4)))
    if name.han:
        yield from ((("pair", a + b), 0.3) for a, b in pairwise(name.han[:10]))


def _han_pairs(name: CompanyName) -> list[str]:
    """Neighbouring characters of what is telling, and pairs of its words' first ones (an abbreviation)."""
    core = name.han if len(name.han) <= 6 else name.brand
    pairs = [a + b for a, b in pairwise(core[:8])]
    heads = _word_heads(name.han)
    pairs += [a + b for i, a in enumerate(heads[:4]) for b in heads[i + 1 : 4]]
    return list(dict.fromkeys(pairs))[:10]


def _word_heads(han: str) -> list[str]:
    return [han[i] for i in range(0, min(len(han), 10), 2)]
