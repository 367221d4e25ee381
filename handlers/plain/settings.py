"""What one chooses for oneself, said as a sentence: "speak Chinese", "晚上八点后别打扰我", "send my digest at 7:30"."""

import re

from crm.preferences import rhythm
from handlers.commands import commands
from handlers.reading import plain_words
from handlers.turn import Outcome, Turn
from handlers.typed.clock import clocks_in
from handlers.typed.languages import language_named

ORDER = 5
LONGEST = 80
_PLEASE = (
    r"(?:(?:please|pls|hey|ok|can you|could you|would you|will you|i want you to|you can|let's|请|麻烦|以后|你?能不能|"
    r"可以)[, ]{0,2}){0,3}"
)
_LANGUAGE = re.compile(
    rf"{_PLEASE}(?:(?:speak|talk|answer|reply|respond|write|switch|change|chat)(?: (?:to|with) me| back| over)?(?: to|"
    rf" in| into)?"
    r"|use|in) (?P<english>[a-z]+)(?: (?:with|to) me| from now on| now| instead)?(?:,? please| pls)?"
    rf"|{_PLEASE}(?:用|说|讲|改用|改成|换成|切换到?|换|改说)(?P<chinese>[\u4e00-\u9fff]{{2,3}}?)(?:版|模式)?(?:和我|跟我|对我)?(?:说|回复|回答|交流|"
    rf"聊|讲)?(?:话)?(?:吧|吗|好吗)?",
    re.IGNORECASE,
)
_QUIET = re.compile(
    r"(?:do ?n[o']t|do not|never|no|stop|without)(?: ever)? (?:disturb|bother|message|messages?|ping|pings|text|"
    r"notify|notifications?"
    r"|remind|reminders?|contact|write|wake|messaging|pinging|bothering|disturbing)|leave me (?:alone|in peace)|"
    r"keep quiet|be quiet"
    r"|(?:别|不要|勿|不许|请勿|不用)再?(?:来)?(?:打扰|打搅|烦|吵|提醒|通知|发消息|给我发|找|联系|发)",
    re.IGNORECASE,
)
_SAYS_ME = re.compile(
    r"\b(?:me|messages?|notifications?|reminders?|pings?|quiet)\b|我|消息|通知|打扰|打搅", re.IGNORECASE
)
_OF_OTHERS = re.compile(r"\b(?:he|she|they|him|her|them|client|customer)s?\b|客户|对方|[他她]|[总工]说", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|from|past|later than)\b|以后|之后|过后|后|起", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|until|till)\b|以前|之前|前", re.IGNORECASE)
_DIGEST = re.compile(
    r"(?:send|give|bring|deliver|move|change|set|get|i want|i'd like|make)?[a-z ,']{0,20}\b(?:my |the |"
    r"a )?(?:morning |daily )?"
    r"(?:digest|summary|briefing)\b(?P<english>.*)"
    r"|(?P<before>.{0,20}?)(?:把|给我|发|的|看)*(?:早报|日报|摘要|每日摘要)(?:时间)?(?P<after>.{0,24})",
    re.IGNORECASE,
)


def take(turn: Turn) -> Outcome | None:
    """Done as the command does it; None for words that choose nothing."""
    words = plain_words(turn, LONGEST, replying=False)
    if not words:
        return None
    for name, meant in (("language", _language(words)), ("quiet", _quiet(turn, words)), ("digest", _digest(words))):
        if meant is not None:
            return next(each for each in commands() if each.name == name).run(turn, meant)
    return None


def _language(words: str) -> str | None:
    found = _LANGUAGE.fullmatch(words)
    return language_named(found["english"] or found["chinese"]) if found else None


def _quiet(turn: Turn, words: str) -> str | None:
    """The quiet hours meant: those between two times, or with one of them changed."""
    if not _QUIET.search(words) or not _SAYS_ME.search(words) or _OF_OTHERS.search(words):
        return None
    clocks = clocks_in(words)
    if len(clocks) == 2:
        return f"{clocks[0]:%H:%M}-{clocks[1]:%H:%M}"
    if len(clocks) != 1:
        return None
    now = rhythm(turn.uow, turn.member)
    if _BEFORE.search(words):
        return f"{now.quiet_from:%H:%M}-{clocks[0]:%H:%M}"
    return f"{clocks[0]:%H:%M}-{now.quiet_until:%H:%M}" if _AFTER.search(words) else None


def _digest(words: str) -> str | None:
    """When the digest is to come; only where a time is all that is said of it."""
    found = _DIGEST.fullmatch(words)
    rest = " ".join(part for part in (found["before"], found["after"], found["english"]) if part) if found else ""
    return rest if len(clocks_in(rest)) == 1 else None
