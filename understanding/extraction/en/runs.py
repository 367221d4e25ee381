"""Stretches of English text that may be a name: capitalised words and what may stand between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from understanding.extraction.en import lexicon
from understanding.extraction.en.given import is_given
from understanding.extraction.page import COVER

_LETTER = r"[^\W_\u2e80-\u9fff\uac00-\ud7af]"
_WORD = re.compile(
    rf"\b[AKI]/S\b|{_LETTER}(?:{_LETTER}|[&'’.+-](?={_LETTER}))*\.?|&|[^\s\w]|[_\u2e80-\u9fff\uac00-\ud7af]"
)
_ALSO_ACRONYMS = frozenset({"sow", "msa", "nda", "poc", "sla", "po", "dow"})  # Ibrahim Sow is a person
_MOST_TOKENS = 3_000
_Token = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words that may be one name; `before` and `after` are what stands around, some 50 characters."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    before: str
    after: str
    begins_sentence: bool


def find_runs(cased: str) -> Iterator[Run]:
    tokens = [(match[0], match.start(), match.end()) for match in _WORD.finditer(cased)][:_MOST_TOKENS]
    index = 0
    while index < len(tokens):
        stop = _stop(tokens, index, cased) if _begins(tokens, index, cased) else index
        if stop > index:
            yield _run(tokens[index:stop], cased)
        index = max(stop, index + 1)


def _key(word: str) -> str:
    return word.lower().rstrip(".").removesuffix("'s")


def _is_capital(word: str) -> bool:
    return word[0].isalnum() and any(char.isupper() for char in word)


def _begins(tokens: Sequence[_Token], index: int, cased: str) -> bool:
    word, start, end = tokens[index]
    if len(word) == 1 and cased[end : end + 1] in {":", ")", ""}:
        return False
    following = tokens[index + 1][0] if index + 1 < len(tokens) and tokens[index + 1][1] <= end + 1 else ""
    if not _is_capital(word):
        return _begins_in_lower_case(tokens, index, following)
    if _key(word) in lexicon.NEVER or not any(char.isalpha() for char in word):
        return False
    if _key(word) not in lexicon.COMMON or (following == "&" and word.isupper()):
        return True
    if _starts_sentence(cased, start) or not following or not _is_capital(following):
        return False
    return _key(following) not in lexicon.COMMON


def _begins_in_lower_case(tokens: Sequence[_Token], index: int, following: str) -> bool:
    """A lower-case word begins a name only right before a legal form, or one earlier: adish Co., aap Implantate AG."""
    word = tokens[index][0]
    if not re.fullmatch(r"[a-z][a-z0-9.-]+", word) or _key(word) in lexicon.COMMON | lexicon.PLAIN | lexicon.GLUE:
        return False
    if following in {"Co.", "Co", "plc"} or (_is_capital(following or "x") and lexicon.is_last_form(following)):
        return True
    second = tokens[index + 2][0] if index + 2 < len(tokens) else ""
    before = tokens[index - 1][0].lower() if index else ""
    return (
        before in {"at", "of", "from", "@", ",", "with", "for", "-"}
        and _is_capital(following or "x")
        and lexicon.is_last_form(second)
    )


def _starts_sentence(cased: str, start: int) -> bool:
    before = cased[max(0, start - 4) : start].rstrip(" ")
    return not before or before[-1] in ".!?\n:;)>•*" + COVER


def _stop(tokens: Sequence[_Token], index: int, cased: str) -> int:
    """One past the last word of the name that begins at `index`."""
    stop = index + 1
    while stop < len(tokens):
        taken = _taken(tokens, index, stop, cased)
        if not taken:
            break
        stop += taken
    return stop


def _taken(tokens: Sequence[_Token], index: int, at: int, cased: str) -> int:  # noqa: PLR0911  # a table of cases
    """How many of the tokens from `at` on belong to the name: 0 where it has ended."""
    word, start, _ = tokens[at]
    previous, _, previous_end = tokens[at - 1]
    gap = cased[previous_end:start]
    following = tokens[at + 1][0] if at + 1 < len(tokens) else ""
    if gap.strip(" ") or len(gap) > 1:
        return 0
    if word == "," and following and lexicon.is_legal_form(following):
        return 2
    if word == "(":
        return _bracketed(tokens, at)
    if (previous.endswith(".") and not _may_go_on(previous)) or _owns(previous, word):
        return 0
    if lexicon.is_last_form(previous):
        joined = word == "&" and lexicon.is_legal_form(following)  # GmbH & Co. KG
        return 2 if joined else 1 if lexicon.is_legal_form(word) else 0
    if _continues(word, previous) or _leads_to_a_form(tokens, index, at):
        return 1
    if following and _key(word) in lexicon.GLUE and _is_capital(following) and _glues(tokens, index, at):
        return 2
    return _particles(tokens, at)


def _particles(tokens: Sequence[_Token], at: int) -> int:
    """Several small words inside a name: van der Berg, de la Vega, von und zu Guttenberg."""
    small = next((count for count in range(4) if at + count >= len(tokens) or not _is_particle(tokens[at + count])), 4)
    follows = 1 < small < 4 and at + small < len(tokens) and _is_capital(tokens[at + small][0])
    return small + 1 if follows else 0


def _is_particle(token: _Token) -> bool:
    return token[0].islower() and _key(token[0]) in lexicon.PARTICLES


def _bracketed(tokens: Sequence[_Token], at: int) -> int:
    """X (India) Limited, X AB (publ): brackets inside a name, where a legal form follows or stands in them."""
    inside = tokens[at + 1][0] if at + 1 < len(tokens) else ""
    if at + 2 >= len(tokens) or tokens[at + 2][0] != ")":
        return 0
    if inside.lower().rstrip(".") in {"publ", "pty"}:
        return 3
    after = tokens[at + 3][0] if at + 3 < len(tokens) else ""
    return 3 if after and _is_capital(after) and lexicon.is_company_word(after) else 0


def _leads_to_a_form(tokens: Sequence[_Token], index: int, at: int) -> bool:
    """Whether an odd word inside a name is part of it: a legal form comes within a few words, nothing breaks before."""
    word = tokens[at][0]
    if not word[0].isalpha() or _key(word) in lexicon.COMMON | lexicon.PLAIN | lexicon.GLUE:
        return False
    if is_given(_key(tokens[index][0])):
        return False
    return _form_ahead(tokens, at + 1)


def _form_ahead(tokens: Sequence[_Token], at: int) -> bool:
    for word, _, _ in tokens[at : at + 5]:
        if _is_capital(word) and lexicon.is_legal_form(word):
            return True
        if not (_is_capital(word) or word in {"&", "and"}) or is_given(_key(word)):
            return False
    return False


def _may_go_on(word: str) -> bool:
    initials = re.fullmatch(r"[A-Z]{1,3}\.|(?:[A-Z]\.)+", word)
    return bool(initials) or word.lower() in lexicon.ABBREVIATIONS or lexicon.is_legal_form(word)


def _owns(previous: str, word: str) -> bool:
    """Rakuten's Kenji Mori: whose somebody is ends before the name; Trader Joe's Market goes on."""
    return previous.endswith(("'s", "’s")) and is_given(_key(word)) and not lexicon.is_company_word(word)


def _continues(word: str, previous: str) -> bool:
    if word == "&":
        return True
    if not word[0].isalnum():
        return False
    if _is_capital(word):
        named_so = is_given(_key(previous)) and word.istitle() and _key(word) in _ALSO_ACRONYMS
        return _key(word) not in lexicon.NEVER or named_so
    if word.lower() in {"plc", "inc", "ltd", "llc", "gmbh", "inc.", "ltd.", "corp."}:
        return True
    return (
        lexicon.is_company_word(word) and _is_capital(previous) and _key(word) not in lexicon.COMMON and len(word) > 3
    )


def _glues(tokens: Sequence[_Token], index: int, at: int) -> bool:
    """Whether a small word holds a name together: de, van; "and" and "of" only in names of institutions and firms."""
    word, before = _key(tokens[at][0]), tokens[index:at]
    if word in lexicon.PARTICLES:
        return True
    if word == "and":
        both = lexicon.is_company_word(before[-1][0]) and lexicon.is_company_word(tokens[at + 1][0])
        return both or (not is_given(_key(before[0][0])) and len(before) > 1 and _form_ahead(tokens, at + 1))
    return bool({_key(token[0]) for token in before} & lexicon.INSTITUTIONS)


def _run(tokens: Sequence[_Token], cased: str) -> Run:
    words = [token[0] for token in tokens]
    start, end = tokens[0][1], tokens[-1][2]
    while len(words) > 1 and words[-1] == "&":
        words.pop()
        end = tokens[len(words) - 1][2]
    inner = re.fullmatch(r"(?:[A-Za-z]{1,3}\.){2,}", words[-1])
    if words[-1].endswith(".") and not inner and words[-1].lower() not in lexicon.ABBREVIATIONS:
        end -= 1
    if cased[start:end].endswith("'s") and re.match(r" \w|'", cased[end : end + 2]):
        end -= 2  # "Acme's offer"; but "the buyer at Trader Joe's"
    return Run(
        text=cased[start:end],
        start=start,
        end=end,
        words=tuple(words),
        before=cased[max(0, start - 50) : start],
        after=cased[end : end + 50],
        begins_sentence=_starts_sentence(cased, start),
    )
