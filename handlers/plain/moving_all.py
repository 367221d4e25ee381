"""A whole day is moved: "I'm sick, move everything to tomorrow", 今天的事都推到下周一."""

import re
from datetime import date, datetime, timedelta

from crm.follow_ups import list_own_open, reschedule_follow_up
from crm.reminders import context_of
from domain.cards import Card
from domain.chat import Block, Bullets, Span
from domain.terms import Grain
from handlers.cards import base
from handlers.cards.base import dotted, heading
from handlers.cards.reminder import title_of
from handlers.correcting.times import beside
from handlers.filing.hearing import plan_of
from handlers.reading import plain_words
from handlers.saying import own_words, reader_of, say, tell, undo_button
from handlers.turn import Handled, Outcome, Turn
from storage.entities import FollowUp
from understanding.extraction.model import Moment, Understanding

ORDER = 14
LONGEST = 120
MOST_SHOWN = 8
_THINGS = r"(?:things|stuff|tasks?|to-?dos?|calls|meetings|appointments|visits|reminders?|follow-?ups?|plans|work)"
_ENGLISH = re.compile(
    r"(?:.{0,50}?[,.;]\s*|.{0,30}?\b(?:so|and)\s+)?(?:(?:please|pls|can you|could you|just|then)\s+)*"
    r"(?:move|push|shift|postpone|reschedule|put off|delay|carry over|bump)\s+"
    rf"(?:everything|(?:all|the rest)(?: of)?(?: (?:my|the|these|those))*(?: open| remaining)?(?: {_THINGS})?"
    rf"|my (?:whole |entire )?day|my (?:open |remaining )?{_THINGS})"
    r"(?: (?:i have|due|planned|left|else))*(?: (?:from|for|of|on|that is|that's))*(?: back| over)?"
    r"(?: (?:to|till|until|by|on))*",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:.{0,30}?[，,。；;]\s*)?(?:请|帮我|麻烦|把|将|我|那)*(?:的)?(?P<all>所有|全部|其他|剩下)?(?:的)?(?:事情?|任务|跟进|提醒|安排|工作|待办|日程|计划|拜访|电话|会)*"
    r"(?P<each>都|全都|全部|统统|一律)?(?:给我)?(?:推迟|推|挪|改|移|顺延|延后|延期|延|放|安排)+(?:到|至|成|在)?(?:吧|再说|再做|处理|了)*"
)


def take(turn: Turn) -> Outcome | None:
    """All that is due by the end of one day is due on another; with one Undo.

    Where only the day it moves to is named, all that is due before it.
    """
    words = plain_words(turn, LONGEST, replying=False)
    understood = turn.understood[-1] if turn.understood else None
    times = [one for one in understood.times if not one.past] if understood is not None else []
    if understood is None or not words or not 1 <= len(times) <= 2 or not _asks(words, times):
        return None
    day = _day(turn, times[0]) if len(times) == 2 else _day(turn, times[0]) - timedelta(days=1)
    meant = [one for one in list_own_open(turn.uow, turn.member) if _due_on(turn, one) <= day]
    if not meant:
        t = own_words(turn)
        return tell(turn, t("Nothing is planned until then, so nothing was moved."))
    return _move(turn, understood, times[-1], meant)


def _asks(words: str, times: list[Moment]) -> bool:
    for moment in times:
        words = words.replace(moment.text, " ", 1)
    bare = " ".join(words.split())
    chinese = _CHINESE.fullmatch(bare.replace(" ", ""))
    return _ENGLISH.fullmatch(bare) is not None or bool(chinese and (chinese["all"] or chinese["each"]))


def _day(turn: Turn, moment: Moment) -> date:
    return reader_of(turn).local(moment.start_at).date()


def _due_on(turn: Turn, follow_up: FollowUp) -> date:
    return reader_of(turn).local(follow_up.remind_at or follow_up.due_at).date()


def _move(turn: Turn, understood: Understanding, to: Moment, meant: list[FollowUp]) -> Handled | None:
    """Each keeps its time of day."""
    plan = plan_of(turn, understood)
    if plan is None:
        return None
    plan.due_at, plan.grain = to.start_at, to.grain if to.grain is not Grain.DAYPART else Grain.DAY
    for follow_up in meant:
        new = beside(turn, plan, follow_up)
        reschedule_follow_up(turn.uow, follow_up, new.due_at, new.grain, exact=new.exact)
    return say(turn, _card(turn, plan.due_at, meant))


def _card(turn: Turn, due_at: datetime, meant: list[FollowUp]) -> Card:
    reader, t = reader_of(turn), turn.t
    when = base.day(reader, reader.local(due_at).date())
    title = t.plural("{n} follow-up moved to {day}", "{n} follow-ups moved to {day}", len(meant), day=when)
    rows = [dotted(title_of(context_of(turn.uow, turn.member, one)), _at(turn, one)) for one in meant[:MOST_SHOWN]]
    body: list[Block] = [heading("✓ ", title), Bullets(tuple((Span(row),) for row in rows))]
    if len(meant) > MOST_SHOWN:
        body.append(base.line(t.plural("and {n} more", "and {n} more", len(meant) - MOST_SHOWN)))
    turn.uow.summary = title
    return Card(tuple(body), ((undo_button(turn),),))


def _at(turn: Turn, follow_up: FollowUp) -> str | None:
    """The time of day it is due, if it has one."""
    local = reader_of(turn).local(follow_up.due_at)
    return f"{local:%H:%M}" if follow_up.grain in {Grain.MINUTE, Grain.HOUR} else None
