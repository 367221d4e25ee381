"""Days, weeks, months and years as Chinese says them; the page is simplified already."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from understanding.extraction.atoms import Pattern, Reader, pattern, said
from understanding.extraction.feasts import LUNAR_FEASTS, days_after, days_after_holidays, days_of, days_of_holidays
from understanding.extraction.piece import Delta, Piece
from understanding.extraction.zh.numbers import number_of
from understanding.extraction.zh.words import (
    DAY_NUMBER,
    DAYS,
    FEASTS,
    PARTS,
    WEEKDAYS,
    any_of,
)

_SHIFT = r"(?P<shift>下{1,3}|上{1,3}|这个?|本|今个?|当|呢个?)"
_NO_SHIFT = r"(?P<shift>)"
_YEAR_WORDS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "来年": 1,
    "后年": 2,
}
_YEAR = (
    r"(?:(?P<year>\d{4}|\d{2}|[零一二三四五六七八九]{4}|[零一二三四五六七八九]{2})年的?|"
    rf"(?P<year_word>{any_of(_YEAR_WORDS)})的?)"
)
_NO_YEAR = r"(?P<year>)(?P<year_word>)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九正]|元(?=月[份初底中末一二三四五六七八九十\d]))月份?"
_DAYS_AHEAD = {"今": 0, "明": 1, "后": 2, "大后": 3}
_MONTHS = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAYS_BESIDE = re.compile(r"展|会|节|季|期|假|差|档|于|在|从|定|约|培训|驻|活动|时间|日|参加|去|开|休|试|来")
_EDGES = {
    "底": "last days",
    "末": "last days",
    "初": "first days",
    "中": "mid",
    "上旬": "early",
    "中旬": "mid",
    "下旬": "late",
    "中下旬": "late",
}
_EDGE = r"(?P<edge>中下旬|上旬|中旬|下旬|底|末|初|中(?!午|秋))?"
_PERIODS = {
    "月": "months",
    "周": "weeks",
    "星期": "weeks",
    "礼拜": "weeks",
    "季度": "quarters",
    "季": "quarters",
    "年": "years",
    "年度": "years",
}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# Nouns that make a day before them part of a name: 五一广场, 星期五餐厅, 三月三酒楼.
_NO_NAME = (
    r"(?!广场|大道|路|街(?!上)|桥|村|小学|中学|大厦|花园|公园|餐厅(?!见|吃|聚|碰)|餐饮|酒楼|饭店(?!见|吃|聚)|茶楼|"
    r"火锅|超市|"
    r"百货|便利店|连锁|影院|影视|传媒|文化|科技|食品|服饰|集团|公司|工厂|头条|优鲜|系(?!统)|花(?!费|了)|亮|季[^度末初])"
)
# What is numbered with 号 and is no day: 3号楼, 2号线.
_NUMBERED = re.compile(
    r"楼|线|房|门|厅|馆|展|店|院|文件|合同|桌|车|机|仓|库|码|座|柜|位|窗|公馆|基地|工厂|厂|路|街|地块|项目|产品|电梯|"
    r"窗口|柜台|泊位|站|出?口|机组|产线|炉|罐|泵|井|球|电池|样[机品]|"
    r"配件|教室|宿舍|会议室|信箱|字|床|技师|色|款|套餐|选手|员工|公司|饭店|酒店|别墅|料|钢|油|粉|胶|墨|漆"
)


# Feasts after which work goes on days later, as they are called before 后.
_LONG_FEASTS = {
    "春节": "春节",
    "过年": "春节",
    "过完年": "春节",
    "年": "春节",
    "新年": "元旦",
    "元旦": "元旦",
    "清明": "清明",
    "五一": "五一",
    "劳动节": "五一",
    "端午": "端午",
    "中秋": "中秋",
    "国庆": "国庆",
    "双十一": "双十一",
    "双11": "双十一",
    "双十二": "双十二",
    "圣诞": "圣诞",
    "十一": "国庆",
}
_STREETS = frozenset("路街道巷弄区楼栋院园")


# 周六周日 are two days without a word between them.
_SAME_UNIT = {"", "周", "星期", "礼拜"}


def _shift(text: str | None) -> int | None:
    if not text:
        return None
    return len(text) if text.startswith("下") else -len(text) if text.startswith("上") else 0


def _years(match: re.Match[str]) -> Mapping[str, Any]:
    if not match["year"]:
        return {"years": _YEAR_WORDS.get(match["year_word"] or "")}
    value = int(number_of(match["year"]))
    return {"year": value if value > 99 else value + (2000 if value < 60 else 1900)}


def _date(match: re.Match[str], _: Reader) -> Piece | None:
    month = int(number_of(match["month"].replace("正", "一").replace("元", "一"))) if match["month"] else None
    day, shift = int(number_of(match["day"])), _shift(match["shift"])
    if not 1 <= day <= 31:
        return None
    after = match.string[match.end() : match.end() + 3]
    before = match.string[: match.start()][-1:]
    if month is None and shift is None and match["unit"] == "号" and (_NUMBERED.match(after) or before in _STREETS):
        return None
    return said(**_years(match), month=month, months=shift, day=day)


def _day_range(match: re.Match[str], _: Reader) -> Piece | None:
    """9月20-24日."""
    month = int(number_of(match["month"].replace("正", "一").replace("元", "一")))
    first, last = int(number_of(match["day"])), int(number_of(match["last"]))
    return said(**_years(match), month=month, day=first, last_day=last) if 1 <= first < last <= 31 else None


def _month(match: re.Match[str], _: Reader) -> Piece:
    month = int(number_of(match["month"].replace("正", "一").replace("元", "一")))
    return said(**_years(match), month=month, edge=_EDGES.get(match["edge"] or ""))


def _months(match: re.Match[str], _: Reader) -> Piece | None:
    """三至五月, 八九月份: from the first of one month to the last of the other."""
    first, last = int(number_of(match["month"])), int(number_of(match["last"]))
    if match.string[match.end("month") : match.start("last")] == "" and last != first + 1:
        return None
    return said(**_years(match), month=first, span=Delta(months=(last - first) % 12 + 1))


def _dotted_stretch(match: re.Match[str], _: Reader) -> Piece | None:
    """12.7-12.11: days where they follow each other soon and something says so; else numbers with decimals."""
    try:
        first = date(2024, int(match["month"]), int(match["day"]))
        last = date(2024, int(match["last_month"]), int(match["last"]))
    except ValueError:
        return None
    length = (last - first).days % 366
    same_late_month = first.month == last.month >= 10 or (first.month == last.month and last.day > 12)
    around = match.string[max(0, match.start() - 8) : match.start()] + match.string[match.end() :][:6]
    over_year = first.month > last.month
    if not 0 < length <= 62 or not (
        same_late_month or over_year or _DAYS_BESIDE.search(around) or match[0][-1] in "号日"
    ):
        return None
    return said(month=first.month, day=first.day, span=Delta(days=length + 1))


def _dotted(match: re.Match[str], _: Reader) -> tuple[Piece, ...]:
    """3.20上午: the twentieth of March beside a time of day; 下午3.20 an hour."""
    if match.string[: match.start()].rstrip()[-1:] in set("午晚早上晨"):
        return ()
    return (said(month=int(match["month"]), day=int(match["day"]), loose=True),)


def _listed_days(match: re.Match[str], _: Reader) -> Piece | None:
    """6月14、15、16号: days that follow each other."""
    days = [int(number_of(day)) for day in re.split("[、,]", match["days"])]
    month = int(number_of(match["month"].replace("正", "一").replace("元", "一"))) if match["month"] else None
    together = all(day == days[0] + count for count, day in enumerate(days)) and days[0] >= 1 and days[-1] <= 31
    return said(month=month, day=days[0], last_day=days[-1]) if together else None


def _two_days(match: re.Match[str], _: Reader) -> Piece | None:
    first, last = int(number_of(match["first"])), int(number_of(match["last"]))
    return said(day=first, span=Delta(days=2)) if last == first + 1 and last <= 31 else None


def _coming_days(match: re.Match[str], _: Reader) -> Piece | None:
    """今明两天, 明后天: two days that follow each other."""
    first, last = _DAYS_AHEAD[match["first"]], _DAYS_AHEAD[match["second"]]
    return said(days=first, span=Delta(days=2)) if last == first + 1 else None


def _two_weekdays(match: re.Match[str], _: Reader) -> Piece | None:
    """周二三, 周四五两天: two days that follow each other."""
    first, last = WEEKDAYS[match["day"]], WEEKDAYS[match["second"]]
    if last != first + 1 or (match["and"] not in _SAME_UNIT and not match["two"]):
        return None
    return said(weekday=first, weeks=_shift(match["shift"]), span=Delta(days=2))


def _period(match: re.Match[str], _: Reader) -> Piece:
    shift = {_PERIODS[match["unit"]]: _shift(match["shift"]) or 0}
    return said(**shift, edge=_EDGES.get(match["edge"] or ""))


def _year(match: re.Match[str], _: Reader) -> Piece:
    return said(**_years(match), edge=_EDGES.get(match["edge"] or ""))


def _weekday(match: re.Match[str], _: Reader) -> Piece:
    shift = _shift(match["shift"])
    if match["day"] == "末":
        return said(weekend=True, weeks=shift)
    return said(weekday=WEEKDAYS[match["day"]], weeks=shift)


def _part_of_day(match: re.Match[str], _: Reader) -> Piece:
    """今晚, 明早, 后天... in one word."""
    part = {"朝": "morning", "夜": "night"}.get(match["part"]) or PARTS[match["part"]]
    return said(days={"今": 0, "当": 0, "明": 1, "昨": -1}[match["day"]], part=part)


def _nth(match: re.Match[str], _: Reader) -> Piece:
    nth = -1 if match["nth"] == "最后一" else int(number_of(match["nth"].removeprefix("第")))
    if match["day"]:
        return said(nth=nth, nth_unit="weekday", weekday=WEEKDAYS[match["day"]], loose=True)
    unit = {"天": "day", "日": "day", "月": "month"}.get(match["unit"], "full week")
    return said(nth=nth, nth_unit=unit, loose=True)


def _quarter(match: re.Match[str], _: Reader) -> Piece:
    return said(**_years(match), quarter=_QUARTERS[match["q"]], edge=_EDGES.get(match["edge"] or ""))


def _half(match: re.Match[str], _: Reader) -> Piece:
    return said(**_years(match), half=1 if match["half"] == "上" else 2)


def _feast(match: re.Match[str], _: Reader) -> Piece:
    month, day = FEASTS[match[0]]
    return said(month=month, day=day)


def _after_feast(match: re.Match[str], _: Reader) -> Piece:
    """春节后, 国庆长假之后, 年后: when work goes on."""
    return said(moving=days_after(_LONG_FEASTS[match["feast"]]))


def _lunar(match: re.Match[str], _: Reader) -> Piece:
    return said(moving=days_of(match["feast"]))


PATTERNS: tuple[Pattern, ...] = (
    pattern(
        rf"(?:{_YEAR})?{_NO_SHIFT}{_MONTH}(?P<day>{DAY_NUMBER})(?P<unit>日|号|(?![\d年月个万千百]){_NO_NAME})",
        _date,
        bare=True,
    ),
    pattern(
        rf"(?:{_YEAR})?{_NO_SHIFT}{_MONTH}(?P<day>{DAY_NUMBER})[日号]?\s?(?:-{{1,2}}|~|到|"
        rf"至)\s?(?P<last>{DAY_NUMBER})[日号]",
        _day_range,
        bare=True,
    ),
    pattern(rf"(?:{_YEAR})?{_SHIFT}个?月的?(?P<month>)(?P<day>{DAY_NUMBER})(?P<unit>日|号)", _date, bare=True),
    pattern(
        rf"(?<![\d第A-Za-z#零一二三四五六七八九十百千万月.]){_NO_YEAR}{_NO_SHIFT}(?P<month>)(?P<day>{DAY_NUMBER})"
        r"(?P<unit>日(?!内|之|以|后|前|报|本|元|游|达|均|用|薪|租|产|[一二两三四五\d][次餐顿回])|号)",
        _date,
        bare=True,
    ),
    pattern(rf"(?:{_YEAR})?(?<![\d个第]){_MONTH}{_EDGE}(?!\d|后|内|之){_NO_NAME}", _month, bare=True),
    pattern(
        rf"(?:{_YEAR})?{_NO_SHIFT}(?<![\d个第.])(?P<month>1[0-2]|0?[1-9])[./](?P<day>[0-3]?\d)(?P<unit>日|号)",
        _date,
        bare=True,
    ),
    pattern(
        rf"(?:{_YEAR})?(?<![\d个第.])(?P<month>{_MONTHS})(?:[、,]|月份?(?:[至到~-])|"
        rf"[至到~-])(?P<last>{_MONTHS})月份?(?![\d一二三])",
        _months,
        bare=True,
    ),
    pattern(
        rf"(?:{_YEAR})?(?<![一二三四五六七八九十\d第])(?P<month>[一二三四五六七八九])(?P<last>[二三四五六七八九])月份?(?![\d一二三])",
        _months,
        bare=True,
    ),
    pattern(
        r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])\.(?P<day>3[01]|[12]\d|0?[1-9])[号日]?\s?(?:-|~|到|至)\s?"
        r"(?P<last_month>1[0-2]|0?[1-9])\.(?P<last>3[01]|[12]\d|0?[1-9])(?![\d.]|"
        r"\s?[%万千元块米吨倍折度公克斤寸个cmkg])[号日]?",
        _dotted_stretch,
        bare=True,
    ),
    pattern(
        rf"(?<![第\d一二三四五六七八九十])(?:{_MONTH})?(?P<days>{DAY_NUMBER}(?:[、,]{DAY_NUMBER}){{2,4}})[号日]",
        _listed_days,
        bare=True,
    ),
    pattern(
        r"(?<![第\d一二三四五六七八九十])(?P<first>[一二三四五六七八九]|[1-9]\d?)"
        r"(?:[、号日]|(?<=[一二三四五六七八九])(?=[一二三四五六七八九]))"
        r"(?P<last>[一二三四五六七八九]|[1-9]\d?)[号日](?!楼|线|店)",
        _two_days,
        bare=True,
    ),
    pattern(
        r"(?<![\d.])(?P<month>1[0-2]|0?[1-9])\.(?P<day>3[01]|[12]\d|0?[1-9])(?=\s?(?:日|号|周|星期|[(]|[上下中]午|早|"
        r"晚|凌晨|"
        r"\d{1,2}[:点]))",
        _dotted,
        bare=True,
    ),
    pattern(
        r"(?P<first>今|明|后|大后)天?(?P<and>、|和|跟|,)?(?P<second>明|后|大后)(?:两天|2天|俩天|天)",
        _coming_days,
        bare=True,
    ),
    pattern(
        r"(?:这|后|接下来)(?:两|俩|2|几)天",
        lambda match, _: said(days=0 if match[0][0] == "这" else 1, span=Delta(days=2)),
        bare=True,
    ),
    pattern(
        rf"{_SHIFT}?个?(?:周|星期|礼拜)(?P<day>[一二三四五六])(?P<and>[、和跟]?(?:周|星期|"
        rf"礼拜)?)(?P<second>[二三四五六日天])(?!点|时|十)(?:这?(?P<two>两|2)天)?",
        _two_weekdays,
        bare=True,
    ),
    pattern(
        rf"{_SHIFT}(?:一)?个?(?P<unit>月|周|星期|礼拜|季度|年度)(?![一二三四五六日天\d]|(?<=[周期拜])末){_EDGE}",
        _period,
        bare=True,
    ),
    pattern(
        rf"{_NO_SHIFT}(?P<unit>月|年|季)(?P<edge>底|末|初|中旬|上旬|下旬|中(?![国心间等小学午秋文]))(?!十)",
        _period,
        bare=True,
    ),
    pattern(rf"{_YEAR}{_EDGE}", _year, bare=True),
    pattern(
        rf"{_SHIFT}?(?:一)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末]|[1-7](?![\d点:个万天]))(?!期){_NO_NAME}",
        _weekday,
        bare=True,
    ),
    pattern(
        rf"(?:(?<!后)(?<!的)(?<!完)|(?!第二天|次日|翌日)){any_of(DAYS)}{_NO_NAME}",
        lambda match, _: said(days=DAYS[match[0]]) if len(match[0]) > 1 else None,
        bare=True,
    ),
    pattern(
        r"(?P<day>今|明|昨|当)(?P<part>早上|早|晚上|晚|上午|下午|中午|朝|夜)(?!点[^\d一二三四五六七八九十两])",
        _part_of_day,
        bare=True,
    ),
    pattern(
        r"(?P<nth>第[一二三四五1-5]|最后一)个?(?P<unit>周|星期|礼拜|天|日|月)(?P<day>[一二三四五六日])?",
        _nth,
        bare=True,
    ),
    pattern(rf"(?:{_YEAR})?第?(?P<q>[一二三四1-4])季度?{_EDGE}", _quarter, bare=True),
    pattern(rf"(?:{_YEAR})?q(?P<q>[1-4])(?![a-z\d]){_EDGE}", _quarter, bare=True),
    pattern(rf"(?:{_YEAR})?(?P<half>上|下)半年", _half, bare=True),
    pattern(any_of(FEASTS) + _NO_NAME, _feast, bare=True),
    pattern(
        rf"(?<![\d一二两三四五六七八九十几半多数百千今明去前后来每隔])(?P<feast>{any_of(_LONG_FEASTS)})(?:节|长假|"
        rf"小长假|假期|放假)?(?:之后|以后|过后|后(?!天|日|年|续|期|台|面|勤|半))",
        _after_feast,
        bare=True,
    ),
    pattern(r"(?<![季环时细情关春])节后", lambda _match, _reader: said(moving=days_after_holidays()), bare=True),
    pattern(
        r"(?<![季环时细情关春])节前", lambda _match, _reader: said(moving=days_of_holidays(), deadline=True), bare=True
    ),
    pattern(
        r"(?<![\d一二两三四五六七八九十几半多数百千今明去前后来每隔])(?:过年|年)前(?!天|后|夕|年|期)",
        lambda _match, _reader: said(moving=days_of("春节"), deadline=True),
        bare=True,
    ),
    pattern(rf"(?P<feast>{any_of(LUNAR_FEASTS)})节?", _lunar, bare=True),
    pattern(r"周末", lambda _match, _reader: said(weekend=True), bare=True),
)
