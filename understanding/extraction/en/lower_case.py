"""Names typed without capitals: "call tom", "met anna from acme", "rahul of flipkart called", "the cfo at plaid"."""

import re
from collections.abc import Iterator

from understanding.extraction.en import lexicon
from understanding.extraction.en.firms import is_surely_firm
from understanding.extraction.en.given import ALSO_WORDS, is_given
from understanding.extraction.en.pinyin import is_pinyin_name
from understanding.extraction.en.places import is_place
from understanding.extraction.en.weighing import DEALT_WITH
from understanding.extraction.model import Organisation, Person
from understanding.extraction.page import Page

_WORD = r"[a-zà-ÿ][a-zà-ÿ'-]{1,20}"
_FIRM = r"[a-z0-9][a-z0-9&'.-]{1,30}(?<!\.)"
_NAMED = (
    rf"(?P<name>{_WORD})(?: (?!(?:from|of|at|who|and|re) )(?P<last>{_WORD}))?"
    rf"(?:(?: ?,)? ?(?:from|of|at|@|over at) (?P<company>{_FIRM}))?(?![a-z@])"
)
_ASKED_FOR = re.compile(
    rf"(?:^|[^a-z])(?:{DEALT_WITH}|add|for|with|w/|to|from|and|cc|see|visit(?:ed)?|by) (?:back )?{_NAMED}"
)
# Who stands at the beginning, and what he does or where he is.
_FIRST = re.compile(
    rf"(?:^|[.;!?\n] ?){_NAMED}(?=(?: is| was| has| will|'s|'ll)? "
    r"(?:called|says?|said|wants?|asked|needs?|confirmed|replied|agreed|signed|rang|emailed|texted|pinged|likes?|"
    r"thinks?|told|back|out|coming|interested|keen|happy|busy|on|going|considering|looking|won't|can't|would|"
    r"no show|cancell?ed))"
)
_OF_FIRM = re.compile(rf"(?<![a-z@.]){_NAMED}")
# "call with harrow & finch", "the cfo at plaid", "she is at cyberdyne": a firm in lower case.
_LOWER_FIRM = re.compile(
    r"(?:(?:with|at|from|of|for|to|visit(?:ed)?|met|call(?:ed)?) (?P<company>[a-z]{3,20} & [a-z]{3,20})"
    r"|(?:ceo|cto|cfo|coo|cmo|cio|vp|buyer|head of [a-z]{2,12}|procurement|purchasing|director|manager|guys?|people|"
    r"team|folks|(?:he|she|they)(?:'s| is|'re| are| works?| worked| sits?) (?:now |still )?)"
    r"(?: (?:now|over))? ?(?:at|of|from|for) "
    r"(?P<at>[a-z][a-z0-9'-]{2,20}))(?![a-z0-9@'-]|\.[a-z])"
)
# "call mr lee at hanjin shipping", "a guy called theo".
_TITLED = re.compile(
    r"(?<![a-z])(?:(?:mr|ms|mrs|dr)\.? |(?:guy|lady|woman|man|contact|someone|somebody|person|colleague)(?: called|"
    r" named|,)? )"
    r"(?P<name>[a-z][a-z'-]{1,20})(?: (?:from|of|at|@|with) (?P<company>[a-z][a-z0-9&'-]{2,30}))?(?![a-z@])"
)
# "monday.com wants to renew", "the buyer at booking.com": a firm that is called by its address.
_DOMAIN = re.compile(
    r"(?:(?:^|[.;!?\n] ?)(?=[^ ]+ (?:is|are|has|want|ask|need|sign|renew|churn|call|said|say|team|guys|people|"
    r"deal|account|cancel|confirm|replied|would|will))|(?<![a-z])(?:at|of|from|with|for|to|lost|won|met|visited|"
    r"customer|client) )"
    r"(?P<company>[a-z0-9][a-z0-9-]{1,30}\.(?:com|io|ai|co|net|app|so|tech|cloud|org|de|cn|eu))(?![\w@/-]|\.\w)"
)
_PAIRED = set(
    "terms conditions food beverage research development profit loss supply demand pros cons bed meet greet health "
    "safety "
    "sales marketing answers questions drag drop copy paste trial error wear tear black white".split()
)
_KNOWN_WORDS = lexicon.COMMON | lexicon.PLAIN | lexicon.NEVER | lexicon.ROLE_WORDS
# What stands where a firm does and is none.
_NO_FIRM = frozenset(
    "home work lunch dinner noon night school church risk scale cost list once hand least first last all work war "
    "peace "
    "fault ease large length random will hq location site sea town court press best worst".split()
)


def find_lower_case(page: Page) -> tuple[list[Person], list[Organisation]]:
    """As in "call tom", "met anna from acme": only names that are nothing else, where something asks for one."""
    people: dict[int, Person] = {}
    companies: dict[int, Organisation] = {}
    for match in _TITLED.finditer(page.cased):
        if match["name"] not in lexicon.COMMON | lexicon.PLAIN:
            people[match.start("name")] = _lower_person(page, *match.span("name"))
            if match["company"] and match["company"] not in lexicon.COMMON | lexicon.PLAIN:
                companies[match.start("company")] = _lower_company(page, *match.span("company"))
    if not people:
        for match in _named(page.cased):
            people[match.start("name")] = _lower_person(page, match.start("name"), _end_of_name(match))
            if match["company"] and _may_be_firm(match["company"]):
                companies[match.start("company")] = _lower_company(page, *match.span("company"))
    for match in _LOWER_FIRM.finditer(page.cased):
        group = match.lastgroup or "company"
        words = set(re.findall(r"[a-z]+", match[group]))
        if not words & (_PAIRED | lexicon.COMMON | lexicon.PLAIN | _NO_FIRM) and not is_place(match[group]):
            companies.setdefault(match.start(group), _lower_company(page, *match.span(group)))
    return list(people.values()), list(companies.values())


def find_domains(page: Page) -> list[Organisation]:
    """Firms called by their internet address, where a firm's name stands."""
    spans = [match.span("company") for match in _DOMAIN.finditer(page.plain)]
    return [Organisation(page.written(*span), page.written(*span), span[0]) for span in spans]


def _named(cased: str) -> Iterator[re.Match[str]]:
    """Where somebody is called by a given name, asked for, at the beginning, or with a firm behind."""
    for pattern in (_ASKED_FOR, _FIRST, _OF_FIRM):
        position = 0
        while match := pattern.search(cased, position):
            position = match.start("name") + (pattern is not _ASKED_FOR)
            if _is_person(match, asked_for=pattern is _ASKED_FOR) and (
                pattern is not _OF_FIRM or (match["company"] and _may_be_firm(match["company"]))
            ):
                yield match
                position = match.end()


def _is_person(match: re.Match[str], *, asked_for: bool) -> bool:
    """Whether a name is one; what is a word besides (mark, grace) needs a family name where somebody is asked for."""
    name, last = match["name"], match["last"]
    if name in lexicon.COMMON | ALSO_WORDS:
        whole = asked_for and name not in lexicon.COMMON and _end_of_name(match) == match.end("last")
        return last is not None and (is_pinyin_name(name, last) or (is_given(name) and whole))
    return is_given(name) or (last is not None and is_pinyin_name(name, last))


def _end_of_name(match: re.Match[str]) -> int:
    last = match["last"]
    if last is None or last in _KNOWN_WORDS | _NO_FIRM:
        return match.end("name")
    is_verb = re.fullmatch(r"[a-z]+(?:ed|ing|'s|n't)", last) and not is_pinyin_name(match["name"], last)
    return match.end("name") if is_verb else match.end("last")


def _may_be_firm(name: str) -> bool:
    return (
        (name not in _KNOWN_WORDS | _NO_FIRM or is_surely_firm(name)) and not is_place(name) and not name[0].isdigit()
    )


def _lower_person(page: Page, start: int, end: int) -> Person:
    return Person(page.written(start, end), page.written(start, end), start)


def _lower_company(page: Page, start: int, end: int) -> Organisation:
    """The company, with the field of business behind it (redwood dental), or a second name that ends a clause."""
    more = re.match(r" ([a-z]{3,14})(?![a-z'@])(?P<ends>$|[,.;:!?)\n])?", page.cased[end : end + 17])
    if more and more[1] not in _KNOWN_WORDS | _NO_FIRM and (lexicon.is_company_word(more[1]) or _ends_name(more)):
        end += more.end(1)
    text = page.written(start, end)
    return Organisation(text, text, start)


def _ends_name(more: re.Match[str]) -> bool:
    return more["ends"] is not None and not re.search(r"(?:ed|ing|ly|s)$", more[1])
