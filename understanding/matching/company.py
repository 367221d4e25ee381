"""A company's name taken apart: what is distinctive, what is form, place or trade, and how people call it."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from understanding.matching.phonetic import readings
from understanding.matching.text import has_han, tokens
from understanding.matching.words import (
    canonical_words,
    forms_zh,
    groups_zh,
    known_companies,
    legal_forms,
    places_zh,
    short_places_zh,
    stop_words,
    trades_zh,
)

_LEVELS = ("特别行政区", "自治区", "自治州", "省", "市", "区", "县", "镇")
_FORM_LENGTH = 7  # words of the longest form
_MAX_WORDS = 12
_TRADE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class CompanyName:
    """`words` are Latin, canonical, without forms and stop words; `han` is Chinese, forms away, places kept.

    `brand` is `han` without place, groups and trades; `trades` and `place` what was dropped. `forms` are
    legal forms and groups as written, `branch` whether it is a part of a company in another place. `known` names the
    well-known company it is, if any. `letters` is all of it without spaces.
    """

    words: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()
    han: str = ""
    brand: str = ""
    place: str = ""
    trades: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    known: str = ""
    clear: bool = True
    sounds: tuple[str, ...] = ()
    letters: str = ""
    branch: bool = False

    @property
    def joined(self) -> str:
        return "".join(self.words)


@lru_cache(maxsize=8192)
def parse_company(text: str) -> CompanyName:
    """The parts of a company's name in any script; empty for what holds no letter."""
    found = _with_letters_joined(tokens(text)[:_MAX_WORDS])
    if any(has_han(word) for word in found):
        return _chinese(found)
    words, forms = strip_forms(found)
    core = tuple(canonical_words().get(w, w) for w in words if w not in stop_words()) or words
    plain = "".join(words)
    known = known_companies()[1].get(plain, "")
    return CompanyName(
        core, words, forms=forms, known=known, clear=plain not in known_companies()[2], letters="".join(found)
    )


def _with_letters_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Letters that stand alone side by side are one word: "S E", "A B C"."""
    found: list[str] = []
    alone = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and alone:
            found[-1] += word
        else:
            found.append(word)
        alone = single
    return tuple(found)


def strip_forms(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words without legal forms, and the forms; what would leave nothing stays."""
    kept: list[str] = []
    forms: list[str] = []
    i = 0
    while i < len(words):
        size = _form_at(words, i) or (1 if i and _nearly_form(words[i]) else 0)
        if size:
            forms.append(" ".join(words[i : i + size]))
            i += size
        else:
            kept.append(words[i])
            i += 1
    return (tuple(kept), tuple(forms)) if kept else (words, ())


@lru_cache(maxsize=4096)
def _nearly_form(word: str) -> bool:
    """A long form with one slip of the pen: corporatin, limitd."""
    return len(word) >= 5 and any(OSA.distance(word, form, score_cutoff=1) <= 1 for form in _LONG_FORMS)


_LONG_FORMS = ("limited", "corporation", "incorporated", "company", "aktiengesellschaft", "aktiebolag")


# Short forms that may stand before a name; others there are a name of their own (GK Software, SE Labs).
_LEADING = frozenset("pt ooo oao zao pao ao too tov uab sia cv nv bv ab oy as sa kk cia cie compagnie".split())


def _form_at(words: tuple[str, ...], i: int) -> int:
    """How many words from here are a legal form, 0 if none."""
    forms = legal_forms()
    for size in range(min(_FORM_LENGTH, len(words) - i), 0, -1):
        anywhere = forms.get(words[i : i + size])
        if anywhere is None:
            continue
        rest = words[i + size :]
        if (
            anywhere
            or (i == 0 and rest and words[0] in _LEADING)
            or (i > 0 and (not rest or _form_at(rest, 0) == len(rest)))
        ):
            return size
    return 0


def _chinese(found: tuple[str, ...]) -> CompanyName:
    place = ""
    forms: list[str] = []
    parts: list[str] = []
    for word in found:
        if parts and word in places_zh():
            place += word
        elif parts and word in groups_zh():
            forms.append(word)
        else:
            parts.append(word)
    han, ends = _strip_end_forms("".join(parts))
    han, branch, more = _without_branch(han, ends)
    forms += ends + more
    parted = bool(branch) or any(form in _BRANCHES for form in forms)
    place = place or branch
    lead = _leading_place(han)
    brand, trades = _strip_trades(han[len(lead) :])
    if lead and not brand:  # 上海电信: a short name that is a word of trade
        brand = han[len(lead) :]
    if not brand or (lead and brand in _GENERIC_BRANDS):
        brand, trades = _strip_trades(han)
        lead = ""
    known, clear = _known(han, brand, lead, trades)
    sounds = readings(brand) if brand else ()
    latin = tuple(w for w in found if not has_han(w))
    return CompanyName(
        latin, latin, han, brand or han, place or lead, trades, tuple(forms), known, clear, sounds, branch=parted
    )


_VAGUE = frozenset("科技 技术 实业 发展 股份 产业 工业 投资 信息 信息技术 网络 网络技术 世纪贸易".split())
_GENERIC_BRANDS = frozenset({"第一", "南方", "北方", "东方", "西部", "中央", "国家"})


def _strip_end_forms(han: str) -> tuple[str, list[str]]:
    forms: list[str] = []
    again = True
    while again:
        again = False
        for form in (*forms_zh(), *groups_zh()):
            if han.endswith(form) and len(han) > len(form) + 1:
                forms.append(form)
                han, again = han[: -len(form)], True
                break
    return han, forms


_BRANCHES = frozenset({"分公司", "子公司", "分行", "支行", "营业部", "办事处", "代表处", "分部"})


def _without_branch(han: str, forms: list[str]) -> tuple[str, str, list[str]]:
    """Without the place of a branch at its end: ...集团广东有限公司, ...上海市分公司, 行吟信息科技上海."""
    for size in (5, 4, 3, 2):
        for level in ("", *_LEVELS):
            end = len(han) - len(level)
            if not han.endswith(level) or end - size < 2 or han[end - size : end] not in places_zh():
                continue
            rest = han[: end - size]
            told = any(form in _BRANCHES for form in forms) or any(rest.endswith(g) for g in groups_zh())
            if told or (len(rest) >= 4 and _strip_trades(rest)[1]):
                kept, more = _strip_end_forms(rest)
                return kept, han[end - size :], more
    return han, "", []


def expansions(name: CompanyName) -> tuple[str, ...]:
    """A Chinese name as it stands, and with the one character that stands for a province or city written out."""
    full = short_places_zh().get(name.han[:1], "")
    longer = name.han[1:]
    return (name.han, full + longer) if full and len(longer) >= 2 and not name.place else (name.han,)


def _leading_place(han: str) -> str:
    """The places a name begins with (at most two), if something of two characters or more follows."""
    end = 0
    for _ in range(2):
        size = next((n for n in (5, 4, 3, 2) if han[end : end + n] in places_zh()), 0)
        if not size:
            break
        size += next((len(level) for level in _LEVELS if han.startswith(level, end + size)), 0)
        rest = han[end + size :]
        if len(rest) < 2 or not (rest in known_companies()[1] or _strip_trades(rest)[0]):
            break
        end += size
    return han[:end]


def _strip_trades(han: str) -> tuple[str, tuple[str, ...]]:
    """Without the trades at its end; all of it trades leaves nothing."""
    trades: list[str] = []
    while han:
        size = next((n for n in range(min(_TRADE_LENGTH, len(han)), 0, -1) if han[-n:] in trades_zh()), 0)
        if not size:
            size = next((len(g) for g in groups_zh() if han.endswith(g)), 0)
            if not size:
                break
        if 0 < len(han) - size < 2:
            break
        trades.append(han[-size:])
        han = han[:-size]
    return han, tuple(reversed(trades))


def _known(han: str, brand: str, lead: str, trades: tuple[str, ...]) -> tuple[str, bool]:
    """The well-known company a Chinese name is: called so, or its brand with nothing but trades after it."""
    brands, called, unclear = known_companies()
    for name in (han, han[len(lead) :]):
        if name in called:
            return called[name], name not in unclear
    for name in (han, han[len(lead) :], han.removeprefix("中国")):
        for size in range(min(len(name), 12), 1, -1):
            if name[:size] in brands:
                rest = _strip_trades(name[size:])[0]
                return (brands[name[:size]], True) if not rest or rest in places_zh() else ("", True)
    meant = called.get(brand, "")
    return (meant, brand not in unclear) if meant and _may_trade(meant, trades) else ("", True)


def _may_trade(meant: str, trades: tuple[str, ...]) -> bool:
    """Whether a company of these trades can be the one its brand is short for: 海天塑机 is not 海天调味."""
    rest = iter(meant)
    return all(trade in _VAGUE for trade in trades) or all(char in rest for char in "".join(trades))
