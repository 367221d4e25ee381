"""/remind: promise to do something, and be reminded of it."""

import re

from msgspec.structs import replace

from crm.filing import file
from crm.follow_ups import create_follow_up, links_to
from crm.recognise import Doubtful, Known, New, Nobody
from crm.reminders import context_of
from domain.errors import NotUnderstood
from handlers.cards.reminder import planned_card
from handlers.commands import Command
from handlers.filing.filed import say_filed
from handlers.filing.hearing import facts_of, plan_of
from handlers.reading import understand_all, words_of
from handlers.records.targets import in_front
from handlers.saying import reader_of, say, undo_button
from handlers.talk_goes_on import meant, recognise_here
from handlers.turn import Outcome, Turn
from i18n import N_
from understanding.asking import asks
from understanding.extraction.model import Understanding

_ME = re.compile(r"^(?:me\b\s*(?:to\b\s*)?|to\b\s+|我\s*)", re.IGNORECASE)
_LOOSE = re.compile(r"^(?:\s|[,，.。:：;；]|\bto\b|\bon\b|\bat\b|\bby\b)+|(?:\s|[,，.。:：;；]|\bon\b|\bat\b|\bby\b)+$")
LONGEST_ACTION = 120


def run(turn: Turn, rest: str) -> Outcome | None:
    """With a customer it knows, about that customer; where it doubts, filed as any sentence; else the words alone.

    None for a question ("remind me what she said").
    """
    understood = turn.understood[-1] if turn.understood else None
    words = words_of(turn.last)
    if not words.startswith("/") and asks(words):
        return None
    plan = plan_of(turn, understood) if understood else None
    if plan is None:  # without the command's own word a time may seem to be over ("bring the beed at five")
        understood = understand_all(turn.uow, turn.last, turn.member, turn.workspace)
        plan = plan_of(turn, understood)
    if understood is None or plan is None:
        raise NotUnderstood("When, and what? For example: remind me to call Li Wei tomorrow 3pm")
    record, words = in_front(turn, _ME.sub("", rest))
    action = plan.action if understood.action and record else _action(turn, words, understood)
    if record is None:
        facts = facts_of(turn, rest)
        whom = recognise_here(turn, facts)
        if isinstance(whom, Nobody):
            whom = meant(turn, facts, surely=True) or whom
        if isinstance(whom, Doubtful) or (isinstance(whom, New) and facts.person and (facts.company or facts.points)):
            facts.plan = plan if understood.action else replace(plan, action=action)
            return say_filed(turn, file(turn.uow, turn.member, facts, whom))
        if isinstance(whom, Known):
            record, action = whom.record, plan.action if understood.action else action
    made = create_follow_up(
        turn.uow,
        owner_id=turn.member.id,
        action=action,
        due_at=plan.due_at,
        grain=plan.grain,
        exact=plan.exact,
        recurs=plan.recurs,
        **links_to(turn.uow, record),
    )
    return say(turn, planned_card(reader_of(turn), context_of(turn.uow, turn.member, made), undo_button(turn)))


def _action(turn: Turn, words: str, understood: Understanding) -> str:
    """What is to be done, in the rep's words without the time."""
    for moment in understood.times:
        words = words.replace(moment.text, " ")
    words = _LOOSE.sub("", _ME.sub("", words.strip()))
    return " ".join(words.split())[:LONGEST_ACTION] or turn.t("follow up")


COMMAND = Command(
    "remind",
    ("followup", "follow-up", "提醒", "提醒我", "跟进"),
    N_("Be reminded of something"),
    run,
    usage=N_("remind me to <do what> <when>"),
    examples=(("en", "remind me to call Li Wei tomorrow 3pm"), ("zh", "提醒 明天下午3点给王芳打电话")),
    order=22,
    daily=True,
    reads=True,
    glued=("提醒我", "记得提醒我"),
)
