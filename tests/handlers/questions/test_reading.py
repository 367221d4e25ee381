"""The same query from many wordings, written as the filters one could have typed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.periods import period_named
from crm.pipeline import PipelineQuery, Show, Subject
from domain.terms import Axis, Sort
from handlers.questions import Known, as_filters, read
from handlers.questions.answering import is_question

TODAY = date(2026, 11, 18)
KNOWN = Known(
    TODAY,
    {"alice": "alice", "bob": "bob", "小李": "小李"},
    {
        "new": "New",
        "qualified": "Qualified",
        "proposal": "Proposal",
        "negotiation": "Negotiation",
        "方案报价": "Proposal",
    },
)
ENGLISH = (
    ("how much is in the pipeline?", "pipeline"),
    ("what's in my pipeline", "pipeline owner:me"),
    ("how much will we close this month", "pipeline status:open close:this-month"),
    ("what will close this month", "pipeline status:open close:this-month"),
    ("what is closing this week", "pipeline status:open close:this-week"),
    ("deals closing next week", "deals close:next-week"),
    ("show me all deals in negotiation", "deals stage:Negotiation"),
    ("which deals are stuck", "deals idle>14d"),
    ("which deals are stale", "deals idle>14d"),
    ("any deals at risk?", "deals is:at-risk"),
    ("deals without activity for two weeks", "deals idle>14d"),
    ("deals nobody touched for 3 weeks", "deals idle>21d"),
    ("biggest deals", "deals sort:amount"),
    ("top 10 opportunities by amount", "deals sort:amount top:10"),
    ("five largest deals", "deals sort:amount top:5"),
    ("won deals this quarter", "pipeline status:won closed:this-quarter"),
    ("how many deals did we win in October", "pipeline show:count status:won closed:2026-10"),
    ("how many deals did alice win last month", "pipeline show:count status:won owner:alice closed:last-month"),
    ("revenue this month", "pipeline status:won closed:this-month"),
    ("sales this month", "pipeline status:won closed:this-month"),
    ("how much did we sell this month", "pipeline status:won closed:this-month"),
    ("total won this year", "pipeline status:won closed:this-year"),
    ("lost deals last quarter", "pipeline status:lost closed:last-quarter"),
    ("why did we lose deals last month", "pipeline status:lost closed:last-month by:reason"),
    ("win rate this quarter", "pipeline show:conversion closed:this-quarter"),
    ("conversion rate by owner", "pipeline show:conversion by:owner"),
    ("leads this week", "leads created:this-week"),
    ("how many new leads this week", "leads show:count created:this-week"),
    ("leads by owner", "leads by:owner"),
    ("open leads", "leads status:open"),
    ("leads from web", "leads show:summary source:web"),
    ("unassigned leads", "leads owner:none"),
    ("how much is in proposal?", "pipeline stage:Proposal"),
    ("how much do we have in negotiation", "pipeline stage:Negotiation"),
    ("who haven't I talked to in a while?", "customers idle>14d"),
    ("who have we not called lately", "customers idle>14d"),
    ("customers I haven't called in 3 weeks", "customers idle>21d"),
    ("customers without activity for 30 days", "customers idle>30d"),
    ("my customers", "customers owner:me"),
    ("how many customers do we have", "customers show:count"),
    ("new customers this month", "customers created:this-month"),
    ("alice's idle accounts", "customers owner:alice idle>14d"),
    ("哪些客户超过两周没跟进了", "customers idle>14d"),
    ("好久没联系的客户", "customers idle>14d"),
    ("我的客户", "customers owner:me"),
    ("本月新客户", "customers created:this-month"),
    ("bob手上有哪些商机", "deals owner:bob"),
    ("forecast for next month", "pipeline show:forecast close:next-month"),
    ("forecast by owner", "pipeline show:forecast by:owner"),
    ("team performance this month", "pipeline show:behind closed:this-month"),
    ("who sold the most this month", "pipeline status:won closed:this-month by:owner"),
    ("best seller this month", "pipeline status:won closed:this-month by:owner"),
    ("leaderboard", "pipeline status:won by:owner"),
    ("ranking", "pipeline status:won by:owner"),
    ("who is behind target", "pipeline show:behind"),
    ("how is the team doing", "pipeline show:behind"),
    ("how are we doing this month", "pipeline show:behind closed:this-month"),
    ("am I on target", "pipeline show:behind owner:me"),
    ("how far am I from my target", "pipeline show:behind owner:me"),
    ("pipeline by month", "pipeline by:month"),
    ("pipeline for Q4", "pipeline close:2026-q4"),
    ("pipeline q4 2026", "pipeline close:2026-q4"),
    ("pipeline of alice", "pipeline owner:alice"),
    ("bob's pipeline this quarter", "pipeline owner:bob close:this-quarter"),
    ("pipeline in usd", "pipeline currency:USD"),
    ("deals under 10k", "deals amount<10000"),
    ("deals between 10k and 50k closing in december", "deals amount>10000 amount<50000 close:2026-12"),
    ("deals with close date passed", "deals is:overdue"),
    ("overdue deals", "deals is:overdue"),
    ("deals created this week", "deals created:this-week"),
    ("new deals this month", "deals created:this-month"),
)
CHINESE = (
    ("本月业绩", "pipeline status:won closed:this-month"),
    ("本月销售额", "pipeline status:won closed:this-month"),
    ("这个月赢了多少", "pipeline status:won closed:this-month"),
    ("这个月成交了多少", "pipeline status:won closed:this-month"),
    ("上个月成交多少单", "pipeline show:count status:won closed:last-month"),
    ("本季度能成交多少", "pipeline status:open close:this-quarter"),
    ("本月预计成交", "pipeline status:open close:this-month"),
    ("商机总额", "pipeline"),
    ("现在有多少商机", "pipeline"),
    ("进行中的商机有哪些", "deals show:list status:open"),
    ("方案报价阶段的商机", "pipeline stage:Proposal"),
    ("小李的商机", "pipeline owner:小李"),
    ("小李本月业绩", "pipeline status:won owner:小李 closed:this-month"),
    ("小李名下有哪些商机", "deals owner:小李"),
    ("最大的五个商机", "deals sort:amount top:5"),
    ("金额最大的商机", "deals sort:amount"),
    ("50万以上的商机", "deals amount>500000"),
    ("10万到50万的商机", "deals amount>100000 amount<500000"),
    ("下个月要成交的商机", "pipeline status:open close:next-month"),
    ("超过两周没有跟进的商机", "deals idle>14d"),
    ("30天没联系的商机", "deals idle>30d"),
    ("本周新增线索", "leads created:this-week"),
    ("本周新线索有多少", "leads created:this-week"),
    ("线索来源分布", "leads by:source"),
    ("各渠道线索", "leads by:source"),
    ("本月丢了哪些单", "pipeline status:lost closed:this-month"),
    ("为什么丢单", "pipeline status:lost by:reason"),
    ("上季度丢单原因", "pipeline status:lost closed:last-quarter by:reason"),
    ("赢单率", "pipeline show:conversion"),
    ("本季度赢单率", "pipeline show:conversion closed:this-quarter"),
    ("谁没完成目标", "pipeline show:behind"),
    ("谁业绩最好", "pipeline status:won by:owner"),
    ("销售排名", "pipeline status:won by:owner"),
    ("本月排行榜", "pipeline status:won closed:this-month by:owner"),
    ("业绩预测", "pipeline show:forecast"),
    ("下季度预测", "pipeline show:forecast close:next-quarter"),
    ("今年赢单", "pipeline status:won closed:this-year"),
    ("去年第四季度赢单", "pipeline status:won closed:2025-q4"),
    ("逾期的商机", "deals is:overdue"),
    ("哪些商机有风险", "deals is:at-risk"),
)


@pytest.mark.parametrize(("words", "filters"), [*ENGLISH, *CHINESE])
def test_words_become_filters(words: str, filters: str) -> None:
    reading = read(words, KNOWN)
    assert as_filters(reading.query) == filters
    assert is_question(reading, words)


@pytest.mark.parametrize(
    "words",
    [
        "won the Acme deal",
        "lost Nordlicht because of price",
        "new deal with Acme, 100k",
        "Met Li Wei of Acme today, wants a deal of 100k",
        "the deal with Bergmann is closing next week, they signed",
        "alice won 50k at Nordlicht this week",
        "王芳赢单了",
        "华为的商机赢单了",
        "华为的商机本月预计成交，20万",
        "今天见了李伟，商机大概20万",
        "",
        "?",
        "的",
    ],
)
def test_words_that_report_are_no_question(words: str) -> None:
    assert not is_question(read(words, KNOWN), words)


def test_a_reading_never_fails_on_wild_text() -> None:
    for words in (
        "deal " * 500,
        "amount>",
        "top 0",
        "Q9",
        "9999-13",
        "owner:",
        "\x00\x1f",
        "一" * 400,
        "amount>1" + "0" * 300,
    ):
        read(words, KNOWN)


names = st.sampled_from(["alice", "bob", "小李", "me", "none", "Li Na"])
amounts = st.one_of(st.none(), st.integers(1, 10**9).map(Decimal))
periods = st.sampled_from([None, "this-month", "last-week", "2026-q1", "2026-11", "last-30d", "2025", "yesterday"]).map(
    lambda name: period_named(name, TODAY) if name else None
)


@given(
    st.builds(
        PipelineQuery,
        show=st.sampled_from(Show),
        outcome=st.sampled_from([None, "open", "won", "lost", "any"]),
        owners=st.lists(names, max_size=2, unique=True).map(tuple),
        stages=st.lists(st.sampled_from(["Proposal", "New"]), max_size=2, unique=True).map(tuple),
        at_least=amounts,
        at_most=amounts,
        currency=st.sampled_from([None, "EUR", "CNY"]),
        closes=periods,
        closed=periods,
        created=periods,
        idle_days=st.one_of(st.none(), st.integers(0, 400)),
        overdue=st.booleans(),
        at_risk=st.booleans(),
        source=st.sampled_from([None, "web", "trade fair"]),
        reason=st.sampled_from([None, "price", "no budget"]),
        by=st.sampled_from([None, *(axis for axis in Axis if axis is not Axis.NONE)]),
        sort=st.sampled_from([None, *Sort]),
        limit=st.sampled_from([None, 1, 5, 50]),
    )
)
def test_what_a_button_carries_reads_back_as_the_same_query(query: PipelineQuery) -> None:
    assert read(as_filters(query), KNOWN).query == query


def test_filters_of_leads_read_back_too() -> None:
    query = PipelineQuery(Subject.LEADS, by=Axis.SOURCE, created=period_named("this-week", TODAY))
    assert read(as_filters(query), KNOWN).query == query


def test_a_sorted_summary_stays_a_summary() -> None:
    query = PipelineQuery(show=Show.SUMMARY, sort=Sort.AMOUNT)
    assert read(as_filters(query), KNOWN).query == query
