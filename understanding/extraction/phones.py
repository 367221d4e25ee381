"""Phones: numbers that are meant to be dialled, in digits or spoken one by one, and their form for dialling."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType

from understanding.extraction.model import Phone
from understanding.extraction.page import Page

_DIGITS = re.compile(
    r"(?:(?<![a-z0-9.$€£¥_=#])(?<![a-z0-9]-)|(?<=[a-z])(?=\(\+|\+))(?:\+ ?|\(\+|\( "
    r"?)?\d(?:[ \-./()]{0,3}\d){5,22}(?![a-z0-9]*[@_])"
)
_EXTENSION = re.compile(r"[ ,，;]{0,2}(?:ext(?:ension|n)?\.?|x|转?分机号?|转(?:分机)?|#)[ :.]{0,2}(\d{1,6})(?![\d])")
_CUE = re.compile(
    r"(?:phone|tel|telephone|mobile|mob|cell|fax|call|ring|dial|text|sms|whatsapp|reach (?:me|"
    r"him|her|them) (?:on|at)|number|ph|desk|direct(?: line)?|landline|hotline|switchboard|reception|电话|手机|"
    r"号码|座机|联系方式|致电|拨打|回电|打给|传真|"
    r"热线|电话号|办公室|教研室|[处科部室])[^\d\n]{0,24}$|[tm] ?[:.] ?$|@ ?$"
)
_NOT_BEFORE = re.compile(
    r"(?<![a-z])(?:order|invoice|account|acct|card|card number|card no|account number|order number|"
    r"lot|batch|part|item|receipt|booking|confirmation|reservation|membership|licen[cs]e|policy|passport|routing|"
    r"barcode|ean|upc|imei|uid|pin|asin|quote|quotation|shipment|waybill|server|ip|host|population|postcode|zip|"
    r"银行卡|护照|车架号|保单|流水|票号|设备号|条形?码|批次|会员|学号|邮编|服务器|执照|信用代码|运单|物流|"
    r"取件码|验证码|"
    r"编码|代码|发票|货号|料号|身份证|"
    r"serial number|serial|ssn|sku|po|id|ref|reference|version|ticket|tracking|isbn|iban|vat|"
    r"tax|contract|case|model|express|latitude|longitude|订单号?|单号|账号|卡号|序列号|编号|"
    r"合同号?|税号|工号|型号|版本|快递|qq)(?:号码?|编号)?(?: ?(?:number|num|no|nr))?[ .:：#no是为]{0,4}(?:is "
    r")?[a-z]{0,1}$"
)
_NOT_AFTER = re.compile(
    r"\s{0,2}(?:is|are|looks?|doesn't|不|看起来不|并不)?\s{0,2}(?:an? ssn|a ssn|not a phone|"
    r"no phone|doesn't look|does not look|(?:看起来)?不(?:像|是)|是(?:一个)?(?:序列号|订单号|"
    r"身份证)|[%℃°]|[a-f]\d|\d?[a-f]{1,2}\d? |usd|eur|dollars|元|万|块|美元|users|seats|units)"
)
# What calls so short a number a phone that it could be anything else.
_SHORT_CUE = re.compile(
    r"(?:phone|tel|telephone|mobile|cell|fax|dial|电话|手机|座机|传真|办公室|[处科部室])[^\d\n]{0,24}$|[tm] ?[:.] ?$"
)
# A Chinese landline with its extension behind a dash: 0755-86013388-8001.
_DASHED_EXTENSION = re.compile(r"(\(?0\d{2,3}\)?[ -]?\d{3,4}[ -]?\d{4})-(\d{1,5})")
_COMPLETE = re.compile(r"(?:\+?86[ -]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\(?[2-9]\d\d\)?[ .-]\d{3}[.-]\d{4}")
_PAUSES = re.compile(
    r"(?<!\d)(?=1\d\d ?[,，、]|1\d\d ?\d{4} ?[,，、])1[3-9]\d[,，、 ]{1,2}\d{4}[,，、 ]{1,2}\d{4}(?!\d)"
)
_RUSSIAN = re.compile(r"8[ -]\(?9\d\d\)?[ -]\d{3}[ -]?\d\d[ -]?\d\d")
_LEAST = 7
_PRICE = re.compile(
    r"(?:[$€£¥]|budget|price|amount|worth|value|total|offer|revenue|turnover|costs?|paid?|pays?)[^,.;]{0,16}$"
)
# Where no number is shorter than ten digits, three groups of three are an amount.
_TEN_DIGITS = frozenset({"US", "CA", "CN", "IN", "MX"})
_WHOLE = 10  # digits of a number that is said whole
# What says behind a number whose it is.
_CUE_AFTER = re.compile(
    r" ?(?:[(（-] ?)?(?:(?:is|was|'s|=) )?(?:(?:my|his|her|their|our|the|an?|[a-z]{2,15}'s) )?(?:new |direct |"
    r"work |private )?"
    r"(?:mobile|mob|cell|phone|number|office|direct|whatsapp|landline|tel|desk|fax)(?![a-z])|"
    r" ?[(（]?(?:微信同|同微信|手机|电话|座机|办公室|固话|传真)"
)
_CHINESE_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")


@cache
def _load_phonenumbers() -> ModuleType:
    return import_module("phonenumbers")


def find_phones(page: Page, region: str, digits: Mapping[str, str]) -> list[Phone]:
    """Numbers that are meant to be dialled; a long number that is an order, a date or an amount is none, and so is
    a short one that is a service (110, 10086, 95588). `digits` are a language's words for them.
    """
    found = [*_spoken(page, region, digits), *_with_commas(page)]
    for match in list(_DIGITS.finditer(page.plain)):
        for start, end in _split(page.plain, *match.span()):
            phone = _phone(page, start, end, region)
            if phone:
                found.append(phone)
                page.cover(start, start + len(phone.text))
    return sorted(found, key=lambda phone: phone.start)


def _with_commas(page: Page) -> Iterator[Phone]:
    """138，0013，8000: a mobile as a dictation writes the pauses."""
    for match in list(_PAUSES.finditer(page.plain)):
        text = page.written(*match.span())
        yield Phone(number=e164(re.sub(r"\D", "", match[0]), "CN"), text=text, start=match.start())
        page.cover(*match.span())


@cache
def _spoken_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    word = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![a-z])(?:plus )?(?:{word})(?:[ ,，-]{{0,2}}(?:{word})){{6,14}}(?![a-z])")


def _spoken(page: Page, region: str, digits: Mapping[str, str]) -> Iterator[Phone]:
    """A number said digit by digit, as dictation writes it: whole for the region, or called a phone before."""
    if not digits:
        return
    one = re.compile("|".join(sorted(digits, key=len, reverse=True)))
    for match in list(_spoken_pattern(tuple(digits)).finditer(page.plain)):
        said = "".join(digits[word] for word in one.findall(match[0]))
        number = e164(f"+{said}" if match[0].startswith("plus") else said, region)
        cue = _CUE.search(page.plain[max(0, match.start() - 48) : match.start()])
        if (number and len(said) >= _WHOLE) or cue:
            yield Phone(number=number, text=page.written(*match.span()), start=match.start())
            page.cover(*match.span())


def _split(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Two numbers written one after the other come apart where a blank or slash divides two whole ones."""
    text = plain[start:end]
    whole = _COMPLETE.match(text)
    if whole and whole.end() < len(text) and text[whole.end()] in " /":
        yield start, start + whole.end()
        rest = re.search(r"[^ /]", text[whole.end() :])
        if rest and len(re.sub(r"\D", "", text[whole.end() :])) >= 7:
            yield from _split(plain, start + whole.end() + rest.start(), end)
        return
    for cut in re.finditer(r" / | ?/ ?| ", text):
        left, right = re.sub(r"\D", "", text[: cut.start()]), re.sub(r"\D", "", text[cut.end() :])
        if len(left) >= 10 and len(right) >= 7 and len(left + right) > 13:
            yield start, start + cut.start()
            yield from _split(plain, start + cut.end(), end)
            return
    yield start, end


def _phone(page: Page, start: int, end: int, region: str) -> Phone | None:
    start, end = _without_brackets(page.plain, start, end)
    text, extension = page.plain[start:end], _EXTENSION.match(page.plain, end)
    stop = extension.end() if extension else end
    inner = _DASHED_EXTENSION.fullmatch(text)
    number = inner[1] if inner else text
    digits = re.sub(r"\D", "", number)
    if not _is_long_enough(page.plain, start, digits, text) or not _is_meant(page.plain, (start, stop), number, region):
        return None
    chinese = page.has_chinese and digits.startswith("0") and not text.startswith("00") and region == "US"
    return Phone(
        number=e164(number, "CN" if chinese else region),
        text=page.written(start, stop),
        start=start,
        extension=extension[1] if extension else inner[2] if inner else None,
    )


def _without_brackets(plain: str, start: int, end: int) -> tuple[int, int]:
    """The number without a bracket that is never closed, or that holds all of it."""
    text = plain[start:end]
    if text.count("(") > text.count(")"):
        return start + text.index("(") + 1, end
    whole = text.startswith("(") and text.endswith(")") and ")" not in text[:-1]
    return (start + 1, end - 1) if whole else (start, end)


def _is_long_enough(plain: str, start: int, digits: str, text: str) -> bool:
    """Seven digits to fifteen; six where the text calls it a number, sixteen where it begins as one of the world's."""
    least = 6 if _SHORT_CUE.search(plain, max(0, start - 48), start) else 7
    return least <= len(digits) <= (16 if text.startswith("+") else 15)


def _is_meant(plain: str, span: tuple[int, int], text: str, region: str) -> bool:
    (start, end), digits = span, re.sub(r"\D", "", text)
    before, after = plain[max(0, start - 48) : start], plain[end : end + 24]
    if _is_internet_address(text) or _NOT_BEFORE.search(before) or _NOT_AFTER.match(after) or re.match(r"[a-z]", after):
        return False
    if re.search(r"\d{2}:\d{2}", text + after[:6]) or re.fullmatch(
        r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?: .*)?|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d.*", text
    ):
        return False
    if _CUE.search(before) or (len(digits) >= _LEAST and _CUE_AFTER.match(after)):
        return True
    if text.startswith(("+", "(+", "00")) or _CHINESE_MOBILE.fullmatch(digits):
        return True
    priced = re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+", text) and (region in _TEN_DIGITS or _PRICE.search(before))
    return not (priced or re.fullmatch(r"\d+[./]\d+", text)) and _is_possible(digits, text, region)


def _is_internet_address(text: str) -> bool:
    """192.168.10.254; but 33.12.34.56 is how Danes write a number."""
    groups = text.split(".")
    return (
        len(groups) == 4
        and all(group.isdigit() and int(group) < 256 for group in groups)
        and any(len(group) != 2 for group in groups)
    )


def _is_possible(digits: str, text: str, region: str) -> bool:
    """Without any cue a number must look like one of the region: grouped as people do, or of full length."""
    grouped = re.fullmatch(r"\(?\d{2,5}\)?[ .-]?\d{2,8}(?:[ .-]\d{2,8}){0,4}", text)
    if re.fullmatch(r"\(?\d{3}\)?[ ./-]\d{3}[ .-]\d{4}", text) or _RUSSIAN.fullmatch(text):
        return True
    if re.fullmatch(
        r"(?:0?800|1[38]00|400)[ -]\d{3}[ -]?\d{3,4}|[48]00[ -]?\d{4}[ -]?\d{3}|[48]00\d[ -]\d{3}[ -]\d{3}|"
        r"\d{0,2}[ -]?\(\d{2,5}\)[ -]?\d{2,5}(?:[ -]\d{2,4}){1,3}",
        text,
    ):
        return True
    if digits.startswith("0") and 9 <= len(digits) <= 12 and grouped:
        return True
    if 7 <= len(digits) < 10 and not re.search(r"[-()]" if region in _TEN_DIGITS else r"[-() .]", text):
        return False
    phonenumbers = _load_phonenumbers()
    try:
        parsed = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return False
    return bool(grouped and phonenumbers.is_valid_number(parsed))


def e164(text: str, region: str) -> str | None:
    """E.164 of a number as written, None where it is none of `region` nor one with its country's code."""
    text = re.sub(r"\(0\)", "", text)
    digits = re.sub(r"\D", "", text)
    mobile = _CHINESE_MOBILE.fullmatch(digits)
    if mobile and not (text.startswith("+") and not digits.startswith("86")) and _is_chinese_grouping(text):
        return f"+86{mobile[1]}"
    if text.lstrip("(").startswith("+"):
        return _possible(f"+{digits}", None)
    if digits.startswith("00"):
        return _possible(f"+{digits[2:]}", None)
    if _RUSSIAN.fullmatch(text):
        return _possible(f"+7{digits[1:]}", None)  # 8 is how a Russian number begins at home
    if re.fullmatch(r"1[ .-]\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}", text):
        return _possible(f"+{digits}", None)  # 1-800-555-0199 is North American wherever it is written
    return _possible(digits, region) or (_possible(f"+{digits}", None, valid=True) if len(digits) >= 11 else None)


def _is_chinese_grouping(text: str) -> bool:
    """1-386-790-6034 is American, 138-6790-6034 is Chinese."""
    return not re.match(r"\(?1[ .()-]", text)


def _possible(text: str, region: str | None, *, valid: bool = False) -> str | None:
    phonenumbers = _load_phonenumbers()
    try:
        parsed = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    # North America's own numbers are taken as they are: examples and new area codes are no valid ones there.
    lenient = not valid and (text.startswith("+") or parsed.country_code == 1)
    fits = phonenumbers.is_possible_number(parsed) if lenient else phonenumbers.is_valid_number(parsed)
    fits = fits and (parsed.country_code != 1 or re.fullmatch(r"[2-9]\d{9}", str(parsed.national_number)) is not None)
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)) if fits else None
