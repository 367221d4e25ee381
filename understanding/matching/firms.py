"""How alike two companies' names are: by words weighed by what they tell, by short names, by sound."""

from rapidfuzz import fuzz

from understanding.matching.company import CompanyName
from understanding.matching.firm_likeness import NOTHING, Firm, FirmLikeness
from understanding.matching.firms_zh import compare_chinese
from understanding.matching.likeness import word_likeness
from understanding.matching.words import common_words, places

COMMON, PLACE, TELLING = 0.35, 0.5, 1.0


def compare_companies(asked: CompanyName, known: CompanyName) -> FirmLikeness:
    """How alike two companies' names are, whatever their scripts."""
    if asked.han and known.han:
        return compare_chinese(asked, known)
    if asked.han or known.han:
        return _across(*((known, asked) if asked.han else (asked, known)))
    if not asked.words or not known.words:
        return NOTHING
    return _latin(asked, known)


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
