"""What a language brings to read amounts, and what currencies stand for in a workspace."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from understanding.extraction.currencies import COINS, shared


@dataclass(frozen=True, slots=True)
class Wording:
    """What a language says.

    `number` matches numbers, in digits or words, and `value` reads them for a currency, told whether a scale follows
    ("two fifty" is 2.50, "two fifty k" 250,000); ValueError, KeyError: none. Both see marks.MARK for a currency's name.
    `scales` multiply (k, million); `names` are currencies' names behind an amount and `titles` before one; `minor`
    matches what hundredths stand behind, in a group of its own, and `minor_value` reads it. `leads` are words that make
    a plain number money, `alone` matches a number that is money without any of them, unless `counted` follows.
    `priced` follows a price: 300 per seat. `idioms` match what looks like money and is none: thanks a million.
    `vague` is a number after one of the `leads` whose unit is not said and could be a thousand as well as one (a budget
    of 80). `moves` stand before what an earlier amount became, its scale left out: 从120万砍到80, from 90k to 60.
    """

    number: str
    value: Callable[[str, str, bool], Decimal]
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
    vague: str
    moves: str

    def read(self, number: str, scale: str | None, currency: str) -> Decimal | None:
        """What a number and its scale come to, None where they are no number."""
        try:
            return self.value(number, currency, bool(scale)) * self.scales.get(scale or "", 1)
        except (ValueError, KeyError, InvalidOperation):
            return None


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


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longer ones first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
