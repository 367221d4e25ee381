"""Counted things that are no money: percentages, seats, discounts."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation

from understanding.extraction.model import Quantity
from understanding.extraction.page import Page

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
