"""The card of customers asked for: how many, and of each who it is, whose, and since when nothing happened."""

from crm.customer_questions import CustomerAnswer, CustomerRow
from crm.pipeline import Show
from crm.records import ref_of
from domain.cards import Card
from domain.chat import Block, Bullets, Span, Spans
from handlers.cards.base import Reader, bold, day, dotted, line
from handlers.cards.pipeline import more_line, title


def customers_card(reader: Reader, answer: CustomerAnswer) -> Card:
    t, query = reader.t, answer.query
    body: list[Block] = [title(reader, query, whole=answer.whole)]
    body.append(
        line(t.plural("{n} customer", "{n} customers", answer.count) if answer.count else t("Nothing matches."))
    )
    if answer.rows and query.show is not Show.COUNT:
        body.append(Bullets(tuple(_row(reader, row) for row in answer.rows)))
        body.extend(more_line(reader, answer.count - len(answer.rows)))
    return Card(tuple(body), about=tuple(str(ref_of(row.record)) for row in answer.rows))


def _row(reader: Reader, row: CustomerRow) -> Spans:
    touched = reader.t("last touch {day}", day=day(reader, reader.local(row.record.touched_at).date()))
    return (bold(str(ref_of(row.record))), Span(f" {dotted(row.record.name, row.company, row.owner, touched)}"))
