"""Chinese customers and queries made up by rule, seeded: persons and companies as a sales team writes them.

Real sets of labelled Chinese customers are small; these carry the kinds that matter (short names, pinyin in every
order, polyphones, traditional characters, titles, homophones, near companies, people who are no customers), with the
verdict a careful colleague would give. Names are put together from common parts; companies are invented but for a
list of listed ones with their short names, which is common knowledge.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
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
SIBLINGS = 8  # every so many companies have another of their brand
ROLES = ("采购", "技术", "财务", "采购部", "老客户", "经理")
Row = dict[str, Any]
About = tuple[str, Query, frozenset[str], str]
"""What is asked: the kind of case, the query, who answers it, and the verdict a careful colleague would give."""


class Made:
    """One made-up set: `rows` are customers as in the files of cases, `cases` the queries about them."""

    def __init__(self, seed: int, size: int) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up names that can be made again
        self.rows: list[Row] = []
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
        self.at: dict[str, list[Row]] = defaultdict(list)
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


def people(seed: int = 11, size: int = 3_000) -> tuple[list[Row], list[Case]]:
    """Customers and queries for persons."""
    made = Made(seed, size)
    asked = [each for row in made.random.sample(made.rows, size // 2) for each in _about_person(made, row)]
    strangers = [each for _ in range(size // 4) for each in _about_strangers(made)]
    cases = [Case(f"zp-{n}", *each) for n, each in enumerate((*asked, *strangers))]
    return made.rows, [case for case in cases if not (case.kind == "new" and case.query.name in made.names)]


def _about_person(made: Made, row: Row) -> Iterator[About]:
    yield from _by_name(made, row)
    yield from _by_title(made, row)
    yield from _in_pinyin(made, row)
    yield from _misspelled(made, row)
    yield from _with_phone(made, row)
    yield from _by_given_name(made, row)


def one(row: Row) -> frozenset[str]:
    return frozenset({row["id"]})


def ids(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(row["id"] for row in rows)


def _by_name(made: Made, row: Row) -> Iterator[About]:
    name, short = row["name"], made.short[row["company"]]
    namesakes = ids(r for r in made.rows if r["name"] == name)
    yield "name", Query(name=name), namesakes, "sure" if len(namesakes) == 1 else "ask"
    yield "person+short", Query(name=name, company=short), one(row), "sure"
    yield "order", Query(name=f"{name} {short}"), one(row), "sure"
    yield "one_string", Query(name=short + name), one(row), "sure"
    yield "remark", Query(name=f"{short}-{name}-{made.random.choice(ROLES)}"), one(row), "sure"
    yield "trad", Query(name=traditional(name), company=traditional(short)), one(row), "sure"


def _by_title(made: Made, row: Row) -> Iterator[About]:
    surname, short = row["name"][:1], made.short[row["company"]]
    title = made.random.choice(["总", "经理", "工", "老师", "主任", "女士", "先生"])
    same = [r for f in made.firms if made.short[f] == short for r in made.at[f] if r["name"][0] == surname]
    yield "title", Query(name=surname + title, company=short), ids(same), "sure" if len(same) == 1 else "ask"
    bearers = ids(r for r in made.rows if r["name"][0] == surname)
    yield "title_alone", Query(name=surname + title), bearers, "ask"


def _by_given_name(made: Made, row: Row) -> Iterator[About]:
    """By the given name, or a single character of it, as colleagues do: 志强, 小娜."""
    name, short = row["name"], made.short[row["company"]]
    there = [r for f in made.firms if made.short[f] == short for r in made.at[f]]
    if len(name) > 2:
        same = [r for r in there if r["name"][1:] == name[1:]]
        yield "given", Query(name=name[1:], company=short), ids(same), "sure" if len(same) == 1 else "ask"
    called = [r for r in there if r["name"].endswith(name[-1])]
    if name[-1] not in surnames_zh():
        yield "called", Query(name="小" + name[-1], company=short), ids(called), "sure" if len(called) == 1 else "ask"


def _in_pinyin(made: Made, row: Row) -> Iterator[About]:
    name, short = row["name"], made.short[row["company"]]
    latin, joined = pinyin_of(name), pinyin_of(name, apart=False)
    alone = made.sounds[joined] == 1 and len(name) > 2
    yield "pinyin", Query(name=latin), one(row), "sure" if alone else "ask"
    yield "pinyin+company", Query(name=latin, company=short), one(row), "sure"
    turned = " ".join(reversed(latin.split(" ", 1)))
    yield "pinyin_reversed", Query(name=turned, company=short), one(row), "sure"
    yield "pinyin_joined", Query(name=joined, company=short), one(row), "sure"


def _misspelled(made: Made, row: Row) -> Iterator[About]:
    sound = homophone(made, row["name"])
    if sound:
        namesakes = ids(r for r in made.rows if r["name"] == sound)
        yield "homophone", Query(name=sound, company=made.short[row["company"]]), one(row), "sure"
        yield "homophone_alone", Query(name=sound), namesakes or one(row), "ask" if len(namesakes) != 1 else "sure"


def _with_phone(made: Made, row: Row) -> Iterator[About]:
    name, phone = row["name"], row["phone"]
    yield "phone", Query(phone=f"+86 {phone[:3]} {phone[3:7]} {phone[7:]}"), one(row), "sure"
    yield "same_name+phone", Query(name=name, phone=f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"), one(row), "sure"
    if made.names[name] > 1 and sum(r["name"] == name and r["phone"][-4:] == phone[-4:] for r in made.rows) == 1:
        yield "same_name+tail", Query(name=name, phone=phone[-4:]), one(row), "sure"
    wrong = phone[:-1] + str((int(phone[-1]) + 1) % 10)
    yield "phone_typo", Query(name=name, phone=wrong), one(row), "ask"
    yield "phone_other_person", Query(name=other_person(made, row), phone=phone), one(row), "ask"


def _about_strangers(made: Made) -> Iterator[About]:
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
        yield "namesake_elsewhere", Query(name=other["name"], company=short), one(other), "ask"


def traditional(text: str) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def pinyin_of(name: str, *, apart: bool = True) -> str:
    """As on a business card: surname, then the given name in one word; polyphonic surnames read as surnames."""
    surname = (surnames_zh().get(name[0]) or (lazy_pinyin(name[0])[0],))[0]
    given = "".join(lazy_pinyin(name[1:]))
    return f"{surname.title()} {given.title()}" if apart else surname + given


def homophone(made: Made, name: str) -> str | None:
    """The name with its last character replaced by another of the same sound."""
    sound = lazy_pinyin(name[-1])
    others = [
        c
        for c in "静婧敬薇微威伟玮炜芳方丽莉力立娜那敏民闵强蔷磊蕾雷军君均洋扬阳勇永涌艳燕雁杰洁捷娟鹃涛韬明鸣铭"
        if c != name[-1] and lazy_pinyin(c) == sound
    ]
    return name[:-1] + made.random.choice(others) if others else None


def other_person(made: Made, row: Row) -> str:
    name = made.person()
    return name if name[0] != row["name"][0] and name not in made.names else other_person(made, row)


def new_person(made: Made) -> str:
    name = made.person()
    return name if name not in made.names else new_person(made)


def surname_elsewhere(made: Made, firm: str) -> str:
    surnames = {r["name"][0] for r in made.at[firm]}
    name = made.person()
    return name if name[0] not in surnames and name not in made.names else surname_elsewhere(made, firm)


def customers(seed: int, size: int) -> tuple[list[Row], dict[str, str]]:
    """People at companies, and the short name of each company."""
    made = Made(seed, size)
    return made.rows, made.short


def same_sound(seed: int, name: str) -> str | None:
    """A name as it is heard: its last character written as another of the same sound, None where there is none."""
    return homophone(Made(seed, 1), name)
