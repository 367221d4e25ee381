"""Under which keys a record is stored, and which ones a query asks."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from understanding.matching.identifiers import parse_email, parse_handle, parse_phone
from understanding.matching.model import Ask, Query, Record, Subject
from understanding.matching.text import tokens


def key(subject: Subject, view: str, value: str) -> int:
    """64 signed bits of a view's value, so that any database holds it as a BIGINT."""
    digest = blake2b(f"{subject[:2]}|{view}|{value}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def keys_of(record: Record) -> tuple[int, ...]:
    """Every key under which this record is found; stored in the same transaction as the record."""
    names = (record.name, *record.aliases)
    views = [view for name in names for view, _ in _name_views(name)]
    views += _identity_views(record.phones, record.emails, record.handles, record.region)
    return tuple(dict.fromkeys(key(record.subject, view, value) for view, value in views))


def keys_for(query: Query) -> tuple[Ask, ...]:
    """The keys a query asks, the one that says most first."""
    subject = subject_of(query)
    wanted: dict[int, float] = {}
    name = query.name if subject is Subject.CONTACT else query.company
    identities = _identity_views(_some(query.phone), _some(query.email), _some(query.handle), query.region)
    for view, value in identities:
        wanted[key(subject, view, value)] = 1.0
    for (view, value), weight in _name_views(name or ""):
        wanted.setdefault(key(subject, view, value), weight)
    return tuple(Ask(k, w) for k, w in sorted(wanted.items(), key=lambda item: -item[1]))


def subject_of(query: Query) -> Subject:
    """A query that names only a company asks for a company; anything else for a person."""
    return Subject.COMPANY if query.company and not query.name else Subject.CONTACT


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _identity_views(
    phones: Iterable[str], emails: Iterable[str], handles: Iterable[str], region: str | None
) -> list[tuple[str, str]]:
    found = [("phone", number.tail) for p in phones if (number := parse_phone(p, region))]
    found += [("email", email) for e in emails if (email := parse_email(e))]
    found += [("handle", handle) for h in handles if (handle := parse_handle(h))]
    return found


def _name_views(name: str) -> Iterator[tuple[tuple[str, str], float]]:
    words = tokens(name)[:12]
    if words:
        yield ("full", " ".join(sorted(words))), 0.9
    for word in words:
        yield ("word", word), 0.3
