"""Names typed without capitals: "call tom", "met anna from acme", "the cfo at plaid"."""

import re

from understanding.extraction.en import lexicon
from understanding.extraction.en.given import ALSO_WORDS, GIVEN
from understanding.extraction.en.places import is_place
from understanding.extraction.en.weighing import DEALT_WITH
from understanding.extraction.model import Organisation, Person
from understanding.extraction.page import Page

_LOWER = re.compile(
    rf"(?:^|[^a-z])(?:{DEALT_WITH}|add|for|with|to) (?:back "
    rf")?(?P<name>[a-z][a-z'-]{{1,20}})(?: (?!(?:from|of|at) "
    rf")(?P<last>[a-z][a-z'-]{{1,20}}))?(?: ?(?:from|of|at|"
    rf"@) (?P<company>[a-z][a-z0-9&'-]{{2,30}}))?(?![a-z@])"
)


# "call with harrow & finch", "the cfo at plaid": a firm in lower case.
_LOWER_FIRM = re.compile(
    r"(?:(?:with|at|from|of|for|to|visit(?:ed)?|met|call(?:ed)?) (?P<company>[a-z]{3,20} & [a-z]{3,20})"
    r"|(?:ceo|cto|cfo|coo|buyer|head of [a-z]{2,12}|procurement|purchasing|director|manager|guys?|people|team|"
    r"folks) (?:at|of|from) "
    r"(?P<at>[a-z][a-z0-9'-]{2,20}))(?![a-z0-9@'-])"
)
# "call mr lee at hanjin shipping", "a guy called theo".
_TITLED = re.compile(
    r"(?<![a-z])(?:(?:mr|ms|mrs|dr)\.? |(?:guy|lady|woman|man|contact|someone|somebody|person|colleague)(?: called|"
    r" named|,)? )"
    r"(?P<name>[a-z][a-z'-]{1,20})(?: (?:from|of|at|@|with) (?P<company>[a-z][a-z0-9&'-]{2,30}))?(?![a-z@])"
)
_PAIRED = set(
    "terms conditions food beverage research development profit loss supply demand pros cons bed meet greet health "
    "safety "
    "sales marketing answers questions drag drop copy paste trial error wear tear black white".split()
)


def find_lower_case(page: Page) -> tuple[list[Person], list[Organisation]]:
    """As in "call tom", "met anna from acme": only names that are nothing else, where a verb asks for one."""
    people: list[Person] = []
    companies: list[Organisation] = []
    for match in _TITLED.finditer(page.cased):
        if match["name"] not in lexicon.COMMON | lexicon.PLAIN:
            people.append(_lower_person(page, *match.span("name")))
            if match["company"] and match["company"] not in lexicon.COMMON | lexicon.PLAIN:
                companies.append(_lower_company(page, *match.span("company")))
    if people:
        return people, companies
    for match in _LOWER.finditer(page.cased):
        if match["name"] not in GIVEN or match["name"] in lexicon.COMMON | ALSO_WORDS:
            continue
        last = (
            match["last"]
            if match["last"] and match["last"] not in lexicon.COMMON | lexicon.NEVER | lexicon.PLAIN
            else None
        )
        end = match.end("last") if last else match.end("name")
        people.append(
            Person(page.written(match.start("name"), end), page.written(match.start("name"), end), match.start("name"))
        )
        company = match["company"]
        if company and company not in lexicon.COMMON | lexicon.PLAIN:
            companies.append(_lower_company(page, *match.span("company")))
    for match in _LOWER_FIRM.finditer(page.cased):
        group = match.lastgroup or "company"
        words = set(re.findall(r"[a-z]+", match[group]))
        if not words & (lexicon.COMMON | lexicon.PLAIN | _PAIRED) and not is_place(match[group]):
            companies.append(_lower_company(page, *match.span(group)))
    return people, companies


def _lower_person(page: Page, start: int, end: int) -> Person:
    return Person(page.written(start, end), page.written(start, end), start)


def _lower_company(page: Page, start: int, end: int) -> Organisation:
    """The company, with the field of business behind it: redwood dental."""
    more = re.match(r" ([a-z]{3,14})(?![a-z])", page.cased[end : end + 16])
    if more and lexicon.is_company_word(more[1]) and more[1] not in lexicon.COMMON | lexicon.PLAIN:
        end += more.end()
    text = page.written(start, end)
    return Organisation(text, text, start)
