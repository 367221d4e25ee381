"""What one has to do, asked in one's own words: "show me my tasks", "what is due next week?", "下周要跟进谁"."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from crm.calendar import resolve
from crm.preferences import rhythm
from crm.work_queue import planned_within
from domain.cards import Card
from domain.terms import Grain
from handlers.cards.base import Reader, day, line
from handlers.cards.digest import planned_card
from handlers.commands import commands
from handlers.questions.agenda_words import asks_agenda, asks_free, asks_next, asks_until, asks_week
from handlers.reading import plain_words, words_of
from handlers.saying import reader_of, say, text_card
from handlers.turn import Handled, Outcome, Question, Turn
from understanding.extraction.model import Moment

ORDER = 12
LONGEST = 80
AHEAD = timedelta(days=366)
MOST_NEXT = 3


def take(turn: Turn) -> Outcome | None:
    """The list of what is planned for the time named, or the day's queue; None for words that ask something else."""
    words = plain_words(turn, LONGEST, replying=False)
    if not words:
        return None
    times = turn.understood[-1].times if turn.understood and turn.understood[-1] else ()
    if len(times) > 1 or not asks_agenda(words, times[0].text if times else "") or (times and times[0].past):
        return None
    return _listed(turn, words, times[0] if times else None)


def _listed(turn: Turn, words: str, asked: Moment | None) -> Outcome | None:
    if asked is not None and asks_until(words, asked.text) and asked.start_at > turn.uow.now:
        asked = replace(asked, start_at=turn.uow.now, end_at=asked.start_at, grain=Grain.DAY)
        return Question(lambda reading: _answer(reading, asked))
    if asked is not None and not _is_today(turn, asked):
        return Question(lambda reading: _answer(reading, asked))
    if asked is None and asks_next(words):
        return Question(_answer_next)
    if asked is None and asks_week(words):
        return Question(lambda reading: _answer(reading, _this_week(reading)))
    return next(each for each in commands() if each.name == "today").run(turn, "")


def _is_today(turn: Turn, asked: Moment) -> bool:
    here = rhythm(turn.uow, turn.member)
    return asked.grain in {Grain.DAY, Grain.DAYPART} and here.local(asked.start_at).date() == here.today(turn.uow.now)


def _answer(turn: Turn, asked: Moment) -> Handled:
    first, until = _bounds(turn, asked)
    reader = reader_of(turn)
    days = _days(reader, first, until)
    card = planned_card(reader, planned_within(turn.uow, turn.member, first, until))
    if card is None:
        return say(turn, text_card(_nothing(turn, days)), private=True)
    return say(turn, Card((card.body[0], line(days), *card.body[1:]), card.buttons, card.about), private=True)


def _this_week(turn: Turn) -> Moment:
    return Moment(turn.uow.now, None, Grain.WEEK, "", 0)


def _nothing(turn: Turn, days: str) -> str:
    if asks_free(words_of(turn.last)):
        return turn.t("Nothing is planned for {days}: you are free, as far as I know.", days=days)
    return turn.t("Nothing is planned for {days}.", days=days)


def _answer_next(turn: Turn) -> Handled:
    """The first that is planned from now on, whatever its day."""
    planned = planned_within(turn.uow, turn.member, turn.uow.now, turn.uow.now + AHEAD)
    card = planned_card(reader_of(turn), replace(planned, items=planned.items[:MOST_NEXT], hidden=0))
    return say(turn, card or text_card(turn.t("Nothing is planned.")), private=True)


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
