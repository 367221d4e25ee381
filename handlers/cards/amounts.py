"""Sums at a glance, in the reader's language: €1.24M, 124万."""

from decimal import ROUND_HALF_UP, Decimal

from domain.money import Money
from handlers.cards.base import Reader, money

_STEPS = {
    "zh": ((Decimal(10**8), "亿"), (Decimal(10**4), "万")),
    "en": ((Decimal(10**9), "B"), (Decimal(10**6), "M"), (Decimal(10**4), "k")),
}
"""From which amount on a unit is used; thousands begin at ten of them, as €1.2k hides more than it saves."""

_SIZES = {"k": Decimal(1000)}


def short_money(reader: Reader, amount: Money) -> str:
    """Three figures are enough to decide by: €1.24M, €610k, ¥124万; small sums are written out."""
    value = amount.amount
    for least, unit in _STEPS.get(reader.t.language, _STEPS["en"]):
        if abs(value) >= least:
            scaled = value / _SIZES.get(unit, least)
            return f"{_sign(reader, amount.currency)}{_three_figures(scaled)}{unit}"
    return money(reader, amount.minor, amount.currency)


def _sign(reader: Reader, currency: str) -> str:
    """The currency as `money` writes it, without the figure."""
    return money(reader, 0, currency).rstrip("0").rstrip(" \xa0")


def _three_figures(value: Decimal) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    shown = f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
