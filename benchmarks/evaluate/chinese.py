"""Chinese customers and queries made up by rule, seeded: persons and companies as a sales team writes them.

Real sets of labelled Chinese customers are small; these carry the kinds that matter (short names, pinyin in every
order, polyphones, traditional characters, titles, homophones, near companies, people who are no customers), with the
verdict a careful colleague would give. Names are put together from common parts; companies are invented but for a
list of listed ones with their short names, which is common knowledge.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from opencc import OpenCC
from pypinyin import lazy_pinyin

from benchmarks.evaluate.matching_cases import Case
from understanding.matching import Query
from understanding.matching.words import surnames_zh

PARTS = {
    line.split(": ")[0]: line.split(": ")[1].strip()
    for line in Path(__file__).with_name("chinese_parts.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
}
SURNAMES, GIVEN, BRAND, SOUNDS = (PARTS[part] for part in ("surnames", "given", "brand", "sounds"))
CITIES, TRADES, RARE_TRADES, FORMS, OTHER_TRADES = (
    PARTS[part].split() for part in ("cities", "trades", "rare_trades", "forms", "other_trades")
)
LISTED_PAIRS = [pair.split("=") for pair in PARTS["listed"].split()]


UNLISTED = 0.15  # of the companies have a trade that no list knows
BRANCHED = 60  # companies that are a head and its branches
SIBLINGS = 8  # every so many companies have another of their brand
ROLES = ("采购", "技术", "财务", "采购部", "老客户", "经理")
Row = dict[str, Any]
About = tuple[str, Query, frozenset[str], str]
"""What is asked: the kind of case, the query, who answers it, and the verdict a careful colleague would give."""


class _Made:
    """One made-up set: `rows` are customers as in the files of cases, `cases` the queries about them."""

    def __init__(self, seed: int, size: int) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up names that can be made again
        self.rows: list[dict[str, Any]] = []
        self.short: dict[str, str] = {}
        firms = [self.firm() for _ in range(size // 2)]
        firms += [self.sibling(firm) for firm in self.random.sample(firms, len(firms) // SIBLINGS)]
        firms += [full for full, _ in LISTED_PAIRS]
        self.short |= dict(LISTED_PAIRS)
        self.firms = list(dict.fromkeys(firms))
        for number in range(size):
            firm = self.firms[number] if number < len(self.firms) else self.random.choice(self.firms)
            phone = f"1{self.random.choice('3578')}{self.random.randrange(10**9):09d}"
            self.rows.append({"id": f"z{number}", "name": self.person(), "company": firm, "phone": phone})
        self.names = Counter(row["name"] for row in self.rows)
        self.sounds = Counter(pinyin_of(row["name"], apart=False) for row in self.rows)
        self.at: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows:
            self.at[row["company"]].append(row)
        self.brands = Counter(self.short[firm] for firm in self.firms)

    def person(self) -> str:
        surname = SURNAMES[min(int(self.random.expovariate(1 / 28)), len(SURNAMES) - 1)]
        size = 1 if self.random.random() < 0.3 else 2
        return surname + "".join(self.random.choice(GIVEN) for _ in range(size))

    def firm_brand(self) -> str:
        return "".join(self.random.sample(BRAND, self.random.choice((2, 2, 2, 3, 4))))

    def firm(self) -> str:
        brand = self.firm_brand()
        city = self.random.choice(CITIES)
        shown = city + ("市" if self.random.random() < 0.2 else "")
        trade = self.random.choice(RARE_TRADES if self.random.random() < UNLISTED else TRADES)
        full = shown + brand + trade + self.random.choice(FORMS)
        if self.random.random() < 0.1:
            full = full.removeprefix(shown).replace("有限", f"（{city}）有限", 1)
        self.short[full] = brand
        return full

    def sibling(self, firm: str) -> str:
        """Another company of that brand: another trade, or another city."""
        brand = self.short[firm]
        trade = self.random.choice([trade for trade in TRADES if trade not in firm])
        full = self.random.choice(CITIES) + brand + trade + self.random.choice(FORMS)
        self.short[full] = brand
        return full


def people(seed: int = 11, size: int = 3_000) -> tuple[list[dict[str, Any]], list[Case]]:
    """Customers and queries for persons."""
    made = _Made(seed, size)
    asked = [each for row in made.random.sample(made.rows, size // 2) for each in _about_person(made, row)]
    strangers = [each for _ in range(size // 4) for each in _about_strangers(made)]
    cases = [Case(f"zp-{n}", *each) for n, each in enumerate((*asked, *strangers))]
    return made.rows, [case for case in cases if not (case.kind == "new" and case.query.name in made.names)]


def _about_person(made: _Made, row: Row) -> Iterator[About]:
    yield from _by_name(made, row)
    yield from _by_title(made, row)
    yield from _in_pinyin(made, row)
    yield from _misspelled(made, row)
    yield from _with_phone(made, row)
    yield from _by_given_name(made, row)


def _one(row: Row) -> frozenset[str]:
    return frozenset({row["id"]})


def _ids(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(row["id"] for row in rows)


def _by_name(made: _Made, row: Row) -> Iterator[About]:
    name, short = row["name"], made.short[row["company"]]
    namesakes = _ids(r for r in made.rows if r["name"] == name)
    yield "name", Query(name=name), namesakes, "sure" if len(namesakes) == 1 else "ask"
    yield "person+short", Query(name=name, company=short), _one(row), "sure"
    yield "order", Query(name=f"{name} {short}"), _one(row), "sure"
    yield "one_string", Query(name=short + name), _one(row), "sure"
    yield "remark", Query(name=f"{short}-{name}-{made.random.choice(ROLES)}"), _one(row), "sure"
    traditional = _traditional()
    yield "trad", Query(name=traditional(name), company=traditional(short)), _one(row), "sure"


def _by_title(made: _Made, row: Row) -> Iterator[About]:
    surname, short = row["name"][:1], made.short[row["company"]]
    title = made.random.choice(["总", "经理", "工", "老师", "主任", "女士", "先生"])
    same = [r for f in made.firms if made.short[f] == short for r in made.at[f] if r["name"][0] == surname]
    yield "title", Query(name=surname + title, company=short), _ids(same), "sure" if len(same) == 1 else "ask"
    bearers = _ids(r for r in made.rows if r["name"][0] == surname)
    yield "title_alone", Query(name=surname + title), bearers, "ask"


def _by_given_name(made: _Made, row: Row) -> Iterator[About]:
    """By the given name, or a single character of it, as colleagues do: 志强, 小娜."""
    name, short = row["name"], made.short[row["company"]]
    there = [r for f in made.firms if made.short[f] == short for r in made.at[f]]
    if len(name) > 2:
        same = [r for r in there if r["name"][1:] == name[1:]]
        yield "given", Query(name=name[1:], company=short), _ids(same), "sure" if len(same) == 1 else "ask"
    called = [r for r in there if r["name"].endswith(name[-1])]
    if name[-1] not in surnames_zh():
        yield "called", Query(name="小" + name[-1], company=short), _ids(called), "sure" if len(called) == 1 else "ask"


def _in_pinyin(made: _Made, row: Row) -> Iterator[About]:
    name, short = row["name"], made.short[row["company"]]
    latin, joined = pinyin_of(name), pinyin_of(name, apart=False)
    alone = made.sounds[joined] == 1 and len(name) > 2
    yield "pinyin", Query(name=latin), _one(row), "sure" if alone else "ask"
    yield "pinyin+company", Query(name=latin, company=short), _one(row), "sure"
    turned = " ".join(reversed(latin.split(" ", 1)))
    yield "pinyin_reversed", Query(name=turned, company=short), _one(row), "sure"
    yield "pinyin_joined", Query(name=joined, company=short), _one(row), "sure"


def _misspelled(made: _Made, row: Row) -> Iterator[About]:
    sound = homophone(made, row["name"])
    if sound:
        namesakes = _ids(r for r in made.rows if r["name"] == sound)
        yield "homophone", Query(name=sound, company=made.short[row["company"]]), _one(row), "sure"
        yield "homophone_alone", Query(name=sound), namesakes or _one(row), "ask" if len(namesakes) != 1 else "sure"


def _with_phone(made: _Made, row: Row) -> Iterator[About]:
    name, phone = row["name"], row["phone"]
    yield "phone", Query(phone=f"+86 {phone[:3]} {phone[3:7]} {phone[7:]}"), _one(row), "sure"
    yield "same_name+phone", Query(name=name, phone=f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"), _one(row), "sure"
    if made.names[name] > 1 and sum(r["name"] == name and r["phone"][-4:] == phone[-4:] for r in made.rows) == 1:
        yield "same_name+tail", Query(name=name, phone=phone[-4:]), _one(row), "sure"
    wrong = phone[:-1] + str((int(phone[-1]) + 1) % 10)
    yield "phone_typo", Query(name=name, phone=wrong), _one(row), "ask"
    yield "phone_other_person", Query(name=other_person(made, row), phone=phone), _one(row), "ask"


def _about_strangers(made: _Made) -> Iterator[About]:
    nobody: frozenset[str] = frozenset()
    stranger, row, other = new_person(made), made.random.choice(made.rows), made.random.choice(made.rows)
    short, name = made.short[row["company"]], row["name"]
    longer = (name + made.random.choice(GIVEN))[:3]
    if len(name) > 2:
        longer = name[0] + made.random.choice(GIVEN) + made.random.choice(GIVEN)
    yield "new", Query(name=stranger), nobody, "new"
    elsewhere = surname_elsewhere(made, row["company"])
    yield "new_person_known_company", Query(name=elsewhere, company=short), nobody, "new"
    yield "new", Query(name=longer, company=made.firm()), nobody, "new"
    yield "new_phone", Query(phone=f"19{made.random.randrange(10**9):09d}"), nobody, "new"
    yield "new_pinyin", Query(name=pinyin_of(stranger), company="Siemens"), nobody, "new"
    if made.short[other["company"]] != short:
        yield "namesake_elsewhere", Query(name=other["name"], company=short), _one(other), "ask"


@cache
def _traditional() -> Callable[[str], str]:
    converter = OpenCC("s2t")
    return lambda text: str(converter.convert(text))


def pinyin_of(name: str, *, apart: bool = True) -> str:
    """As on a business card: surname, then the given name in one word; polyphonic surnames read as surnames."""
    surname = (surnames_zh().get(name[0]) or (lazy_pinyin(name[0])[0],))[0]
    given = "".join(lazy_pinyin(name[1:]))
    return f"{surname.title()} {given.title()}" if apart else surname + given


def homophone(made: _Made, name: str) -> str | None:
    """The name with its last character replaced by another of the same sound."""
    sound = lazy_pinyin(name[-1])
    others = [
        c
        for c in "静婧敬薇微威伟玮炜芳方丽莉力立娜那敏民闵强蔷磊蕾雷军君均洋扬阳勇永涌艳燕雁杰洁捷娟鹃涛韬明鸣铭"
        if c != name[-1] and lazy_pinyin(c) == sound
    ]
    return name[:-1] + made.random.choice(others) if others else None


def _misheard(made: _Made, short: str) -> str | None:
    """A short name with one character replaced by another of the same sound."""
    places = made.random.sample(range(len(short)), len(short))
    for place in places:
        sound = lazy_pinyin(short[place])
        others = [c for c in dict.fromkeys(SOUNDS) if c != short[place] and lazy_pinyin(c) == sound]
        if others:
            return short[:place] + made.random.choice(others) + short[place + 1 :]
    return None


def other_person(made: _Made, row: dict[str, Any]) -> str:
    name = made.person()
    return name if name[0] != row["name"][0] and name not in made.names else other_person(made, row)


def new_person(made: _Made) -> str:
    name = made.person()
    return name if name not in made.names else new_person(made)


def surname_elsewhere(made: _Made, firm: str) -> str:
    surnames = {r["name"][0] for r in made.at[firm]}
    name = made.person()
    return name if name[0] not in surnames and name not in made.names else surname_elsewhere(made, firm)


def companies(seed: int = 23, size: int = 3_000) -> tuple[list[dict[str, Any]], list[Case]]:
    """Customers and queries for companies."""
    made = _Made(seed, size)
    rows = [{"id": f"f{n}", "name": None, "company": firm, "phone": None} for n, firm in enumerate(made.firms)]
    asked = list(_about_companies(made, rows))
    for _ in range(BRANCHED):
        asked += _about_branches(made, rows)
    return rows, [Case(f"zc-{n}", *case) for n, case in enumerate(asked)]


def _about_branches(made: _Made, rows: list[Row]) -> Iterator[About]:
    """A bank or a group with companies in two cities; it is added to the rows."""
    brand = made.firm_brand()
    here, there, elsewhere = made.random.sample(CITIES[:20], 3)
    bank = made.random.random() < 0.5  # noqa: PLR2004 - an even chance
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


def _about_companies(made: _Made, rows: list[dict[str, Any]]) -> Iterator[tuple[str, Query, frozenset[str], str]]:
    listed = dict(LISTED_PAIRS)
    traditional = _traditional()
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


def _by_half_a_brand(made: _Made, rows: Sequence[Row], short: str) -> Iterator[About]:
    """The first two of four characters, as people call 海康威视."""
    if len(short) == 4:  # noqa: PLR2004 - as said
        half = short[:2]
        same = [r for r in rows if made.short.get(r["company"], "").startswith(half)]
        yield "half_brand", Query(company=half), _ids(same), "sure" if len(same) == 1 else "ask"


def _cut_short(made: _Made, rows: Sequence[Row], row: Row, city: str) -> Iterator[About]:
    """A brand with half of its trade (锦程物流), its place (苏州鼎恒), or the first characters of its parts."""
    firm, short = row["company"], made.short[row["company"]]
    trade = max((t for t in TRADES if short + t in firm), key=len, default="")
    if trade:
        half = short + trade[:2]
        same = [r for r in rows if half in r["company"]]
        yield "brand_trade", Query(company=half), _ids(same), "sure" if len(same) == 1 else "ask"
    if city and firm.startswith(city):
        same = [r for r in rows if r["company"].startswith(city) and made.short[r["company"]] == short]
        yield "place_brand", Query(company=city + short), _ids(same), "sure" if len(same) == 1 else "ask"
        elsewhere = made.random.choice([c for c in CITIES if c != city])
        if not any(r["company"].startswith(elsewhere) and made.short[r["company"]] == short for r in rows):
            yield "other_place", Query(company=elsewhere + short), _one(row), "ask"


def customers(seed: int, size: int) -> tuple[list[Row], dict[str, str]]:
    """People at companies, and the short name of each company."""
    made = _Made(seed, size)
    return made.rows, made.short


def same_sound(seed: int, name: str) -> str | None:
    """A name as it is heard: its last character written as another of the same sound, None where there is none."""
    return homophone(_Made(seed, 1), name)
