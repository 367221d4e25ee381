"""Conversion, the race to the target, leads, and what somebody did, as cards."""

from dataclasses import replace

from crm.doings import Doing, Doings
from crm.lead_questions import LeadAnswer, LeadRow
from crm.pipeline import Show
from crm.standing import Conversion, Race, Runner
from domain.cards import Card
from domain.chat import Block, Bullets, Span, Spans, Table
from domain.money import Money
from domain.terms import Axis
from handlers.cards.amounts import short_money
from handlers.cards.base import Reader, bold, day, dotted, heading, line
from handlers.cards.pipeline import ask_button, bar, more_line, title
from handlers.questions.phrasing import AXES, period_phrase, stage_word
from i18n import N_

MOST_RUNNERS = 15
LONGEST_DOING = 80
STATUSES = {"open": N_("open"), "qualified": N_("became a deal"), "lost": N_("lost")}
ACTIVITIES = {
    "note": (N_("{n} note"), N_("{n} notes")),
    "call": (N_("{n} call"), N_("{n} calls")),
    "meeting": (N_("{n} meeting"), N_("{n} meetings")),
    "email": (N_("{n} email"), N_("{n} emails")),
    "stage": (N_("{n} stage change"), N_("{n} stage changes")),
    "created": (N_("{n} new record"), N_("{n} new records")),
    "done": (N_("{n} follow-up done"), N_("{n} follow-ups done")),
    "assigned": (N_("{n} handed over"), N_("{n} handed over")),
}
OTHERS = (N_("{n} other"), N_("{n} others"))


def conversion_card(reader: Reader, answer: Conversion) -> Card:
    """The shares, each with the counts it comes from."""
    t = reader.t
    closed = answer.won + answer.lost
    body: list[Block] = [title(reader, answer.query, whole=answer.whole)]
    if closed:
        rate = round(100 * answer.won / closed)
        body.append(line(t("Deals: {won} won, {lost} lost, {rate} % won", won=answer.won, lost=answer.lost, rate=rate)))
        if answer.won_money:
            won = " + ".join(short_money(reader, total.money) for total in answer.won_money)
            body.append(line(t("Won: {amount}", amount=won)))
    else:
        body.append(line(t("No deal was closed then.")))
    if answer.leads:
        rate = round(100 * answer.qualified / answer.leads)
        body.append(line(t("Leads: {leads} new, {deals} became a deal, {rate} %",
                           leads=answer.leads, deals=answer.qualified, rate=rate)))  # fmt: skip
    lost = replace(answer.query, show=Show.SUMMARY, outcome="lost", by=Axis.REASON)
    won_by = replace(answer.query, show=Show.SUMMARY, outcome="won", by=Axis.OWNER)
    return Card(tuple(body), ((ask_button(t("Won by owner"), won_by), ask_button(t("Lost by reason"), lost)),))


def race_card(reader: Reader, answer: Race) -> Card:
    """Everybody with a target or a won deal, the one furthest behind first."""
    t = reader.t
    body: list[Block] = [title(reader, answer.query, whole=answer.whole)]
    behind = [runner for runner in answer.runners if runner.behind]
    alone = answer.runners[0] if len(answer.runners) == 1 and not answer.whole else None
    if alone is not None and alone.target is not None:
        body.append(line(_to_go(reader, alone, alone.target, answer)))
    elif not answer.runners:
        body.append(line(t("Nobody has a target or won anything then.")))
    elif behind:
        body.append(line(t("Behind: {names}", names=", ".join(runner.name for runner in behind[:MOST_RUNNERS]))))
    elif any(runner.target for runner in answer.runners):
        body.append(line(t("Nobody is behind.")))
    if answer.runners:
        rows = tuple(_runner(reader, runner) for runner in answer.runners[:MOST_RUNNERS])
        body.append(Table((t("Owner"), "", t("Won"), t("Target")), rows, right=(2, 3)))
        body.extend(more_line(reader, len(answer.runners) - MOST_RUNNERS))
    won_by = replace(answer.query, show=Show.SUMMARY, outcome="won", by=Axis.OWNER)
    return Card(tuple(body), ((ask_button(t("Won by owner"), won_by),),))


def _to_go(reader: Reader, runner: Runner, target: Money, answer: Race) -> str:
    """What one's own target still asks for, and the days there are for it."""
    t, period = reader.t, answer.query.closed
    won, whole = short_money(reader, runner.won), short_money(reader, target)
    if runner.won.minor >= target.minor:
        return t("Target reached: {won} of {target} won.", won=won, target=whole)
    gap = short_money(reader, Money(target.minor - runner.won.minor, target.currency))
    done = t("{won} of {target} won, {gap} to go", won=won, target=whole, gap=gap)
    left = (period.last - reader.today).days if period else 0
    return dotted(done, t.plural("{n} day left", "{n} days left", left)) if left > 0 else done


def leads_card(reader: Reader, answer: LeadAnswer) -> Card:
    """How many, bars, and the newest."""
    t, query = reader.t, answer.query
    body: list[Block] = [title(reader, query, whole=answer.whole)]
    body.append(line(t.plural("{n} lead", "{n} leads", answer.count) if answer.count else t("Nothing matches.")))
    if answer.count and query.show is not Show.COUNT:
        body.append(_lead_bars(reader, answer))
        body.append(Bullets(tuple(_lead(reader, row) for row in answer.leads)))
        body.extend(more_line(reader, answer.count - len(answer.leads)))
    others = [axis for axis in (Axis.SOURCE, Axis.OWNER, Axis.STATUS) if axis is not query.axis]
    buttons = tuple(ask_button(_capital(t(AXES[axis])), replace(query, by=axis, show=Show.SUMMARY)) for axis in others)
    return Card(tuple(body), (buttons,) if answer.count else (), tuple(f"L{row.lead.number}" for row in answer.leads))


def doings_card(reader: Reader, doings: Doings) -> Card:
    """What somebody did, counted by kind, and the latest of it."""
    t = reader.t
    who = dotted(doings.name, period_phrase(reader, doings.period))
    body: list[Block] = [heading(bold(who))]
    counts = [t.plural(*ACTIVITIES.get(kind, OTHERS), count) for kind, count in doings.counts]
    body.append(line(", ".join(counts) if counts else t("Nothing was recorded.")))
    if doings.latest:
        body.append(Bullets(tuple(_doing(reader, entry, one_day=doings.period.days == 1) for entry in doings.latest)))
        body.extend(more_line(reader, sum(count for _, count in doings.counts) - len(doings.latest)))
    return Card(tuple(body))


def _doing(reader: Reader, entry: Doing, *, one_day: bool) -> Spans:
    activity = entry.activity
    words = " ".join((activity.body or "").split())[:LONGEST_DOING]
    one, many = ACTIVITIES.get(activity.kind, OTHERS)
    said = words or stage_word(reader.t, str((activity.detail or {}).get("to", ""))) or reader.t.plural(one, many, 1)
    local = reader.local(activity.occurred_at)
    when = f"{local:%H:%M}" if one_day else day(reader, local.date())
    return (Span(f"{when} "), Span(dotted(entry.about, said)))


def _runner(reader: Reader, runner: Runner) -> tuple[str, str, str, str]:
    target = f"{short_money(reader, runner.target)} · {runner.percent} %" if runner.target else ""
    share = (runner.percent or 0) / 100 if runner.target else 0
    return (("⚠ " if runner.behind else "") + runner.name, bar(min(1, share)), short_money(reader, runner.won), target)


def _lead_bars(reader: Reader, answer: LeadAnswer) -> Table:
    t = reader.t
    most = max(count for _, count in answer.bars)
    rows = tuple(
        (_status(reader, answer.query.axis, label), bar(count / most), str(count)) for label, count in answer.bars[:12]
    )
    return Table(("", "", t("Leads")), rows, right=(2,))


def _status(reader: Reader, axis: Axis, label: str | None) -> str:
    if label is None:
        return reader.t("nobody") if axis is Axis.OWNER else reader.t("not given")
    return reader.t(STATUSES[label]) if axis is Axis.STATUS and label in STATUSES else label


def _lead(reader: Reader, row: LeadRow) -> Spans:
    lead = row.lead
    status = reader.t(STATUSES[lead.status]) if lead.status in STATUSES and lead.status != "open" else None
    rest = dotted(
        lead.name,
        row.who if row.who != lead.name else None,
        lead.source,
        row.owner,
        day(reader, reader.local(lead.created_at).date()),
        status,
    )
    return (bold(f"L{lead.number}"), Span(f" {rest}"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
