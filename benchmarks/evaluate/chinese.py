"""Chinese customers and queries made up by rule, seeded: persons and companies as a sales team writes them.

Real sets of labelled Chinese customers are small; these carry the kinds that matter (short names, pinyin in every
order, polyphones, traditional characters, titles, homophones, near companies, people who are no customers), with the
verdict a careful colleague would give. Names are put together from common parts; companies are invented but for a
list of listed ones with their short names, which is common knowledge.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
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
CITIES, TRADES, FORMS, OTHER_TRADES = (PARTS[part].split() for part in ("cities", "trades", "forms", "other_trades"))
LISTED_PAIRS = [pair.split("=") for pair in PARTS["listed"].split()]


class _Made:
    """One made-up set: `rows` are customers as in the files of cases, `cases` the queries about them."""

    def __init__(self, seed: int, size: int) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up names that can be made again
        self.rows: list[dict[str, Any]] = []
        self.short: dict[str, str] = {}
        firms = [self.firm() for _ in range(size // 2)] + [full for full, _ in LISTED_PAIRS]
        self.short |= dict(LISTED_PAIRS)
        self.firms = list(dict.fromkeys(firms))
        for number in range(size):
            firm = self.firms[number] if number < len(self.firms) else self.random.choice(self.firms)
            phone = f"1{self.random.choice('3578')}{self.random.randrange(10**9):09d}"
            self.rows.append({"id": f"z{number}", "name": self.person(), "company": firm, "phone": phone})
        self.names = Counter(row["name"] for row in self.rows)
        self.at: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in self.rows:
            self.at[row["company"]].append(row)
        self.brands = Counter(self.short[firm] for firm in self.firms)

    def person(self) -> str:
        surname = SURNAMES[min(int(self.random.expovariate(1 / 28)), len(SURNAMES) - 1)]
        size = 1 if self.random.random() < 0.3 else 2
        return surname + "".join(self.random.choice(GIVEN) for _ in range(size))

    def firm(self) -> str:
        brand = "".join(self.random.sample(BRAND, self.random.choice((2, 2, 2, 3, 4))))
        city = self.random.choice(CITIES)
        shown = city + ("市" if self.random.random() < 0.2 else "")
        full = shown + brand + self.random.choice(TRADES) + self.random.choice(FORMS)
        if self.random.random() < 0.1:
            full = full.removeprefix(shown).replace("有限", f"（{city}）有限", 1)
        self.short[full] = brand
        return full


def people(seed: int = 11, size: int = 3_000) -> tuple[list[dict[str, Any]], list[Case]]:
    """Customers and queries for persons."""
    made = _Made(seed, size)
    traditional = OpenCC("s2t")
    sounds = Counter(pinyin_of(row["name"], apart=False) for row in made.rows)
    cases: list[Case] = []

    def add(kind: str, row: dict[str, Any] | None, expect: str, also: tuple[str, ...] = (), **query: str) -> None:
        right = frozenset(({row["id"]} if row else set()) | set(also))
        cases.append(Case(f"zp-{len(cases)}", kind, Query(**query), right, expect))

    for row in made.random.sample(made.rows, size // 2):
        name, firm, phone = row["name"], row["company"], row["phone"]
        short = made.short[firm]
        surname = name[:1]
        namesakes = tuple(r["id"] for r in made.rows if r["name"] == name)
        alone = "sure" if made.names[name] == 1 else "ask"
        latin = pinyin_of(name)
        one_sound = sounds[pinyin_of(name, apart=False)] == 1
        add("name", row, alone, namesakes, name=name)
        add("person+short", row, "sure", name=name, company=short)
        colleagues = [r for r in made.at[firm] if r["name"][:1] == surname]
        title = made.random.choice(["总", "经理", "工", "老师", "主任", "女士", "先生"])
        same_short = [r for f in made.firms if made.short[f] == short for r in made.at[f] if r["name"][0] == surname]
        add(
            "title",
            row,
            "sure" if len(colleagues) == len(same_short) == 1 else "ask",
            tuple(r["id"] for r in same_short),
            name=surname + title,
            company=short,
        )
        add(
            "title_alone",
            row,
            "ask",
            tuple(r["id"] for r in made.rows if r["name"][0] == surname),
            name=surname + title,
        )
        expect = "sure" if one_sound and len(name) > 2 else "ask"
        add("pinyin", row, expect, name=latin)
        add("pinyin+company", row, "sure", name=latin, company=short)
        add("pinyin_reversed", row, "sure", name=" ".join(reversed(latin.split(" ", 1))), company=short)
        add("pinyin_joined", row, "sure", name=pinyin_of(name, apart=False), company=short)
        add("trad", row, "sure", name=traditional.convert(name), company=traditional.convert(short))
        sound = homophone(made, name)
        if sound:
            add("homophone", row, "sure", name=sound, company=short)
            add(
                "homophone_alone",
                row,
                "ask" if not made.names[sound] else "sure",
                tuple(r["id"] for r in made.rows if r["name"] == sound),
                name=sound,
            )
        add("phone", row, "sure", phone=f"+86 {phone[:3]} {phone[3:7]} {phone[7:]}")
        add("same_name+phone", row, "sure", name=name, phone=f"{phone[:3]}-{phone[3:7]}-{phone[7:]}")
        wrong = phone[:-1] + str((int(phone[-1]) + 1) % 10)
        add("phone_typo", row, "ask", name=name, phone=wrong)
        add("phone_other_person", row, "ask", name=other_person(made, row), phone=phone)
        add("order", row, "sure", name=f"{name} {short}")
        add("one_string", row, "sure", name=short + name)
    for _ in range(size // 4):
        stranger = new_person(made)
        row = made.random.choice(made.rows)
        longer = row["name"] + made.random.choice(GIVEN)
        add("new", None, "new", name=stranger)
        add(
            "new_person_known_company",
            None,
            "new",
            name=surname_elsewhere(made, row["company"]),
            company=made.short[row["company"]],
        )
        add(
            "new",
            None,
            "new",
            name=longer[:3]
            if len(row["name"]) == 2
            else row["name"][0] + made.random.choice(GIVEN) + made.random.choice(GIVEN),
            company=made.firm(),
        )
        add("new_phone", None, "new", phone=f"19{made.random.randrange(10**9):09d}")
        add("new_pinyin", None, "new", name=pinyin_of(stranger), company="Siemens")
    return made.rows, [case for case in cases if not (case.kind == "new" and case.query.name in made.names)]


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
    cases = [Case(f"zc-{n}", *case) for n, case in enumerate(_about_companies(made, rows))]
    return rows, cases


def _about_companies(made: _Made, rows: list[dict[str, Any]]) -> Iterator[tuple[str, Query, frozenset[str], str]]:
    listed = dict(LISTED_PAIRS)
    traditional = OpenCC("s2t")
    for row in rows:
        firm, right = row["company"], frozenset({row["id"]})
        short = made.short[firm]
        same = frozenset(r["id"] for r in rows if made.short[r["company"]] == short)
        alone = "sure" if len(same) == 1 else "ask"
        yield "short_name", Query(company=short), same, alone
        if firm in listed:
            continue
        city = next((c for c in CITIES if firm.startswith(c) or f"（{c}）" in firm), "")
        bare = firm.replace(f"（{city}）", "").removeprefix(f"{city}市").removeprefix(city)
        yield "no_place", Query(company=bare), right, "sure" if sum(bare in r["company"] for r in rows) <= 1 else "ask"
        no_form = firm
        for form in ("集团有限公司", "股份有限公司", "有限责任公司", "有限公司"):
            no_form = no_form.removesuffix(form)
        yield "no_form", Query(company=no_form), right, "sure"
        yield "full", Query(company=firm), right, "sure"
        yield "trad", Query(company=traditional.convert(firm)), right, "sure"
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
