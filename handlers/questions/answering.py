"""Answer a question: read it, compute it within the asker's rights, lay it out as a card. Nothing is written."""

import re
from dataclasses import replace

from crm.choices import find_asked
from crm.customer_questions import ask_customers
from crm.doings import doings_of
from crm.lead_questions import ask_leads
from crm.periods import Period, period_named
from crm.pipeline import PipelineQuery, Show, Subject
from crm.pipeline_answers import ask
from crm.standing import conversion, race
from crm.vocabulary import owners_by_word, stages_by_word
from domain.cards import Button, Card
from domain.chat import Block
from handlers.cards.base import Reader, line
from handlers.cards.customers import customers_card
from handlers.cards.pipeline import ask_button, pipeline_card
from handlers.cards.standing import conversion_card, doings_card, leads_card, race_card
from handlers.questions.draft import Known
from handlers.questions.filters import as_filters
from handlers.questions.reading import Reading, read
from handlers.questions.spans import read_period
from handlers.reading import words_of
from handlers.saying import reader_of, say
from handlers.turn import Handled, Question, Turn
from understanding.asking import asks

_ENGLISH_DOINGS = re.compile(
    r"(?:so )?what (?:did|has|was|is) (?P<name>[\w.'-]+(?: [\w.'-]+)?) (?:been doing|doing|done|do|up to)\b(?: on| in)?"
    r" ?(?P<period>.*)",
    re.IGNORECASE,
)
_CHINESE_DOINGS = re.compile(
    r"(?P<name>\S+?)(?P<period>今天|今日|昨天|昨日|本周|这周|上周|本月|这个月|上个?月)(?:都)?(?:做|干|忙"
    r"|跟进)了?(?:些)?(?:什么|啥)"
)

_I = re.compile(r"\bi\b|我(?!们|的|自己|本人|名下|手|负责)", re.IGNORECASE)
_LEFT_ALONE = re.compile(r"\b(?:not|never)\b|n['’]?t\b", re.IGNORECASE)
"""Whom one has not called may also be nobody's customer."""

_DATES = re.compile(r"\b(?:closed?|closes|created|closing):\S+")
_BARE_DOINGS = re.compile(r"(?P<name>[^\s']+?)(?:'s)?\s*(?P<period>today|yesterday|今天|今日|昨天)", re.IGNORECASE)


LONGEST_REFINING = 60
"""Characters: who narrows an answer says it in a few words."""

MOST_NAME_WORDS = 5
"""More words than this that are no question's are not all names of colleagues and stages."""


def known_to(turn: Turn) -> Known:
    """The names this workspace's questions may use, as of the reader's day."""
    names, stages = owners_by_word(turn.uow), dict(stages_by_word(turn.uow))
    translated = {turn.t(name).lower(): name for name in stages.values()}
    return Known(reader_of(turn).today, names, {**translated, **stages})


def answer_words(turn: Turn, text: str) -> Question:
    """The answer to words that are known to be a question (a command, a button)."""
    del turn
    return Question(lambda reading: _answered(reading, text))


def answer_command(turn: Turn, text: str) -> Question | None:
    """The answer to a command's words; None where a bare word begins a sentence ("deals with them went well")."""
    said_plainly = not words_of(turn.last).startswith("/")
    if said_plainly and len(read(text, known_to(turn)).leftover) > 1:
        return None
    return answer_words(turn, text)


def find_question(turn: Turn, text: str) -> Question | None:
    """The answer to words that are surely a question about the pipeline; None for anything else."""
    text = in_first_person(text)
    if doing(turn, text):
        return answer_words(turn, text)
    anonymous = read(text, Known(reader_of(turn).today, {}, {}))
    if not anonymous.anchored or len(anonymous.leftover) > MOST_NAME_WORDS:
        return None  # the names cost two queries, and most words ask nothing
    if is_question(read(text, known_to(turn)), text):
        return answer_words(turn, text)
    return None


def in_first_person(text: str) -> str:
    """A question of one's own results ("how much have I closed", 我签了几单) with the word that narrows it to them."""
    if not _I.search(text) or not asks(text):
        return text
    return _I.sub("我的", text, count=1) if "我" in text else text if _LEFT_ALONE.search(text) else f"{text} my"


def refine_question(turn: Turn, text: str) -> Question | None:
    """The question just answered, asked anew with what these words add: "by owner", "last month"; None for others."""
    if len(text) > LONGEST_REFINING:
        return None
    more = read(text, Known(reader_of(turn).today, {}, {}))
    if len(more.leftover) > MOST_NAME_WORDS or not turn.last.is_private:
        return None
    before = find_asked(turn.uow, turn.conversation.chat_key, turn.member.id)
    if before is None:
        return None
    known = known_to(turn)
    added, asked = read(text, known).query, read(before, known).query
    if added.closes or added.closed or added.created:
        before = _DATES.sub(" ", before)
    together = f"{before} {text}"
    reading = read(together, known)
    return answer_words(turn, together) if reading.query != asked and not reading.leftover else None


def is_question(reading: Reading, text: str) -> bool:
    """Whether every word was part of a question. "Won the Acme deal" and "赢单了" report, and ask nothing."""
    query = reading.query
    if not reading.anchored or reading.leftover:
        return False
    if query.outcome not in {"won", "lost"} or query.show is not Show.SUMMARY:
        return True
    times = (query.closed, query.closes, query.created)
    return any(times) or query.by is not None or "?" in text or "？" in text or bool(_PLURAL.search(text))


_PLURAL = re.compile(r"\b(?:deals|opportunities|wins|losses)\b|多少|哪些|哪几|列表|status:|状态", re.IGNORECASE)


def doing(turn: Turn, text: str) -> tuple[str, Period] | None:
    """Whose work the words ask about, and when: "what did Alice do today"."""
    words = text.strip().rstrip("?？!。. ")
    found = _ENGLISH_DOINGS.fullmatch(words) or _CHINESE_DOINGS.fullmatch(words) or _BARE_DOINGS.fullmatch(words)
    if not found:
        return None
    known = known_to(turn)
    if found.re is _BARE_DOINGS and found["name"].lower() not in known.owners:
        return None
    period = read_period(found["period"] or "today", known) or period_named("today", known.today)
    name = found["name"]
    mine = name.lower() in {"i", "我", "me"}
    return (turn.member.name if mine else name, period) if period else None


def answer_query(turn: Turn, query: PipelineQuery) -> Card:
    """The card of a query, in the reader's language; its buttons keep the question, so that talk may go on from it."""
    return _kept(turn, _card_of(turn, query), query)


def _kept(turn: Turn, card: Card, query: PipelineQuery) -> Card:
    """With what was asked on a button; an answer that has none, having found nothing, offers to ask more widely."""
    rows = card.buttons or ((_wider(turn, query),),)
    if any(button.action == "export" for row in rows for button in row):
        return card
    asked = {"of": as_filters(query)}
    kept = tuple(tuple(replace(one, data={**one.data, **asked}) for one in row) for row in rows)
    return Card(card.body, kept, card.about, card.files)


def _wider(turn: Turn, query: PipelineQuery) -> Button:
    if query.closes or query.closed or query.created:
        return ask_button(turn.t("Any time"), replace(query, closes=None, closed=None, created=None))
    return ask_button(turn.t("Whole pipeline"), PipelineQuery())


def _card_of(turn: Turn, query: PipelineQuery) -> Card:
    reader, uow, member = reader_of(turn), turn.uow, turn.member
    if query.show is Show.CONVERSION:
        return conversion_card(reader, conversion(uow, member, query))
    if query.show is Show.BEHIND:
        return race_card(reader, race(uow, member, query))
    if query.subject is Subject.LEADS:
        return leads_card(reader, ask_leads(uow, member, query))
    if query.subject is Subject.CUSTOMERS:
        return customers_card(reader, ask_customers(uow, member, query))
    return pipeline_card(reader, ask(uow, member, query))


def _answered(turn: Turn, text: str) -> Handled:
    """For the asker's eyes only where others listen: a group may not see all that its members may."""
    asked = doing(turn, text)
    if asked is not None:
        return say(turn, doings_card(reader_of(turn), doings_of(turn.uow, turn.member, *asked)), private=True)
    reading = read(text, known_to(turn))
    card = answer_query(turn, reading.query)
    if reading.leftover:
        card = Card((*card.body, _unused(reader_of(turn), reading)), card.buttons, card.about)
    return say(turn, card, private=True)


def _unused(reader: Reader, reading: Reading) -> Block:
    return line(reader.t("I did not use: {words}", words=" ".join(reading.leftover)[:80]))
