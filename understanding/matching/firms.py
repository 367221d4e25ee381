"""How alike two companies' names are: by words weighed by what they tell, by short names, by sound."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from understanding.matching.company import CompanyName
from understanding.matching.likeness import word_likeness
from understanding.matching.words import common_words, known_companies, places


class Firm(StrEnum):
    """In what way two companies' names agree."""

    SAME = "same"
    KNOWN = "known"  # called so by everybody
    GROUP = "group"  # but for "group" or "holdings"
    SHORT = "short"  # its name without place, trade or form
    ACRONYM = "acronym"
    SOUND = "sound"
    WORDS = "words"
    SIBLING = "sibling"  # the same name with another trade, branch or form
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FirmLikeness:
    """`degree` 0 to 1; `asked` and `known` say how much of each side's telling words the other has.

    `whole` compares the letters of both without spaces, `full` with forms and stop words too; `more` and
    `less` are the weights of words only the asked and only the known side has.
    """

    way: Firm
    degree: float
    asked: float = 0.0
    known: float = 0.0
    whole: float = 0.0
    more: float = 0.0
    less: float = 0.0
    full: float = 0.0
    forms: bool = False  # both name their legal form, and they differ
    place: bool = False  # a branch or place is named by one side only
    number: bool = False  # their numbers differ


NOTHING = FirmLikeness(Firm.OTHER, 0.0)
COMMON, PLACE, TELLING = 0.35, 0.5, 1.0


def compare_companies(asked: CompanyName, known: CompanyName) -> FirmLikeness:
    """How alike two companies' names are, whatever their scripts."""
    if asked.han and known.han:
        return _chinese(asked, known)
    if asked.han or known.han:
        return _across(*((known, asked) if asked.han else (asked, known)))
    if not asked.words or not known.words:
        return NOTHING
    return _latin(asked, known)


def _chinese(asked: CompanyName, known: CompanyName) -> FirmLikeness:  # noqa: PLR0911 - a decision table
    forms = _group_differs(asked, known)
    place = bool(asked.place and known.place and asked.place[:2] != known.place[:2])
    if asked.han == known.han or (asked.brand == known.brand and asked.trades == known.trades and not place):
        way = Firm.SIBLING if forms else Firm.SAME
        return FirmLikeness(way, 1.0 if not forms else 0.85, 1.0, 1.0, 1.0, forms=forms)
    if asked.known and asked.known == known.known and not forms and not place:
        if asked.trades and known.trades and not _trades_agree(asked.trades, known.trades):
            return FirmLikeness(Firm.SIBLING, 0.7, 0.8, 0.8, 0.8)
        return FirmLikeness(Firm.KNOWN if asked.clear else Firm.ACRONYM, 0.95 if asked.clear else 0.7, 1.0, 1.0, 0.9)
    if asked.known and known.known and asked.known != known.known:
        return FirmLikeness(Firm.OTHER, 0.2, 0.3, 0.3, fuzz.ratio(asked.han, known.han) / 100)
    brands = {
        known.brand,
        known.han,
        known.han[len(known.place) :] if known.han.startswith(known.place) else "",
    }
    if asked.brand == known.brand or asked.han in brands or _with_place(asked, known):
        if place or forms or not _trades_agree(asked.trades, known.trades):
            return FirmLikeness(Firm.SIBLING, 0.65, 0.7, 0.7, 0.7, forms=forms, place=place)
        return FirmLikeness(Firm.SHORT, 0.9, 1.0, 0.9, 0.9)
    if _abbreviates(asked.han, known.han):
        return FirmLikeness(Firm.ACRONYM, 0.7, 0.8, 0.6, 0.6)
    return _chinese_alike(asked, known, place=place, forms=forms)


def _chinese_alike(asked: CompanyName, known: CompanyName, *, place: bool, forms: bool) -> FirmLikeness:
    agree = _trades_agree(asked.trades, known.trades)
    if asked.sounds and set(asked.sounds) & set(known.sounds) and len(asked.brand) == len(known.brand):
        said_more = len(asked.han) > len(asked.brand) or bool(asked.forms)
        sure = agree and not place and (len(asked.brand) >= 3 or (bool(known.known) and said_more))
        return FirmLikeness(Firm.SOUND, 0.85 if sure else 0.55, 0.8, 0.8, 0.8, place=place, forms=forms)
    whole = fuzz.ratio(asked.brand, known.brand) / 100
    begins = known.han.startswith(asked.han) or known.brand.startswith(asked.brand)
    if len(asked.han) >= 3 and begins and not asked.trades and not place:
        return FirmLikeness(Firm.SHORT, 0.88 if len(asked.han) > 3 else 0.8, 1.0, 0.8, whole)
    if len(asked.han) == 2 and begins and not place:
        return FirmLikeness(Firm.SHORT, 0.75, 1.0, 0.7, whole)
    slip = OSA.distance(asked.brand, known.brand) == 1 and min(len(asked.brand), len(known.brand)) >= 3
    degree = (0.75 if slip and agree else whole * 0.6) * (0.8 if place or not agree else 1.0)
    return FirmLikeness(Firm.WORDS if whole > 0.4 else Firm.OTHER, degree, whole, whole, whole, place=place)


def _group_differs(asked: CompanyName, known: CompanyName) -> bool:
    """Both say what kind of firm they are, and one is the group of the other; or the holding is asked for."""
    if "控股" in "".join(asked.forms) and "控股" not in "".join((known.han, *known.forms)):
        return asked.han + "控股" not in known_companies()[1]
    if not any(f.endswith("公司") for f in asked.forms) or not any(f.endswith("公司") for f in known.forms):
        return False
    return ("集团" in "".join(asked.forms)) != ("集团" in "".join(known.forms))


def _trades_agree(asked: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether what was said of the trade is the known one, or nothing was said: 餐饮 is not 科技."""
    if not asked or not known:
        return True
    said, all_known = "".join(asked), "".join(known)
    if said in all_known or all_known in said:
        return True
    telling = [trade for trade in asked if trade not in _VAGUE_TRADES]
    return all(trade in all_known for trade in telling) and any(trade in all_known for trade in asked)


_VAGUE_TRADES = frozenset(
    {"科技", "技术", "实业", "发展", "创新", "创新科技", "集团", "企业", "工业", "产业", "股份", "投资"}
)


def _with_place(asked: CompanyName, known: CompanyName) -> bool:
    """The short name keeps the place, with or without its trade: 贵州茅台, 深圳大疆."""
    short = known.place.rstrip("省市区县")
    return asked.han in {short + known.brand, known.place + known.brand} or (
        known.han.startswith(asked.han) and len(asked.han) > len(known.place) + 1 and asked.han.endswith(known.brand)
    )


def _abbreviates(short: str, full: str) -> bool:
    """Whether two to four characters stand in this order in a longer name, the first among its first."""
    if not 2 <= len(short) <= 4 or len(full) < len(short) + 2 or short[0] not in full[:5]:
        return False
    rest = iter(full)
    return all(char in rest for char in short)


def _across(latin: CompanyName, chinese: CompanyName) -> FirmLikeness:
    """A name in Latin letters against a Chinese one: its English name, its letters, its pinyin."""
    plain = "".join(latin.raw)
    if latin.known and latin.known == chinese.known:
        return FirmLikeness(Firm.KNOWN if latin.clear else Firm.ACRONYM, 0.93 if latin.clear else 0.7, 1.0, 1.0, 0.9)
    if plain and plain in {*chinese.words, "".join(chinese.words)}:
        return FirmLikeness(Firm.SHORT, 0.8, 1.0, 0.8, 0.8)
    telling = "".join(w for w in latin.words if w not in common_words() and w not in places())
    if telling and len(chinese.brand) > 1 and telling in chinese.sounds:
        return FirmLikeness(Firm.SOUND, 0.8 if len(chinese.brand) > 2 else 0.65, 0.9, 0.8, 0.8)
    return NOTHING


def weight(word: str) -> float:
    """What a word tells of which company it is."""
    if word in common_words():
        return COMMON
    if word in places():
        return PLACE
    return TELLING if len(word) > 1 else COMMON


def _latin(asked: CompanyName, known: CompanyName) -> FirmLikeness:
    forms = bool(asked.forms and known.forms and not set(asked.forms) & set(known.forms))
    if asked.words == known.words or asked.joined == known.joined:
        return FirmLikeness(Firm.SAME, 1.0, 1.0, 1.0, 1.0, full=1.0, forms=forms)
    left, right = list(asked.words), list(known.words)
    shared = 0.0
    for word in asked.words:
        if word in right:
            left.remove(word)
            right.remove(word)
            shared += weight(word)
    asked_got, known_got = shared, shared
    while left and right:
        near, one, other = max((word_near(a, b), a, b) for a in left for b in right)
        if near < 0.7:
            break
        left.remove(one)
        right.remove(other)
        asked_got += near * weight(one)
        known_got += near * weight(other)
    return _weighed(asked, known, (left, right), (asked_got, known_got), forms=forms)


def _weighed(
    asked: CompanyName,
    known: CompanyName,
    over: tuple[list[str], list[str]],
    got: tuple[float, float],
    *,
    forms: bool,
) -> FirmLikeness:
    left, right = over
    asked_share = got[0] / (sum(map(weight, asked.words)) or 1.0)
    known_share = got[1] / (sum(map(weight, known.words)) or 1.0)
    whole = fuzz.ratio(asked.joined, known.joined) / 100
    full = fuzz.ratio(asked.letters, known.letters) / 100
    more, less = sum(map(weight, left)), sum(map(weight, right))
    way = Firm.WORDS
    spelled = max(whole, full)
    degree = max(min(asked_share, known_share), 0.95 * spelled if spelled > 0.85 else 0.0)
    if without_group(asked.words) == without_group(known.words):
        way, degree = Firm.GROUP, max(degree, 0.95)
    elif _is_acronym(asked, known) or _is_acronym(known, asked):
        way, degree = Firm.ACRONYM, max(degree, 0.7)
    elif not left and right and all(word in common_words() for word in right):
        way, degree = Firm.SHORT, max(degree, 0.85)
    numbers = {w for w in left if w.isdigit()} != {w for w in right if w.isdigit()}
    place = any(word in places() for word in (*left, *right))
    shares = min(asked_share, 1.0), min(known_share, 1.0)
    return FirmLikeness(way, degree, *shares, whole, more, less, full, forms, place, numbers)


def without_group(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in words if w not in {"group", "holdings"}) or words


def word_near(one: str, other: str) -> float:
    """Words of company names: as any words, or one the beginning or the consonants of the other."""
    short, long = sorted((one, other), key=len)
    near = word_likeness(one, other)
    if len(long) < len(short) + 2 or short[0] != long[0]:
        return near
    if len(short) >= 2 and long.startswith(short):
        return max(0.95 if len(short) > 2 else 0.85, near)
    rest = iter(long)
    if len(short) >= 3 and all(char in rest for char in short):
        return max(0.8, near)
    return near


def _is_acronym(short: CompanyName, full: CompanyName) -> bool:
    name = short.joined if len(short.words) == 1 else ""
    return (
        2 <= len(name) <= 6
        and len(full.raw) >= 2
        and name
        in {
            "".join(w[0] for w in full.words),
            "".join(w[0] for w in full.raw),
        }
    )
