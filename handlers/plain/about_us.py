"""Asked about ourselves: who this is, how it is used, and who sees what one tells it."""

import re

from domain.cards import Button, Card
from handlers.cards.base import heading, line
from handlers.commands import commands
from handlers.reading import plain_words
from handlers.saying import own_words, say
from handlers.turn import Outcome, Turn

ORDER = 8
LONGEST = 80
_WHO = re.compile(
    r"(?:and |so |hey )?(?:who|what) (?:are|r) (?:you|u)|what(?:'s| is) (?:this|rapport)|are you (?:an? )?(?:real |"
    r"human|person|robot|bot|ai|machine|chat ?gpt|llm).*|你是(?:谁|什么|啥|机器人|真人|人工智能|ai).*|这是(?:什么|啥)",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"(?:how (?:do|does|can|should|to) (?:i |you |one |we )?(?:use|start|begin|work|this work|it work|that work).*"
    r"|help me|what (?:do|should) i (?:do|type|say)(?: now| here| first)?|how does (?:this|it) work)"
    r"|(?:这个?|你)?(?:怎么|如何|咋)(?:使用|用|开始|操作|玩)(?:的|啊|呢|吗)?",
    re.IGNORECASE,
)
_THINGS = r"(?:customers?|clients?|leads?|contacts?|notes?|data|deals?)"
_OTHERS = (
    r"(?:others?|other people|people|anyone|anybody|everyone|everybody|someone|colleagues?|coworkers?|reps?|boss"
    r"|managers?|team|else|my|the|our|all|in)"
)
_SEES = re.compile(
    rf"(?:can|do|does|will|could|who(?: else)?(?: can)?)\b(?: {_OTHERS})* (?:see|sees|read|reads|access|look at|steal)"
    rf"(?: (?:all|what|my|of|our|the))* (?:{_THINGS}|this|them|i write).{{0,10}}"
    rf"|(?:are|is) (?:my|our) {_THINGS} (?:private|safe|visible|secret|shared).{{0,30}}"
    r"|(?:别人|其他人|同事|老板|领导|经理|谁|大家)(?:能|会|可以|可不可以|能不能)?(?:看|见|看到|看得到|查到|查看)(?:到|见)?(?:我的?|这些)"
    r"(?:客户|线索|联系人|记录|数据|商机).{0,6}|我的(?:客户|线索|联系人|记录|数据|商机).{0,6}(?:谁|别人|同事|其他人|老板|领导)"
    r".{0,6}(?:看|见).{0,6}|我的(?:客户|数据|记录)(?:安全|保密)吗",
    re.IGNORECASE,
)


def take(turn: Turn) -> Outcome | None:
    """A line or two; None for words about anything else."""
    words = plain_words(turn, LONGEST, replying=False)
    if not words:
        return None
    if _HOW.fullmatch(words):
        return next(each for each in commands() if each.name == "help").run(turn, "")
    if _WHO.fullmatch(words):
        return say(turn, _who(turn), private=True)
    return say(turn, _sees(turn), private=True) if _SEES.fullmatch(words) else None


def _who(turn: Turn) -> Card:
    t = own_words(turn)
    told = t("Tell me what happened with a customer: I file it, remind you in time, and answer what you ask.")
    return Card((heading(t("I am Rapport, the CRM in your chat.")), line(told)), _tour(turn))


def _sees(turn: Turn) -> Card:
    t = own_words(turn)
    rest = t("Any other colleague who looks for one reads only that it is taken and by whom: no number, no note.")
    own = t("Your customers are seen by you, by those you share them with, and by your managers and admins.")
    return Card((heading(own), line(rest)))


def _tour(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    t = own_words(turn)
    return ((Button(t("All commands"), "all_commands"), Button(t("Try it: a tour"), "begin_tour")),)
