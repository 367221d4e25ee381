"""What somebody does, beside a name, said outright, or said of somebody the text does not name."""

import pytest

from tests.understanding.extraction.conftest import Read


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Li Wei, procurement lead at Acme, wants 20 seats", "procurement lead"),
        ("CFO Angela Weiss decides", "CFO"),
        ("met purchasing manager Tom Hill at Bolt Foods", "purchasing manager"),
        ("Jane Doe, VP Sales @ Initech", "VP Sales"),
        ("Regards\nSiobhan Walsh\nHead of Supply Chain\nBluewater Ltd", "Head of Supply Chain"),
        ("华为的采购经理王芳要报价", "采购经理"),
        ("陈国栋（技术总监）要样品", "技术总监"),
        ("周杰 采购部部长 13800001111", "采购部部长"),
    ],
)
def test_a_role_beside_a_name_is_its_persons(read: Read, text: str, role: str) -> None:
    person = read(text).people[0]
    assert person.role is not None
    assert (person.role.title, person.role.told, person.title) == (role, False, role)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Anna Kovacs is now the regional sales director", "regional sales director"),
        ("Aisha Bello joined as CTO of Paystream", "CTO"),
        ("王芳是采购经理", "采购经理"),
        ("李明现在是信息部主任", "信息部主任"),
    ],
)
def test_a_role_said_outright_is_told(read: Read, text: str, role: str) -> None:
    person = read(text).people[0]
    assert person.role is not None
    assert (person.role.title, person.role.told) == (role, True)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("she's the CFO btw", "CFO"),
        ("turns out he's their head of procurement", "head of procurement"),
        ("她是他们的财务总监", "财务总监"),
        ("他升采购总监了", "采购总监"),
        ("他是新来的采购", "采购"),
    ],
)
def test_a_role_of_nobody_named_is_the_texts(read: Read, text: str, role: str) -> None:
    found = read(text).role
    assert found is not None
    assert found.title == role


@pytest.mark.parametrize(
    "text",
    ["she's a customer", "he's the owner of the problem", "met the manager today", "王总是大客户", "负责人说下周定"],
)
def test_what_is_no_role_is_none(read: Read, text: str) -> None:
    found = read(text)
    assert found.role is None
    assert all(person.role is None for person in found.people)
