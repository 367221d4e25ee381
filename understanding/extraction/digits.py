"""How numbers are written in digits, the world over."""

from decimal import Decimal

DIGITS = (
    r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d{1,2})?(?!\d)|(?<![a-z\d.])\.\d{1,2}(?!\d)|"
    r"\d{1,3}(?:[,.'](?:\d{3}))+(?:[.,]\d{1,2})?(?!\d)|\d{1,3}(?: \d{3})+(?![\d,.])|"
    r"\d{1,26}(?:[.,]\d{1,6})?"
)
# Currencies whose countries group thousands with a dot.
_DOT_GROUPS = frozenset("EUR BRL IDR DKK TRY VND CLP ARS COP PLN NOK SEK RON CZK HUF".split())


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
