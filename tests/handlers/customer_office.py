"""An office whose customers one can ask about: alice sells in English, bob in Chinese, mia and mgr lead them.

Wednesday 18 November 2026, 17:00 in Shanghai. Each rep's customers are their own.
"""

from datetime import UTC, date, datetime
from pathlib import Path

from crm.identify import reindex
from crm.targets import set_target
from domain.money import Money
from storage.database import Database
from storage.entities import Company, Contact, ContactPoint, Deal, Member
from tests.office import Office, new_database, work
from tests.talk import known_as

MEMBERS = (("alice", "rep", "en"), ("bob", "rep", "zh"), ("mia", "manager", "en"), ("mgr", "manager", "zh"))


def open_customer_office(folder: Path) -> Database:
    """The office, on a fresh database in the folder."""
    database = new_database(folder)
    with work(database) as uow:
        office = Office(uow, currency="CNY")
        office.workspace.region = "CN"
        east = office.team("East")
        people = {name: office.member(name, role, east, language=language) for name, role, language in MEMBERS}
        for name, member in people.items():
            member.tz = "Asia/Shanghai"
            known_as(uow, member.id, name)
        set_target(people["alice"], Money.of("100000", "CNY"))
        set_target(people["bob"], Money.of("100000", "CNY"))
        for customer in (*_alices(office, people["alice"]), *_bobs(office, people["bob"])):
            reindex(uow, customer)
    return database


def _alices(office: Office, alice: Member) -> list[Company | Contact]:
    lumen = office.company("Lumen Optics", alice, touched_at=_at(12, 11))
    globex = office.company("Globex", alice, touched_at=_at(3, 10))
    sofia = office.contact("Sofia Marin", owner=alice, company=lumen, phone="+34612345678", touched_at=_at(12, 11))
    office.uow.add(ContactPoint(kind="email", value="sofia@lumen-optics.com", contact_id=sofia.id))
    tom = office.contact("Tom Becker", owner=alice, company=lumen, touched_at=_at(9, 11))
    peter = office.contact("Peter Hansen", owner=alice, company=globex, touched_at=_at(3, 10))
    deal = office.deal(
        "Lumen sensors", "120000", owner=alice, stage="Proposal", currency="CNY", company=lumen, contact=sofia,
        close_on=date(2026, 12, 15), idle_days=6,
    )  # fmt: skip
    office.deal("Globex pilot", "45000", owner=alice, stage="Won", currency="CNY", company=globex, closed_days_ago=8)
    office.note(
        "Sofia said the price is too high, their budget is 100k until March", alice, contact=sofia, at=_at(5, 10)
    )
    office.note("Talked about delivery times, sending samples", alice, contact=sofia, at=_at(12, 11), kind="call")
    office.note("Met at the fair, wants a pilot", alice, contact=peter, at=_at(3, 10))
    _plan(office, "call", alice, _at(19, 14), tom)
    _plan(office, "send the revised quote", alice, _at(20, 10), sofia, deal)
    office.lead("Blue Fox", owner=alice, source="web", created_at=_at(17, 10))
    return [lumen, globex, sofia, tom, peter]


def _bobs(office: Office, bob: Member) -> list[Company | Contact]:
    huawei = office.company("华为", bob, touched_at=_at(13, 15))
    zte = office.company("中兴", bob, touched_at=_at(2, 10))
    wang = office.contact("王芳", owner=bob, company=huawei, phone="+8613900139000", touched_at=_at(13, 15))
    office.uow.add(ContactPoint(kind="email", value="wangfang@huawei.com", contact_id=wang.id))
    li = office.contact("李伟", owner=bob, company=huawei, touched_at=_at(9, 15))
    zhang = office.contact("张敏", owner=bob, company=zte, touched_at=_at(2, 10))
    deal = office.deal(
        "华为二期", "200000", owner=bob, stage="Negotiation", currency="CNY", company=huawei, contact=wang,
        close_on=date(2026, 11, 30), idle_days=5,
    )  # fmt: skip
    office.note("王芳说预算只有18万，要领导批", bob, contact=wang, at=_at(9, 15))
    office.note("聊了交期，她要样品", bob, contact=wang, at=_at(13, 15), kind="call")
    office.note("展会认识，想了解方案", bob, contact=zhang, at=_at(2, 10))
    _plan(office, "寄样品", bob, _at(19, 10), wang, deal)
    office.lead("蓝狐科技", owner=bob, source="展会", created_at=_at(10, 10))
    return [huawei, zte, wang, li, zhang]


def _plan(
    office: Office, action: str, owner: Member, due_at: datetime, contact: Contact, deal: Deal | None = None
) -> None:
    planned = office.follow_up(action, owner, due_at, contact, deal)
    planned.company_id = contact.company_id


def _at(day: int, hour: int) -> datetime:
    """That hour of a day in November, in Shanghai."""
    return datetime(2026, 11, day, hour - 8, tzinfo=UTC)
