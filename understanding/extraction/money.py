"""Amounts and counts, found before times are looked for: languages bring the words, this how digits are written."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from understanding.extraction.currencies import COINS, EVERYDAY, SYMBOLS, codes, shared
from understanding.extraction.model import Amount, Quantity
from understanding.extraction.page import COVER, Page

DIGITS = (
    r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d{1,2})?(?!\d)|(?<![a-z\d.])\.\d{1,2}(?!\d)|"
    r"\d{1,3}(?:[,.'](?:\d{3}))+(?:[.,]\d{1,2})?(?!\d)|\d{1,3}(?: \d{3})+(?![\d,.])|"
    r"\d{1,26}(?:[.,]\d{1,6})?"
)
# "$30k AUD", "$500 Canadian": whose dollars they are is said behind.
_DOLLARS = {"canadian": "CAD", "australian": "AUD", "us": "USD", "american": "USD", "singapore": "SGD"}
_WHICH_DOLLAR = re.compile(rf" ?(usd|aud|cad|hkd|nzd|sgd|twd|mxn|{'|'.join(_DOLLARS)})(?![a-z])")
# Currencies whose countries group thousands with a dot.
_DOT_GROUPS = frozenset("EUR BRL IDR DKK TRY VND CLP ARS COP PLN NOK SEK RON CZK HUF".split())
_RANGE = r"(?:-|~|to|and|or|到|至|,? (?:or )?(?:maybe|perhaps|possibly|even|now|then|max|tops)|,?(?:最多|或者?|还是))"
# Lakhs and crores are counted where rupees are.
_LONE = frozenset("一二两三四五六七八九")  # the 一 of 合同额一共 is no amount
_RUPEES = re.compile(r"lakhs?|lacs?|crores?|cr")
_COUNT_IN_RUPEES = frozenset({"INR", "PKR", "LKR", "NPR", "BDT"})


@dataclass(frozen=True, slots=True)
class Wording:
    """What a language says.

    `number` matches numbers, in digits or words, and `value` reads them for a currency (ValueError, KeyError: none).
    `scales` multiply (k, million); `names` are currencies' names behind an amount and `titles` before one; `minor`
    matches what hundredths stand behind, in a group of its own, and `minor_value` reads it. `leads` are words that make
    a plain number money, `alone` matches a number that is money without any of them, unless `counted` follows.
    `priced` follows a price: 300 per seat. `idioms` match what looks like money and is none: thanks a million.
    """

    number: str
    value: Callable[[str, str], Decimal]
    scales: Mapping[str, int]
    names: Mapping[str, str]
    titles: Mapping[str, str]
    minor: str
    minor_value: Callable[[str], Decimal]
    leads: str
    alone: str
    counted: str
    priced: str
    idioms: str


@dataclass(frozen=True, slots=True)
class Purse:
    """The workspace's currency, and whether it is Chinese that is read."""

    currency: str
    language: str

    def code(self, name: str, mark: str = "") -> str:
        """ISO 4217 of what a symbol or name stands for here; `mark` is how it is written."""
        if self.currency in shared().get(mark, ()):
            return self.currency
        if name == "$":
            return self.currency if self.currency in {"AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "MXN"} else "USD"
        if name == "¥":
            return self.currency if self.currency in {"CNY", "JPY"} else {"ja": "JPY"}.get(self.language, "CNY")
        if name in COINS:
            return self.code(COINS[name][0])
        if name == "元":
            return self.currency if self.currency in {"CNY", "TWD", "HKD"} else "CNY"
        return name


class AmountFinder:
    """The patterns of one language, built once."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        many = {name: name for name in COINS if name[0] in "ktm" and name not in words.names}
        self._names = {**codes(), **words.names, **SYMBOLS, **words.titles, **many}
        scale = (
            rf"(?: ?(?P<scale>{_any(words.scales)})(?:(?![a-z0-9])|(?=(?:eur|usd|gbp|chf|cny|"
            r"rmb)(?![a-z]))))?"
        )
        number = rf"(?P<n>{words.number})"
        before, after = (_any([*SYMBOLS, *codes(), *names, *many]) for names in (words.titles, words.names))
        minor = rf"(?P<minor>{words.minor})?"
        han = r"[\u4e00-\u9fff]"
        self._marked = tuple(
            re.compile(source, re.ASCII)
            for source in (
                (
                    rf"(?<![a-z0-9/$€£])(?<!\d[.,:])(?<![^\dk万]-){number}{scale}(?:[,.]-{{1,2}}|"
                    rf"/-)?[ -]?(?P<mark>{after})"
                    rf"(?:(?<={han})|(?![a-z0-9]))(?!(?<=[$€£¥])\d){minor}"
                ),
                (
                    rf"(?<![a-z0-9.])(?P<million>m(?=[a-z]{{3}} \d))?(?P<mark>{before})[\s:]{{0,2}}{number}{scale}"
                    rf"(?:(?<={han}) ?元)?{minor}"
                ),
            )
        )
        self._unmarked = tuple(
            re.compile(source, re.ASCII)
            for source in (
                rf"(?<![a-z0-9/#])(?<!\d[.,:])(?<![^\dk万]-){number}{scale}(?P<mark>)(?P<alone>)",
                rf"(?:{words.leads})(?P<amount>{number}{scale})(?![\d.:/%-]*\d|[a-z%]|\.\s?\d)(?P<mark>)",
            )
        )
        self._said_before = re.compile(
            rf"(?P<name>{_any(name for name in words.titles if len(name) > 1)})(?:计价?|结算|的)?$"
        )
        self._alone = re.compile(words.alone)
        self.idioms = re.compile(words.idioms)
        self._priced = re.compile(words.priced)
        self._counted = re.compile(rf"\s{{0,2}}(?:{words.counted})")
        self._low = re.compile(
            rf"(?<![a-z0-9.,\-/:])(?P<mark>[$€£¥])?(?P<n>{words.number}){scale} ?{_RANGE} ?$", re.ASCII
        )

        self._high = re.compile(rf" ?(?:-|~|to|and|到|至) ?[$€£¥]?{number}{scale}(?![a-z0-9]|[.,]\d)", re.ASCII)

    def find(self, page: Page, purse: Purse) -> list[Amount]:
        """The amounts of a page, covered in it."""
        marked = sorted(
            (match for regex in self._marked for match in regex.finditer(page.plain)), key=lambda match: match.start()
        )
        found = self._taken(marked, page, purse)
        for regex in self._unmarked:
            found += self._taken(list(regex.finditer(page.plain)), page, purse)
        return sorted(found, key=lambda amount: amount.start)

    def _taken(self, matches: Sequence[re.Match[str]], page: Page, purse: Purse) -> list[Amount]:
        found = []
        for match in matches:
            amount = self._amount(match, page, purse)
            if amount is None:
                continue
            low = self._low_end(match, page, amount)
            high = self._high_end(match, page, amount)
            if high is not None and high.amount >= amount.amount * 100 and not match["scale"]:
                amount = self._as_high(amount, high)
            for each in (low, amount, high):
                if each is not None:
                    found.append(each)
                    page.cover(each.start, each.start + len(each.text))
        return found

    def _as_high(self, low: Amount, high: Amount) -> Amount:
        """The 30 of "EUR 30-40k" and the 2 of "$2-3 million" are counted as what follows."""
        scales = sorted({*self._words.scales.values(), 1_000, 1_000_000, 10_000}, reverse=True)
        fits = (low.amount * scale for scale in scales if high.amount / 10 < low.amount * scale < high.amount)
        return replace(low, amount=next(fits, low.amount))

    def _low_end(self, match: re.Match[str], page: Page, high: Amount) -> Amount | None:
        """The 100 of "100-150k", which has the scale and currency of what follows."""
        before = page.plain[max(0, high.start - 24) : high.start]
        low = self._low.search(before) if page.plain[high.start - 1 : high.start] in "-~ to到至" else None
        if low is None or COVER in low[0] or (" and " in low[0] and "between" not in page.plain[: high.start][-40:]):
            return None
        falls = re.search(
            r"(?:from|was|were|before|从|由|原来)[^,.;]{0,6}$",
            before[: low.start()] + before[low.start() : low.start("n")],
        )
        most = high.amount * 100 if falls else high.amount
        for unit in (_unit_behind(low["n"], match["n"]), ""):
            try:
                scale = self._words.scales.get(low["scale"] or match["scale"] or "", 1)
                value = self._words.value(low["n"] + unit, high.currency) * scale
            except (ValueError, KeyError, InvalidOperation):
                continue
            if high.amount / 100 <= value < most:
                break
        else:
            return None
        start = high.start - len(before) + low.start()
        end = high.start - len(before) + (low.end("scale") if low["scale"] else low.end("n"))
        return Amount(amount=value, currency=high.currency, text=page.written(start, end), start=start)

    def _high_end(self, match: re.Match[str], page: Page, low: Amount) -> Amount | None:
        """The 150k of "$100-150k", where the currency stands before the first."""
        end = low.start + len(low.text)
        high = self._high.match(page.plain, end) if match["mark"] and match.end() == end else None
        if high is None or COVER in high[0]:
            return None
        if "and" in high[0] and "between" not in page.plain[max(0, low.start - 20) : low.start]:
            return None
        try:
            value = self._words.value(high["n"], low.currency) * self._words.scales.get(high["scale"] or "", 1)
        except (ValueError, KeyError, InvalidOperation):
            return None
        if not low.amount < value:
            return None
        start = high.start("n")
        return Amount(amount=value, currency=low.currency, text=page.written(start, high.end()), start=start)

    def _amount(self, match: re.Match[str], page: Page, purse: Purse) -> Amount | None:
        mark, groups = match["mark"], match.groupdict()
        start, end = match.span("amount") if groups.get("amount") else match.span()
        if COVER in page.plain[start:end] or (not mark and not self._is_money(match)):
            return None
        if not mark and not match["scale"] and match["n"] in _LONE:
            return None
        if mark in {"r", "p"} and not _fits_letter(match):
            return None
        if mark and not _is_apart(match, page):
            return None
        ahead = None if mark else self._said_before.search(page.plain, max(0, match.start() - 12), match.start())
        mark = ahead["name"] if ahead else mark
        currency = purse.code(self._names[mark], mark) if mark else purse.currency
        if not mark and _RUPEES.fullmatch(match["scale"] or "") and currency not in _COUNT_IN_RUPEES:
            currency = "INR"
        told = _WHICH_DOLLAR.match(page.plain, end) if mark == "$" else None
        if told:
            currency = _DOLLARS.get(told[1], told[1].upper())
            end = told.end()
        try:
            value = self._words.value(match["n"], currency) * self._words.scales.get(match["scale"] or "", 1)
            value += self._words.minor_value(groups["minor"]) if groups.get("minor") else 0
        except (ValueError, KeyError, InvalidOperation):
            return None
        if groups.get("million"):
            value *= 1_000_000
        if mark and self._names[mark] in COINS:
            value /= COINS[self._names[mark]][1]
        return Amount(amount=value, currency=currency, text=page.written(start, end), start=start)

    def _is_money(self, match: re.Match[str]) -> bool:
        """An amount that names no currency: 20k, 20万, a plain number after "budget"; not what counts users."""
        if self._counted.match(match.string, match.end()):
            return False
        if "alone" not in match.groupdict() or self._alone.fullmatch(match.string, *match.span()):
            return True
        return self._priced.match(match.string, match.end()) is not None and not re.fullmatch(r"\d|[^\W\d]", match["n"])


def _fits_letter(match: re.Match[str]) -> bool:
    """Whether a lone letter is a currency there: R5,000 is rand, R5 a room; 50p is money, 5p an hour."""
    if match["mark"] == "p":
        return not match["scale"] and match["n"].isdigit() and 12 < int(match["n"]) < 100
    return bool(match["scale"] or re.search(r"\d[, ]\d{3}", match["n"]))


_OWN_UNIT = re.compile(
    r"(?<=[\d一二两三四五六七八九十百千])[百千]?[万亿]$| (?:hundred|thousand|million|billion)$|(?<=\d)[^\d.,\s]+$"
)


def _unit_behind(low: str, high: str) -> str:
    """The 万 that 20 lacks in 20-30万, the thousand of "five to ten thousand"."""
    unit = _OWN_UNIT.search(high)
    return unit[0] if unit and not low.endswith(("万", "亿", unit[0])) else ""


def _is_apart(match: re.Match[str], page: Page) -> bool:
    """Whether what names the currency is a word of its own: neither Tencent nor "all 300" are money, "RON 300" is."""
    mark, (start, end) = match["mark"], match.span("mark")
    number = match["n"]
    if start == match.end("n") and number[-1:].isascii() and number[-1:].isalpha() and mark[0].isascii():
        return False
    if mark not in EVERYDAY:
        return True
    large = match["scale"] or len(re.findall(r"\d", number)) > 2  # TOP 10, ALL 5 and TRY 3 count
    return bool(large) and page.text[start:end].isupper() and not page.text.isupper()


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def read_digits(text: str, currency: str = "") -> Decimal:
    """1,234.56 and 1.234,56 and 1'234 and 1 234; one dot before three digits groups only where the currency's do."""
    text = text.replace("'", "").replace(" ", "")
    dot, comma = text.rfind("."), text.rfind(",")
    if dot >= 0 and comma >= 0:
        grouping = "," if dot > comma else "."
        return Decimal(text.replace(grouping, "").replace(",", "."))
    mark = "." if dot >= 0 else ","
    if mark not in text:
        return Decimal(text)
    head, *groups = text.split(mark)
    thousands = len(groups[-1]) == 3 and (len(groups) > 1 or mark == "," or currency in _DOT_GROUPS) and head != "0"
    return Decimal("".join([head, *groups])) if thousands else Decimal(f"{head}.{''.join(groups)}")


_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:[.,]\d{1,2})?) ?(%|percent|per cent)(?![a-z])")


def _percent(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def find_quantities(page: Page, counters: Sequence[tuple[re.Pattern[str], Callable[[str], Decimal]]]) -> list[Quantity]:
    """Percentages and counted things, covered in the page. A counter's pattern has the groups n and unit."""
    found = []
    for regex, value in ((_PERCENT, _percent), *counters):
        for match in list(regex.finditer(page.plain)):
            try:
                number = value(match[1])
            except (ValueError, KeyError, InvalidOperation):
                continue
            found.append(
                Quantity(
                    value=number,
                    unit=page.written(*match.span(2)).strip(),
                    text=page.written(*match.span()),
                    start=match.start(),
                )
            )
            page.cover(*match.span())
    return sorted(found, key=lambda quantity: quantity.start)
