"""Times of day, distances in time and what comes again, as Chinese says them."""

import re

from understanding.extraction.atoms import Pattern, Reader, pattern, said
from understanding.extraction.piece import RULE_DAYS, Delta, Piece
from understanding.extraction.zh.numbers import number_of
from understanding.extraction.zh.words import DAY_NUMBER, LENGTH, PARTS, WEEKDAYS, any_of, length_of

_HOUR = r"(?:2[0-4]|[01]?\d|二十[一二三四]?|十[一二三四五六七八九]?|[零一二两三四五六七八九])"
_MINUTE = r"(?:[0-5]?\d|[零二三四五]?十?[零一二三四五六七八九十])"
# After these a number of 点 is no hour: 三点建议, 两点五折; after 早 and 晚 some words are no part of a day: 早餐.
_NO_MINUTE = r"(?!个(?!字)|万|元|块|台|套|折|成|名|位|人|\d)"
_NO_PART = r"(?!(?<=[早晚])(?:些|就|已|点(?![\d一二三四五六七八九十两])|会|安|餐|期|班|前|饭|宴|茶|日)|(?<=午)茶)"
# What people make points of, and what follows 一点 where it is one o'clock.
_POINTS = r"建议|意见|要求|原因|想法|问题|顾虑|疑问|反馈|需求|理由|优势|好处|区别|改进|说明|补充|注意|共识|结论"
_POINTS_MADE = re.compile(
    rf"[一二两三四五六七八九十几]点(?:{_POINTS})|(?:提|说|讲|列|归纳|总结|以下|反馈|强调|关心|担心|在意|看重|确认|"
    rf"明确|回复|满足|就这?)了?[一二两三四五六七八九十几]点"
)
_DECIMAL = (
    r"[零一二三四五六七八九]{1,3}(?:米|公里|厘米|倍|吨|亿|万|升|元|成|寸|吋|公斤|斤|克|折|平|版|代|瓦|度|"
    r"个百分点|个点|[%a-z])"
)
_AT_ONE = re.compile(r"\s?(?:开|见|到|去|来|出发|打|给|前|之前|以后|后|左右|集合|准时|约|的会|在)")
_EVERY = {
    "周": ("WEEKLY", 1, Delta(days=7)),
    "星期": ("WEEKLY", 1, Delta(days=7)),
    "礼拜": ("WEEKLY", 1, Delta(days=7)),
    "月": ("MONTHLY", 1, Delta(months=1)),
    "季度": ("MONTHLY", 3, Delta(months=3)),
    "半年": ("MONTHLY", 6, Delta(months=6)),
    "年": ("YEARLY", 1, Delta(months=12)),
}
_ZONES = {
    "北京": "Asia/Shanghai",
    "东京": "Asia/Tokyo",
    "伦敦": "Europe/London",
    "纽约": "America/New_York",
    "香港": "Asia/Hong_Kong",
}


def _clock(match: re.Match[str], _: Reader) -> Piece | None:
    hour, minute = int(number_of(match["hour"])), _minute(match["minute"], match["five"])
    if hour > 24 or minute > 59:
        return None
    return said(hour=hour, minute=minute, exact=True if hour > 12 else None, loose=_is_point(match) or None)


def _is_point(match: re.Match[str]) -> bool:
    """Whether 一点 is a little, and 两点 two of the points somebody made, unless a day stands beside it."""
    if (
        not match[0].endswith("点")
        or match["hour"].isdigit()
        or match.string[: match.start()].endswith(("点到", "半到", "刻到"))
    ):
        return False
    if match["hour"] == "一":
        alone = not (match.string[: match.start()] + match.string[match.end() :]).strip(" ,。!")
        return not alone and _AT_ONE.match(match.string, match.end()) is None
    return _POINTS_MADE.search(match.string) is not None


def _minute(text: str | None, five: str | None) -> int:
    """The minutes of 三点半, 三点一刻, 三点零五; Cantonese 字 count five each."""
    if five:
        return 5 * int(number_of(five))
    if not text:
        return 0
    if "半" in text:
        return 30
    if "刻" in text:
        return 15 * int(number_of(text[0]))
    return int(number_of(text.rstrip("分").lstrip("过")))


def _hours(match: re.Match[str], _: Reader) -> Piece | None:
    """3到5点, 九至十一点半: an hour and the one it lasts until."""
    first, last = int(number_of(match["hour"])), int(number_of(match["last"]))
    if first > 24 or last > 24:
        return None
    return said(hour=first, minute=0, until_hour=last, until_minute=_minute(match["minute"], None))


def _digital(match: re.Match[str], _: Reader) -> Piece | None:
    hour = int(match[1])
    second = int(match[3]) if match[3] else None
    return said(hour=hour, minute=int(match[2]), second=second) if hour <= 24 else None


def _length(match: re.Match[str], _: Reader) -> Piece:
    side, length = match["side"], length_of(match["length"])
    if side.endswith("前"):
        return said(delta=length.times(-1))
    return said(delta=length, deadline=True if side.endswith(("内", "里")) else None)


def _running(match: re.Match[str], _: Reader) -> Piece:
    back = match["shift"] in {"过去", "最近", "近", "上"}
    return said(running=length_of(match["length"]).times(-1 if back else 1))


def _every(match: re.Match[str], _: Reader) -> Piece | None:
    unit = match["unit"]
    interval = int(number_of(match["n"])) if match["n"] else 2 if match["other"] else 1
    step = f";INTERVAL={interval}" if interval > 1 else ""
    if unit in {"周", "星期", "礼拜"} and match["day"]:
        days = [WEEKDAYS[char] for char in match["day"] if char in WEEKDAYS]
        return said(weekday=days[0], recurs=f"FREQ=WEEKLY{step};BYDAY={','.join(RULE_DAYS[day] for day in days)}")
    if unit == "工作日":
        return said(days=1, recurs="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    if unit in {"天", "日", "早", "晚", "早上", "晚上"}:
        return said(days=interval, part=PARTS.get(unit), recurs=f"FREQ=DAILY{step}")
    if unit == "月" and (match["date"] or match["end"]):
        return _monthly(match, step)
    frequency, times, delta = _EVERY[unit]
    step = f";INTERVAL={interval * times}" if interval * times > 1 else ""
    return said(delta=delta.times(interval), recurs=f"FREQ={frequency}{step}")


def _once(match: re.Match[str], _: Reader) -> Piece:
    """一周一次: as often as 每周."""
    if match["unit"] == "天":
        return said(days=1, recurs="FREQ=DAILY")
    frequency, times, delta = _EVERY[match["unit"]]
    return said(delta=delta, recurs=f"FREQ={frequency}" + (f";INTERVAL={times}" if times > 1 else ""))


def _monthly(match: re.Match[str], step: str) -> Piece | None:
    if match["end"] == "初":
        return said(day=1, recurs=f"FREQ=MONTHLY{step};BYMONTHDAY=1")
    if match["end"]:
        return said(months=0, edge="end", recurs=f"FREQ=MONTHLY{step};BYMONTHDAY=-1")
    day = int(number_of(match["date"]))
    return said(day=day, recurs=f"FREQ=MONTHLY{step};BYMONTHDAY={day}") if 1 <= day <= 31 else None


def _monthly_weekday(match: re.Match[str], _: Reader) -> Piece:
    nth = -1 if match["nth"] == "最后一" else int(number_of(match["nth"].removeprefix("第")))
    weekday = WEEKDAYS[match["day"]]
    rule = f"FREQ=MONTHLY;BYDAY={nth}{RULE_DAYS[weekday]}"
    return said(nth=nth, nth_unit="weekday", weekday=weekday, months=0, recurs=rule)


def _part(match: re.Match[str], _: Reader) -> Piece:
    early = match["part"] in {"一早", "清早", "大清早"}
    return said(part=PARTS[match["part"]], exact=early or None, loose=True if len(match["part"]) == 1 else None)


PATTERNS: tuple[Pattern, ...] = (
    pattern(rf"(?:(?<![周期拜最太更较很偏上])|(?=早上|早晨))(?P<part>{any_of(PARTS)}){_NO_PART}", _part, bare=True),
    pattern(
        rf"(?<![周期拜])(?P<hour>{_HOUR})(?:点钟|点正|点整|点(?!几|赞|评(?!审|估|标|比|委)|子|击|之间的?距|连|[:]"
        rf"|{_POINTS}|"
        rf"{_DECIMAL})|时(?!候|间|常|代|刻))"
        rf"(?P<minute>搭?半|[一三123]刻|(?:过?{_MINUTE}分?)(?!个字){_NO_MINUTE})?"
        r"(?:搭?(?P<five>[一二三四五六七八九十])个字)?(?!\d)",
        _clock,
        bare=True,
    ),
    pattern(
        rf"(?<![\d.号日月第一二三四五六七八九十])(?P<hour>{_HOUR})(?:-|~|到|至)(?P<last>{_HOUR})点钟?(?P<minute>半|"
        rf"[一三]刻)?"
        rf"(?!几|赞|评(?!审|估)|子|[\d一二三四五六七八九十]|{_POINTS})",
        _hours,
        bare=True,
    ),
    pattern(r"(?<!\d)(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?!\d)", _digital, bare=True),
    pattern(
        rf"(?P<length>{LENGTH})(?P<side>之后|以后|过后|后|之前|以前|前|之内|以内|内|里)(?!天|台)", _length, bare=True
    ),
    pattern(
        r"(?<![以之])前(?P<length>(?:几|两|三)(?:天|周|个月|个星期))(?![后以])",
        lambda match, _: said(delta=length_of(match["length"]).times(-1)),
        bare=True,
    ),
    pattern(rf"(?<![超经通度])过个?(?P<length>{LENGTH})(?P<side>)(?:再)?", _length, bare=True),
    pattern(rf"(?P<shift>未来|接下来|今后|往后|过去|最近|近)的?(?P<length>{LENGTH})", _running, bare=True),
    pattern(
        r"(?P<shift>上|下|这)(?:一)?个?(?:小时|钟头)",
        lambda match, _: said(running=Delta(seconds=-3600 if match["shift"] == "上" else 3600)),
        bare=True,
    ),
    pattern(r"而家|现在|此刻|当前", lambda _match, _reader: said(delta=Delta()), bare=True),
    pattern(
        r"(?:每|逢|(?=隔)|(?=双周))(?P<other>隔一?|双)?(?P<n>\d{1,3}|[两二三四五六七八九十]{1,3})?个?"
        r"(?P<unit>工作日|早上|晚上|早|晚|天|日|周|星期|礼拜|月|季度|半年|年)(?:的?(?:周|星期|礼拜))?"
        r"(?P<day>(?<=[周期拜])[一二三四五六日天](?:[、和,]?(?:周|星期)?[一二三四五六日天](?![号日天个]))*)?"
        rf"(?:(?<=月)初(?=[\d一二三]))?(?P<date>(?:(?<=月)|"
        rf"(?<=月初)){DAY_NUMBER}(?=[号日]))?(?P<end>(?<=月)(?:的?最后一天|底|末|"
        rf"初))?[号日]?(?!优鲜)",
        _every,
        bare=True,
    ),
    pattern(
        r"每个?月的?(?P<nth>第[一二三四五1-5]|最后一)个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])",
        _monthly_weekday,
        bare=True,
    ),
    pattern(
        r"天天(?=[早晚上中下午]{1,2}|\d|[一二三四五六七八九十]{1,2}点)",
        lambda _match, _reader: said(days=1, recurs="FREQ=DAILY"),
        bare=True,
    ),
    pattern(
        r"(?:每|一)个?(?P<unit>天|周|星期|礼拜|月|季度"
        r"|年)(?:[看去打聊见访问查走跑碰约报开做来跟回][\u4e00-\u9fff]?)?(?:一|1)[次回趟遍](?!性)",
        _once,
        bare=True,
    ),
    pattern(
        r"工作日的?每天|(?:每个?|逢)工作日|工作日(?=[早晚上下中]|\d{1,2}[点:])",
        lambda _match, _reader: said(days=1, recurs="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        bare=True,
    ),
    pattern(
        r"(?<=[月周期拜度年天])(?:之内|以内|内)",
        lambda _match, _reader: said(edge="end", deadline=True, loose=True),
        bare=True,
    ),
    pattern(
        r"最晚|最迟|至迟|不晚于|之前|以前|前(?![天日台期端面往])|为止|截止到?",
        lambda _match, _reader: said(deadline=True, loose=True),
        bare=True,
    ),
    pattern(
        rf"(?P<city>{any_of(_ZONES)})时间",
        lambda match, _: said(zone=_ZONES[match["city"]], loose=True),
        bare=True,
    ),
)
