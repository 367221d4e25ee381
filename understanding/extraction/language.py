"""What a language must bring to be understood; docs/how-to/add-a-language.md walks through it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from understanding.extraction.atoms import Pattern
from understanding.extraction.intents import Cues
from understanding.extraction.model import Organisation, Person
from understanding.extraction.money import AmountFinder
from understanding.extraction.page import Page
from understanding.extraction.roles import Roles
from understanding.extraction.standing import Standing

Counter = tuple[re.Pattern[str], Callable[[str], Decimal]]


@dataclass(frozen=True, slots=True)
class Names:
    people: tuple[Person, ...] = ()
    companies: tuple[Organisation, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """One language. `done` and `planned` match verbs of what was and what is to be; `actions` what a follow-up does.

    `clause_end` ends a clause. `negated` stands right before a value that a correction takes back,
    `barred` right behind a time that is ruled out,
    `away` matches right before a time when somebody is not there. `insists` are words that make a plan of a clause
    though it tells of something done; without them what is done is told from what is planned by the nearer verb.
    `standing` is what it says of times that are nobody's plan.
    `lapses` says of a clause that its time is when something ends by itself (a contract).
    `theirs` matches the beginning of a clause that says what somebody else will do, or what to do failing that,
    `moved` right before the time something is put off or brought forward to.
    `find_no_time` finds names and sayings that look like times: April Jones, the eleventh hour. `digits` are the
    words a phone number is said in, with their digits; `roles` say what somebody does.
    """

    code: str
    times: Sequence[Pattern]
    amounts: AmountFinder
    counters: Sequence[Counter]
    find_names: Callable[[Page, Sequence[str]], Names]
    cues: Cues
    done: re.Pattern[str]
    planned: re.Pattern[str]
    actions: re.Pattern[str]
    clause_end: re.Pattern[str]
    negated: re.Pattern[str]
    barred: re.Pattern[str]
    moved: re.Pattern[str]
    theirs: re.Pattern[str]
    away: re.Pattern[str]
    address: re.Pattern[str]
    lapses: re.Pattern[str]
    standing: Standing
    find_no_time: Callable[[Page], Iterable[tuple[int, int]]]
    insists: re.Pattern[str] | None = None
    roles: Roles | None = None
    digits: Mapping[str, str] = field(default_factory=dict)
