"""E-mails, links and handles: found first and covered, so that no time or amount is read inside them."""

import re
from collections.abc import Sequence

from understanding.extraction.model import Email, Handle, Phone
from understanding.extraction.page import Page

_EMAIL = re.compile(
    r"(?<![a-z0-9._%+-])[a-z0-9](?:[a-z0-9._%+'-]{0,62}[a-z0-9_+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9-]{1,63}){1,6}|"
    r"\[\d{1,3}(?:\.\d{1,3}){3}\])"
)
_EMAIL_SPOKEN = re.compile(
    r"(?<![a-z0-9._%+-])([a-z0-9][a-z0-9._%+-]{1,62}(?: (?:dot|underscore|dash) [a-z0-9-]{1,30}){0,2})(?: at |"
    r" ?\(at\) ?| ?\[at\] "
    r"?)([a-z0-9-]{1,62}(?:(?:\.| dot | ?\[dot\] ?)[a-z]{2,10}){1,3})(?![a-z0-9])"
)
_LINK = re.compile(
    r"(?:https?://|"
    r"www\.)[a-z0-9.-]{1,253}(?::\d{1,5})?(?:/[^\s\ue000，。、；）》\"<>\u4e00-\u9fff]{0,2000})?|"
    r"(?:(?:t|wa)\.me|(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|company))/[a-z0-9_+%-]{3,60}"
)
_AT = re.compile(
    r"(?<![a-z0-9@._/])@([a-z][a-z0-9_.]{2,31})(?![a-z0-9@])(?: on (telegram|slack|wechat|line|skype|linkedin))?"
)
_SERVICES = {
    word: service
    for service, words in {
        "wechat": "微信号 微信 wechat weixin wx vx v信",
        "telegram": "telegram tg 电报",
        "line": "line",
        "whatsapp": "whatsapp",
        "skype": "skype",
        "qq": "qq",
        "linkedin": "linkedin",
        "feishu": "飞书 lark",
        "dingtalk": "钉钉",
        "wecom": "企业微信 企微",
        "slack": "slack",
    }.items()
    for word in words.split()
}
_NAMED = re.compile(
    rf"(?<![a-z])({'|'.join(sorted(_SERVICES, key=len, reverse=True))})(?: ?(?:id|号码|号|"
    rf"账号))?(?: ?[:：是为] ?| is | )@?((?:live:)?[a-z][a-z0-9_.-]{{3,31}}|\d{{5,11}})(?![a-z0-9@])"
)
# 微信wangfang_hw: an account glued to the platform's name.
_GLUED = re.compile(r"(微信号?|电报|v信|飞书|钉钉号?)([a-z][a-z0-9_-]{5,19})(?![a-z0-9@.])")
# The phone is the WeChat account too: 微信同号, vx: before it.
_SAME_NUMBER = re.compile(
    r"(?:微信|wx|vx|v信)(?:手机)?[/ ]?同(?:号|手机号?|电话|步)?|同(?:微信|wx|vx)(?:号)?|(?:手机|"
    r"电话)[/、](?:微信|wx|vx)(?:号)?|"
    r"(?:(?:微信|wx|vx|v信)号?(?:是|为)?[/:： ]{0,2}(?:手机|电话)?[:： ]{0,2})(?=\d)|(?<=\d)[(（ ](?:微信|wx|"
    r"vx)(?:号)?(?=[)）,，。\s]|$)"
)


_SPOKEN_MARKS = {"dot": ".", "underscore": "_", "dash": "-"}


def find_emails(page: Page) -> list[Email]:
    found = []
    for match in list(_EMAIL.finditer(page.plain)):
        end = match.end()
        text = page.written(match.start(), end)
        found.append(Email(address=text, text=text, start=match.start()))
        page.cover(match.start(), end)
    for match in list(_EMAIL_SPOKEN.finditer(page.plain)):
        if not _is_spoken_email(match):
            continue
        text = page.written(*match.span())
        domain = re.sub(r" dot | ?\[dot\] ?", ".", match[2])
        box = re.sub(r" (dot|underscore|dash) ", lambda word: _SPOKEN_MARKS[word[1]], page.written(*match.span(1)))
        found.append(Email(address=f"{box}@{domain}", text=text, start=match.start()))
        page.cover(*match.span())
    return sorted(found, key=lambda email: email.start)


def _is_spoken_email(match: re.Match[str]) -> bool:
    """Whether it is one, as "jean-jacques at stuff.co.uk"; "met Bob at kite.io" is none: the box must look like one."""
    box, domain = match[1], match[2]
    before = match.string[: match.start()].rstrip()
    known_end = domain.rsplit(".", 1)[-1].rsplit(" ", 1)[-1] in _TOP_LEVELS
    looks = (
        bool(re.search(r"[._+\d-]| (?:dot|underscore|dash) ", box))
        or "(at)" in match[0]
        or "[at]" in match[0]
        or " dot " in domain
    )
    return known_end and looks and not before.endswith(("met", "with", "call", "called"))


_TOP_LEVELS = set("com net org io co uk de cn jp fr es it nl eu us ca au ch at se no dk pl br in kr tw hk "
"sg ai app dev biz info me tech".split())  # fmt: skip


def find_links(page: Page) -> list[Handle]:
    found = []
    for match in list(_LINK.finditer(page.plain)):
        end = match.start() + len(match[0].rstrip(".,;:!?)'"))
        text = page.written(match.start(), end)
        chat = re.match(r"(t|wa)\.me/(.+)|https?://(t|wa)\.me/(.+)", match[0])
        service = {"t": "telegram", "wa": "whatsapp"}[chat[1] or chat[3]] if chat else "url"
        found.append(
            Handle(service=service, name=(chat[2] or chat[4]) if chat else text, text=text, start=match.start())
        )
        page.cover(match.start(), end)
    return found


_BROADCASTS = frozenset({"all", "channel", "everyone", "group", "here"})
"""What calls a whole room together is nobody's account."""


def find_handles(page: Page) -> list[Handle]:
    """Accounts on a platform, by the platform's name before or an @."""
    found = []
    for match in [*_NAMED.finditer(page.plain), *_GLUED.finditer(page.plain)]:
        if match[1] in {"line", "slack", "skype"} and not re.search(r"[\d_:：]|id", match[0][len(match[1]) :]):
            continue
        name = page.written(*match.span(2))
        service = _SERVICES[match[1].removesuffix("号")]
        found.append(Handle(service=service, name=name, text=name, start=match.start(2)))
        page.cover(*match.span())
    for match in list(_AT.finditer(page.plain)):
        name = page.written(*match.span(1)).rstrip(".")
        if name.lower() in _BROADCASTS:
            continue
        found.append(Handle(service=match[2] or "handle", name=name, text=f"@{name}", start=match.start()))
        page.cover(match.start(), match.start(1) + len(name))
    return sorted(found, key=lambda handle: handle.start)


def find_same_number(page: Page, phones: Sequence[Phone]) -> list[Handle]:
    """The WeChat account that a phone is said to be: 微信同号. Its name is the number as it is dialled in China."""
    said = _SAME_NUMBER.search(page.uncovered)
    nearest = min(phones, key=lambda phone: abs(phone.start - said.start())) if said and phones else None
    if said is None or nearest is None or nearest.number is None:
        return []
    text = page.written(*said.span()).strip()
    return [Handle(service="wechat", name=nearest.number.removeprefix("+86"), text=text, start=said.start())]
