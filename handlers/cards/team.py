"""The team asked about: who keeps in touch, what is new, one time against another."""

from collections.abc import Sequence
from dataclasses import replace

from crm.comparing import Comparison, Side
from crm.keeping_in_touch import Keeper, Keeping
from crm.news import News
from crm.pipeline import IDLE_DAYS, PipelineQuery, Show, Subject
from domain.cards import Card
from domain.chat import Block, Bullets, Span, Spans
from handlers.cards.amounts import short_money
from handlers.cards.base import Reader, bold, day, dotted, heading, line
from handlers.cards.pipeline import ask_button, more_line, title
from handlers.cards.records import HAPPENED
from handlers.cards.standing import ACTIVITIES, OTHERS
from handlers.questions.phrasing import PERIODS, period_phrase, phrase, stage_word
from storage.entities import Activity

MOST_KEEPERS = 12
LONGEST_NEWS = 80


def keeping_card(reader: Reader, keeping: Keeping) -> Card:
    """Who filed nothing for longest, and how many of their customers were left alone."""
    t = reader.t
    body: list[Block] = [heading(bold(t("Who keeps in touch")), f" · {_scope(reader, whole=keeping.whole)}")]
    quiet = [keeper.name for keeper in keeping.keepers if keeper.quiet]
    if quiet:
        body.append(line(t("Nothing for a week or more: {names}", names=", ".join(quiet[:MOST_KEEPERS]))))
    else:
        body.append(line(t("Everybody was in touch within the last week.")))
    body.append(Bullets(tuple(_keeper(reader, keeper) for keeper in keeping.keepers[:MOST_KEEPERS])))
    body.extend(more_line(reader, len(keeping.keepers) - MOST_KEEPERS))
    idle = PipelineQuery(subject=Subject.CUSTOMERS, show=Show.LIST, idle_days=IDLE_DAYS)
    return Card(tuple(body), ((ask_button(t("Untouched customers"), idle),),))


def news_card(reader: Reader, news: News) -> Card:
    """What happened since that day: counted, and the latest of it."""
    t = reader.t
    since = t("from {day} on", day=day(reader, news.since))
    body: list[Block] = [heading(bold(t("What is new")), f" · {since} · {_scope(reader, whole=news.whole)}")]
    counts = [t.plural(*ACTIVITIES.get(kind, OTHERS), count) for kind, count in news.counts]
    nothing = t("Nothing new was filed. The last was:") if news.latest else t("Nothing was filed yet.")
    body.append(line(", ".join(counts) if counts else nothing))
    if news.latest:
        body.append(Bullets(tuple(_happened(reader, news, each) for each in news.latest)))
        body.extend(more_line(reader, sum(count for _, count in news.counts) - len(news.latest) if counts else 0))
    won = PipelineQuery(outcome="won", show=Show.LIST)
    leads = replace(PipelineQuery(subject=Subject.LEADS), show=Show.SUMMARY)
    return Card(tuple(body), ((ask_button(t("Won deals"), won), ask_button(t("Leads"), leads)),))


def comparison_card(reader: Reader, comparisons: Sequence[Comparison]) -> Card:
    """Each thing counted in both times, and which had more."""
    body: list[Block] = []
    for comparison in comparisons:
        body.append(title(reader, comparison.query, whole=comparison.whole))
        body.append(Bullets(tuple(_side(reader, comparison.query, side) for side in comparison.sides)))
        body.append(line(_difference(reader, comparison)))
    asked = [_first_time(one) for one in comparisons]
    return Card(tuple(body), (tuple(ask_button(_named(reader, query), query) for query in asked),))


def _first_time(comparison: Comparison) -> PipelineQuery:
    query, period = comparison.query, comparison.sides[0].period
    closed = query.outcome in {"won", "lost"}
    return replace(query, closed=period) if closed else replace(query, created=period)


def _named(reader: Reader, query: PipelineQuery) -> str:
    return phrase(reader, replace(query, closed=None, created=None, by=None))


def _side(reader: Reader, query: PipelineQuery, side: Side) -> Spans:
    t = reader.t
    if query.subject is Subject.LEADS:
        count = t.plural("{n} lead", "{n} leads", side.count)
    else:
        count = t.plural("{n} deal", "{n} deals", side.count)
    money = " + ".join(short_money(reader, total.money) for total in side.totals if total.money.minor)
    when = period_phrase(reader, side.period)
    running = t("so far") if side.period.first <= reader.today < side.period.last else None
    return (bold(when[:1].upper() + when[1:]), Span(f": {dotted(count, money, running)}"))


def _difference(reader: Reader, comparison: Comparison) -> str:
    t, more, before = reader.t, comparison.more, comparison.sides[1].period
    then = t(PERIODS[before.name]) if before.name in PERIODS else period_phrase(reader, before)
    if more == 0:
        return t("As many as {period}.", period=then)
    if more > 0:
        return t("{n} more than {period}.", n=more, period=then)
    return t("{n} fewer than {period}.", n=-more, period=then)


def _scope(reader: Reader, *, whole: bool) -> str:
    return reader.t("whole team") if whole else reader.t("yours, shared and free")


def _keeper(reader: Reader, keeper: Keeper) -> Spans:
    t = reader.t
    if keeper.last_at is None:
        last = t("nothing filed yet")
    else:
        last = t("last filed {day}", day=day(reader, reader.local(keeper.last_at).date()))
    idle = t.plural(
        "{idle} of {n} customer untouched for {days} days",
        "{idle} of {n} customers untouched for {days} days",
        keeper.customers,
        idle=keeper.idle,
        days=IDLE_DAYS,
    )
    return (bold(("⚠ " if keeper.quiet else "") + keeper.name), Span(f" {dotted(last, idle)}"))


def _happened(reader: Reader, news: News, activity: Activity) -> Spans:
    words = " ".join((activity.body or "").split())[:LONGEST_NEWS]
    what = reader.t(HAPPENED[activity.kind]) if activity.kind in HAPPENED else activity.kind
    to = (activity.detail or {}).get("to")
    said = f"“{words}”" if words else dotted(what, stage_word(reader.t, str(to)) if to else None)
    local = reader.local(activity.occurred_at)
    when = f"{local:%H:%M}" if local.date() == reader.today else day(reader, local.date())
    author = news.authors.get(activity.author_id) if activity.author_id else None
    return (Span(f"{when} "), Span(dotted(news.about.get(activity.id), said, author)))
