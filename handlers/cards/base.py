"""Small builders of cards, and dates, money and phones in the reader's language and zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from domain.chat import Line, Span, Style
from domain.money import Money, precision
from domain.terms import Grain
from i18n import Translator

Part = str | Span
LONGEST_QUOTE = 280  # characters of somebody's words a card repeats


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a card: their language and zone, the moment, and the workspace's own currency and region."""

    t: Translator
    tz: str
    now: datetime
    currency: str = "USD"
    region: str = "US"

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.tz))

    @property
    def today(self) -> date:
        return self.local(self.now).date()


def line(*parts: Part) -> Line:
    return Line(_spans(parts))


def heading(*parts: Part) -> Line:
    """The first line of a card."""
    return Line(_spans(parts), heading=True)


def quote(text: str) -> Line:
    """Somebody's own words, shortened."""
    short = " ".join(text.split())
    return Line((Span(short if len(short) <= LONGEST_QUOTE else short[: LONGEST_QUOTE - 1] + "…"),), quote=True)


def bold(text: str) -> Span:
    return Span(text, Style.BOLD)


def strike(text: str) -> Span:
    return Span(text, Style.STRIKE)


def dotted(*parts: str | None) -> str:
    """The parts there are, with the house's separator: Li Wei · Acme Robotics."""
    return " · ".join(part for part in parts if part)


def _spans(parts: tuple[Part, ...]) -> tuple[Span, ...]:
    return tuple(Span(part) if isinstance(part, str) else part for part in parts if part)


def day(reader: Reader, value: date) -> str:
    """A day with its weekday: "Tue 24 Nov", "11月24日 周二"; with the year where it is not this one."""
    t = reader.t
    pattern = (
        t.context("date pattern", "EEE d MMM")
        if value.year == reader.today.year
        else t.context("date pattern", "EEE d MMM y")
    )
    return format_date(value, pattern, locale=_locale(t.language))


def moment(reader: Reader, at: datetime) -> str:
    """A day and the time of it: "Tue 24 Nov, 15:00", "11月24日 周二 15:00"."""
    local = reader.local(at)
    return reader.t("{day}, {time}", day=day(reader, local.date()), time=f"{local:%H:%M}")


def due(reader: Reader, at: datetime, grain: Grain | str) -> str:
    """When something is due, no more exactly than it was said."""
    grain = Grain(grain)
    local = reader.local(at)
    t = reader.t
    if grain is Grain.WEEK:
        return t("week of {day}", day=day(reader, local.date()))
    if grain is Grain.MONTH:
        return format_date(local.date(), t.context("date pattern", "MMMM y"), locale=_locale(t.language))
    if grain is Grain.QUARTER:
        return t("Q{n} {year}", n=(local.month + 2) // 3, year=local.year)
    if grain is Grain.YEAR:
        return str(local.year)
    return day(reader, local.date()) if grain is Grain.DAY else moment(reader, at)


def short_time(reader: Reader, at: datetime) -> str:
    """For a button: "15:00" today, "Mon 10:00" this week, else the day with it."""
    local = reader.local(at)
    if local.date() == reader.today:
        return f"{local:%H:%M}"
    if timedelta() < local.date() - reader.today < timedelta(days=7):
        return f"{format_date(local.date(), 'EEE', locale=_locale(reader.t.language))} {local:%H:%M}"
    return moment(reader, at)


def money(reader: Reader, minor: int, currency: str) -> str:
    """An amount in the reader's manner, without decimals that say nothing: ¥200,000, €1,250.50."""
    amount = Money(minor, currency)
    symbol = _symbol(currency, reader.currency, reader.t.language)
    decimals = "." + "0" * min(2, precision(currency)) + "#" * max(0, precision(currency) - 2)
    pattern = "¤#,##0" + ("" if amount.amount == amount.amount.to_integral_value() else decimals)
    shown = format_currency(amount.amount, currency, pattern, locale=_locale(reader.t.language), currency_digits=False)
    return shown.replace(get_currency_symbol(currency, _locale(reader.t.language)), symbol)


def number(reader: Reader, value: float) -> str:
    return format_decimal(value, locale=_locale(reader.t.language))


@lru_cache(maxsize=1024)
def _symbol(currency: str, home: str, language: str) -> str:
    """The workspace's own currency needs no country before its sign (CN¥ is ¥ at home)."""
    symbol = get_currency_symbol(currency, _locale(language))
    bare = symbol.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return bare if currency == home and bare else symbol


@lru_cache(maxsize=4096)
def phone(value: str, region: str) -> str:
    """A stored number as people of the region read it: at home without its country."""
    import phonenumbers  # noqa: PLC0415 - large tables, loaded with the first number shown

    try:
        parsed = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        return value
    at_home = phonenumbers.region_code_for_number(parsed) == region
    style = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


@lru_cache(maxsize=32)
def _locale(language: str) -> Locale:
    return Locale.parse(language)
