"""What a query says between the lines: a phone or an address written beside the name (鞍钢翟天宇13500010095)."""

import re
from dataclasses import replace
from functools import lru_cache

from understanding.matching.identifiers import parse_phone
from understanding.matching.model import Query
from understanding.matching.text import has_han

_PHONE = re.compile(r"\+?\d[\d -]{5,18}\d")
_TAIL = re.compile(r"\s*(?:手机)?(?:尾号|尾数)?\s*(?<!\d)(\d{4})$")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")


@lru_cache(maxsize=256)
def spelled_out(query: Query) -> Query:
    """The query with a phone or e-mail address that stands in its name told apart from it."""
    name = query.name
    if not name or len(name) > 200 or not any(c.isdigit() or c == "@" for c in name):
        return query
    email = None if query.email else _EMAIL.search(name)
    if email:
        query = replace(query, email=email[0], name=(name.replace(email[0], " ").strip() or None))
        name = query.name or ""
    phone = None if query.phone else _PHONE.search(name)
    if phone and parse_phone(phone[0], query.region):
        query = replace(query, phone=phone[0], name=(name.replace(phone[0], " ").strip() or None))
    tail = None if query.phone else _TAIL.search(name)
    if tail and has_han(name):
        query = replace(query, phone=tail[1], name=(name[: tail.start()].strip() or None))
    return query


def tells_identity(query: Query) -> bool:
    """Whether phones, e-mail addresses and handles of records are compared at all: only with one that is asked."""
    query = spelled_out(query)
    return bool(query.phone or query.email or query.handle)
