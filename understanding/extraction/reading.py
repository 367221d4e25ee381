"""The order of reading: contact points, known names, amounts, times, names, intents; each covered for the next."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import cast
from zoneinfo import ZoneInfo

from domain.terms import Grain, Intent
from understanding.extraction import contacts, plans
from understanding.extraction import phones as phone_numbers
from understanding.extraction.atoms import Reader, find_atoms
from understanding.extraction.intents import Facts, meaning_of
from understanding.extraction.language import Language, Names
from understanding.extraction.model import Amount, Context, Organisation, Person, Planned, Quantity, Understanding
from understanding.extraction.page import COVER, Page
from understanding.extraction.quantities import find_quantities
from understanding.extraction.roles import shared_out, unnamed_role, with_roles
from understanding.extraction.timed import Timed, timed
from understanding.extraction.times import Placed, Said, place, put_together
from understanding.extraction.vcard import take_vcards
from understanding.extraction.wording import Purse

# The languages that are understood, by the names of their packages.
LANGUAGES = ("en", "zh")
_ALSO_ENGLISH = re.compile(r"[a-z]|\d ?[:/.~-] ?\d")  # letters, and the dates and hours that figures make
_TEN_THOUSANDS = re.compile(r"\dk?w(?![a-z])")
# Countries that write the month first.
_MONTH_FIRST = {"US", "CN", "JP", "KR", "TW", "PH", "CA"}


def read(text: str, context: Context) -> Understanding:
    """Everything a text says, see Understanding."""
    page = Page(text)
    languages = _languages(page, context)
    cards = take_vcards(page)
    emails, links = contacts.find_emails(page), contacts.find_links(page)
    digits = {word: digit for language in languages for word, digit in language.digits.items()}
    phones, handles = phone_numbers.find_phones(page, context.region, digits), contacts.find_handles(page)
    handles += contacts.find_same_number(page, phones)
    known = _joined(_known(page, context), cards)
    amounts, quantities = _amounts(page, languages, context)
    times = _times(page, languages, context)
    is_alone = page.is_bare
    address = _address(page, languages)
    names = _together(
        known, [language.find_names(page, [email.address for email in emails]) for language in languages], page
    )
    planned = plans.plans_of(page, times, languages, _moment_of_writing(context), alone=is_alone)
    facts = Facts(
        has_name=bool(names.people or names.companies),
        has_contact=bool(emails or phones or handles),
        has_amount=bool(amounts),
        has_plan=bool(planned) and planned[0].time.planned,
        has_time=bool(times),
        ahead=tuple(each.clause for each in times if each.moment.start_at > _moment_of_writing(context)),
    )
    meaning = meaning_of(page, facts, languages[0].cues)
    roles = [language.roles for language in languages if language.roles]
    people, role = shared_out(with_roles(page, names.people, roles), unnamed_role(page, roles))
    names = replace(names, people=people)
    if meaning.intents == (Intent.CORRECT,):
        names = _corrected(names, page, languages)
    return _assembled(
        Understanding(
            language=languages[0].code,
            intents=meaning.intents,
            people=tuple(person for person in names.people if person.text.lower() != (meaning.assignee or "").lower()),
            companies=names.companies,
            phones=tuple(phones),
            emails=tuple(emails),
            handles=tuple(sorted([*links, *handles], key=lambda handle: handle.start)),
            money=tuple(amounts),
            quantities=tuple(quantities),
            times=tuple(each.moment for each in times),
            outcome=meaning.outcome,
            stage=meaning.stage,
            reason=meaning.reason,
            assignee=meaning.assignee,
            address=address,
            role=role,
        ),
        planned,
        _moment_of_writing(context),
    )


def _assembled(found: Understanding, planned: Sequence[plans.Plan], at: datetime) -> Understanding:
    """The follow-ups put in: a question plans nothing, a correction one thing."""
    if found.intents in {(Intent.QUERY,), (Intent.NONE,)}:
        return found
    meant = planned[:1] if found.intents == (Intent.CORRECT,) else planned
    return replace(found, planned=tuple(_planned(each, at) for each in meant))


def _planned(plan: plans.Plan, at: datetime) -> Planned:
    due = plan.time
    return Planned(plans.due_at(due, at), Grain.DAY if due.own_day else due.moment.grain, due.recurs, plan.action)


@cache
def _language(code: str) -> Language:
    """A language with its grammars, loaded when the first text needs it: compiling its patterns takes a while."""
    return cast("Language", import_module(f"understanding.extraction.{code}.language").LANGUAGE)


def _languages(page: Page, context: Context) -> tuple[Language, ...]:
    """The languages to read a text in, its main one first: English words stand in Chinese texts too."""
    codes: tuple[str, ...] = ("en",)
    if page.has_chinese:
        codes = ("zh", "en") if _ALSO_ENGLISH.search(page.plain) else ("zh",)
    elif context.language in LANGUAGES and not any(char.isalpha() for char in page.text):
        codes = (context.language or "en",)
    elif context.language == "zh" or (context.currency == "CNY" and _TEN_THOUSANDS.search(page.plain)):
        codes = ("en", "zh")  # 30w is typed without a Chinese character
    return tuple(map(_language, codes))


def _known(page: Page, context: Context) -> Names:
    if context.known is None:
        return Names()
    people, companies = [], []
    for found in context.known.find(page.text):
        end = found.start + len(found.text)
        if COVER in page.plain[found.start : end]:
            continue  # part of a longer known name, or of a number
        if found.is_person:
            people.append(Person(found.name, found.text, found.start, known=True))
            page.known_people.append((found.start, end))
        else:
            companies.append(Organisation(found.name, found.text, found.start, known=True))
        page.cover(found.start, end)
    return Names(tuple(people), tuple(companies))


def _joined(first: Names, second: Names) -> Names:
    return Names(first.people + second.people, first.companies + second.companies)


def _together(known: Names, others: Sequence[Names], page: Page) -> Names:
    people: list[Person] = []
    companies: list[Organisation] = []
    taken = bytearray(len(page.text))
    for names in (known, *others):
        both: tuple[Person | Organisation, ...] = (*names.people, *names.companies)
        for found in both:
            end = found.start + len(found.text)
            if any(taken[found.start : end]):
                continue
            taken[found.start : end] = b"\x01" * (end - found.start)
            people += [found] if isinstance(found, Person) else []
            companies += [found] if isinstance(found, Organisation) else []
    return Names(tuple(sorted(people, key=_start)), tuple(sorted(companies, key=_start)))


def _corrected(names: Names, page: Page, languages: Sequence[Language]) -> Names:
    """The names a correction puts in, without those it takes back."""
    negated = [language.negated for language in languages]
    people = tuple(each for each in names.people if not _is_taken_back(page.uncovered, each.start, negated))
    companies = tuple(each for each in names.companies if not _is_taken_back(page.uncovered, each.start, negated))
    return Names(people or names.people, companies or names.companies)


def _start(found: Person | Organisation) -> int:
    return found.start


def _amounts(page: Page, languages: Sequence[Language], context: Context) -> tuple[list[Amount], list[Quantity]]:
    purse = Purse(context.currency, languages[0].code)
    negated = [language.negated for language in languages]
    quantities = find_quantities(page, [counter for language in languages for counter in language.counters])
    before = page.plain
    idioms = [match.span() for language in languages for match in language.amounts.idioms.finditer(page.plain)]
    with page.without(idioms):
        found = [amount for language in languages for amount in language.amounts.find(page, purse)]
    kept = [amount for amount in found if not _is_taken_back(before, amount.start, negated)]
    return sorted(kept or found, key=lambda amount: amount.start), quantities


def _is_taken_back(plain: str, start: int, negated: Sequence[re.Pattern[str]]) -> bool:
    """Whether the value at `start` stands after "not" or 不是: it is what a correction replaces."""
    return any(pattern.search(plain[max(0, start - 16) : start]) for pattern in negated)


def _times(page: Page, languages: Sequence[Language], context: Context) -> list[Timed]:
    reader = Reader(day_first=context.region not in _MONTH_FIRST and languages[0].code == "en")
    patterns = [pattern for language in languages for pattern in language.times]
    said = put_together(page, find_atoms(_without_names(page, languages), patterns, reader))
    found = timed(page, said, languages, lambda each, past: _placed(each, page, context, past))
    kept = [
        each
        for each in found
        if not _is_taken_back(page.plain, each.moment.start, [language.negated for language in languages])
    ]
    for each in found:
        page.cover(each.moment.start, each.moment.start + len(each.moment.text))
    return kept or found


def _without_names(page: Page, languages: Sequence[Language]) -> str:
    """The plain page without names and sayings that look like times."""
    plain = page.plain
    for language in languages:
        for start, end in language.find_no_time(page):
            plain = plain[:start] + COVER * (end - start) + plain[end:]
    return plain


def _placed(said: Said, page: Page, context: Context, past: bool) -> Placed | None:  # noqa: FBT001  # a callback's argument
    return place(said, page, _moment_of_writing(context), ZoneInfo(context.tz), past=past)


def _moment_of_writing(context: Context) -> datetime:
    return context.at if context.at.tzinfo else context.at.replace(tzinfo=ZoneInfo(context.tz))


def _address(page: Page, languages: Sequence[Language]) -> str | None:
    for language in languages:
        match = language.address.search(page.cased)
        if match:
            found = page.written(*match.span("address")).strip()
            page.cover(*match.span("address"))
            return found
    return None
