"""Answers about deals as cards: what was asked, how many and how much, bars, what may slip, what next."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from crm.pipeline import Answer, Bar, Coverage, DealRow, PipelineQuery, Show
from domain.cards import Button, Card
from domain.chat import Block, Bullets, Span, Spans, Table
from domain.money import Money
from domain.terms import Axis
from handlers.cards.amounts import short_money
from handlers.cards.base import Reader, bold, day, dotted, heading, line, money
from handlers.questions.filters import as_filters
from handlers.questions.phrasing import phrase, stage_word
from i18n import N_

WIDEST_BAR = 8
MOST_BARS = 12


def pipeline_card(reader: Reader, answer: Answer) -> Card:
    """The card of a question about deals; lists are bounded and say how many more there are."""
    query = answer.query
    body: list[Block] = [title(reader, query, whole=answer.whole), line(_total(reader, answer))]
    if query.show is Show.FORECAST:
        body.append(line(_expected(reader, answer)))
    if query.show in {Show.SUMMARY, Show.FORECAST} and answer.count:
        body.append(_bars(reader, answer))
    if answer.deals:
        body.extend(_deals(reader, answer))
    body.extend(_outlook(reader, answer))
    return Card(tuple(body), _buttons(reader, query, answer), about=tuple(f"D{r.deal.number}" for r in answer.deals))


def title(reader: Reader, query: PipelineQuery, *, whole: bool) -> Block:
    """What was asked and of whose records, in the reader's words."""
    scope = reader.t("whole team") if whole else reader.t("yours, shared and free")
    return heading(bold(phrase(reader, query)), "" if query.owners else f" · {scope}")


def bar(share: float) -> str:
    """A bar of at most WIDEST_BAR; what is not nothing shows."""
    return "▓" * max(1 if share > 0 else 0, round(share * WIDEST_BAR))


def more_line(reader: Reader, hidden: int) -> Iterator[Block]:
    if hidden > 0:
        yield line(reader.t.plural("and {n} more", "and {n} more", hidden))


def ask_button(label: str, query: PipelineQuery) -> Button:
    """A button for another question, which one could have typed."""
    return Button(label, "ask", {"text": as_filters(query)})


def _total(reader: Reader, answer: Answer) -> str:
    t = reader.t
    if not answer.count:
        return t("Nothing matches.")
    parts = [t.plural("{n} deal", "{n} deals", answer.count)]
    if answer.totals:
        parts.append(_sum(reader, (total.money for total in answer.totals)))
    if answer.query.which == "open" and answer.totals:
        parts.append(t("weighted {amount}", amount=_sum(reader, (total.weighted for total in answer.totals))))
    if answer.without_amount:
        parts.append(t.plural("{n} without an amount", "{n} without an amount", answer.without_amount))
    return t.context("between parts", ", ").join(parts)


def _sum(reader: Reader, amounts: Iterable[Money]) -> str:
    return " + ".join(short_money(reader, amount) for amount in amounts) or "0"


def _expected(reader: Reader, answer: Answer) -> str:
    won = {amount.currency: amount.minor for amount in answer.won}
    expected = {total.weighted.currency: total.weighted.minor for total in answer.totals}
    both = [Money(won.get(c, 0) + expected.get(c, 0), c) for c in dict.fromkeys((*won, *expected))]
    return reader.t(
        "Expected {amount}: won {won}, weighted {weighted}",
        amount=_sum(reader, both),
        won=_sum(reader, answer.won),
        weighted=_sum(reader, (total.weighted for total in answer.totals)),
    )


def _bars(reader: Reader, answer: Answer) -> Table:
    t = reader.t
    shown = answer.bars[:MOST_BARS]
    largest = max(each.count for each in shown)
    rows = [
        (_label(reader, answer.query.axis, each), bar(each.count / largest), str(each.count), _money_of(reader, each))
        for each in shown
    ]
    hidden = answer.bars[MOST_BARS:]
    if hidden:
        rows.append((t("others"), "", str(sum(each.count for each in hidden)), ""))
    return Table((t(_HEADS[answer.query.axis]), "", t("Deals"), t("Sum")), tuple(rows), right=(2, 3))


_HEADS = {
    Axis.STAGE: N_("Stage"),
    Axis.OWNER: N_("Owner"),
    Axis.SOURCE: N_("Source"),
    Axis.REASON: N_("Reason"),
    Axis.MONTH: N_("Month"),
    Axis.STATUS: N_("Status"),
}


def _label(reader: Reader, axis: Axis, each: Bar) -> str:
    if each.label is None:
        return reader.t("nobody") if axis is Axis.OWNER else reader.t("not given")
    return stage_word(reader.t, each.label) if axis is Axis.STAGE else each.label


def _money_of(reader: Reader, each: Bar) -> str:
    return " + ".join(short_money(reader, total.money) for total in each.totals)


def _deals(reader: Reader, answer: Answer) -> Iterator[Block]:
    yield Bullets(tuple(_deal(reader, row) for row in answer.deals))
    if answer.query.limit is None or answer.query.limit > len(answer.deals):
        yield from more_line(reader, answer.count - len(answer.deals))


def _deal(reader: Reader, row: DealRow) -> Spans:
    deal, t = row.deal, reader.t
    amount = (
        money(reader, deal.amount_minor, deal.currency) if deal.amount_minor is not None and deal.currency else None
    )
    reason = t("because: {reason}", reason=deal.lost_reason) if deal.lost_reason else None
    when = _closing(reader, row)
    stage = stage_word(t, row.stage) if deal.outcome is None else None
    rest = (row.who, amount, stage, when, row.owner, reason, *_worries(reader, row))
    return (bold(f"D{deal.number}"), Span(f" {dotted(deal.name, *(part for part in rest if part != deal.name))}"))


def _closing(reader: Reader, row: DealRow) -> str | None:
    """The day it was closed, or is to close."""
    closed_at = row.deal.closed_at
    if row.deal.outcome is not None and closed_at is not None:
        return day(reader, reader.local(closed_at).date())
    return day(reader, row.deal.close_on) if row.deal.close_on else None


def _worries(reader: Reader, row: DealRow) -> Iterator[str]:
    if row.idle_days:
        yield reader.t.plural("idle {n} day", "idle {n} days", row.idle_days)
    if row.overdue:
        yield reader.t("close date passed")


def _outlook(reader: Reader, answer: Answer) -> Iterator[Block]:
    if answer.query.show in {Show.SUMMARY, Show.FORECAST} and answer.coverage:
        yield line(_coverage_line(reader, answer.coverage))
    if answer.risks and not answer.query.at_risk and answer.query.idle_days is None:
        yield line(_risk_line(reader, answer))


def _coverage_line(reader: Reader, coverage: Coverage) -> str:
    t = reader.t
    target, percent = short_money(reader, coverage.target), coverage.percent
    if not coverage.gap.minor:
        return t("Target {target}: {percent} % covered", target=target, percent=percent)
    gap = short_money(reader, coverage.gap)
    return t("Target {target}: {percent} % covered, gap {gap}", target=target, percent=percent, gap=gap)


def _risk_line(reader: Reader, answer: Answer) -> str:
    t = reader.t
    named = ", ".join(f"D{row.deal.number} ({', '.join(_worries(reader, row))})" for row in answer.risks)
    hidden = answer.at_risk - len(answer.risks)
    more = f", {t.plural('and {n} more', 'and {n} more', hidden)}" if hidden > 0 else ""
    return t("⚠ At risk: {deals}", deals=named + more)


def _buttons(reader: Reader, query: PipelineQuery, answer: Answer) -> tuple[tuple[Button, ...], ...]:
    if not answer.count:
        return ()
    t, summary = reader.t, replace(query, show=Show.SUMMARY, sort=None, limit=None)
    row = []
    if query.axis is not Axis.OWNER or query.show is Show.LIST:
        row.append(ask_button(t("By owner"), replace(summary, by=Axis.OWNER)))
    else:
        row.append(ask_button(t("By stage"), replace(summary, by=Axis.STAGE)))
    if query.show is not Show.LIST:
        row.append(ask_button(t("List"), replace(query, show=Show.LIST, by=None)))
    if answer.at_risk and not query.at_risk:
        row.append(ask_button(t("At risk"), replace(query, show=Show.LIST, by=None, at_risk=True)))
    row.append(Button(t("Export"), "export", {"text": as_filters(query)}))
    return (tuple(row),)
