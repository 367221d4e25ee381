"""Amounts and counts, found before times are looked for. Languages bring their words, this the ways digits are written."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from understanding.extraction.model import Amount, Quantity
from understanding.extraction.page import COVER, Page

DIGITS = r"\d{1,3}(?:[,.'](?:\d{3}))+(?:[.,]\d{1,2})?(?!\d)|\d{1,3}(?: \d{3})+(?![\d,.])|\d{1,26}(?:[.,]\d{1,6})?"
# Currencies whose countries group thousands with a dot.
_DOT_GROUPS = set("EUR BRL IDR DKK TRY VND CLP ARS COP PLN NOK SEK RON".split())
SYMBOLS: Mapping[str, str] = {
    "us$": "USD", "u$s": "USD", "c$": "CAD", "c $": "CAD", "ca$": "CAD", "cad$": "CAD", "a$": "AUD", "au$": "AUD", "s$": "SGD", "sg$": "SGD", "hk$": "HKD", "nt$": "TWD",
    "nz$": "NZD", "r$": "BRL", "mxn$": "MXN", "mx$": "MXN", "$": "$", "€": "EUR", "£": "GBP", "¥": "¥", "￥": "¥", "₹": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY", "฿": "THB",
    "₫": "VND", "₱": "PHP", "₪": "ILS", "₴": "UAH", "₦": "NGN", "rs.": "INR", "rs": "INR", "rmb": "CNY", "rm": "MYR", "rp": "IDR", "€ur": "EUR", "euro": "EUR", "euros": "EUR",
    "kr": "SEK", "zł": "PLN", "chf": "CHF", "sfr": "CHF", "le": "EGP", "dhs": "AED", "ntd": "TWD", "nis": "ILS",
}  # fmt: skip
CODES = set("AED AUD BRL CAD CHF CNY CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KRW KWD MXN MYR NGN NOK NZD PHP PKR PLN QAR RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR ARS CLP COP JOD".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """What a language says.

    `number` matches numbers, in digits or words, and `value` reads them for a currency (ValueError, KeyError: none).
    `scales` multiply (k, million); `names` are currencies' names behind an amount and `titles` before one; `minor`
    matches what hundredths stand behind, in a group of its own, and `minor_value` reads it. `leads` are words that make
    a plain number money, `alone` matches a number that is money without any of them, unless `counted` follows.
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


@dataclass(frozen=True, slots=True)
class Purse:
    """The workspace's currency, and whether it is Chinese that is read."""

    currency: str
    language: str

    def code(self, name: str) -> str:
        """ISO 4217 of what a symbol or name stands for here."""
        if name == "$":
            return self.currency if self.currency in {"AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "MXN"} else "USD"
        if name == "¥":
            return self.currency if self.currency in {"CNY", "JPY"} else {"ja": "JPY"}.get(self.language, "CNY")
        if name == "元":
            return self.currency if self.currency in {"CNY", "TWD", "HKD"} else "CNY"
        return name


class AmountFinder:
    """The patterns of one language, built once."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        codes = {code.lower(): code for code in CODES}
        self._names = {**codes, **SYMBOLS, **words.names, **words.titles}
        scale = rf"(?: ?(?P<scale>{_any(words.scales)})(?![a-z0-9]))?"
        number = rf"(?P<n>{words.number})"
        before, after = _any([*SYMBOLS, *codes, *words.titles]), _any([*SYMBOLS, *codes, *words.names])
        minor = rf"(?P<minor>{words.minor})?"
        self._patterns = tuple(
            re.compile(source, re.ASCII)
            for source in (
                rf"(?<![a-z0-9.])(?P<million>m(?=[a-z]{{3}} \d))?(?P<mark>{before})[\s:：]{{0,2}}{number}{scale}(?:(?<=[\u4e00-\u9fff]) ?元)?{minor}",
                rf"(?<![a-z0-9.,\-/:$€£]){number}{scale}[ -]?(?P<mark>{after})(?![a-z0-9]){minor}",
                rf"(?<![a-z0-9.,\-/:#]){number}{scale}(?P<mark>)(?P<alone>)",
                rf"(?:{words.leads})(?P<amount>{number}{scale})(?![\d.:/%-]*\d|[a-z%])(?P<mark>)",
            )
        )
        self._alone = re.compile(words.alone)
        self._counted = re.compile(rf"\s{{0,2}}(?:{words.counted})")

    def find(self, page: Page, purse: Purse) -> list[Amount]:
        """The amounts of a page, covered in it."""
        found: list[Amount] = []
        for regex in self._patterns:
            for match in list(regex.finditer(page.plain)):
                amount = self._amount(match, page, purse)
                if amount is not None:
                    found.append(amount)
                    page.cover(amount.start, amount.start + len(amount.text))
        return sorted(found, key=lambda amount: amount.start)

    def _amount(self, match: re.Match[str], page: Page, purse: Purse) -> Amount | None:
        mark, groups = match["mark"], match.groupdict()
        start, end = match.span("amount") if groups.get("amount") else match.span()
        if COVER in page.plain[start:end] or (not mark and not self._is_money(match)):
            return None
        currency = purse.code(self._names[mark]) if mark else purse.currency
        try:
            value = self._words.value(match["n"], currency) * self._words.scales.get(match["scale"] or "", 1)
            value += self._words.minor_value(groups["minor"]) if groups.get("minor") else 0
        except (ValueError, KeyError, InvalidOperation):
            return None
        if groups.get("million"):
            value *= 1_000_000
        return Amount(amount=value, currency=currency, text=page.written(start, end), start=start)

    def _is_money(self, match: re.Match[str]) -> bool:
        """An amount that names no currency: 20k, 20万, a plain number after "budget"; not what counts users."""
        if self._counted.match(match.string, match.end()):
            return False
        return "alone" not in match.groupdict() or self._alone.fullmatch(match[0]) is not None


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
    thousands = (
        all(len(group) == 3 for group in groups)
        and (len(groups) > 1 or mark == "," or currency in _DOT_GROUPS)
        and head != "0"
    )
    return Decimal("".join([head, *groups])) if thousands else Decimal(f"{head}.{''.join(groups)}")


_PERCENT = re.compile(r"(?<![\d.])(\d{1,3}(?:[.,]\d{1,2})?) ?(%|percent|per cent)(?![a-z])")


def find_quantities(page: Page, counters: Sequence[tuple[re.Pattern[str], Callable[[str], Decimal]]]) -> list[Quantity]:
    """Percentages and counted things, covered in the page. A counter's pattern has the groups n and unit."""
    found = []
    for regex, value in ((_PERCENT, lambda text: Decimal(text.replace(",", "."))), *counters):
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
