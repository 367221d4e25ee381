"""Phones, e-mail addresses and handles in the one form in which they can be equal."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from understanding.matching.words import personal_mail

_NOT_DIGIT = re.compile(r"\D+")
_MAX_PHONE = 40  # characters; longer is no phone
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
_HANDLE_URL = re.compile(r"^(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|slack\.com/team)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phone:
    """Digits without trunk zeros or country; `country` is the calling code, 0 where it is unknown."""

    country: int
    national: str

    @property
    def e164(self) -> str:
        """The number as it is stored: +8613800138000, or bare digits while its country is unknown."""
        return f"+{self.country}{self.national}" if self.country else self.national

    @property
    def tail(self) -> str:
        return self.national[-7:]


@lru_cache(maxsize=1024)
def parse_phone(text: str, region: str | None = None) -> Phone | None:
    """The number a text is, else None; without a region or a leading + its country stays open."""
    text = text.strip()[:_MAX_PHONE]
    digits = _NOT_DIGIT.sub("", text)
    if not 5 <= len(digits) <= 15 or sum(map(str.isalpha, text)) > 3:
        return None
    if text.startswith("+") or digits.startswith("00"):
        return _abroad(digits.lstrip("0"))
    if region:
        found = _at_home(digits, region)
        if found:
            return found
    return _guessed(digits.lstrip("0"))


def phone_tail(text: str, region: str | None = None) -> str | None:
    """The last digits by which a number is found. A whole one with its country, as it is stored, needs no parsing."""
    if len(text) > _WITH_COUNTRY and text[0] == "+" and text[1:].isascii() and text[1:].isdecimal():
        return text[-7:]
    number = parse_phone(text, region)
    return number.tail if number else None


def phone_end(text: str) -> str | None:
    """The four to six digits by which people tell namesakes apart, if a text is no more than that."""
    digits = text.strip()
    return digits if 4 <= len(digits) <= 6 and digits.isascii() and digits.isdecimal() else None


_WITH_COUNTRY = 11
"""Digits of the shortest number whose last seven can reach neither a trunk zero nor its country's code."""


def _abroad(digits: str) -> Phone | None:
    """A number with its country's code; North America and Chinese mobiles need no tables."""
    if len(digits) == 11 and digits[0] == "1":
        return Phone(1, digits[1:])
    if len(digits) == 13 and digits.startswith("861"):
        return Phone(86, digits[2:])
    return _plainly(digits) or _parsed(f"+{digits}", None) or _guessed(digits)


def _plainly(digits: str) -> Phone | None:
    """A number that is a country's code, no trunk prefix and a possible length: most, and ten times as fast."""
    for size in (1, 2, 3):
        numbering = _numbering(digits[:size])
        if numbering is not None:
            national = digits[size:]
            trunk, lengths = numbering
            plain = len(national) in lengths and national[0] != "0" and not national.startswith(trunk)
            return Phone(int(digits[:size]), national) if plain else None
    return None


@cache
def _numbering(code: str) -> tuple[tuple[str, ...], frozenset[int]] | None:
    """A calling code's trunk prefix and the lengths of its numbers; no lengths where its rules are more than that."""
    import phonenumbers  # noqa: PLC0415 - as below

    if int(code) not in phonenumbers.COUNTRY_CODE_TO_REGION_CODE or code.startswith("0"):
        return None
    region = phonenumbers.region_code_for_country_code(int(code))
    rules = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(int(code), region)
    trunk = (rules.national_prefix_for_parsing or "") if rules else "?"
    if rules is None or not (trunk.isdecimal() or not trunk):
        return (), frozenset()
    lengths = rules.general_desc.possible_length if rules.general_desc else ()
    return (trunk,) if trunk else (), frozenset(lengths)


def _at_home(digits: str, region: str) -> Phone | None:
    """A number as people of a region write it, if it can be one."""
    if region == "CN" and _CHINESE_MOBILE.fullmatch(digits):
        return Phone(86, digits)
    if region in {"US", "CA"}:
        short = digits.removeprefix("1") if len(digits) == 11 else digits
        if _AMERICAN.fullmatch(short):
            return Phone(1, short)
        return None
    return _parsed(digits, region)


_CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}")
_AMERICAN = re.compile(r"[2-9]\d{2}[2-9]\d{6}")


def _parsed(text: str, region: str | None) -> Phone | None:
    import phonenumbers  # noqa: PLC0415 - large tables, loaded with the first number of another country

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return Phone(number.country_code or 0, phonenumbers.national_significant_number(number))


def _guessed(digits: str) -> Phone | None:
    """A number without its country; 11 digits after a 1 can only be North America or a Chinese mobile."""
    if len(digits) < 5:
        return None
    if len(digits) == 11 and digits[0] == "1":
        american = _AMERICAN.fullmatch(digits[1:])
        return Phone(1, digits[1:]) if american or digits[1] == "2" else Phone(86, digits)
    if len(digits) == 13 and digits.startswith("861"):
        return Phone(86, digits[2:])
    return Phone(0, digits)


def parse_email(text: str) -> str | None:
    """The address in lower case without a +tag; None if it is none."""
    text = text.strip().lower().removeprefix("mailto:")
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        return None
    local, _, domain = text.partition("@")
    return f"{local.partition('+')[0] or local}@{domain}"


def company_domain(email: str) -> str | None:
    """The first label of a company's own mail domain; None for the mail of private people (gmail, qq ...)."""
    domain = email.partition("@")[2]
    labels = domain.split(".")
    if domain in personal_mail() or len(labels) < 2:
        return None
    return labels[-3] if len(labels) > 2 and labels[-2] in {"co", "com", "net", "org", "ac"} else labels[-2]


def parse_handle(text: str) -> str | None:
    """A chat handle in lower case without its @ or link."""
    text = _HANDLE_URL.sub("", text.strip()).lstrip("@").casefold()
    return text[:64] if text and not any(c.isspace() for c in text) else None
