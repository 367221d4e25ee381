"""A query said in the reader's words: the first line of every answer, so that a wrong reading shows."""

from collections.abc import Iterator

from babel.dates import format_date

from crm.periods import Period
from crm.pipeline import ME, NOBODY, PipelineQuery, Show, Subject
from domain.money import Money
from domain.terms import Axis, Sort
from handlers.cards.amounts import short_money
from handlers.cards.base import Reader, dotted
from handlers.cards.deal import STAGES
from i18n import N_, Translator

PERIODS = {
    "today": N_("today"),
    "yesterday": N_("yesterday"),
    "tomorrow": N_("tomorrow"),
    "this-week": N_("this week"),
    "last-week": N_("last week"),
    "next-week": N_("next week"),
    "this-month": N_("this month"),
    "last-month": N_("last month"),
    "next-month": N_("next month"),
    "this-quarter": N_("this quarter"),
    "last-quarter": N_("last quarter"),
    "next-quarter": N_("next quarter"),
    "this-year": N_("this year"),
    "last-year": N_("last year"),
    "next-year": N_("next year"),
}
AXES = {
    Axis.STAGE: N_("by stage"),
    Axis.OWNER: N_("by owner"),
    Axis.SOURCE: N_("by source"),
    Axis.REASON: N_("by reason"),
    Axis.MONTH: N_("by month"),
    Axis.STATUS: N_("by status"),
}
SORTS = {
    Sort.AMOUNT: N_("largest first"),
    Sort.CLOSE: N_("soonest to close first"),
    Sort.IDLE: N_("longest idle first"),
    Sort.CREATED: N_("newest first"),
}


def phrase(reader: Reader, query: PipelineQuery) -> str:
    """What was asked, in a line: "Pipeline · closing this month (1–30 Nov) · over €100k"."""
    return dotted(*_parts(reader, query))


def period_phrase(reader: Reader, period: Period) -> str:
    """The period's name with its days: "this month (1 Nov – 30 Nov)"."""
    days = _days(reader, period)
    named = PERIODS.get(period.name)
    return f"{reader.t(named)} ({days})" if named else days


def stage_word(t: Translator, name: str) -> str:
    return t(name) if name in STAGES else name


def _parts(reader: Reader, query: PipelineQuery) -> Iterator[str]:
    t = reader.t
    yield _noun(t, query)
    if query.axis is not Axis.NONE and query.by is not None and query.show is Show.SUMMARY:
        yield t(AXES[query.axis])
    yield from (_owner(t, name) for name in query.owners)
    yield from (t("stage {name}", name=stage_word(t, name)) for name in query.stages)
    yield from _amounts(reader, query)
    yield from _times(reader, query)
    if query.idle_days is not None:
        yield t.plural("no activity for {n} day", "no activity for {n} days", query.idle_days)
    if query.overdue:
        yield t("close date passed")
    if query.currency and query.at_least is None and query.at_most is None:
        yield t("in {currency}", currency=query.currency)
    if query.source:
        yield t("source {name}", name=query.source)
    if query.reason:
        yield t("reason {name}", name=query.reason)
    if query.sort is not None:
        yield t(SORTS[query.sort])
    if query.limit is not None:
        yield t("top {n}", n=query.limit)


def _noun(t: Translator, query: PipelineQuery) -> str:
    if query.show in _SHOWN:
        return t(_SHOWN[query.show])
    if query.subject is Subject.LEADS:
        return t(_LEADS[query.which])
    if query.subject is Subject.CUSTOMERS:
        return t("Customers")
    if query.at_risk:
        return t("Deals at risk")
    if query.which == "open" and query.show is Show.SUMMARY:
        return t("Pipeline")
    return t(_DEALS[query.which])


_SHOWN = {
    Show.FORECAST: N_("Forecast"),
    Show.CONVERSION: N_("Conversion"),
    Show.BEHIND: N_("Won against target"),
}
_DEALS = {"open": N_("Open deals"), "won": N_("Won deals"), "lost": N_("Lost deals"), "any": N_("All deals")}
_LEADS = {
    "any": N_("Leads"),
    "open": N_("Open leads"),
    "qualified": N_("Qualified leads"),
    "lost": N_("Lost leads"),
    "won": N_("Qualified leads"),
}


def _owner(t: Translator, name: str) -> str:
    return {ME: t("yours"), NOBODY: t("without an owner")}.get(name, name)


def _amounts(reader: Reader, query: PipelineQuery) -> Iterator[str]:
    currency = query.currency or reader.currency
    if query.at_least is not None:
        yield reader.t("from {amount}", amount=short_money(reader, Money.of(query.at_least, currency)))
    if query.at_most is not None:
        yield reader.t("up to {amount}", amount=short_money(reader, Money.of(query.at_most, currency)))


def _times(reader: Reader, query: PipelineQuery) -> Iterator[str]:
    t = reader.t
    if query.closes:
        yield t("closing {period}", period=period_phrase(reader, query.closes))
    if query.closed:
        yield t("closed {period}", period=period_phrase(reader, query.closed))
    if query.created:
        yield t("new {period}", period=period_phrase(reader, query.created))


def _days(reader: Reader, period: Period) -> str:
    t, year = reader.t, reader.today.year
    same = period.first.year == period.last.year == year
    pattern = t.context("date pattern", "d MMM") if same else t.context("date pattern", "d MMM y")
    first, last = (format_date(day, pattern, locale=t.language) for day in (period.first, period.last))
    return first if period.first == period.last else f"{first} – {last}"
