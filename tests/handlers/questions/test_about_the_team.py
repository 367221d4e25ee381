"""Questions about oneself and the team: the target, who keeps in touch, what is new, one time against another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.handlers.customer_office import open_customer_office
from tests.talk import Talk


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Talk]:
    """Wednesday 18 November 2026, see customer_office."""
    database = open_customer_office(tmp_path)
    yield Talk(database)
    database.close()


@pytest.mark.parametrize(
    "words",
    ["am I on target?", "how am I doing this month", "how much do i still need to hit target", "will I make my quota"],
)
def test_ones_own_target_says_what_is_missing(office: Talk, words: str) -> None:
    card = office.person("alice").says(words)
    assert card.heading == "Won against target · yours · closed this month (1 Nov – 30 Nov)"
    assert card.lines[1] == "¥45k of ¥100k won, ¥55k to go · 12 days left"


@pytest.mark.parametrize("words", ["我这个月完成多少了", "我业绩还差多少", "我达标了吗", "我还差多少才达标"])
def test_ones_own_target_in_chinese(office: Talk, words: str) -> None:
    assert office.person("bob").says(words).lines[1] == "目标 ¥10万，已完成 ¥0，还差 ¥10万 · 还有 12 天"


def test_a_question_about_oneself_is_of_ones_own_deals(office: Talk) -> None:
    card = office.person("alice").says("how much have I closed so far this month?")
    assert card.lines[:2] == ["Won deals · yours · closed this month (1 Nov – 30 Nov)", "1 deal, ¥45k"]


@pytest.mark.parametrize(("who", "words"), [("mia", "who hasn't followed up lately?"), ("mgr", "谁最近没跟进客户")])
def test_a_manager_hears_who_left_customers_alone(office: Talk, who: str, words: str) -> None:
    card = office.person(who).says(words)
    assert [line.split()[0] for line in card.lines[2:]] == ["alice", "bob"]
    assert "14" in card.lines[2]


def test_who_filed_nothing_for_a_week_is_named(office: Talk) -> None:
    office.passes(days=1)
    card = office.person("mia").says("which reps have gone quiet?")
    assert card.lines[1] == "Nothing for a week or more: alice"
    assert card.lines[2].startswith("⚠ alice last filed Thu 12 Nov · 1 of 3 customers untouched")


def test_a_rep_hears_of_nobody_else(office: Talk) -> None:
    assert "bob" not in office.person("alice").says("who hasn't followed up lately?").text
    assert "王芳" not in office.person("alice").says("what's new this month?").text


def test_what_is_new_is_what_was_filed_since_yesterday(office: Talk) -> None:
    office.person("alice").says("Sofia Marin wants a second sample")
    card = office.person("mia").says("what's new?")
    assert card.heading == "What is new · from Tue 17 Nov on · whole team"
    assert card.lines[1] == "1 note"
    assert "“Sofia Marin wants a second sample”" in card.lines[2]


def test_where_nothing_is_new_the_last_thing_is_said(office: Talk) -> None:
    card = office.person("mgr").says("有什么新进展")
    assert card.lines[1] == "没有新记录。最近一条是："
    assert "聊了交期" in card.lines[2]


@pytest.mark.parametrize(
    "words", ["how many leads this week vs last", "did we get more leads this week than last week?"]
)
def test_one_time_is_held_against_another(office: Talk, words: str) -> None:
    card = office.person("mia").says(words)
    assert card.lines == [
        "Leads · whole team",
        "This week (16 Nov – 22 Nov): 1 lead · so far",
        "Last week (9 Nov – 15 Nov): 1 lead",
        "As many as last week.",
    ]


def test_times_alone_are_held_against_each_other_by_leads_and_wins(office: Talk) -> None:
    card = office.person("mgr").says("本月和上月比怎么样")
    assert [line for line in card.lines if "比上个月" in line] == ["比上个月多 2。", "比上个月多 1。"]


def test_talk_goes_on_after_an_answer_that_found_nothing(office: Talk) -> None:
    mia, mgr = office.person("mia"), office.person("mgr")
    assert "Nothing matches." in mia.says("won last month").text
    assert mia.says("and this month?").lines[1] == "1 deal, ¥45k"
    mgr.says("上个月赢单")
    assert mgr.says("那这个月呢").lines[1].startswith("1 个商机")


def test_an_empty_answer_offers_to_ask_more_widely(office: Talk) -> None:
    mia = office.person("mia")
    mia.says("won last month")
    assert mia.taps("Any time").lines[1] == "1 deal, ¥45k"


@pytest.mark.parametrize("words", ["by owner", "按销售看"])
def test_leads_and_the_race_are_narrowed_too(office: Talk, words: str) -> None:
    mia = office.person("mia")
    mia.says("new leads this month")
    assert mia.says(words).heading.startswith("Leads · by owner")
    mia.says("who is behind")
    assert "last month" in mia.says("and last month?").heading
