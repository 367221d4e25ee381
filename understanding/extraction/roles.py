"""What somebody does: a role beside a name, said of it, or said of somebody the text does not name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from understanding.extraction.model import Person, Role
from understanding.extraction.page import Page

_FAR = 60  # characters around a name that are looked at


@dataclass(frozen=True, slots=True)
class Roles:
    """A language's patterns over the plain page as `stand_in` shows it, each with a group `role`.

    `before` ends where the name begins (CFO Angela Weiss), `beside` begins where it ends (Li Wei, procurement lead at),
    `told` begins there too and says it outright (Li Wei is the CFO now), `unnamed` says it of nobody named (she's the
    CFO).
    """

    stand_in: Callable[[str], str]
    before: re.Pattern[str]
    beside: re.Pattern[str]
    told: re.Pattern[str]
    unnamed: re.Pattern[str]


def with_roles(page: Page, people: Sequence[Person], roles: Sequence[Roles]) -> tuple[Person, ...]:
    """The people, each with the role that is said of them."""
    shown = [(each, each.stand_in(page.uncovered)) for each in roles] if people else []
    return tuple(_with_role(page, person, shown) for person in people)


def _with_role(page: Page, person: Person, roles: Sequence[tuple[Roles, str]]) -> Person:
    start, end = person.start, person.start + len(person.text)
    for each, plain in roles:
        told = each.told.match(plain, end, end + _FAR)
        found = (
            told or each.beside.match(plain, end, end + _FAR) or each.before.search(plain, max(0, start - _FAR), start)
        )
        if found:
            role = Role(page.written(*found.span("role")).strip(), told=told is not None)
            return replace(person, role=role, title=role.title)
    return person


def shared_out(people: Sequence[Person], said: Role | None) -> tuple[tuple[Person, ...], Role | None]:
    """Who is meant by "she": the one person the text names, else nobody here."""
    if said is None or len(people) != 1:
        return tuple(people), said
    only = people[0]
    return ((only,) if only.role else (replace(only, role=said, title=said.title),)), None


def unnamed_role(page: Page, roles: Sequence[Roles]) -> Role | None:
    """The role that is said of somebody by a pronoun alone: who it is, the talk knows."""
    found = next((match for each in roles if (match := each.unnamed.search(each.stand_in(page.uncovered)))), None)
    return Role(page.written(*found.span("role")).strip(), told=True) if found else None
