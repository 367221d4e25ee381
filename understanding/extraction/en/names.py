"""People and companies in English text: runs of capitalised words, told apart by what stands around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from understanding.extraction.en import lexicon
from understanding.extraction.language import Names
from understanding.extraction.model import Organisation, Person
from understanding.extraction.page import COVER, Page

_WORD = re.compile(r"[^\W_](?:[^\W_]|[&'’.+-](?=[^\W_]))*\.?|&|[^\s\w]|_", re.UNICODE)
_GLUE = {
    "of",
    "and",
    "de",
    "du",
    "der",
    "den",
    "van",
    "von",
    "zu",
    "la",
    "le",
    "da",
    "dos",
    "di",
    "del",
    "bin",
    "al",
    "el",
    "y",
    "the",
    "&",
    "for",
}
_PARTICLES = {
    "de",
    "du",
    "der",
    "den",
    "van",
    "von",
    "zu",
    "la",
    "le",
    "da",
    "dos",
    "di",
    "del",
    "bin",
    "al",
    "el",
    "ter",
    "ten",
}


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring words that may be one name."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    before: str
    after: str
    first_of_sentence: bool


def find_names(page: Page) -> Names:
    people: list[Person] = []
    companies: list[Organisation] = []
    for run in _runs(page.cased):
        kind = _kind(run, people, companies)
        if kind == "person":
            people.append(_person(run, page))
        elif kind == "company":
            companies.append(Organisation(run.text, page.written(run.start, run.end), run.start))
    return Names(tuple(people), tuple(companies))


def _person(run: _Run, page: Page) -> Person:
    return Person(run.text, page.written(run.start, run.end), run.start)


def _runs(cased: str) -> Iterator[_Run]:
    tokens = [(match[0], match.start(), match.end()) for match in _WORD.finditer(cased)]
    index = 0
    while index < len(tokens):
        stop = _run_end(tokens, index, cased)
        if stop > index:
            yield _run(tokens, index, stop, cased)
            index = stop
        else:
            index += 1


_Token = tuple[str, int, int]


def _run_end(tokens: list[_Token], index: int, cased: str) -> int:
    """One past the last word of the name that begins at `index`; `index` itself where none does."""
    if not _begins(tokens, index, cased):
        return index
    stop = index + 1
    while stop < len(tokens):
        word, start, _ = tokens[stop]
        gap = cased[tokens[stop - 1][2] : start]
        if "\n" in gap or len(gap) > 2 or COVER in gap:
            break
        if _continues(word, tokens[stop - 1][0]):
            stop += 1
        elif word == "," and stop + 1 < len(tokens) and lexicon.is_legal_form(tokens[stop + 1][0]):
            stop += 2
        elif (
            word.lower() in _GLUE
            and stop + 1 < len(tokens)
            and _continues(tokens[stop + 1][0], word)
            and _glues(tokens, index, stop)
        ):
            stop += 2
        elif (
            word == "("
            and stop + 2 < len(tokens)
            and tokens[stop + 1][0].lower() in {"publ", "pty"}
            and tokens[stop + 2][0] == ")"
        ):
            stop += 3
        else:
            break
    return stop


def _glues(tokens: list[_Token], index: int, at: int) -> bool:
    word = tokens[at][0].lower()
    if word == "&":
        return True
    if word in _PARTICLES:
        return True
    heads = {token[0].lower().rstrip(".") for token in tokens[index:at]}
    return word in {"of", "and"} and bool(heads & lexicon.INSTITUTIONS)


def _begins(tokens: list[_Token], index: int, cased: str) -> bool:
    word, start, _ = tokens[index]
    if not word[0].isalpha() and not (word[0].isdigit() and re.match(r"\d{1,2}[A-Z]", word)):
        return False
    if not any(char.isupper() for char in word) or word.lower().rstrip(".") in lexicon.NEVER:
        return False
    return not (
        word.lower().rstrip(".").removesuffix("'s") in lexicon.COMMON
        and (_starts_sentence(cased, start) or not lexicon.is_company_word(word))
    )


def _continues(word: str, previous: str) -> bool:
    if (
        previous.endswith(".")
        and len(previous) > 3
        and not lexicon.is_legal_form(previous)
        and previous.lower() not in lexicon.ABBREVIATIONS
    ):
        return False
    if not word[0].isalnum():
        return word == "&"
    if any(char.isupper() for char in word) or word[0].isdigit() and re.fullmatch(r"\d{1,3}[A-Z]*", word) and False:
        return word.lower().rstrip(".") not in lexicon.NEVER
    return lexicon.is_company_word(word) and previous[0].isupper() and word.lower() not in lexicon.COMMON


def _starts_sentence(cased: str, start: int) -> bool:
    before = cased[:start].rstrip()
    return (
        not before
        or before[-1] in ".!?\n:;)" + COVER
        or cased[:start].endswith("\n")
        or before.endswith((" -", "•", "*"))
    )


def _run(tokens: list[_Token], index: int, stop: int, cased: str) -> _Run:
    words = [token[0] for token in tokens[index:stop]]
    start, end = tokens[index][1], tokens[stop - 1][2]
    text = cased[start:end]
    if text.endswith(".") and not lexicon.is_legal_form(words[-1]) and words[-1].lower() not in lexicon.ABBREVIATIONS:
        text, end = text[:-1], end - 1
    for ending in ("'s", "’s"):
        if text.endswith(ending):
            text, end = text[: -len(ending)], end - len(ending)
    return _Run(
        text,
        start,
        end,
        tuple(words),
        cased[max(0, start - 40) : start],
        cased[end : end + 40],
        _starts_sentence(cased, start),
    )


_PERSON_BEFORE = re.compile(
    r"(?:^|[^a-z])(?:met|meet|meet with|saw|call|called|calling|call back|phone|phoned|ring|rang|text|texted|email|emailed|mail|mailed|ping|pinged|contact|spoke (?:to|with)|speak (?:to|with)|talk(?:ed|ing)? (?:to|with)|chat(?:ted)? with|lunch with|coffee (?:w/|with)|dinner with|breakfast with|meeting (?:w/|with)|met with|w/|demo (?:for|with)|follow(?:ed|ing)?[- ]?up with|catch up with|caught up with|ask for|asked for|this is|intro(?:duced)? to|reach out to|chase|reply to|replied to|remind|nudge|visit(?:ed)?|mr|mrs|ms|dr|prof|dear|hi|hello|cc|attn|contact person|contact:|lead:|name:|from:|prospect:|add|for|with|to|tell|told|ask|asked|thank|by|and) ?\.?$",
    re.IGNORECASE,
)
_COMPANY_BEFORE = re.compile(
    r"(?:^|[^a-z])(?:of|at|from|@|lost(?: the deal (?:with|to))?|won|win|visit(?:ed)?|deal with|sent to|company:|company is|org:|account:|renewal (?:for|of|with)|contract with|proposal to|quote to|quote for|offer to|offer for|for|with|to|assign|join(?:ed)?|represents?|works for|working for|works at|customer|client|account|over to|intro to) ?$",
    re.IGNORECASE,
)
_PERSON_AFTER = re.compile(
    r"\s*(?:says?|said|called|wants|asked|confirmed|replied|went with|needs|told|will|is (?:out|on|interested|the)|'s (?:number|email)|<|thinks|likes|prefers|agreed|mentioned|wrote|emailed|texted|promised|came|:)",
    re.IGNORECASE,
)
_COMPANY_AFTER = re.compile(
    r"\s*(?:signed|deal|renewal|contract|account|team|project|order|went live|won|closed|\(|bought|ordered|is expanding|office|hq)",
    re.IGNORECASE,
)


def _kind(run: _Run, people: list[Person], companies: list[Organisation]) -> str | None:
    score = lexicon.company_score(run.words) - lexicon.person_score(run.words)
    before = run.before.rstrip()
    if score == 0:
        if (
            people
            and re.search(r"(?:\bof|\bat|\bfrom|@|,|-|/|\()\s*$", run.before)
            and people[-1].start >= run.start - 70
        ):
            score = 1
        elif re.search(r"(?:\bof|\bat|\bfrom|@|\blost|\bwon|\bassign|\bsent to|\bvisit)\s*$", before, re.IGNORECASE):
            score = 1
        elif _PERSON_BEFORE.search(before):
            score = -1
        elif _COMPANY_AFTER.match(run.after):
            score = 1
        elif _PERSON_AFTER.match(run.after):
            score = -1
        elif len(run.words) in {2, 3} and run.first_of_sentence:
            score = -1
        elif not people and re.match(r"\s*[,(/-]", run.after):
            score = -1
        else:
            return None
    return "company" if score > 0 else "person"
