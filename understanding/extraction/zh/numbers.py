"""Chinese numerals: 三百五十, 两万五, 3万5, 二〇二六, 廿."""

import re
from decimal import Decimal

_DIGITS = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "俩": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
    "〇": 0,
}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
NUMERAL_CHARS = "零一二两三四五六七八九十百千万亿廿卅俩壹贰叁肆伍陆柒捌玖拾佰仟"
NUMERAL = rf"[{NUMERAL_CHARS}]"


def number_of(text: str) -> Decimal:
    """The value of a numeral in digits, characters or both; raises ValueError for anything else."""
    text = text.replace(",", "").replace(" ", "").replace("廿", "二十").replace("卅", "三十")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    if re.fullmatch(r"[零一二三四五六七八九]{2,}", text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    return _in_large(text)


def _in_large(text: str) -> Decimal:
    for unit in "亿万":
        head, found, tail = text.rpartition(unit)
        if found:
            return _in_large(head or "一") * _LARGE[unit] + _tail(tail, _LARGE[unit])
    return _in_small(text)


def _tail(tail: str, unit: int) -> Decimal:
    """After 两万 a lone digit counts the next unit below: 两万五 is 25,000."""
    if not tail:
        return Decimal(0)
    if len(tail) == 1 and (tail.isdigit() or tail in _DIGITS):
        return Decimal(_DIGITS.get(tail, 0) or int(tail) if tail.isdigit() else _DIGITS[tail]) * unit / 10
    return _in_large(tail.removeprefix("零"))


def _in_small(text: str) -> Decimal:
    total, digit, last = Decimal(0), None, 1
    for token in re.findall(r"\d+(?:\.\d+)?|.", text):
        if token in _SMALL:
            total += (1 if digit is None else digit) * _SMALL[token]
            digit, last = None, _SMALL[token]
        elif token in _DIGITS:
            if digit:
                raise ValueError(text)  # 一百五一: two numbers side by side
            digit, last = Decimal(_DIGITS[token]), last if _DIGITS[token] else 1
        elif token[0].isdigit():
            digit = Decimal(token)
        else:
            raise ValueError(text)
    if digit is None:
        return total
    return total + digit * (last // 10 if last >= 100 and total else 1)
