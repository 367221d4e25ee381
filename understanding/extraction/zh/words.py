"""Chinese words for days, parts of the day and lengths of time, and the feasts of the lunar calendar."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from understanding.extraction.piece import Delta
from understanding.extraction.zh.numbers import number_of

Value = TypeVar("Value")


def _table(rows: Mapping[Value, str]) -> dict[str, Value]:
    """Each word of a row with the row's value."""
    return {word: value for value, words in rows.items() for word in words.split()}


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longer ones first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


COUNT = r"(?:\d{1,4}|[零一二两三四五六七八九十百廿卅俩]{1,5})"
DAY_NUMBER = r"(?:[0-3]?\d|[廿卅二三]?十?[零一二三四五六七八九十]|廿|卅)"
WEEKDAYS = dict(zip("一二三四五六日1234567", (0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6), strict=True)) | {"天": 6}
PARTS = _table(
    {
        "dawn": "凌晨",
        "early": "清晨 清早 大清早",
        "morning": "一早 早上 早晨 上午 早间 上昼 朝早 今早 上班前 早",
        "noon": "中午 正午 晌午 午间",
        "after lunch": "午后 午饭后",
        "afternoon": "下午 下昼 晏昼",
        "late afternoon": "下班前 傍晚前",
        "evening": "傍晚 傍黑 黄昏 下班后",
        "night": "晚上 晚间 夜里 夜晚 夜间 深夜 晚",
        "midnight": "半夜 午夜",
    }
)
DAYS = _table(
    {
        -3: "大前天 大前日",
        -2: "前天 前日",
        -1: "昨天 昨日 昨 寻日 琴日",
        0: "今天 今日 今儿 当天 当日 今",
        1: "明天 明日 明儿 听日 翌日 次日 第二天 明",
        2: "后天 后日 后儿",
        3: "大后天 大后日",
        4: "大大后天",
    }
)
_UNITS = _table(
    {
        Delta(seconds=1): "秒 秒钟",
        Delta(seconds=60): "分 分钟",
        Delta(seconds=900): "刻钟",
        Delta(seconds=3600): "小时 钟头 钟",
        Delta(days=1): "天 日 工作日",
        Delta(days=7): "周 星期 礼拜",
        Delta(months=1): "月",
        Delta(months=3): "季度",
        Delta(months=12): "年",
    }
)
_TERM = (
    r"(?:(?P<lead>半)个?|(?P<n>\d{1,4}(?:\.\d)?|[零一二两三四五六七八九十百]{1,5}|几|数|俩|个把|[一两三四五六七八][两三四五六七八九](?=天|个|"
    r"周))[来多]?(?P<half_in>个半)?个?(?P<half_before>半)?)"
    rf"(?P<unit>{any_of(_UNITS)})(?P<half_after>半)?"
)
_SPLIT = re.compile(_TERM)
LENGTH = rf"(?:{re.sub(r'[(][?]P<[a-z_]+>', '(?:', _TERM)}(?:零|又)?){{1,3}}"
FEASTS = {
    word: day
    for day, words in {
        (1, 1): "元旦",
        (2, 14): "情人节",
        (3, 8): "妇女节",
        (5, 1): "五一 劳动节",
        (6, 1): "六一 儿童节",
        (10, 1): "国庆节 国庆 十一长假",
        (11, 11): "双十一 双11",
        (12, 12): "双十二 双12",
        (12, 24): "平安夜",
        (12, 25): "圣诞节 圣诞",
    }.items()
    for word in words.split()
}


def count_of(text: str) -> int:
    """A count; 几 and 数 stand for three."""
    vague = {"几": 3, "数": 3, "个把": 1}.get(text)
    pair = re.fullmatch("[一二两三四五六七八九]{2}", text)  # 两三天: at least two
    return vague or int(number_of(text[0] if pair else text))


def length_of(text: str) -> Delta:
    """What 半小时, 一个半月, 2天3小时 add up to."""
    total = Delta()
    for term in _SPLIT.finditer(text):
        total = total.plus(_length_of(term))
    return total


def _length_of(term: re.Match[str]) -> Delta:
    unit = _UNITS[term["unit"]]
    if term["lead"]:
        return _half(unit)
    whole, _, tenths = term["n"].partition(".")
    length = unit.times(count_of(whole))
    if tenths:
        length = length.plus(Delta(seconds=(unit.seconds + unit.days * 86_400) * int(tenths) // 10))
    halved = term["half_in"] or term["half_before"] or term["half_after"]
    return length.plus(_half(unit)) if halved else length


def _half(unit: Delta) -> Delta:
    if unit.seconds:
        return Delta(seconds=unit.seconds // 2)
    if unit.days == 1:
        return Delta(seconds=43_200)
    if unit.days:
        return Delta(days=unit.days // 2)
    return Delta(days=15) if unit.months == 1 else Delta(months=unit.months // 2)
