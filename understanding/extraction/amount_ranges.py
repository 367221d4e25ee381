"""Both ends of a range of amounts: 100-150k, between 2 and 3 million, 二十到三十万, from 90k to 60."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from understanding.extraction.model import Amount
from understanding.extraction.page import COVER, Page
from understanding.extraction.wording import Wording, any_of

_RANGE = r"(?:-|~|to|and|or|到|至|,? (?:or )?(?:maybe|perhaps|possibly|even|now|then|max|tops)|,?(?:最多|或者?|还是))"
_TO = r" ?(?:-|~|to|and|到|至)"
_OWN_UNIT = re.compile(
    r"(?<=[\d一二两三四五六七八九十百千])[百千]?[万亿]$| (?:hundred|thousand|million|billion)$|(?<=\d)[^\d.,\s]+$"
)
_COMES_FROM = re.compile(rf"{_RANGE} ?$")
_GOES_ON = re.compile(_TO)
_FALLS = re.compile(r"(?:from|was|were|before|从|由|原来)[^,.;]{0,6}$")
# The scale an amount ends with, for what is said after it without one.
_SCALE_OF = re.compile(r"(\d|[零一二三四五六七八九十两] ?)(?P<scale>[a-z]+|[百千]?[万亿])")


class Ranges:
    """The patterns of a language's ranges."""

    def __init__(self, words: Wording, counted: re.Pattern[str]) -> None:
        self._words, self._counted = words, counted
        self._scales = sorted({*words.scales.values(), 1_000, 1_000_000, 10_000}, reverse=True)
        self._number = rf"(?P<n>{words.number})(?: ?(?P<scale>{any_of(words.scales)})(?![a-z0-9]))?"

    @cached_property
    def _low(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![a-z0-9.,\-/:])(?P<mark>[$€£¥])?{self._number} ?{_RANGE} ?$", re.ASCII)

    @cached_property
    def _high(self) -> re.Pattern[str]:
        return re.compile(rf"{_TO} ?[$€£¥]?{self._number}(?![a-z0-9]|[.,]\d)", re.ASCII)

    def around(self, match: re.Match[str], page: Page, amount: Amount) -> Iterator[Amount]:
        """The amount, and the other end of the range it is in."""
        low, high = self._low_end(match, page, amount), self._high_end(match, page, amount)
        if high is not None and high.amount >= amount.amount * 100 and not match["scale"]:
            amount = self._as_high(amount, high)
        yield from (each for each in (low, amount, high) if each is not None)

    def as_before(self, number: str, before: Amount) -> Decimal | None:
        """What a bare number is in the scale of the amount before it, None where that is nothing like it."""
        scaled = _SCALE_OF.search(before.text.lower())
        scale = self._words.scales.get(scaled["scale"], 0) if scaled else 0
        unit = scaled["scale"] if scaled and not scale else ""
        value = self._words.read(number + unit, None, before.currency) if unit or scale else None
        value = value * (scale or 1) if value is not None else None
        return value if value is not None and before.amount / 20 <= value <= before.amount * 20 else None

    def _as_high(self, low: Amount, high: Amount) -> Amount:
        """The 30 of "EUR 30-40k" and the 2 of "$2-3 million" are counted as what follows."""
        fits = (low.amount * scale for scale in self._scales if high.amount / 10 < low.amount * scale < high.amount)
        return replace(low, amount=next(fits, low.amount))

    def _low_end(self, match: re.Match[str], page: Page, high: Amount) -> Amount | None:
        """The 100 of "100-150k", which has the scale and currency of what follows."""
        before = page.plain[max(0, high.start - 24) : high.start]
        low = self._low.search(before) if _COMES_FROM.search(before) else None
        if low is None or COVER in low[0] or (" and " in low[0] and "between" not in page.plain[: high.start][-40:]):
            return None
        falls = _FALLS.search(before[: low.start("n")])
        most = high.amount * 100 if falls else high.amount
        for unit in (_unit_behind(low["n"], match["n"]), ""):
            value = self._words.read(low["n"] + unit, low["scale"] or match["scale"], high.currency)
            if value is not None and high.amount / 100 <= value < most:
                break
        else:
            return None
        start = high.start - len(before) + low.start()
        end = high.start - len(before) + (low.end("scale") if low["scale"] else low.end("n"))
        return Amount(amount=value, currency=high.currency, text=page.written(start, end), start=start)

    def _high_end(self, match: re.Match[str], page: Page, low: Amount) -> Amount | None:
        """The 150k of "$100-150k", where the currency or what makes it money stands before the first."""
        end = low.start + len(low.text)
        leads = match["mark"] or "led" in match.re.groupindex
        ahead = leads and match.end() == end and _GOES_ON.match(page.plain, end)
        high = self._high.match(page.plain, end) if ahead else None
        if high is None or COVER in high[0] or (not match["mark"] and self._counted.match(page.plain, high.end())):
            return None
        if "and" in high[0] and "between" not in page.plain[max(0, low.start - 20) : low.start]:
            return None
        value = self._words.read(high["n"], high["scale"], low.currency)
        if value is None or not low.amount < value:
            return None
        start = high.start("n")
        return Amount(amount=value, currency=low.currency, text=page.written(start, high.end()), start=start)


def _unit_behind(low: str, high: str) -> str:
    """The 万 that 20 lacks in 20-30万, the thousand of "five to ten thousand"."""
    unit = _OWN_UNIT.search(high)
    return unit[0] if unit and not low.endswith(("万", "亿", unit[0])) else ""
