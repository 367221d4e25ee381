"""What one has to do, asked in one's own words: "show me my tasks", "what is due next week?", "下周要跟进谁"."""

import re
from datetime import datetime, time, timedelta

from crm.calendar import resolve
from crm.preferences import rhythm
from crm.work_queue import planned_within
from domain.cards import Card
from domain.chat import IncomingKind
from domain.terms import Grain
from handlers.cards.base import Reader, day, line
from handlers.cards.digest import planned_card
from handlers.commands import commands
from handlers.reading import words_of
from handlers.saying import reader_of, say, text_card
from handlers.turn import Handled, Outcome, Question, Turn
from understanding.extraction.model import Moment

ORDER = 12
LONGEST = 80
_TASKS = (
    r"(?:tasks?|to-?dos?|to do(?:s| list)?|follow-?ups?|reminders?|agenda|calls|appointments?|schedule|day|week|"
    r"plans?|promises)"
)
_ENGLISH = re.compile(
    r"(?:(?:please|hey|ok|so|and) )*"
    rf"(?:(?:(?:can you |could you )?(?:show|list|give|tell|send|display|see|get|open|check)(?: me)?|what(?:'s| is|"
    rf" are|s)?|any|which)? ?"
    rf"(?:all )?(?:of )?(?:my |the )?(?:open |next |upcoming |planned |pending |own )?{_TASKS}(?: list)?(?: do i have|"
    rf" are there| have i got)?"
    r"|what(?:'s| is| are|s| will be)? (?:is )?(?:due|on my plate|coming up|planned|scheduled|waiting|pending|"
    r"left(?: to do)?|up|next up|on)(?: for me)?"
    r"|what (?:do|must|should|shall|have) i (?:have|need|got)?(?: to)?(?: do| on| due| planned)?"
    r"|(?:who|whom) (?:do|should|must|shall) i (?:have to |need to )?(?:call|ring|visit|see|meet|contact|"
    r"follow up(?: with)?|email|chase)"
    r"|(?:anything|something|nothing) (?:due|planned|scheduled|to do|on)|(?:is|are) there (?:anything|"
    r"something) (?:due|to do|planned))"
    r"(?: (?:due|planned|scheduled|open|for|on|in|during|do i have|coming up|to do|until|by))*",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:my|i|me|due|plate|agenda|to-?do|planned|coming up|scheduled)\b", re.IGNORECASE)
_CHINESE = re.compile(
    r"(?:请|麻烦|帮我|给我|我要|我想)*(?:看(?:一?下|看)?|查(?:一?下|看)?|列(?:出|一下)?|显示)?(?:一?下)?"
    r"(?:我的?|本人)?(?:都?有|还有|要|得|该|需要|应该|安排了?|计划)*(?:什么|哪些|啥|谁|多少|几个)?(?:人|客户)?(?:要|该|得|需要)?的?"
    r"(?:任务|待办|待办事项|跟进|提醒|安排|日程|计划|事情?|工作|事项|拜访|做|联系|打电话|到期)+的?(?:任务|跟进|客户|事情?|事项|提醒|列表|清单|人)?"
    r"(?:谁|什么|啥|哪些(?:客户|人)?|有哪些|有什么|有啥|要做)?(?:吗|呢|吧)?"
)
_SELF = re.compile(r"我|什么|啥|谁|哪些|待办|任务")


def take(turn: Turn) -> Outcome | None:
    """The list of what is planned for the time named, or the day's queue; None for words that ask something else."""
    last = turn.last
    if len(turn.burst) > 1 or last.forward or last.files or last.contacts or last.kind is not IncomingKind.MESSAGE:
        return None
    words = words_of(last).strip(" .!?。！？~")
    if not words or len(words) > LONGEST or turn.replied is not None:
        return None
    times = turn.understood[-1].times if turn.understood and turn.understood[-1] else ()
    if len(times) > 1 or not _asks(words, times[0].text if times else ""):
        return None
    if not times or _is_today(turn, times[0]):
        return next(each for each in commands() if each.name == "today").run(turn, "")
    asked = times[0]
    return Question(lambda reading: _answer(reading, asked))


def _asks(words: str, when: str) -> bool:
    kept = " due " if when.lower().startswith("due") else " "
    rest = " ".join((words.replace(when, kept, 1) if when else words).split()).strip(" ,，")
    return bool(
        (_ENGLISH.fullmatch(rest) and _ASKED.search(rest))
        or (_CHINESE.fullmatch(rest) and (_SELF.search(rest) or when))
    )


def _is_today(turn: Turn, asked: Moment) -> bool:
    here = rhythm(turn.uow, turn.member)
    return asked.grain in {Grain.DAY, Grain.DAYPART} and here.local(asked.start_at).date() == here.today(turn.uow.now)


def _answer(turn: Turn, asked: Moment) -> Handled:
    first, until = _bounds(turn, asked)
    reader = reader_of(turn)
    days = _days(reader, first, until)
    card = planned_card(reader, planned_within(turn.uow, turn.member, first, until))
    if card is None:
        return say(turn, text_card(turn.t("Nothing is planned for {days}.", days=days)), private=True)
    return say(turn, Card((card.body[0], line(days), *card.body[1:]), card.buttons, card.about), private=True)


def _bounds(turn: Turn, asked: Moment) -> tuple[datetime, datetime]:
    """The whole local days of the time that was asked about."""
    zone = rhythm(turn.uow, turn.member).tz
    first = asked.start_at.astimezone(zone).date()
    last = first + _LENGTHS.get(asked.grain, timedelta(days=1))
    if asked.grain in {Grain.MONTH, Grain.QUARTER, Grain.YEAR}:
        last = last.replace(day=1)
    if asked.end_at is not None:
        last = (asked.end_at - timedelta(seconds=1)).astimezone(zone).date() + timedelta(days=1)
    return resolve(datetime.combine(first, time()), zone), resolve(datetime.combine(last, time()), zone)


_LENGTHS = {
    Grain.WEEK: timedelta(days=7),
    Grain.MONTH: timedelta(days=31),
    Grain.QUARTER: timedelta(days=92),
    Grain.YEAR: timedelta(days=366),
}


def _days(reader: Reader, first: datetime, until: datetime) -> str:
    """Tue 24 Nov; Mon 23 Nov to Sun 29 Nov."""
    start, end = reader.local(first).date(), reader.local(until - timedelta(seconds=1)).date()
    return day(reader, start) if start == end else f"{day(reader, start)} - {day(reader, end)}"
