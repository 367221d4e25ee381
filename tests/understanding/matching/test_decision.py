"""The verdict: who is linked, who is asked about, who is new."""

import time
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.terms import Verdict
from understanding.matching import Decision, Memory, Query, Record, Subject, decide, keys_for, keys_of


def contact(number: int, name: str, **more: object) -> Record:
    return Record(Subject.CONTACT, UUID(int=number), number, name, **more)  # type: ignore[arg-type] # a test's shorthand


def company(number: int, name: str, **more: object) -> Record:
    return Record(Subject.COMPANY, UUID(int=number), number, name, **more)  # type: ignore[arg-type] # as above


def asked(query: Query, *records: Record, memory: Memory | None = None) -> Decision:
    """The decision among those the keys find, as the database would give them."""
    keys = {ask.key for ask in keys_for(query)}
    found = [record for record in records if keys & set(keys_of(record))]
    return decide(query, found, memory=memory or Memory())


WANG = contact(1, "王芳", company="华为技术有限公司", phones=("+8613800138000",))
LI = contact(2, "Li Wei", company="Acme Robotics Ltd", phones=("+8613911112222",), emails=("li@acme.io",))
STAFF = (
    WANG,
    LI,
    contact(3, "张伟", company="上海云帆科技有限公司"),
    contact(4, "张伟", company="大疆创新科技有限公司"),
)


def test_a_phone_number_finds_its_owner_however_it_is_written() -> None:
    decision = asked(Query(phone="138 0013 8000"), *STAFF)
    assert decision.verdict is Verdict.SURE
    assert decision.candidates[0].record is WANG
    assert decision.candidates[0].why[0] == "same phone"


def test_surname_and_title_with_the_company_are_sure_without_it_a_question() -> None:
    assert asked(Query(name="王总", company="华为"), *STAFF).verdict is Verdict.SURE
    assert asked(Query(name="王总"), *STAFF).verdict is not Verdict.SURE


def test_two_of_the_same_name_make_a_question_and_the_company_answers_it() -> None:
    assert asked(Query(name="张伟"), *STAFF).verdict is Verdict.ASK
    decision = asked(Query(name="张伟", company="大疆"), *STAFF)
    assert decision.verdict is Verdict.SURE
    assert decision.candidates[0].record.number == 4


def test_a_homophone_alone_is_never_sure() -> None:
    assert asked(Query(name="王方"), *STAFF).verdict is Verdict.ASK


def test_the_same_name_with_another_phone_is_not_linked_silently() -> None:
    assert asked(Query(name="Li Wei", phone="+8613911112229"), *STAFF).verdict is Verdict.ASK


def test_somebody_elses_phone_is_a_question() -> None:
    assert asked(Query(name="赵磊", phone="13800138000"), *STAFF).verdict is Verdict.ASK


def test_a_colleague_of_a_customer_is_new() -> None:
    assert asked(Query(name="方圆", company="华为"), *STAFF).verdict is Verdict.NEW


def test_a_pinyin_name_at_another_company_is_new() -> None:
    assert asked(Query(name="Wang Fang", company="Siemens"), *STAFF).verdict is Verdict.NEW


def test_a_sibling_company_is_never_sure() -> None:
    decision = asked(Query(company="三一重工集团有限公司"), company(1, "三一重工股份有限公司"))
    assert decision.verdict is Verdict.ASK


def test_a_brand_that_two_customers_bear_is_a_question() -> None:
    two = (company(1, "远帆国际物流有限公司"), company(2, "远帆房地产集团有限公司"))
    assert asked(Query(company="远帆"), *two).verdict is Verdict.ASK
    assert asked(Query(company="远帆物流"), *two).candidates[0].record is two[0]


def test_a_namesake_at_another_company_is_a_question() -> None:
    assert asked(Query(name="王芳", company="大疆"), *STAFF).verdict is not Verdict.SURE


def test_who_sounds_the_same_at_the_named_company_stands_before_a_namesake_elsewhere() -> None:
    there = contact(9, "王方", company="大疆创新科技有限公司")
    assert asked(Query(name="王芳", company="大疆"), *STAFF, there).candidates[0].record is there


def test_a_name_that_goes_on_is_somebody_elses() -> None:
    assert asked(Query(name="王芳芳", company="华为"), *STAFF).verdict is not Verdict.SURE


@pytest.mark.parametrize("remark", ["华为-王芳-采购", "王芳（华为）", "华为 王芳 采购部", "王芳 13800138000"])
def test_a_remark_names_a_person_and_what_belongs_to_them(remark: str) -> None:
    decision = asked(Query(name=remark), *STAFF)
    assert decision.verdict is Verdict.SURE
    assert decision.candidates[0].record is WANG


def test_who_is_called_by_the_given_name_is_found_at_their_company() -> None:
    zhiqiang = contact(7, "李志强", company="上海云帆科技有限公司")
    assert asked(Query(name="志强", company="云帆"), *STAFF, zhiqiang).candidates[0].record is zhiqiang


def test_one_half_of_a_latin_name_with_the_same_town_is_weighed_by_how_rare_it_is() -> None:
    known = contact(8, "Imogen Vandersloot", city="Wollongong")
    decision = asked(Query(name="Imogene Vandersloot", city="Wollongong"), known)
    assert decision.verdict is Verdict.SURE
    assert "same city" in decision.candidates[0].why


def test_answers_once_given_are_kept() -> None:
    refused = asked(Query(name="Li Wei"), *STAFF, memory=Memory(refused=frozenset({LI.id})))
    assert all(candidate.record is not LI for candidate in refused.candidates)
    confirmed = decide(Query(name="L."), [LI], memory=Memory(confirmed=frozenset({LI.id})))
    assert confirmed.verdict is Verdict.SURE
    assert confirmed.candidates[0].why == ("confirmed before",)


def test_the_door_finds_a_company_that_changed_its_name() -> None:
    before = company(1, "Bright Horizons Day Care", city="4160 N Damen Ave")
    assert set(keys_of(before)) & {ask.key for ask in keys_for(Query(company="Sunshine School", city="4160 N. Damen"))}


@given(st.builds(Query, *[st.one_of(st.none(), st.text(max_size=60)) for _ in range(7)]))
@settings(max_examples=150, deadline=None)
def test_whatever_is_asked_there_is_an_answer(query: Query) -> None:
    decision = decide(query, STAFF)
    assert all(0 <= candidate.score <= 1 for candidate in decision.candidates)


def test_nonsense_is_new_and_quick() -> None:
    began = time.perf_counter()
    for name in ("", "🙂🙂", "x" * 10_000, "王" * 10_000, "....", "\x00", "a " * 5_000, "Ω王bサ" * 2_000):
        assert asked(Query(name=name, company=name, phone=name, email=name), *STAFF).verdict is Verdict.NEW
    assert time.perf_counter() - began < 2


BANK = (
    company(1, "远川银行股份有限公司"),
    company(2, "远川银行股份有限公司苏州分行"),
    company(3, "远川银行股份有限公司深圳市分行"),
)


@pytest.mark.parametrize("called", ["远川银行苏州分行", "苏州远川银行", "远川银行（苏州）"])
def test_the_branch_of_the_city_that_is_named_stands_before_the_head_and_the_others(called: str) -> None:
    assert asked(Query(company=called), *BANK).candidates[0].record is BANK[1]


def test_a_branch_in_a_city_where_none_is_known_is_not_linked() -> None:
    assert asked(Query(company="远川银行杭州分行"), *BANK).verdict is not Verdict.SURE


def test_two_branches_answer_equally_to_a_name_without_a_city() -> None:
    assert asked(Query(company="远川"), *BANK).verdict is not Verdict.SURE


def test_characters_in_their_order_are_less_than_the_beginning_of_a_name() -> None:
    """恒达 has the characters of 恒瑞达, and is another brand."""
    assert asked(Query(company="恒达精密"), company(1, "苏州恒瑞达精密机械有限公司")).verdict is not Verdict.SURE


def test_half_a_name_that_many_bear_is_a_question() -> None:
    reids = [contact(n, f"{given} Reid") for n, given in enumerate(("Anna", *"ABCDEFGHIJKLMNOPQRSTUVWX"), 1)]
    frequency = {ask.key: 40 for ask in keys_for(Query(name="Hannah Reid"))}
    decision = decide(Query(name="Hannah Reid"), reids[:1], frequency=frequency)
    assert decision.verdict is not Verdict.SURE


def test_a_name_with_a_slip_in_both_halves_is_still_found() -> None:
    jack = contact(1, "Jack Mercorella")
    assert asked(Query(name="Jac Mercorglla"), jack).candidates[0].record is jack


def test_a_stray_space_in_a_name_makes_no_other_of_it() -> None:
    mitchell = contact(1, "Mitchell Osterberg", city="Torquay")
    assert asked(Query(name="Mitch Ell Osterberg", city="Torquay"), mitchell).verdict is Verdict.SURE


@pytest.mark.parametrize("called", ["Kevin Zhao", "Kevin 赵", "赵 Kevin"])
def test_a_name_in_two_scripts_is_found_by_either(called: str) -> None:
    kevin = contact(1, "Kevin 赵", company="厦门云帆科技有限公司")
    assert asked(Query(name=called, company="云帆"), *STAFF, kevin).candidates[0].record is kevin


def test_the_end_of_a_phone_tells_namesakes_apart() -> None:
    two = (contact(1, "杨帆", phones=("13812340121",)), contact(2, "杨帆", phones=("13812340199",)))
    assert asked(Query(name="杨帆"), *two).verdict is Verdict.ASK
    assert asked(Query(name="杨帆 尾号0199"), *two).candidates[0].record is two[1]


def test_two_colleagues_of_one_name_are_never_told_apart_by_it() -> None:
    two = (contact(1, "王伟", company="云帆科技有限公司"), contact(2, "王伟", company="云帆科技有限公司"))
    assert asked(Query(name="王伟", company="云帆"), *two).verdict is Verdict.ASK


def test_a_twin_at_the_same_door_makes_a_question() -> None:
    two = (
        company(1, "Harbor Seals Society - Marchman", phones=("4927402",), city="1001 W Roosevelt Rd"),
        company(2, "Harbor Seals Society - Marchman Site", phones=("9395115",), city="1001 W Roosevelt Rd"),
    )
    assert asked(Query(company="Harbor Seals Marchman", city="1001 W. Roosevelt Rd"), *two).verdict is Verdict.ASK
