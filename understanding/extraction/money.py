"""Amounts, found before times are looked for: languages bring the words, this what stands around them."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from understanding.extraction.amount_ranges import Ranges
from understanding.extraction.currencies import COINS, EVERYDAY, SYMBOLS, codes
from understanding.extraction.marks import MARK, Marks
from understanding.extraction.model import Amount
from understanding.extraction.page import COVER, Page
from understanding.extraction.wording import Purse, Wording, any_of

# "$30k AUD", "$500 Canadian": whose dollars they are is said behind.
_DOLLARS = {"canadian": "CAD", "australian": "AUD", "us": "USD", "american": "USD", "singapore": "SGD"}
_WHICH_DOLLAR = re.compile(rf" ?(usd|aud|cad|hkd|nzd|sgd|twd|mxn|{'|'.join(_DOLLARS)})(?![a-z])")
_LONE = frozenset("一二两三四五六七八九")  # the 一 of 合同额一共 is no amount
# Lakhs and crores are counted where rupees are.
_RUPEES = re.compile(r"lakhs?|lacs?|crores?|cr")
_COUNT_IN_RUPEES = frozenset({"INR", "PKR", "LKR", "NPR", "BDT"})
# What may stand between a currency said first and its amount: 美元结算八千, 美元报价一万二.
_SETTLED = re.compile(r"(?:计价?|结算|的)$")
_SYMBOLS = ("$", "€", "£")
# Thousands grouped and hundredths beside them: nothing but money is written so.
_TO_THE_CENT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d\d")


_APART = r"(?<!\d[.,:])(?:(?<=sub-)|(?<![^\dkwm万]-))"


class AmountFinder:
    """The patterns of one language, built once. Currencies stand in them by marks.MARK: there are too many to list."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        thousands = {name: name for name in COINS if name[0] in "ktm" and name not in words.names}
        self._names = {**codes(), **words.names, **SYMBOLS, **words.titles, **thousands}
        everywhere = {*SYMBOLS, *codes(), *thousands}
        self._behind = Marks({*everywhere, *words.names}, ends_word=True)
        self._ahead = Marks({*everywhere, *words.titles}, ends_word=False)
        self._scale = rf"(?: ?(?P<scale>{any_of(words.scales)})(?![a-z0-9]))?"
        self._number = rf"(?P<n>{words.number})"
        number, scale, apart = self._number, self._scale, _APART
        self._unmarked = (
            _compiled(rf"(?<![a-z0-9/#]){apart}{number}{scale}(?P<mark>)(?P<alone>)"),
            _compiled(
                rf"(?:{words.leads})(?P<amount>{number}{scale})(?![\d.:/%-]*\d|[a-z%]|\.\s?\d)(?P<mark>)(?P<led>)"
            ),
        )
        self._minor = re.compile(words.minor)
        self._alone = re.compile(words.alone)
        self.idioms = re.compile(words.idioms)
        self._vague = re.compile(words.vague)
        self._priced = re.compile(words.priced)
        self._counted = re.compile(rf"\s{{0,2}}(?:{words.counted})")
        self._ranges = Ranges(words, self._counted)

    # Compiled when a text first needs them: most texts name no currency, and take none back.
    @cached_property
    def _before_mark(self) -> re.Pattern[str]:
        return _compiled(rf"(?<![a-z0-9/]){_APART}{self._number}{self._scale}(?:[,.]-{{1,2}}|/-)?[ -]?(?P<mark>{MARK})")

    @cached_property
    def _after_mark(self) -> re.Pattern[str]:
        return _compiled(
            rf"(?<![a-z0-9.])(?P<mark>{MARK})[\s:]{{0,2}}{self._number}{self._scale}(?:(?<=[\u4e00-\u9fff]) ?元)?"
            r"(?![.,']?\d|[a-z])"
        )

    @cached_property
    def _moved(self) -> re.Pattern[str]:
        return _compiled(rf"(?:{self._words.moves}){self._number}(?![\d.:/%-]*\d|[a-z%]|\.\s?\d)")

    def find(self, page: Page, purse: Purse) -> list[Amount]:
        """The amounts of a page, covered in it."""
        marked = sorted(self._marked(page.plain), key=lambda match: match.start())
        found = self._taken(marked, page, purse)
        for regex in self._unmarked:
            found += self._taken(list(regex.finditer(page.plain)), page, purse)
        found += self._carried(page, found)
        return sorted(found, key=lambda amount: amount.start)

    def _marked(self, plain: str) -> Iterator[re.Match[str]]:
        """Numbers beside a currency's name; what stands right behind another's symbol is that one's."""
        behind, ahead = self._behind.stand_in(plain), self._ahead.stand_in(plain)
        for match in self._before_mark.finditer(behind) if behind else ():
            if plain[max(0, match.start() - 1) : match.start()] not in _SYMBOLS:
                yield match
        yield from self._after_mark.finditer(ahead) if ahead else ()

    def _taken(self, matches: Sequence[re.Match[str]], page: Page, purse: Purse) -> list[Amount]:
        found = []
        for match in matches:
            amount = self._amount(match, page, purse)
            for each in self._ranges.around(match, page, amount) if amount else ():
                found.append(each)
                page.cover(each.start, each.start + len(each.text))
        return found

    def _carried(self, page: Page, found: Sequence[Amount]) -> Iterator[Amount]:
        """The 80 of 从120万砍到80: it is counted as what it was before, where that makes it comparable."""
        for match in list(self._moved.finditer(page.plain)) if found else ():
            before = [amount for amount in found if amount.start < match.start("n")]
            if not before or COVER in match["n"] or self._counted.match(page.plain, match.end()):
                continue
            value = self._ranges.as_before(match["n"], before[-1])
            if value is not None:
                start, end = match.span("n")
                yield Amount(amount=value, currency=before[-1].currency, text=page.written(start, end), start=start)
                page.cover(start, end)

    def _amount(self, match: re.Match[str], page: Page, purse: Purse) -> Amount | None:
        start, end = match.span("amount") if "amount" in match.re.groupindex else match.span()
        mark = page.plain[slice(*match.span("mark"))]
        if COVER in page.plain[start:end] or not (
            self._is_marked_so(match, mark, page) if mark else self._is_money(match)
        ):
            return None
        mark = mark or self._said_before(page.plain, match.start())
        currency = self._currency(match["scale"], mark, purse)
        told = _WHICH_DOLLAR.match(page.plain, end) if mark == "$" else None
        if told:
            currency, end = _DOLLARS.get(told[1], told[1].upper()), told.end()
        value = self._words.read(match["n"], match["scale"], currency)
        if value is None or (match["scale"] == "l" and currency not in _COUNT_IN_RUPEES):
            return None
        minor = self._minor.match(page.plain, end) if match["mark"] and not told else None
        if minor:
            value, end = value + self._words.minor_value(minor[0]), minor.end()
        if mark and self._names[mark] in COINS:
            value /= COINS[self._names[mark]][1]
        return Amount(amount=value, currency=currency, text=page.written(start, end), start=start)

    def _currency(self, scale: str | None, mark: str, purse: Purse) -> str:
        currency = purse.code(self._names[mark], mark) if mark else purse.currency
        in_rupees = not mark and _RUPEES.fullmatch(scale or "") and currency not in _COUNT_IN_RUPEES
        return "INR" if in_rupees else currency

    def _said_before(self, plain: str, start: int) -> str:
        """The currency that was said before a plain number: 美元报价一万二."""
        name = self._ahead.name_ending(_SETTLED.sub("", plain[max(0, start - 12) : start]))
        return name if name and name not in EVERYDAY else ""

    def _is_marked_so(self, match: re.Match[str], mark: str, page: Page) -> bool:
        """Whether what names the currency does there: neither Tencent nor "all 300" are money, "RON 300" is."""
        number, (start, end) = match["n"], match.span("mark")
        if mark in {"r", "p"} and not _fits_letter(mark, number, match["scale"]):
            return False
        if start == match.end("n") and number[-1:].isascii() and number[-1:].isalpha() and mark[0].isascii():
            return False
        large = match["scale"] or len(re.findall(r"\d", number)) > 2  # TOP 10, ALL 5 and TRY 3 count
        return mark not in EVERYDAY or (bool(large) and page.text[start:end].isupper() and not page.text.isupper())

    def _is_money(self, match: re.Match[str]) -> bool:
        """An amount that names no currency: 20k, 20万, a plain number after "budget"; not what counts users."""
        if not match["scale"] and match["n"] in _LONE:
            return False
        if self._counted.match(match.string, match.end()):
            return False
        if "led" in match.re.groupindex and not match["scale"] and self._vague.fullmatch(match[0]):
            return False
        if "alone" not in match.re.groupindex or self._alone.fullmatch(match.string, *match.span()):
            return True
        if _TO_THE_CENT.fullmatch(match["n"]):
            return True
        return self._priced.match(match.string, match.end()) is not None and not re.fullmatch(r"\d|[^\W\d]", match["n"])


def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.ASCII)


def _fits_letter(mark: str, number: str, scale: str | None) -> bool:
    """Whether a lone letter is a currency there: R5,000 is rand, R5 a room; 50p is money, 5p an hour."""
    if mark == "p":
        return not scale and number.isdigit() and 12 < int(number) < 100
    return bool(scale or re.search(r"\d[, ]\d{3}", number))
