"""What is a question to us by its grammar, and what only holds one."""

import pytest

from understanding.asking import asks, tells_of_asking

QUESTIONS = [
    "what's Sofia's number",
    "whats the deal worth",
    "Hey, when did we last speak?",
    "who owns Globex",
    "which reps have gone quiet",
    "how long since anyone called Lumen",
    "did sofia reply",
    "has Sofia signed",
    "is Tom still at Lumen",
    "do you know who signs at Lumen?",
    "can you tell me when my next call is",
    "remind me what we quoted Lumen",
    "I forgot what she said about price",
    "any news from Globex",
    "anything new since yesterday",
    "Sofia signed yet?",
    "what about Globex?",
    "should I call her tomorrow?",
    "am I free on Thursday",
    "what price did we quote",
    "When is my next call with Tom? I am in Berlin then",
    "王芳电话多少",
    "华为那边都有谁",
    "请问上次联系是什么时候",
    "我想知道华为那单到哪一步了",
    "他说过预算吗",
    "王芳提过交期没有",
    "客户关心什么",
    "她怎么说的",
    "明天忙不忙",
    "周五有空没",
    "样品寄了没有？",
    "那上个月呢",
    "看看王芳电话多少",
    "你觉得华为会签吗",
    "华为那个单子，预计什么时候签",
    "王芳是什么职位来着",
    "有没有李伟的邮箱",
    "what's 王芳's number",
    "what happened this week",
    "Sofia's number please",
    "send me his email",
    "phone number of Peter Hansen",
    "王芳的手机号发我一下",
    "王芳电话",
    "明天有啥要办的不",
]
STATEMENTS = [
    "Sofia wants to know if we ship to Peru",
    "Tom asked whether the sensors are waterproof",
    "he asked when we can deliver?",
    "she's wondering who would install it",
    "Peter Hansen: can you send me the datasheet?",
    'Sofia asked "when do you deliver?"',
    "not sure who signs off over there",
    "what a mess, their warehouse flooded!",
    "What Sofia wants is a discount",
    "when she is back, call her",
    "find out who decides by Friday",
    "check if Sofia got the samples tomorrow",
    "ask Tom what he thinks of the offer",
    "had Sofia on the phone, she wants 50",
    "has SAP already, wants a quote",
    "was there yesterday, met the CTO",
    "is interested in 50 seats",
    "did the demo with Sofia, went well",
    "Will Smith called about the offer",
    "can you remind me to call Sofia tomorrow?",
    "could you change her phone to 13800138000?",
    "how nice of them!",
    "which is why we lost",
    "Met Li Wei of Acme today, wants 50 seats, about 200k?",
    "Met Sofia at the fair. She asked a lot. When can we ship?",
    "call Sofia tomorrow",
    "who knows",
    "王芳问什么时候发货",
    "他问能不能便宜",
    "华为想知道能不能开专票",
    "张敏：你们支持私有化部署吗？",
    "客户：有没有现货",
    "王芳问我们有没有现货，我说下周答复",
    "李伟不清楚谁来拍板",
    "明天问问王芳合同怎么样了",
    "周五前搞清楚中兴那边谁拍板",
    "王芳说多少钱都行，关键是质量",
    "什么都不要，只要样品",
    "谁来谈都行",
    "没什么问题，可以签",
    "价格多少有点高",
    "她还在考虑呢",
    "王芳说还没有",
    "客户没有问题",
    "能不能帮我把王芳电话改成13800138000",
    "提醒我明天给谁打电话",
    "聊了几个问题，下周再谈",
    "确认一下什么时候发货",
    "不管多少钱都要拿下",
    "等王芳电话",
    "给王芳打电话",
    "王芳的电话改成13800138000",
    "sent Sofia's number to Tom",
]


@pytest.mark.parametrize("words", QUESTIONS)
def test_a_question_to_us_is_known_by_its_grammar(words: str) -> None:
    assert asks(words)


@pytest.mark.parametrize("words", STATEMENTS)
def test_somebody_elses_question_and_a_statement_are_none(words: str) -> None:
    assert not asks(words)


def test_what_is_long_or_has_lines_is_a_note_with_a_question_in_it() -> None:
    assert not asks("what do they want?\nfifty seats")
    assert not asks("what " + "they want " * 30 + "?")


@pytest.mark.parametrize("words", ["ask Tom what he thinks", "he asked when we deliver", "明天问问王芳合同怎么样了"])
def test_what_is_to_be_asked_of_somebody_is_told_apart(words: str) -> None:
    assert tells_of_asking(words)


@pytest.mark.parametrize("words", ["what does he think?", "met Tom today", "合同怎么样了", "见了王芳"])
def test_a_question_to_us_and_plain_news_tell_of_no_asking(words: str) -> None:
    assert not tells_of_asking(words)
