"""Whether customers who are in the database are recognised in what reps write, however they are called.

Customers are made up by rule and stored; texts name them in full, by a company's short name, with a title, with a
slip of the hand, in pinyin. `recognised` is that exactly the words that name them are taken for a person or a
company; `found` that the walk through the database offers the right record, and `first` that it is the best offered.
"""

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

from benchmarks.evaluate.chinese import customers, pinyin_of, same_sound
from benchmarks.office import empty
from crm.identify import identify, reindex_many
from crm.known_names import CustomerNames
from domain.clock import SystemClock
from storage.entities import Company, Contact
from storage.unit_of_work import UnitOfWork
from storage.writer import open_writer
from understanding.extraction import Context, Understanding, understand
from understanding.matching import Query, Subject

_GIVEN = (
    "Anna Marcus Priya Tobias Yuki Carlos Fatima Jonas Helena Dmitri Leila Oscar Ingrid Rajesh Sofia "
    "Patrick Mei Andre Grace Viktor"
).split()
_FAMILY = (
    "Lindgren Okafor Sharma Brandt Tanaka Morales Haddad Keller Novak Petrov Rahman Byrne Solberg Menon "
    "Costa Doyle Tan Laurent Mbeki Horvath"
).split()
_BRANDS = (
    "Ostrava Brightwell Calder Nimbus Quarry Tidewater Larkspur Fenwick Solara Granite Ember Halcyon "
    "Marlow Pinnacle Verdant Aldgate"
).split()
_FIELDS = ("Robotics Foods Logistics Analytics Medical Textiles Energy Software Instruments Packaging").split()
_FORMS = ("GmbH", "Ltd", "Inc.", "AB", "BV", "Pte Ltd")
_SEED, _SIZE, _ASKED = 41, 300, 150
_ZH = (
    "明天给{who}打电话",
    "{who}说预算二十万",
    "刚和{who}聊完，要三套",
    "把报价发给{who}",
    "{who}那边下周定",
    "约了{who}周四下午三点",
    "{who}嫌贵",
    "提醒我联系{who}",
)
_EN = (
    "call {who} tomorrow",
    "met {who} today, wants 20 seats",
    "{who} asked for a quote, 12k",
    "send the contract to {who} by Friday",
    "spoke to {who}, budget approved",
    "lunch with {who} next Tuesday",
    "nothing from {who} since the demo",
    "{who} signed!",
)
_PERSON_OF_EN = "{name} of {firm}"


@dataclass(frozen=True, slots=True)
class _Said:
    """A text that names a customer: the words that do, as a person's and a company's name."""

    kind: str
    text: str
    person: str | None
    company: str | None
    right: UUID


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluate known")
    parser.add_argument("--misses", type=int, default=0, help="how many misses to print per figure")
    options, _ = parser.parse_known_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        database = empty(Path(place) / "known.db", members=1)
        writer = open_writer(database, SystemClock())
        try:
            _report(writer.submit(1, _measured).result(), options.misses)
        finally:
            writer.close()
            database.close()
    return 0


_Tally = dict[str, Counter[str]]


def _measured(uow: UnitOfWork) -> tuple[_Tally, dict[str, list[str]]]:
    figures: _Tally = defaultdict(Counter)
    misses: dict[str, list[str]] = defaultdict(list)
    said = [*_chinese(uow), *_english(uow)]
    for each in said:
        verdicts = _judged(uow, each)
        figures[each.kind].update(["asked", *[name for name, right in verdicts.items() if right]])
        wrong = [name for name, right in verdicts.items() if not right]
        if wrong:
            misses[each.kind].append(f"{each.text!r}: not {', '.join(wrong)}")
    return figures, misses


def _judged(uow: UnitOfWork, said: _Said) -> dict[str, bool]:
    chinese = any("\u4e00" <= char <= "\u9fff" for char in said.text)
    context = Context(
        at=datetime(2026, 11, 18, 2, tzinfo=UTC),
        tz="Asia/Shanghai",
        currency="CNY" if chinese else "USD",
        region="CN" if chinese else "US",
        known=CustomerNames(uow),
    )
    understood = understand(said.text, context)
    decision = identify(uow, _query(understood), member_id=None)
    offered = [candidate.record.id for candidate in decision.candidates]
    return {
        "recognised": _texts(understood) == {name for name in (said.person, said.company) if name},
        "found": said.right in offered,
        "first": offered[:1] == [said.right],
    }


def _texts(understood: Understanding) -> set[str]:
    return {person.text for person in understood.people} | {company.text for company in understood.companies}


def _query(understood: Understanding) -> Query:
    person = understood.people[0].name if understood.people else None
    company = understood.companies[0].name if understood.companies else None
    return Query(name=person, company=company)


def _stored(uow: UnitOfWork, rows: Sequence[tuple[str, str]]) -> list[tuple[Contact, Company]]:
    firms: dict[str, Company] = {}
    made: list[tuple[Contact, Company]] = []
    for name, company in rows:
        if company not in firms:
            firms[company] = uow.add(
                Company(number=uow.next_number("company"), name=company, created_at=uow.now, touched_at=uow.now)
            )
        firm = firms[company]
        contact = Contact(
            number=uow.next_number("contact"), name=name, company_id=firm.id, created_at=uow.now, touched_at=uow.now
        )
        made.append((uow.add(contact), firm))
    reindex_many(uow, Subject.COMPANY, [firm.number for firm in firms.values()])
    reindex_many(uow, Subject.CONTACT, [contact.number for contact, _ in made])
    return made


def _chinese(uow: UnitOfWork) -> Iterator[_Said]:
    rows, short_of = customers(_SEED, _SIZE)
    names = Counter(row["name"] for row in rows)
    surnames = Counter((row["name"][0], row["company"]) for row in rows)
    shorts = Counter(short_of.values())
    stored = _stored(uow, [(row["name"], row["company"]) for row in rows])
    random = Random(_SEED)  # noqa: S311 - made-up texts that can be made again
    for contact, firm in random.sample(stored, _ASKED):
        name, short = contact.name, short_of[firm.name]
        if names[name] > 1 or shorts[short] > 1:
            continue
        template = random.choice(_ZH)
        yield _Said("zh: person in full", template.format(who=name), name, None, contact.id)
        yield _Said("zh: short company", template.format(who=short), None, short, firm.id)
        yield _Said("zh: company in full", template.format(who=firm.name), None, firm.name, firm.id)
        yield _Said("zh: person of short company", template.format(who=f"{short}的{name}"), name, short, contact.id)
        yield _Said("zh: joined", template.format(who=f"{short}{name}"), name, short, contact.id)
        if surnames[name[0], firm.name] == 1:
            titled = name[0] + random.choice(("总", "经理", "工", "主任"))
            yield _Said("zh: title", template.format(who=f"{short}的{titled}"), titled, short, contact.id)
        heard = same_sound(_SEED, name)
        if heard and heard not in names:
            yield _Said("zh: misheard", template.format(who=f"{short}的{heard}"), heard, short, contact.id)
        latin = pinyin_of(name)
        yield _Said("zh: pinyin", template.format(who=f"{short}的{latin}"), latin, short, contact.id)


def _english(uow: UnitOfWork) -> Iterator[_Said]:
    random = Random(_SEED)  # noqa: S311 - made-up texts that can be made again
    names = random.sample([f"{given} {family}" for given in _GIVEN for family in _FAMILY], _SIZE)
    pairs = [f"{brand} {field}" for brand in _BRANDS for field in _FIELDS]
    firms = random.sample([pair for pair in pairs if len(pair) > 1], len(pairs))
    full = [f"{firm} {random.choice(_FORMS)}" for firm in firms]
    rows = [(name, full[place % len(full)]) for place, name in enumerate(names)]
    for contact, firm in random.sample(_stored(uow, rows), _ASKED):
        name, short = contact.name, " ".join(firm.name.split()[:2])
        template = random.choice(_EN)
        family = name.split()[1]
        yield _Said("en: person in full", template.format(who=name), name, None, contact.id)
        yield _Said("en: lower case", template.format(who=name).lower(), name.lower(), None, contact.id)
        yield _Said("en: short company", template.format(who=short), None, short, firm.id)
        yield _Said("en: company in full", template.format(who=firm.name), None, firm.name, firm.id)
        both = _PERSON_OF_EN.format(name=name, firm=short)
        yield _Said("en: person of short company", template.format(who=both), name, short, contact.id)
        titled = _PERSON_OF_EN.format(name=f"Dr. {family}", firm=short)
        yield _Said("en: title", template.format(who=titled), f"Dr. {family}", short, contact.id)
        slip = _slip(random, name)
        slipped = _PERSON_OF_EN.format(name=slip, firm=short)
        yield _Said("en: slip of the hand", template.format(who=slipped), slip, short, contact.id)


def _slip(random: Random, name: str) -> str:
    """Two neighbouring letters of the family name in the wrong order."""
    place = random.randrange(name.index(" ") + 2, len(name) - 1)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _report(measured: tuple[_Tally, dict[str, list[str]]], shown: int) -> None:
    figures, misses = measured
    print(f"{'known customers':<32} {'texts':>6} {'recognised':>11} {'found':>7} {'first':>7}")
    for kind, counts in figures.items():
        shares = (counts[name] / counts["asked"] for name in ("recognised", "found", "first"))
        print(f"{kind:<32} {counts['asked']:>6} " + " ".join(f"{share:>8.1%}" for share in shares))
        for miss in misses[kind][:shown]:
            print(f"    {miss}")
