"""Money: integer minor units and a currency inside (ISO 4217 or a coin), a decimal string in major units outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_precision, list_currencies

# Coins that customers pay in and no state issues, with the digits they are counted to here.
COINS: Mapping[str, int] = {"BTC": 8, "ETH": 8, "USDC": 6, "USDT": 6}


def precision(currency: str) -> int:
    """The digits of a currency's minor unit: 2 for USD, 0 for JPY, 3 for KWD, 8 for BTC; 2 where nobody knows it."""
    return COINS[currency] if currency in COINS else get_currency_precision(currency)


def is_currency(code: str) -> bool:
    """Whether a code is ISO 4217's or a coin's."""
    return code in COINS or code in list_currencies()


@cache
def scales() -> dict[int, tuple[str, ...]]:
    """The currencies that do not count in hundredths, by their number of digits: 0 (JPY ...), 3 (KWD ...), 8 (BTC)."""
    found: dict[int, list[str]] = {}
    for coin, digits in COINS.items():
        found.setdefault(digits, []).append(coin)
    for currency in get_global("currency_fractions"):
        digits = get_currency_precision(currency)
        if digits != 2 and currency.isalpha() and len(currency) == 3:
            found.setdefault(digits, []).append(currency)
    return {digits: tuple(sorted(currencies)) for digits, currencies in found.items()}


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """`minor` counts the currency's smallest unit: 1234 USD is 12.34, 1234 JPY is 1234."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | str | int, currency: str) -> "Money":
        """From major units, rounded half up to the currency's precision."""
        scale = Decimal(10) ** precision(currency)
        return cls(int((Decimal(amount) * scale).quantize(Decimal(1), ROUND_HALF_UP)), currency)

    @property
    def amount(self) -> Decimal:
        """Major units, without trailing zeros beyond the currency's precision."""
        return Decimal(self.minor).scaleb(-precision(self.currency))

    def plain(self) -> str:
        """The decimal string used in exports and replay: 200000, 12.5 never in exponent form."""
        return plain_decimal(self.amount)


def plain_decimal(value: Decimal) -> str:
    """A decimal as people write it: no exponent, no zeros behind the point that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
