"""Shared contacts as text: the lines of a vCard (RFC 6350) name their person and company outright."""

import re

from understanding.extraction.language import Names
from understanding.extraction.model import Organisation, Person
from understanding.extraction.page import Page

_CARD = re.compile(r"begin:vcard.{0,4000}?end:vcard", re.DOTALL)
_LINE = re.compile(
    r"(?:^|(?<=\s))(fn|n|org|title|note|adr|url|version|rev|photo|uid|begin|end)((?:;[^:\n]{0,60})?):", re.MULTILINE
)


def take_vcards(page: Page) -> Names:
    """The people and companies of the cards in a page, which are covered but for their numbers and addresses."""
    people, companies = [], []
    for card in list(_CARD.finditer(page.plain)):
        marks = list(_LINE.finditer(page.plain, *card.span()))
        for mark in marks:
            start, end = mark.end(), _end_of_value(page.plain, mark.end(), card.end())
            text = page.written(start, end)
            if mark[1] == "fn" and text:
                people.append(Person(text, text, start, title=None))
            elif mark[1] == "org" and text.strip(";"):
                name = text.split(";")[0]
                companies.append(Organisation(name, name, start))
            page.cover(mark.start(), end)
        for label in list(
            re.finditer(r"(?:^|(?<=\s))(?:tel|email|item\d\.[a-z-]+|x-[a-z-]+)[^:\n]{0,60}:", page.plain[: card.end()])
        ):
            if label.start() >= card.start():
                page.cover(label.start(), label.end())
    return Names(tuple(people), tuple(companies))


def _end_of_value(plain: str, start: int, stop: int) -> int:
    """Where a value ends: at its line, or at the next label where the lines were joined into one."""
    following = re.search(
        r"\s*(?:\n|\s(?=(?:fn|n|org|tel|email|title|adr|note|url|end|version)[;:])|$)", plain[start:stop]
    )
    return start + (following.start() if following else stop - start)
