"""How people say what came of what they had to do: reached, not reached, sent, done; and that they will try again."""

import re

_WHOM = r"(?:him|her|them|it|[^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*)?)"
_THING = r"(?:the |an? |our |his |her |their )?(?:\w+ )?"
_NOT_REACHED = (
    r"no (?:answer|reply|response|luck)",
    r"(?:no ?body|no one) (?:answered|picked up|there)",
    r"(?:did|does|do|wo|is|was)(?: ?n['’]?t| not|not) (?:pick(?:ing)? up|answer(?:ing)?|reply|respond)",
    r"never (?:picked up|answered|replied)",
    r"not (?:reachable|available|in the office)",
    r"(?:could|ca)(?: ?n['’]?t| not|nnot|not) (?:reach|get hold of|get through)",
    r"(?:line (?:is |was )?)?busy\b",
    r"(?:straight to )?voice ?mail",
    r"left (?:him |her |them )?an? (?:message|voice ?mail)",
)
_REACHED = (
    rf"(?:reached|visited|called|saw|met|got hold of|got through to) {_WHOM}",
    rf"(?:spoke|talked|chatted|met|caught up) (?:to|with) {_WHOM}",
    rf"had {_THING}(?:call|chat|meeting|demo|lunch|talk)",
    r"(?:picked up|answered)\b",
    r"(?:\w+ )?went (?:very |really )?(?:well|ok|fine|badly|great|good)",
)
_HANDED_OVER = r"(?:sent|emailed|mailed|delivered|submitted)"
_DONE = (
    rf"{_THING}(?:is |was )?{_HANDED_OVER}(?: (?:it|off|over|out))?(?=$|[,.;!])",
    rf"{_HANDED_OVER} (?:him|her|them|the|it|over)\b",
    r"all done\b",
)
_BEFORE = (
    r"(?:(?:ok|okay|so|well|just|i|we|he|she|they|yes|yep|hi|but|still|again)[ ,]+"
    r"|[^\W\d_]+ (?=did|does|is|was|never)){0,4}"
)
_BEFORE_HAN = r"(?:刚才|刚刚|刚|已经|已|我|他|她|对方|电话|客户|一直|还是|都|又){0,4}"
_HAN_NOT_REACHED = (
    r"没(?:有)?(?:人)?(?:接听|接通|接|回复|回|打通|联系上|找到人?|在)",
    r"不接|无人接听|打不通|占线|关机|停机|不在(?!乎)|正在通话|不方便|没空|在开会|联系不上",
)
_HAN_DONE = (
    r"(?:打|接|联系|聊|谈|见|拜访|沟通|去|吃|开|约)(?:通|上|到|完|好|过|面|妥)?(?:过)?(?:电话|会|饭)?了",
    r"把?(?:报价单?|合同|方案|资料|[^\s，,。]{0,6}?)(?:已经|已|都)?(?:发|寄|送|交)(?:出去|过去|给?他|给?她|给?客户)?了",
    r"(?:发|寄|送|打|联系|拜访|沟通|见)(?:出去|过去|过|完)了?",
    r"搞定|办好|弄好|处理好",
)
_REPORTED = re.compile(
    rf"{_BEFORE}(?:{'|'.join((*_NOT_REACHED, *_REACHED, *_DONE))})(?=$|\W)"
    rf"|{_BEFORE_HAN}(?:{'|'.join((*_HAN_NOT_REACHED, *_HAN_DONE))})",
    re.IGNORECASE,
)
_IN_VAIN = re.compile(
    rf"{_BEFORE}(?:{'|'.join(_NOT_REACHED)})(?=$|\W)|{_BEFORE_HAN}(?:{'|'.join(_HAN_NOT_REACHED)})", re.IGNORECASE
)
_AGAIN = re.compile(
    r"(?:(?:i['’]?ll|will|let me|please|pls|i|to)\s+)*(?:try|call|ring|phone|ask|check)(?: (?:him|her|them))?"
    r" ?(?:again|back|later)"
    r"|(?:我|等会儿?|待会儿?|晚点|回头|过会儿?|\s)*再(?:打|联系|试|约|问|说)",
    re.IGNORECASE,
)
_ANEW = re.compile(r"\b(?:again|back)\b|再", re.IGNORECASE)
_BARE = re.compile(
    r"(?:call|ring|phone|try|contact|ask)(?: (?:him|her|them))?(?: back| again)?|再?(?:打|联系|试|约|问|说)",
    re.IGNORECASE,
)
_SENT = re.compile(
    rf"{_BEFORE}(?:{_THING})?{_HANDED_OVER}(?: (?:it|off|over|out|him|her|them|the \w+))*|{_BEFORE_HAN}"
    r"(?:把?[^\s，,。]{0,6}?(?:已经|已|都)?)?(?:发|寄|送)(?:出去|过去|给?他|给?她|给?客户|好)?了",
    re.IGNORECASE,
)
_SENDS = re.compile(r"\b(?:send|e-?mail|mail|forward|submit|deliver)\b|[发寄送]", re.IGNORECASE)
READ = 200
"""Characters: a report comes first."""


def is_report(words: str) -> bool:
    """Whether the words begin with what came of it."""
    return _REPORTED.match(words[:READ]) is not None


def is_for_later(words: str) -> bool:
    """Whether nothing came of it yet: "try again tomorrow"."""
    return _AGAIN.match(words[:READ]) is not None


def is_anew(words: str, action: str | None) -> bool:
    """Whether the same is to be done again: nobody was reached, or "again" is said, and no other `action` is named."""
    if action is not None and _BARE.fullmatch(action) is None:
        return False
    return _IN_VAIN.match(words[:READ]) is not None or _ANEW.search(words[:READ]) is not None


def is_handed_over(words: str) -> bool:
    """Whether the words say that something was sent, and nothing else."""
    return _SENT.fullmatch(words.strip(" .!。！")[:READ]) is not None


def sends(action: str) -> bool:
    """Whether it is to send something."""
    return _SENDS.search(action) is not None
