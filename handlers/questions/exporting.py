"""A list of deals as a file: what the answer showed, row by row, for a spreadsheet."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

from crm.pipeline import DealRow, Show, Subject
from crm.pipeline_answers import ask
from domain.cards import Card
from domain.chat import OutFile
from domain.errors import NotUnderstood
from domain.money import Money
from handlers.cards.base import bold, heading
from handlers.questions.answering import known_to
from handlers.questions.phrasing import phrase
from handlers.questions.reading import read
from handlers.saying import reader_of, say
from handlers.turn import Handled, Question, Turn
from i18n import Translator

MOST_ROWS = 2_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_words(turn: Turn, text: str) -> Question:
    """The deals a question means, as a file for the asker alone."""
    del turn
    return Question(lambda reading: _exported(reading, text))


def _exported(turn: Turn, text: str) -> Handled:
    query = read(text, known_to(turn)).query
    if query.subject is not Subject.DEALS:
        raise NotUnderstood("Only deals can be exported here.")
    listing = replace(query, show=Show.LIST, by=None, limit=MOST_ROWS)
    answer = ask(turn.uow, turn.member, listing)
    file = OutFile("", "text/csv", "deals.csv", _written(turn.t, answer.deals))
    reader = reader_of(turn)
    said = turn.t.plural("{n} deal", "{n} deals", len(answer.deals))
    body = (heading(bold(phrase(reader, replace(query, limit=None))), " · ", said),)
    return say(turn, Card(body, files=(file,)), private=True)


def _written(t: Translator, rows: tuple[DealRow, ...]) -> bytes:
    """As CSV; spreadsheets know UTF-8 by its mark."""
    text = StringIO(newline="")
    table = csv.writer(text)
    table.writerow(_head(t))
    table.writerows([_safe(cell) for cell in _cells(row)] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _head(t: Translator) -> list[str]:
    return [
        t("Number"), t("Deal"), t("Customer"), t("Stage"), t("Amount"), t("Currency"), t("Close date"), t("Owner"),
        t("Last activity"), t("Reason"),
    ]  # fmt: skip


def _cells(row: DealRow) -> Iterator[str]:
    deal = row.deal
    yield f"D{deal.number}"
    yield deal.name
    yield row.who or ""
    yield row.stage
    yield Money(deal.amount_minor, deal.currency).plain() if deal.amount_minor is not None and deal.currency else ""
    yield deal.currency or ""
    yield deal.close_on.isoformat() if deal.close_on else ""
    yield row.owner or ""
    yield deal.touched_at.date().isoformat()
    yield deal.lost_reason or ""


def _safe(cell: str) -> str:
    """A cell that begins like a formula is text, whatever a customer is called."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
