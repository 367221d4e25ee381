"""How alike two Chinese companies' names are: full, shortened, abbreviated, misheard, or a sibling's."""

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from understanding.matching.company import CompanyName, expansions
from understanding.matching.firm_likeness import Firm, FirmLikeness
from understanding.matching.phonetic import readings
from understanding.matching.words import known_companies

_VAGUE_TRADES = frozenset(
    {"科技", "技术", "实业", "发展", "创新", "创新科技", "集团", "企业", "工业", "产业", "股份", "投资"}
)
_NUMBERS = frozenset("一二三四五六七八九十")
_ABBREVIATION = 4  # characters of the longest one
UNCLEAR = 0.8  # called so, as others are: enough to say where somebody works, not which company is meant
_LONG_SOUND = 3  # characters that sound the same by chance no more


def compare_chinese(asked: CompanyName, known: CompanyName) -> FirmLikeness:
    """Both names in Chinese characters."""
    forms = _group_differs(asked, known)
    here, there = _town(asked), _town(known)
    place = here != there and bool(here and (there or asked.branch))
    alike = asked.han == known.han or (asked.brand == known.brand and asked.trades == known.trades)
    if alike and not place:
        way = Firm.SIBLING if forms else Firm.SAME
        return FirmLikeness(way, 1.0 if not forms else 0.85, 1.0, 1.0, 1.0, forms=forms)
    found = _well_known(asked, known, place=place, forms=forms)
    if found is not None:
        return found
    found = _shortened(asked, known, place=place, forms=forms)
    return found if found is not None else _alike(asked, known, place=place, forms=forms)


def fit(asked: CompanyName, known: CompanyName, way: Firm) -> float:
    """How well a Chinese company answers to the name asked for, so that those which answer equally well can be told.

    3 is its name in full; 2 begins with it, or is called so; 1 agrees in sound or has its characters in order; half a
    step more where both name the same place; 0 does not answer to it.
    """
    if way not in _ANSWERS or not known.han:
        return 0.0
    here = _town(asked)
    together = bool(here) and here == _town(known)
    if asked.han == known.han and asked.branch == known.branch and (together or (asked.forms and not here)):
        return 3.0 + together / 2
    begins = way in {Firm.KNOWN, Firm.SAME} or asked.brand == known.brand or asked.han in known.han
    return 1.0 + begins + together / 2


def _town(name: CompanyName) -> str:
    """The beginning of the place a name tells; the country is none."""
    return "" if name.place == "中国" else name.place[:2]


_ANSWERS = {Firm.SAME, Firm.KNOWN, Firm.GROUP, Firm.SHORT, Firm.ACRONYM, Firm.SOUND}


def _well_known(  # noqa: PLR0911 - a decision table
    asked: CompanyName, known: CompanyName, *, place: bool, forms: bool
) -> FirmLikeness | None:
    """Where the table of companies everybody knows says something about both."""
    if not asked.known or not known.known:
        return None
    if asked.known != known.known and not (asked.known.startswith(known.known) or known.known.startswith(asked.known)):
        if asked.han == asked.brand and _without_place(known).startswith(asked.han):
            return FirmLikeness(Firm.SHORT, 0.8, 1.0, 0.7, 0.7)  # 中信 may be the bank or the brokers
        return FirmLikeness(Firm.OTHER, 0.2, 0.3, 0.3, fuzz.ratio(asked.han, known.han) / 100)
    if forms or place or asked.known != known.known:
        return None
    foreign = asked.trades and not (known.trades and _trades_agree(asked.trades, known.trades))
    if foreign and not _in_order("".join(asked.trades), known.han):
        return FirmLikeness(Firm.SIBLING, 0.7, 0.8, 0.8, 0.8)
    if _town(asked) and not _town(known) and not known.han.startswith(asked.han):
        return FirmLikeness(Firm.ACRONYM, UNCLEAR, 1.0, 1.0, 0.9)  # 浙江移动 is a branch that may be no customer
    if _unexplained(asked, known):
        return FirmLikeness(Firm.SIBLING, 0.7, 0.8, 0.8, 0.8)
    if _prefix_of(asked, known) > len(known.known):
        return FirmLikeness(Firm.SHORT, 0.97, 1.0, 1.0, 0.95)
    return FirmLikeness(Firm.KNOWN if asked.clear else Firm.ACRONYM, 0.95 if asked.clear else UNCLEAR, 1.0, 1.0, 0.9)


def _unexplained(asked: CompanyName, known: CompanyName) -> bool:
    """Whether what follows a well-known name is nowhere in the other: 中车株洲 is not 中国中车."""
    for name in sorted((n for n in known_companies()[1] if asked.brand.startswith(n)), key=len, reverse=True)[:1]:
        rest = asked.brand[len(name) :]
        return len(rest) > 1 and not _in_order(rest, known.han)
    return False


def _shortened(  # noqa: C901, PLR0911 - a decision table
    asked: CompanyName, known: CompanyName, *, place: bool, forms: bool
) -> FirmLikeness | None:
    """A name without its place, trade or form, or with these cut short; a sibling where they say otherwise."""
    whole = _without_place(known)
    if asked.brand == known.brand or asked.han in {known.brand, known.han, whole} or _with_place(asked, known):
        if place or forms or not _trades_agree(asked.trades, known.trades):
            return FirmLikeness(Firm.SIBLING, 0.65, 0.7, 0.7, 0.7, forms=forms, place=place)
        return FirmLikeness(Firm.SHORT, 0.9, 1.0, 0.9, 0.9)
    if place or forms:
        return None
    for said in expansions(asked):
        if len(said) >= 3 and (whole.startswith(said) or known.han.startswith(said)):
            return FirmLikeness(Firm.SHORT, 0.93 if len(said) > 3 else 0.88, 1.0, 0.9, 0.9)
        if len(known.brand) > 1 and known.brand in said and _explained(said, known):
            return FirmLikeness(Firm.SHORT, 0.9, 1.0, 0.85, 0.85)
        if len(said) >= 4 and said in known.han:
            return FirmLikeness(Firm.SHORT, 0.9, 1.0, 0.85, 0.85)
        if len(said) >= 4 and _begins_alike(said.removeprefix(asked.place), whole) and _in_order(said, known.han):
            return FirmLikeness(Firm.SHORT, 0.85, 0.9, 0.8, 0.8)
    if len(asked.han) == 2 and whole.startswith(asked.han):
        return FirmLikeness(Firm.SHORT, 0.8, 1.0, 0.7, 0.7)
    if known.place and known.brand[2:].startswith(asked.han):  # after a district that no list knows
        return FirmLikeness(Firm.SHORT, 0.7, 0.9, 0.6, 0.6)
    return _abbreviated(asked, known)


def _abbreviated(asked: CompanyName, known: CompanyName) -> FirmLikeness | None:
    """The first characters of its parts (南钢: 南京 and 钢铁), or any characters in their order."""
    if not 2 <= len(asked.han) <= _ABBREVIATION or len(known.han) < len(asked.han) + 2:
        return None
    heads = _heads(known)
    if asked.han[0] in heads[:2] and _in_order(asked.han, heads):
        return FirmLikeness(Firm.ACRONYM, 0.85, 1.0, 0.8, 0.7)
    if asked.han[0] in known.han[:5] and _in_order(asked.han, known.han):
        return FirmLikeness(Firm.ACRONYM, 0.7, 0.8, 0.6, 0.6)
    return None


def _heads(known: CompanyName) -> str:
    """The character each part of a name begins with: place, brand, trades."""
    parts = [known.place, known.brand, *known.trades]
    if known.brand[:2] in {"", known.place[:2]}:
        parts = [known.brand[i : i + 2] for i in range(0, len(known.brand), 2)] + list(known.trades)
    return "".join(part[0] for part in parts if part)


def _alike(asked: CompanyName, known: CompanyName, *, place: bool, forms: bool) -> FirmLikeness:
    agree = _trades_agree(asked.trades, known.trades)
    if agree and set(asked.sounds) & set(known.sounds) and len(asked.brand) == len(known.brand):
        said_more = len(asked.han) > len(asked.brand) or bool(asked.forms)
        sure = not place and (len(asked.brand) >= _LONG_SOUND or (bool(known.known) and said_more))
        return FirmLikeness(Firm.SOUND, 0.85 if sure else 0.55, 0.8, 0.8, 0.8, place=place, forms=forms)
    whole = fuzz.ratio(asked.brand, known.brand) / 100
    if len(asked.han) >= _LONG_SOUND and not place and _sounds_alike(asked.han, _without_place(known)):
        return FirmLikeness(Firm.SOUND, 0.85, 0.8, 0.8, 0.8, forms=forms)
    slip = OSA.distance(asked.brand, known.brand) == 1 and min(len(asked.brand), len(known.brand)) >= _LONG_SOUND
    degree = (0.75 if slip and agree else whole * 0.6) * (0.8 if place or not agree else 1.0)
    return FirmLikeness(Firm.WORDS if whole > 0.4 else Firm.OTHER, degree, whole, whole, whole, place=place)


def _sounds_alike(asked: str, known: str) -> bool:
    """Whether a name begins with other characters of the same sound: 汇川计术."""
    begin = known[: len(asked)]
    same = sum(a == b for a, b in zip(asked, begin, strict=False))
    return len(begin) == len(asked) and same * 2 >= len(asked) and bool({*readings(asked)} & {*readings(begin)})


def _without_place(known: CompanyName) -> str:
    place = known.place or "中国"
    return known.han[len(place) :] if known.han.startswith(place) and len(known.han) > len(place) + 1 else known.han


def _begins_alike(said: str, *names: str) -> bool:
    """The same first two characters, and the same numbers: 中铁十局 is not 中铁十二局, nor 恒达精密 恒瑞达精密."""
    numbers = [c for c in said if c in _NUMBERS]
    return any(name[:2] == said[:2] and [c for c in name if c in _NUMBERS] == numbers for name in names)


def _prefix_of(asked: CompanyName, known: CompanyName) -> int:
    """How many characters of the name asked for the known one begins with, all or none."""
    begins = known.han.startswith(asked.han) or _without_place(known).startswith(asked.han)
    return len(asked.han) if begins else 0


def _in_order(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short)


def _explained(said: str, known: CompanyName) -> bool:
    """Whether what stands beside the brand is the known place and trade, cut short: 锦程物流, 建发房产."""
    before, _, after = said.partition(known.brand)
    trades = "".join(known.trades)
    place = known.place.rstrip("省市区县")
    return (not before or before in {place, known.place}) and (
        (not after or _in_order(after, trades)) and after[:1] in trades
    )


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
    if said in all_known or all_known in said or _in_order(said, all_known):
        return True
    telling = [trade for trade in asked if trade not in _VAGUE_TRADES]
    return all(trade in all_known for trade in telling) and any(trade in all_known for trade in asked)


def _with_place(asked: CompanyName, known: CompanyName) -> bool:
    """The short name keeps the place, with or without its trade: 贵州茅台, 深圳大疆."""
    short = known.place.rstrip("省市区县")
    return asked.han in {short + known.brand, known.place + known.brand} or (
        known.han.startswith(asked.han) and len(asked.han) > len(known.place) + 1 and asked.han.endswith(known.brand)
    )
