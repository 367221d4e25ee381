"""Made-up Chinese companies and what people call them: cut short, of a branch, misheard, or a sibling's."""

from collections.abc import Iterator, Sequence

from pypinyin import lazy_pinyin

from benchmarks.evaluate.chinese import (
    BRAND,
    CITIES,
    LISTED_PAIRS,
    OTHER_TRADES,
    SOUNDS,
    TRADES,
    About,
    Made,
    Row,
    ids,
    one,
    traditional,
)
from benchmarks.evaluate.matching_cases import Case
from understanding.matching import Query

BRANCHED = 60  # companies that are a head and its branches


def companies(seed: int = 23, size: int = 3_000) -> tuple[list[Row], list[Case]]:
    """Customers and queries for companies."""
    made = Made(seed, size)
    rows = [{"id": f"f{n}", "name": None, "company": firm, "phone": None} for n, firm in enumerate(made.firms)]
    asked = list(_about_companies(made, rows))
    for _ in range(BRANCHED):
        asked += _about_branches(made, rows)
    return rows, [Case(f"zc-{n}", *case) for n, case in enumerate(asked)]


def _about_branches(made: Made, rows: list[Row]) -> Iterator[About]:
    """A bank or a group with companies in two cities; it is added to the rows."""
    brand = made.firm_brand()
    here, there, elsewhere = made.random.sample(CITIES[:20], 3)
    bank = made.random.random() < 0.5
    called = f"{brand}银行" if bank else f"{brand}集团"
    full = f"{called}股份有限公司{{}}分行" if bank else f"{called}{{}}有限公司"
    ids = [f"b{len(rows) + n}" for n in range(3)]
    names = [f"{called}股份有限公司", full.format(here), full.format(there)]
    rows += [{"id": i, "name": None, "company": name, "phone": None} for i, name in zip(ids, names, strict=True)]
    ending = "分行" if bank else ""
    for place, right in ((here, ids[1]), (there, ids[2])):
        yield "branch", Query(company=f"{called}{place}{ending}"), frozenset({right}), "sure"
        yield "branch", Query(company=f"{place}{called}"), frozenset({right}), "sure"
    yield "new_branch", Query(company=f"{called}{elsewhere}{ending}"), frozenset(), "new"
    yield "new_branch", Query(company=f"{elsewhere}{called}"), frozenset(), "new"
    yield "brand_shared", Query(company=brand), frozenset(ids), "ask"


def _about_companies(made: Made, rows: list[Row]) -> Iterator[tuple[str, Query, frozenset[str], str]]:
    listed = dict(LISTED_PAIRS)
    for row in rows:
        firm, right = row["company"], frozenset({row["id"]})
        short = made.short[firm]
        same = frozenset(r["id"] for r in rows if made.short[r["company"]] == short)
        alone = "sure" if len(same) == 1 else "ask"
        yield "short_name", Query(company=short), same, alone
        if firm in listed:
            continue
        yield from _by_half_a_brand(made, rows, short)
        city = next((c for c in CITIES if firm.startswith(c) or f"（{c}）" in firm), "")
        yield from _cut_short(made, rows, row, city)
        bare = firm.replace(f"（{city}）", "").removeprefix(f"{city}市").removeprefix(city)
        yield "no_place", Query(company=bare), right, "sure" if sum(bare in r["company"] for r in rows) <= 1 else "ask"
        no_form = firm
        for form in ("集团有限公司", "股份有限公司", "有限责任公司", "有限公司"):
            no_form = no_form.removesuffix(form)
        yield "no_form", Query(company=no_form), right, "sure"
        yield "full", Query(company=firm), right, "sure"
        yield "trad", Query(company=traditional(firm)), right, "sure"
        if len(short) > 2:
            slip = short[:-1] + made.random.choice(BRAND)
            yield "typo", Query(company=firm.replace(short, slip)), right, "ask"
        sound = _misheard(made, short)
        if sound and sound not in made.brands:
            yield "homophone", Query(company=firm.replace(short, sound)), right, "sure" if len(short) > 2 else "ask"
            yield "homophone_short", Query(company=sound), right, "sure" if len(short) > 2 else "ask"
        if "股份有限公司" in firm:
            yield "suffix_only_diff", Query(company=firm.replace("股份有限公司", "集团有限公司")), right, "ask"
        yield "near_company", Query(company=short + made.random.choice(OTHER_TRADES)), frozenset(), "new"
        stranger = made.firm()
        if made.short[stranger] not in made.brands:
            yield "new", Query(company=stranger), frozenset(), "new"
            yield "new_short", Query(company=made.short[stranger]), frozenset(), "new"


def _by_half_a_brand(made: Made, rows: Sequence[Row], short: str) -> Iterator[About]:
    """The first two of four characters, as people call 海康威视."""
    if len(short) == 4:
        half = short[:2]
        same = [r for r in rows if made.short.get(r["company"], "").startswith(half)]
        yield "half_brand", Query(company=half), ids(same), "sure" if len(same) == 1 else "ask"


def _cut_short(made: Made, rows: Sequence[Row], row: Row, city: str) -> Iterator[About]:
    """A brand with half of its trade (锦程物流), its place (苏州鼎恒), or the first characters of its parts."""
    firm, short = row["company"], made.short[row["company"]]
    trade = max((t for t in TRADES if short + t in firm), key=len, default="")
    if trade:
        half = short + trade[:2]
        same = [r for r in rows if half in r["company"]]
        yield "brand_trade", Query(company=half), ids(same), "sure" if len(same) == 1 else "ask"
    if city and firm.startswith(city):
        same = [r for r in rows if r["company"].startswith(city) and made.short[r["company"]] == short]
        yield "place_brand", Query(company=city + short), ids(same), "sure" if len(same) == 1 else "ask"
        elsewhere = made.random.choice([c for c in CITIES if c != city])
        if not any(r["company"].startswith(elsewhere) and made.short[r["company"]] == short for r in rows):
            yield "other_place", Query(company=elsewhere + short), one(row), "ask"


def _misheard(made: Made, short: str) -> str | None:
    """A short name with one character replaced by another of the same sound."""
    places = made.random.sample(range(len(short)), len(short))
    for place in places:
        sound = lazy_pinyin(short[place])
        others = [c for c in dict.fromkeys(SOUNDS) if c != short[place] and lazy_pinyin(c) == sound]
        if others:
            return short[:place] + made.random.choice(others) + short[place + 1 :]
    return None
