from uuid import UUID

from domain.terms import Verdict
from understanding.matching import Memory, Query, Record, Subject, decide, keys_for, keys_of


def contact(number: int, name: str, **more: object) -> Record:
    return Record(Subject.CONTACT, UUID(int=number), number, name, **more)  # type: ignore[arg-type] # a test's shorthand


def found_by(query: Query, record: Record) -> bool:
    return bool({ask.key for ask in keys_for(query)} & set(keys_of(record)))


def test_a_phone_number_finds_its_owner_however_it_is_written() -> None:
    wang = contact(1, "Wang Fang", phones=("138-0013-8000",))
    query = Query(name="Fang", phone="+86 13800138000")
    assert found_by(query, wang)
    assert decide(query, [wang]).verdict is Verdict.SURE
    assert decide(query, [wang]).candidates[0].why[0] == "same phone"


def test_two_of_the_same_name_make_a_question() -> None:
    both = [contact(1, "Erin Matthews"), contact(2, "Erin Matthews")]
    assert decide(Query(name="erin matthews"), both).verdict is Verdict.ASK


def test_a_refused_link_is_not_offered_again() -> None:
    record = contact(1, "Erin Matthews")
    decision = decide(Query(name="Erin Matthews"), [record], memory=Memory(refused=frozenset({record.id})))
    assert decision.verdict is Verdict.NEW


def test_a_confirmed_link_is_sure() -> None:
    record = contact(1, "Erin Matthews", company="Acme")
    decision = decide(Query(name="E."), [record], memory=Memory(confirmed=frozenset({record.id})))
    assert decision.verdict is Verdict.SURE


def test_nothing_to_go_by_is_new() -> None:
    for name in ("", "🙂🙂", "x" * 10_000, "....", "\x00"):
        assert decide(Query(name=name), []).verdict is Verdict.NEW
        keys_for(Query(name=name, phone="call me maybe", email="@@", handle="  "))
