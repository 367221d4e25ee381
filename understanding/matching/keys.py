"""Under which keys a record is stored, and which ones a query asks.

A view is one way in which a name survives how people write it: its letters without spaces, its words, its
sound, an initial and a surname, the beginnings of neighbouring words. A record is stored under few keys of
each view; a query asks more, since asking costs one short read and storing costs a row for ever.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from struct import unpack

from understanding.matching.asking import spelled_out
from understanding.matching.company import parse_company
from understanding.matching.company_views import company_asks, company_views
from understanding.matching.identifiers import parse_email, parse_handle, phone_tail
from understanding.matching.model import Ask, Query, Record, Subject
from understanding.matching.person import other_names, parse_person, splits
from understanding.matching.person_views import View, colleague_views, person_asks, person_views
from understanding.matching.text import has_han, tokens
from understanding.matching.words import places

MAX_ASKS = 64
TOWN = 12  # letters of a town that are looked at


def key(subject: Subject, view: View) -> int:
    """64 signed bits of a view's value, so that any database holds it as a BIGINT."""
    return _hashed(subject, (view,))[0]


def _hashed(subject: Subject, views: Collection[View]) -> tuple[int, ...]:
    """The keys of many views at once: a record has two dozen."""
    letter = _LETTERS[subject]
    digests = [_digest(letter, kind, value) for kind, value in views]
    return unpack(f">{len(digests)}q", b"".join(digests))


def _hash(letter: str, kind: str, value: str) -> bytes:
    return blake2b(f"{letter}|{kind}|{value}".encode(), digest_size=8).digest()


_digest = lru_cache(maxsize=8192)(_hash)
"""Remembered: half of the views of made-up people, and more of a list's, are of words that came a moment ago."""


_LETTERS = {Subject.CONTACT: "p", Subject.COMPANY: "c"}


def keys_of(record: Record) -> tuple[int, ...]:
    """Every key under which this record is found; stored in the same transaction as the record."""
    views = _identity_views(record.phones, record.emails, record.handles, record.region)
    views += _place_views(record.subject, record.address, record.city) + _town_views(record.subject, record.city)
    for name in _names(record):
        if record.subject is Subject.COMPANY:
            views += company_views(parse_company(name))
        else:
            person = parse_person(name)
            views += person_views(person) + colleague_views(person, record.company)
    return _hashed(record.subject, dict.fromkeys(views))


def _names(record: Record) -> tuple[str, ...]:
    """A record's names, and of one in several parts (阿依古丽·买买提) the first, by which people call it."""
    first = record.name.partition("·")[0]
    others = other_names(record.name) if record.subject is Subject.CONTACT else ()
    return (record.name, *((first,) if first != record.name and has_han(first) else ()), *others, *record.aliases)


@lru_cache(maxsize=8192)
def key_of_equal(subject: Subject, name: str, company: str | None = None) -> int:
    """The key that only records of an equal name (and company) share, whatever case, width and punctuation."""
    plain = _plain(name, company if subject is Subject.CONTACT else None)
    return int.from_bytes(_hash(_LETTERS[subject], "same", plain), signed=True)


def _plain(name: str, company: str | None) -> str:
    return f"{' '.join(tokens(name))}|{' '.join(tokens(company or ''))}"


def keys_for(query: Query) -> tuple[Ask, ...]:
    """The keys a query asks, the one that says most first."""
    wanted: dict[int, float] = {}
    for subject, view, weight in _wanted(spelled_out(query)):
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
        yield from ((subject, *asked) for asked in company_asks(parse_company(query.company)))
    yield from ((subject, view, 0.4) for view in _town_views(subject, query.city))
    for name in (query.name, query.handle):
        if name:
            yield from ((subject, *asked) for asked in _name_asks(name, query.company))


def _name_asks(name: str, company: str | None) -> Iterator[tuple[View, float]]:
    for written in (name, *other_names(name)):
        person = parse_person(written)
        yield from person_asks(person)
        yield from ((view, 0.9) for view in colleague_views(person, company))
    if not company:
        for other, employer in splits(name):
            yield from person_asks(parse_person(other))
            yield from ((view, 0.9) for view in colleague_views(parse_person(other), employer))


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
