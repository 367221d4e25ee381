"""Amounts as questions write them: 100k, €1.5m, 20万, 一百万, $50,000."""

import re
from decimal import Decimal, InvalidOperation

AMOUNT = (
    r"(?:(?P<symbol{n}>[€$£¥￥]|usd|eur|cny|rmb|gbp|jpy|hkd)\s*)?"
    r"(?P<number{n}>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)\s*"
    r"(?P<scale{n}>百万|千万|亿|万|千|million|mio|bn|mn|thousand|k|m|w)?"
    r"(?=[^a-z0-9]|$|usd|eur|cny|rmb|gbp|jpy|hkd)\s*"
    r"(?P<code{n}>usd|eur|cny|rmb|gbp|jpy|hkd|dollars?|euros?|yuan|元|美元|欧元|人民币)?"
)
_SCALES = {
    "k": 3, "thousand": 3, "千": 3, "万": 4, "w": 4, "m": 6, "mn": 6, "mio": 6, "million": 6, "百万": 6,
    "千万": 7, "亿": 8, "bn": 9,
}  # fmt: skip
_CURRENCIES = {
    "€": "EUR", "£": "GBP", "rmb": "CNY", "euro": "EUR", "euros": "EUR", "yuan": "CNY",
    "美元": "USD", "欧元": "EUR", "人民币": "CNY", "usd": "USD", "eur": "EUR", "cny": "CNY", "gbp": "GBP",
    "jpy": "JPY", "hkd": "HKD",
}  # fmt: skip
"""$, ¥ and 元 are left out: which currency they are depends on the workspace, so they narrow nothing."""

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}


def amount(n: int = 1) -> str:
    """The pattern of an amount; `n` keeps two of them in one pattern apart."""
    return AMOUNT.replace("{n}", str(n))


def amount_in(found: "re.Match[str]", n: int = 1) -> tuple[Decimal, str | None] | None:
    """Major units and the currency it names, if any."""
    number = number_of(found[f"number{n}"])
    if number is None:
        return None
    value = number.scaleb(_SCALES.get((found[f"scale{n}"] or "").lower(), 0))
    named = (found[f"symbol{n}"] or found[f"code{n}"] or "").lower()
    return value, _CURRENCIES.get(named)


def number_of(text: str) -> Decimal | None:
    """A number in digits or in Chinese characters up to 九千九百九十九."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return _chinese_number(text)


def _chinese_number(text: str) -> Decimal | None:
    total, digit = 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _PLACES:
            total += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            return None
    return Decimal(total + digit)
