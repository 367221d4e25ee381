"""A person's name taken apart: words, Chinese surname and given name, title; and the company said with it."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from understanding.matching.phonetic import is_pinyin, readings
from understanding.matching.text import fold, has_han, tokens
from understanding.matching.words import known_companies, surnames_zh, titles, titles_zh

_FAMILIAR = "老小阿"
_CALLED = "小阿"
_ROLE_ENDS = "部科处组室"
_LONG_RUN = 5  # characters: a company, a name, and what its bearer is called (新东方俞敏洪老师)
_DIGITS_AT_END = re.compile(r"[\d_.-]+$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """`words` are Latin, without titles; `surname` and `given` Chinese, simplified; `titled`: no given name.

    `sounds` holds a Chinese name in pinyin, (surname, given), a pair for each reading. `calling` is the one character
    somebody is called by (阿娜, 小娜).
    """

    words: tuple[str, ...] = ()
    surname: str = ""
    given: str = ""
    titled: bool = False
    sounds: tuple[tuple[str, str], ...] = field(default=())
    calling: str = ""

    @property
    def han(self) -> str:
        return self.surname + self.given

    @property
    def joined(self) -> str:
        return "".join(self.words)


@lru_cache(maxsize=8192)
def parse_person(text: str) -> PersonName:
    """The parts of a person's name in any script; empty for what holds no letter."""
    found = tokens(text.replace("_", " ").replace("·", ""))[:8]
    han = "".join(word for word in found if has_han(word))
    latin = tuple(word for word in found if word.isascii())
    if han in titles_zh() and len(latin) == 1 and is_pinyin(latin[0]):
        return PersonName(latin, titled=True)  # wang总
    if han:
        return _chinese(han)
    words = _without_titles(found)
    titled = len(words) == 1 and len(found) > 1
    letters = tuple(w for w in (_DIGITS_AT_END.sub("", word) for word in words) if w)
    return PersonName(letters or words, titled=titled)


def _without_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Titles go from both ends only: in the middle they are somebody's name."""
    start, end = 0, len(words)
    while start < end - 1 and words[start] in titles():
        start += 1
    while end > start + 1 and words[end - 1] in titles():
        end -= 1
    return words[start:end]


def _chinese(han: str) -> PersonName:
    bare, titled = _without_title(han)
    if len(bare) == 2 and bare[0] in _CALLED and not is_surname(bare[1]):
        return PersonName((), bare[0], bare[1], titled=False, calling=bare[1])
    surname = surname_of(bare)
    given = bare[len(surname) :]
    titled = titled and not given
    sounds = tuple((s, g) for s in readings(surname, surname=True) for g in (readings(given) or ("",)))
    return PersonName((), surname, given, titled, sounds)


def _without_title(han: str) -> tuple[str, bool]:
    for title in titles_zh():
        if len(han) > len(title) and han.endswith(title):
            bare = han[: -len(title)]
            if surname_of(bare) == bare or (len(bare) <= 4 and len(title) > 1 and is_surname(bare)):
                return bare, True
    if len(han) == 2 and han[0] in _FAMILIAR and is_surname(han[1]):
        return han[1], True
    return han, False


def surname_of(han: str) -> str:
    """The surname a Chinese name begins with: two characters if they are a compound one, else the first."""
    return han[:2] if len(han) >= 2 and han[:2] in surnames_zh() else han[:1]


def is_surname(han: str) -> bool:
    return surname_of(han) in surnames_zh()


def other_names(text: str) -> tuple[str, ...]:
    """What a name in two scripts reads as in Latin letters: Kevin 赵 and 赵凯文 Kevin as Kevin Zhao."""
    if text.isascii() or not any(c.isascii() and c.isalpha() for c in text):
        return ()
    found = tokens(text)
    latin = " ".join(word for word in found if word.isascii() and len(word) > 1 and word.isalpha())
    name = parse_person("".join(word for word in found if has_han(word)))
    sounds = dict.fromkeys(surname for surname, _ in name.sounds)
    return tuple(f"{latin} {surname}" for surname in sounds) if latin and is_surname(name.surname) else ()


_PARTS = re.compile(
    r"^(?P<one>.{2,80}?)\s*(?:[(（@|/]|\s[-–—]\s|,|，|\s(?:at|from|of|von|bei)\s)\s*(?P<two>[^)）]{2,80})[)）]?$"
)


@lru_cache(maxsize=1024)
def splits(text: str) -> tuple[tuple[str, str], ...]:
    """How one string may be a person's name and a company, as (name, company), likelier first."""
    folded = fold(text).strip()
    if has_han(folded):
        return _chinese_splits(folded)
    parted = _PARTS.match(folded)
    found = [(parted["one"], parted["two"])] if parted else []
    words = folded.split()
    if len(words) >= 3 and not parted:
        found.append((" ".join(words[:2]), " ".join(words[2:])))
    return tuple(found)


def _chinese_splits(folded: str) -> tuple[tuple[str, str], ...]:
    """A person among several parts: the others are the company, but for what somebody does there (采购, 技术部)."""
    every = [run for run in tokens(folded) if not run.isdigit() and not (run.isascii() and len(run) == 1)]
    runs = [run for run in every if not _is_role(run)] or every
    if len(runs) <= 1:
        whole = [(run, "") for run in runs if len(every) > 1 and _may_be_person(run)]
        return (*whole, *(pair for run in runs for pair in _cut(run)))
    order = [0, len(runs) - 1, *range(1, len(runs) - 1)]
    return tuple(
        (runs[i], "".join(run for j, run in enumerate(runs) if j != i)) for i in order if _may_be_person(runs[i])
    )


def _is_role(run: str) -> bool:
    return run in titles_zh() or run in titles() or (has_han(run) and len(run) > 2 and run[-1] in _ROLE_ENDS)


def _cut(run: str) -> list[tuple[str, str]]:
    """One unbroken run of four or more: the name is its last or first two to four characters."""
    found = []
    called = known_companies()[1]
    run = _without_role(run) if len(run) > _LONG_RUN else run
    for size in (3, 2, 4):
        if len(run) - size < 2:
            continue
        for name, company in ((run[-size:], run[:-size]), (run[:size], run[size:])):
            if _may_be_person(name):
                found.append((name, _without_role(company)))
    return sorted(found, key=lambda pair: pair[1] not in called)[:4]


def _without_role(company: str) -> str:
    """A company without what somebody does there: 海底捞采购."""
    role = next((t for t in titles_zh() if len(t) > 1 and company.endswith(t) and len(company) > len(t) + 1), "")
    return company.removesuffix(role)


def _may_be_person(han: str) -> bool:
    return 2 <= len(han) <= 5 and has_han(han) and is_surname(_without_title(han)[0])


def is_whole_name(text: str) -> bool:
    """Whether a text names somebody by more than a surname with a title (王总), and holds letters at all."""
    name = parse_person(text)
    return bool(name.given) if name.surname else bool(name.words) and not name.titled
