"""The card of a reminder: who, the number to tap, the last note, why now; and what became of it."""

from crm.records import ref_of
from crm.reminders import Context
from domain.cards import Button, Card
from domain.chat import Line
from handlers.cards import base
from handlers.cards.base import Reader, dotted, heading, line, money, phone, quote, strike
from i18n import N_
from storage.entities import FollowUp

RESULTS = (N_("Reached"), N_("No answer"), N_("Not now"))
NEXT_STEPS = (("1", N_("Tomorrow")), ("3", N_("In 3 days")), ("7", N_("Next week")))
"""Days from today, and how the button says it."""

ANYWHERE = "ZZ"
"""No country's region, so that a number is written with its country."""

HOURS_OPEN = 14 * 24.0
"""A reminder is worth an answer for two weeks."""


def reminder_card(reader: Reader, context: Context) -> Card:
    """What is due now, with all that is needed to do it."""
    body = (heading("⏰ ", title_of(context)), *_details(reader, context), _why(reader, context.follow_up))
    return Card(body, (_buttons(reader, context.follow_up),), about_of(context))


def postponed_card(reader: Reader, context: Context, undo: Button, *, day_off: bool = False) -> Card:
    """The reminder, moved; a day off is kept and said."""
    t = reader.t
    follow_up = context.follow_up
    told = t("I remind you on {when}", when=base.moment(reader, follow_up.remind_at or follow_up.due_at))
    body = [heading("⏰ ", title_of(context)), line(told)]
    if day_off:
        body.append(line(t("That is a day off; I keep it as you said.")))
    return Card(tuple(body), ((undo, _pick(reader, follow_up)),), about_of(context))


def done_card(
    reader: Reader,
    context: Context,
    undo: Button,
    *,
    operation: str,
    following: FollowUp | None = None,
    ask_next: bool = True,
) -> Card:
    """Done, with one tap each for what came of it and when next. `operation` is what the taps go on from."""
    t = reader.t
    follow_up = context.follow_up
    body = [heading("✓ ", strike(title_of(context)))]
    if follow_up.result:
        body.append(line(t("Result: {result}", result=t(follow_up.result))))
    if following is not None:
        body.append(
            line("⏰ ", dotted(_capital(following.action), base.due(reader, following.due_at, following.grain)))
        )
    rows: list[tuple[Button, ...]] = []
    data = {"follow_up": str(follow_up.id), "operation": operation}
    if following is not None:
        data["next"] = str(following.id)
    if not follow_up.result:
        body.append(line(t("What came of it?") if following else t("What came of it, and when next?")))
        rows.append(tuple(Button(t(word), "follow_up_result", {**data, "result": word}) for word in RESULTS))
    elif following is None and ask_next:
        body.append(line(t("When next?")))
    if following is None and ask_next:
        steps = tuple(Button(t(word), "follow_up_next", {**data, "days": days}) for days, word in NEXT_STEPS)
        rows.append((*steps, Button(t("Nothing more"), "follow_up_no_next", data)))
    return Card(tuple(body), (*rows, (undo,)), about_of(context))


def planned_card(reader: Reader, context: Context, undo: Button) -> Card:
    """A follow-up that was just promised."""
    follow_up = context.follow_up
    when = dotted(
        base.due(reader, follow_up.due_at, follow_up.grain), reader.t("repeats") if follow_up.recurs else None
    )
    body = (heading("⏰ ", title_of(context)), line(when))
    return Card(body, ((undo, _pick(reader, follow_up)),), about_of(context))


def title_of(context: Context) -> str:
    """Call · Wang Fang · Huawei."""
    contact = context.contact.name if context.contact else None
    company = context.company.name if context.company else None
    other = context.subject.name if context.subject and not (contact or company) else None
    return dotted(_capital(context.follow_up.action), contact, company, other)


def about_of(context: Context) -> tuple[str, ...]:
    refs = [str(ref_of(context.follow_up))]
    if context.subject is not None:
        refs.append(str(ref_of(context.subject)))
    return tuple(refs)


def _details(reader: Reader, context: Context) -> list[Line]:
    lines: list[Line] = []
    if context.phones:
        # With its country a phone makes a number one can tap.
        lines.append(line(" · ".join(phone(value, ANYWHERE) for value in context.phones)))
    if context.deal is not None:
        deal = context.deal
        amount = money(reader, deal.amount_minor, deal.currency) if deal.amount_minor and deal.currency else None
        lines.append(line(dotted(f"D{deal.number}", reader.t(context.stage or ""), amount)))
    if context.note is not None and context.note.body:
        lines.append(quote(context.note.body))
        lines.append(line(base.day(reader, reader.local(context.note.occurred_at).date())))
    if context.taken_by is not None:
        lines.append(line(reader.t("taken · owner {owner}", owner=context.taken_by)))
    return lines


def _why(reader: Reader, follow_up: FollowUp) -> Line:
    """Why now: when it is due, and since when it is promised."""
    t = reader.t
    due = t("due {when}", when=base.due(reader, follow_up.due_at, follow_up.grain))
    since = t("you promised it on {day}", day=base.day(reader, reader.local(follow_up.created_at).date()))
    return line(dotted(f"F{follow_up.number}", due, t("repeats") if follow_up.recurs else since))


def _buttons(reader: Reader, follow_up: FollowUp) -> tuple[Button, ...]:
    t = reader.t
    data = {"follow_up": str(follow_up.id)}
    return (
        Button(t("Done"), "follow_up_done", data, hours=HOURS_OPEN),
        Button(t("1 h"), "follow_up_snooze", {**data, "minutes": 60}, hours=HOURS_OPEN),
        Button(t("Tomorrow"), "follow_up_tomorrow", data, hours=HOURS_OPEN),
        Button(t("Pick"), "follow_up_pick", data, hours=HOURS_OPEN),
    )


def _pick(reader: Reader, follow_up: FollowUp) -> Button:
    return Button(reader.t("Pick"), "follow_up_pick", {"follow_up": str(follow_up.id)}, hours=HOURS_OPEN)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
