"""Amounts of money: minor units inside, coins that no state issues among them."""

from decimal import Decimal

import pytest

from domain.money import Money, is_currency, scales


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("12.34", "USD", 1234), ("1234", "JPY", 1234), ("0.015", "BTC", 1_500_000), ("40000", "USDT", 40_000_000_000)],
)
def test_an_amount_goes_in_and_comes_out_the_same(amount: str, currency: str, minor: int) -> None:
    money = Money.of(amount, currency)
    assert money.minor == minor
    assert money.amount == Decimal(amount)
    assert money.plain() == amount


def test_a_filter_over_amounts_knows_the_digits_of_coins() -> None:
    assert "ETH" in scales()[8]


def test_a_coin_is_a_currency_and_a_word_is_none() -> None:
    assert is_currency("USDT")
    assert not is_currency("ABC")
