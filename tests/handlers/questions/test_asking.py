"""A manager asks in words or in filters; every answer says what it answered, of whose deals, how many and how much."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from tests.handlers.sales_office import open_sales_office
from tests.talk import Talk


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    database = open_sales_office(tmp_path)
    yield Talk(database)
    database.close()


def test_the_pipeline_of_a_month_says_its_days_scope_count_and_total_by_currency(talk: Talk) -> None:
    said = talk.person("mia").says("pipeline this month")
    assert said.lines == [
        "Pipeline · closing this month (1 Nov – 30 Nov) · whole team",
        "3 deals, €320k + $8,000, weighted €220k + $1,600",
        "Stage    Deals  Sum",
        "Qualified  ▓▓▓▓▓▓▓▓  1  $8,000",
        "Proposal  ▓▓▓▓▓▓▓▓  1  €120k",
        "Negotiation  ▓▓▓▓▓▓▓▓  1  €200k",
        "Target €100k: 265 % covered",
        "⚠ At risk: D3 (close date passed)",
    ]
    assert said.buttons == ["By owner", "List", "At risk", "Export"]


def test_the_same_question_in_chinese_is_answered_in_chinese(talk: Talk) -> None:
    said = talk.person("zhou").says("本月各销售的商机")
    assert said.lines[:4] == [
        "商机漏斗 · 按负责人 · 预计成交于本月 (11月1日 – 11月30日) · 全团队",
        "3 个商机，€32万 + US$8,000，加权 €22万 + US$1,600",
        "负责人    商机数  金额",
        "bob  ▓▓▓▓▓▓▓▓  2  €20万 + US$8,000",
    ]


def test_words_and_filters_ask_the_same(talk: Talk) -> None:
    mia = talk.person("mia")
    in_words = mia.says("alice's deals over 100k in proposal closing this quarter")
    in_filters = mia.says("deals owner:alice stage:proposal amount>100k close:this-quarter")
    assert in_words.lines == in_filters.lines
    assert in_words.lines[-1].startswith("D1 Robots · Acme Robotics · €120,000 · Proposal · Fri 27 Nov · alice")


def test_a_long_question_narrows_by_amount_close_date_and_silence(talk: Talk) -> None:
    said = talk.person("mia").says("deals over 20k closing this quarter without activity for 14 days")
    assert said.heading.startswith(
        "Open deals · from €20k · closing this quarter (1 Oct – 31 Dec) · no activity for 14"
    )
    assert [line.split()[0] for line in said.lines[2:]] == ["D2"]


def test_a_rep_hears_of_their_own_deals_and_the_card_says_so(talk: Talk) -> None:
    said = talk.person("bob").says("pipeline")
    assert said.heading == "Pipeline · yours, shared and free"
    assert said.lines[1].startswith("2 deals, €200k + $8,000")


def test_a_manager_does_not_hear_of_another_teams_deals(talk: Talk) -> None:
    mia = talk.person("mia")
    assert mia.says("carol's deals").lines[1] == "Nothing matches."
    assert "999" not in mia.says("pipeline by owner").text


def test_an_unknown_owner_is_named(talk: Talk) -> None:
    assert talk.person("mia").says("deals owner:nobody-i-know").heading == "Nobody here is called nobody-i-know."


def test_won_and_lost_are_counted_when_they_were_closed(talk: Talk) -> None:
    mia = talk.person("mia")
    assert mia.says("won last week").lines[1] == "1 deal, €40k"
    assert "price  ▓▓▓▓▓▓▓▓  1  €70k" in mia.says("lost by reason").lines
    assert talk.person("zhou").says("上周赢单").lines[1] == "1 个商机，€4万"


def test_a_sentence_that_reports_is_no_question(talk: Talk) -> None:
    for report in ("won the Robots deal", "lost Nordlicht because of price", "Met Li Wei, wants a deal of 100k"):
        assert "Won deals" not in talk.person("bob").says(report).heading
        assert "Lost deals" not in talk.person("bob").says(report).heading


def test_who_is_behind_compares_what_is_won_with_the_days_gone_by(talk: Talk) -> None:
    said = talk.person("mia").says("who is behind")
    assert said.lines[1] == "Behind: bob"
    assert "⚠ bob  ▓  €5,000  €50k · 10 %" in said.lines
    assert talk.person("zhou").says("谁落后了").lines[1] == "落后：bob"


def test_a_forecast_adds_what_is_won_to_what_is_weighted(talk: Talk) -> None:
    said = talk.person("mia").says("forecast")
    assert "Expected €271k + $1,600: won €45k, weighted €226k + $1,600" in said.lines
    assert "Target €300k: 90 % covered, gap €29k" in said.lines


def test_conversion_counts_deals_and_leads(talk: Talk) -> None:
    said = talk.person("mia").says("conversion this month")
    assert said.lines[1] == "Deals: 2 won, 1 lost, 67 % won"
    assert "Leads: 3 new, 0 became a deal, 0 %" in said.lines


def test_new_leads_are_counted_by_source(talk: Talk) -> None:
    said = talk.person("mia").says("new leads by source")
    assert said.lines[1] == "3 leads"
    assert "web  ▓▓▓▓▓▓▓▓  2" in said.lines


def test_what_somebody_did_is_for_them_and_their_manager(talk: Talk) -> None:
    assert talk.person("mia").says("what did alice do today?").lines[1] == "1 note"
    assert talk.person("zhou").says("alice今天做了什么").lines[1] == "1 条记录"
    assert talk.person("bob").says("what did alice do today").heading == "Only alice or a manager can see that."


def test_buttons_are_words_one_could_have_typed(talk: Talk) -> None:
    mia = talk.person("mia")
    mia.says("pipeline this month")
    tapped = mia.taps("By owner")
    assert tapped.lines == mia.says("pipeline close:this-month by:owner").lines


def test_a_list_is_bounded_and_says_how_many_more(talk: Talk) -> None:
    said = talk.person("mia").says("deals top:2")
    assert said.lines[1].startswith("4 deals")
    assert len([line for line in said.lines if line.startswith("D")]) == 2


def test_in_a_group_the_answer_goes_to_the_asker_alone(talk: Talk) -> None:
    assert talk.person("mia").says("pipeline", in_group="#sales").private


def test_words_that_were_not_used_are_said(talk: Talk) -> None:
    assert talk.person("mia").says("/pipeline flurble").lines[-1] == "I did not use: flurble"


def test_an_export_neutralises_cells_that_would_be_formulas(talk: Talk) -> None:
    mia = talk.person("mia")
    mia.says("deals")
    (file,) = mia.taps("Export").card.files
    rows = list(csv.reader(StringIO((file.content or b"").decode("utf-8-sig"), newline="")))
    assert rows[0][:3] == ["Number", "Deal", "Customer"]
    assert [row[0] for row in rows[1:]] == ["D3", "D1", "D2", "D4"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("words", ["商机", "deal owner:alice", "商机 负责人:alice", "/deal owner:alice", "商机列表"])
def test_the_word_for_a_deal_asks_as_well(talk: Talk, words: str) -> None:
    assert talk.person("mia").says(words).heading.split(" · ")[0] in {"Pipeline", "Open deals"}


@pytest.mark.parametrize("words", ["线索", "线索按来源", "leads", "new leads this week", "线索 来源:web"])
def test_the_word_for_a_lead_asks_as_well(talk: Talk, words: str) -> None:
    assert talk.person("mia").says(words).heading.startswith("Leads")


def test_customers_nobody_called_are_listed_the_longest_first_within_ones_rights(talk: Talk) -> None:
    talk.passes(days=20)
    alice, mia = talk.person("alice"), talk.person("mia")
    card = alice.says("who haven't I talked to in a while?")
    assert card.heading == "Customers · no activity for 14 days · yours, shared and free"
    assert "Acme Robotics" in card.text
    assert "Nordlicht" not in card.text
    assert "Nordlicht" in mia.says("哪些客户超过两周没跟进了").text


def test_a_note_about_a_customer_is_no_question(talk: Talk) -> None:
    assert "Customers ·" not in talk.person("alice").says("customer wants a refund").text
