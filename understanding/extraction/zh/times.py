"""Times as Chinese says them. The page is simplified already, so each word stands once; Cantonese words beside."""

import re

from understanding.extraction.atoms import Pattern, Reader, pattern, said
from understanding.extraction.piece import Delta, Piece
from understanding.extraction.zh.numbers import number_of

_N = r"(?:\d{1,4}|[零一二两三四五六七八九十百廿卅]{1,5})"
_DAY_N = r"(?:[0-3]?\d|[廿卅二三]?十?[零一二三四五六七八九十]|廿|卅)"
_WEEK = r"(?:周|星期|礼拜|个?周|个?星期|个?礼拜)"
_WEEKDAYS = {
    "一": 0,
    "二": 1,
    "三": 2,
    "四": 3,
    "五": 4,
    "六": 5,
    "日": 6,
    "天": 6,
    "1": 0,
    "2": 1,
    "3": 2,
    "4": 3,
    "5": 4,
    "6": 5,
    "7": 6,
}
_THIS = "这个?|本|今个?|当|呢个?"
_SHIFT = rf"(?:(?P<shift>下+|上+|{_THIS})(?:一)?个?)"
_PARTS = {
    "凌晨": "dawn", "清晨": "early", "清早": "early", "一早": "morning", "大清早": "early", "早上": "morning", "早晨": "morning", "上午": "morning", "早间": "morning",
    "上昼": "morning", "朝早": "morning", "今早": "morning", "上班前": "morning", "中午": "noon", "正午": "noon", "晌午": "noon", "午间": "noon", "午后": "afternoon",
    "下午": "afternoon", "下昼": "afternoon", "晏昼": "afternoon", "傍晚": "evening", "傍黑": "evening", "黄昏": "evening", "晚上": "night", "晚间": "night", "夜里": "night",
    "夜晚": "night", "夜间": "night", "深夜": "night", "半夜": "midnight", "午夜": "midnight", "晚": "night", "早": "morning", "下班前": "afternoon",
}  # fmt: skip
_PART = "(?:" + "|".join(sorted(_PARTS, key=len, reverse=True)) + ")"
_DAYS = {
    "大前天": -3, "大前日": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨": -1, "寻日": -1, "琴日": -1, "今天": 0, "今日": 0, "今儿": 0, "当天": 0, "当日": 0, "今": 0, "明天": 1,
    "明日": 1, "明儿": 1, "听日": 1, "聼日": 1, "翌日": 1, "次日": 1, "第二天": 1, "明": 1, "后天": 2, "后日": 2, "后儿": 2, "大后天": 3, "大后日": 3,
}  # fmt: skip
_UNITS = {
    "秒": Delta(seconds=1), "秒钟": Delta(seconds=1), "分": Delta(seconds=60), "分钟": Delta(seconds=60), "刻钟": Delta(seconds=900),
    "小时": Delta(seconds=3600), "钟头": Delta(seconds=3600), "钟": Delta(seconds=3600), "天": Delta(days=1), "日": Delta(days=1), "周": Delta(days=7),
    "星期": Delta(days=7), "礼拜": Delta(days=7), "月": Delta(months=1), "季度": Delta(months=3), "年": Delta(months=12),
    "工作日": Delta(days=1), "晚": Delta(days=1),
}  # fmt: skip
_UNIT = r"(?:秒钟|秒|分钟|分|刻钟|小时|钟头|钟|天|日|周|星期|礼拜|季度|年|月|个工作日|工作日)"
_TERM = rf"(?:(?P<lead>半)个?|(?P<n>\d{{1,4}}(?:\.\d)?|[零一二两三四五六七八九十百]{{1,5}}|几|数)(?P<half_in>个半)?个?(?P<half_before>半)?)(?P<unit>{_UNIT})(?P<half_after>半)?"
_SPLIT = re.compile(_TERM)
_LENGTH = rf"(?:{re.sub(r'[(][?]P<[a-z_]+>', '(?:', _TERM)}(?:零|又)?){{1,3}}"
_FEASTS = {
    "元旦": (1, 1),
    "情人节": (2, 14),
    "妇女节": (3, 8),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "六一": (6, 1),
    "国庆节": (10, 1),
    "国庆": (10, 1),
    "十一长假": (10, 1),
    "双十一": (11, 11),
    "双11": (11, 11),
    "双十二": (12, 12),
    "平安夜": (12, 24),
    "圣诞节": (12, 25),
    "圣诞": (12, 25),
}
_EDGES = {
    "底": "end",
    "末": "end",
    "初": "early",
    "中": "mid",
    "上旬": "early",
    "中旬": "mid",
    "下旬": "late",
    "中下旬": "late",
    "前": "deadline",
    "内": "deadline",
}
_RULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _shift(text: str | None) -> int | None:
    if not text:
        return None
    return len(text) if text.startswith("下") else -len(text) if text.startswith("上") else 0


def _count(text: str) -> int:
    return 3 if text in {"几", "数"} else int(number_of(text))


def length_of(text: str) -> Delta:
    """What 半小时, 一个半月, 2天3小时 add up to."""
    total = Delta()
    for term in _SPLIT.finditer(text):
        unit = _UNITS[term["unit"].removeprefix("个")]
        half = _half(unit)
        if term["lead"]:
            total = total.plus(half)
            continue
        whole, _, tenths = term["n"].partition(".")
        total = total.plus(unit.times(_count(whole)))
        if tenths:
            total = total.plus(Delta(seconds=unit.seconds * int(tenths) // 10 + unit.days * 8640 * int(tenths), days=0))
        if term["half_in"] or term["half_before"] or term["half_after"]:
            total = total.plus(half)
    return total


def _half(unit: Delta) -> Delta:
    if unit.seconds:
        return Delta(seconds=unit.seconds // 2)
    if unit.days == 1:
        return Delta(seconds=43200)
    if unit.days:
        return Delta(days=unit.days // 2)
    return Delta(days=15) if unit.months == 1 else Delta(months=unit.months // 2)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    value = int(number_of(text))
    return value if value > 99 else value + (2000 if value < 60 else 1900)


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
_YEAR = rf"(?:(?P<year>\d{{4}}|\d{{2}}|[零一二三四五六七八九]{{4}}|[零一二三四五六七八九]{{2}})年|(?P<year_word>{'|'.join(_YEAR_WORDS)})的?)"


def _years(match: re.Match[str]) -> dict[str, object]:
    return {"year": _year(match["year"]), "years": _YEAR_WORDS.get(match["year_word"] or "")}


def _date(match: re.Match[str], _: Reader) -> Piece | None:
    month = int(number_of(match["month"])) if match["month"] else None
    day = int(number_of(match["day"]))
    if not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12):
        return None
    months = _shift(match["shift"]) if match["shift"] else None
    if (
        month is None
        and months is None
        and match["unit"] == "号"
        and re.match(
            r"楼|线|房|门|厅|馆|展|店|院|文件|合同|桌|车|机|仓|库|码|座|柜|位|窗",
            match.string[match.end() :][:2],
        )
    ):
        return None
    return said(**_years(match), month=month, months=months, day=day)


def _month(match: re.Match[str], _: Reader) -> Piece | None:
    month = int(number_of(match["month"]))
    if not 1 <= month <= 12:
        return None
    return said(**_years(match), month=month, **_edge(match["edge"]))


def _edge(word: str | None) -> dict[str, object]:
    edge = _EDGES.get(word or "")
    return {"deadline": True} if edge == "deadline" else {"edge": edge}


def _period(match: re.Match[str], _: Reader) -> Piece:
    shift = _shift(match["shift"]) or 0
    name = {
        "月": "months",
        "周": "weeks",
        "星期": "weeks",
        "礼拜": "weeks",
        "季度": "quarters",
        "季": "quarters",
        "年": "years",
        "年度": "years",
    }[match["unit"]]
    return said(**{name: shift}, **_edge(match["edge"]))


def _weekday(match: re.Match[str], _: Reader) -> Piece:
    shift = _shift(match["shift"])
    if match["day"] == "末":
        return said(weekend=True, weeks=shift)
    return said(weekday=_WEEKDAYS[match["day"]], weeks=shift)


def _day_word(match: re.Match[str], _: Reader) -> Piece:
    part = match["part"]
    return said(days=_DAYS[match["day"]], part=_PARTS[part] if part else None)


def _clock(match: re.Match[str], _: Reader) -> Piece | None:
    hour = int(number_of(match["hour"]))
    minute, half = 0, match["minute"]
    if half:
        minute = (
            30
            if "半" in half
            else 15 * int(number_of(half[0]))
            if "刻" in half
            else int(number_of(half.rstrip("分").lstrip("过")))
        )
        if match["five"]:
            minute *= 5
    if hour > 24 or minute > 59:
        return None
    return said(hour=hour, minute=minute, exact=True if hour > 12 else None)


def _digital(match: re.Match[str], _: Reader) -> Piece | None:
    hour, minute = int(match[1]), int(match[2])
    return said(hour=hour, minute=minute, second=int(match[3]) if match[3] else None) if hour <= 24 else None


def _length(match: re.Match[str], _: Reader) -> Piece | None:
    side = match["side"]
    length = length_of(match["length"])
    if side.endswith(("前", "以前", "之前")):
        return said(delta=length.times(-1))
    if side.endswith("内") or side == "里":
        return said(delta=length, deadline=True)
    return said(delta=length)


def _every(match: re.Match[str], _: Reader) -> Piece | None:
    unit, n = match["unit"], match["n"]
    interval = 2 if match["other"] else int(number_of(n)) if n else 1
    step = f";INTERVAL={interval}" if interval > 1 else ""
    if unit in {"周", "星期", "礼拜"} and match["day"]:
        days = [_WEEKDAYS[char] for char in match["day"] if char in _WEEKDAYS]
        rule = ",".join(_RULE_DAYS[day] for day in days)
        return said(weekday=days[0], recurs=f"FREQ=WEEKLY{step};BYDAY={rule}")
    if unit == "工作日":
        return said(days=1, recurs="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    if unit in {"天", "日"}:
        return said(days=interval, recurs=f"FREQ=DAILY{step}")
    if unit == "月" and match["date"]:
        day = int(number_of(match["date"]))
        return said(day=day, recurs=f"FREQ=MONTHLY{step};BYMONTHDAY={day}") if 1 <= day <= 31 else None
    if unit == "月" and match["end"]:
        return said(months=0, edge="end", recurs=f"FREQ=MONTHLY{step};BYMONTHDAY=-1")
    freq, delta = {
        "周": ("WEEKLY", Delta(days=7)),
        "星期": ("WEEKLY", Delta(days=7)),
        "礼拜": ("WEEKLY", Delta(days=7)),
        "月": ("MONTHLY", Delta(months=1)),
        "季度": ("MONTHLY;INTERVAL=3", Delta(months=3)),
        "年": ("YEARLY", Delta(months=12)),
    }[unit]
    return said(delta=delta.times(interval), recurs=f"FREQ={freq}{step}")


def _nth(match: re.Match[str], _: Reader) -> Piece:
    nth = -1 if match["nth"] == "最后一" else int(number_of(match["nth"].removeprefix("第")))
    unit = match["unit"]
    if match["day"]:
        return said(nth=nth, nth_unit="weekday", weekday=_WEEKDAYS[match["day"]], loose=True)
    return said(
        nth=nth,
        nth_unit={"周": "week", "星期": "week", "礼拜": "week", "天": "day", "日": "day", "月": "month"}[unit],
        loose=True,
    )


_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_AFTER_EDGE = r"(?P<edge>中下旬|上旬|中旬|下旬|底|末|初|中(?!午|秋))?"


def _quarter(match: re.Match[str], _: Reader) -> Piece:
    return said(**_years(match), quarter=_QUARTERS[match["q"]], **_edge(match["edge"]))


PATTERNS: tuple[Pattern, ...] = tuple(
    pattern(source, meaning, bare=True)
    for source, meaning in (
        (
            rf"(?:{_YEAR})?(?P<shift>)(?:(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九正])月份?)(?P<day>{_DAY_N})(?P<unit>日|号|)(?![\d年月个万千百])",
            _date,
        ),
        (
            rf"(?:{_YEAR})?(?:(?P<shift>下+|上+|{_THIS})个?月的?)(?P<month>)(?P<day>{_DAY_N})(?P<unit>日|号)",
            _date,
        ),
        (
            rf"(?<![\d第A-Za-z#零一二三四五六七八九十百千万月.])(?P<year>)(?P<year_word>)(?P<shift>)(?P<month>)(?P<day>{_DAY_N})(?P<unit>日(?!内|之|以|后|前|报|本|元)|号)",
            _date,
        ),
        (
            rf"(?:{_YEAR})?(?<![\d个第])(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?{_AFTER_EDGE}(?!\d|后|内|之)",
            _month,
        ),
        (
            rf"(?P<shift>下+|上+|{_THIS})(?:一)?个?(?P<unit>月|周|星期|礼拜|季度|年度)(?![一二三四五六日天末\d]){_AFTER_EDGE}",
            _period,
        ),
        (rf"(?P<shift>)(?P<unit>月|年|季)(?P<edge>底|末|初|中旬|上旬|下旬)", _period),
        (rf"{_YEAR}{_AFTER_EDGE}", lambda m, _: said(**_years(m), **_edge(m["edge"]))),
        (
            rf"(?P<shift>下+|上+|{_THIS})?(?:一)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天末]|[1-7](?![\d点:个万天]))(?!期)",
            _weekday,
        ),
        (rf"(?P<day>{'|'.join(sorted(_DAYS, key=len, reverse=True))})(?<![今明昨])(?P<part>)", _day_word),
        (
            rf"(?P<day>今|明|昨|当|后)(?P<part>早上|早|晚上|晚|上午|下午|中午|朝|夜)",
            lambda m, r: said(
                days={"今": 0, "当": 0, "明": 1, "昨": -1, "后": 2}[m["day"]],
                part=_PARTS.get(m["part"], "morning" if m["part"] == "朝" else "night"),
            ),
        ),
        (
            rf"(?P<part>{_PART})(?!些|就|已|点|会|安|餐|期|班|前)",
            lambda m, _: said(part=_PARTS[m["part"]], loose=True if len(m["part"]) == 1 else None),
        ),
        (
            rf"(?P<hour>2[0-4]|[01]?\d|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])(?:点钟|点正|点整|点|时(?!候|间|常))(?P<minute>搭?半|[一三123]刻|过?(?:[0-5]?\d|[零二三四五]?十?[零一二三四五六七八九十])分?(?!个|万|元|块|台|套|折|成|名|位|人|\d))?(?P<five>(?<=点[一二三四五六七八九])(?=$|\s))?(?!\d|几|赞|评|子|击)",
            _clock,
        ),
        (r"(?<!\d)(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?!\d)", _digital),
        (rf"(?P<length>{_LENGTH})(?P<side>之后|以后|过后|后|之前|以前|前|之内|以内|内|里)(?!天)", _length),
        (rf"(?:过)(?P<length>{_LENGTH})(?P<side>)(?:再)?", _length),
        (
            rf"(?:每隔|每|逢)(?P<other>隔)?(?P<n>[两二三四五六\d]+)?个?(?P<unit>工作日|天|日|周|星期|礼拜|月|季度|年)(?P<day>[一二三四五六日天](?:[、和,]?[一二三四五六日天])*)?(?P<date>(?<=月){_DAY_N}(?=[号日]))?(?P<end>(?<=月)[底末])?[号日]?",
            _every,
        ),
        (
            rf"(?P<nth>第[一二三四五1-5]|最后一)个?(?P<unit>周|星期|礼拜|天|日|月)(?P<day>[一二三四五六日])?",
            _nth,
        ),
        (rf"(?:{_YEAR})?第?(?P<q>[一二三四1-4])季度?{_AFTER_EDGE}", _quarter),
        (rf"(?:{_YEAR})?q(?P<q>[1-4])(?![a-z\d]){_AFTER_EDGE}", _quarter),
        (
            rf"(?:{_YEAR})?(?P<half>上|下)半年",
            lambda m, _: said(**_years(m), half=1 if m["half"] == "上" else 2),
        ),
        (
            rf"(?:{'|'.join(sorted(_FEASTS, key=len, reverse=True))})",
            lambda m, _: said(month=_FEASTS[m[0]][0], day=_FEASTS[m[0]][1]),
        ),
        (r"之前|以前|前(?![天日台期端面往])|为止|截止到?", lambda _m, _r: said(deadline=True, loose=True)),
        (r"周末", lambda _m, _r: said(weekend=True)),
        (
            r"北京时间|东京时间|伦敦时间|纽约时间",
            lambda m, _: said(
                zone={
                    "北": "Asia/Shanghai",
                    "东": "Asia/Tokyo",
                    "伦": "Europe/London",
                    "纽": "America/New_York",
                }[m[0][0]],
                loose=True,
            ),
        ),
    )
)
