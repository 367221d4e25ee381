"""Asked in passing: an inline query in any chat, or a link to one of our records. Answered with what the asker may see.

A result is a visiting card: whoever it is inserted for may read it, so it holds neither notes nor amounts. A link that
unfolds by itself in a group, for people who may not see the record, names its owner and nobody else.
"""

from collections.abc import Iterator

from crm.access import may_see
from crm.finding import find, subject_of
from crm.portraits import Portrait, portrait_of
from crm.records import find_by_ref, ref_of
from domain.cards import Card, Message
from domain.chat import Line, QueryResult
from domain.errors import UserError
from domain.terms import Ref
from handlers.cards.base import Reader, bold, dotted, heading, line
from handlers.cards.records import KINDS, point_text
from handlers.saying import reader_of
from handlers.turn import Handled, Turn
from storage.entities import Company, Record

MOST_POINTS = 3


def results(turn: Turn) -> Handled:
    """The records meant, best first; none where nothing is found: a list in passing says no errors."""
    found = tuple(_result(turn, record) for record in _records(turn))
    return Handled((Message(turn.last.address, Card((), results=found), for_member=turn.member.id),))


def _records(turn: Turn) -> list[Record]:
    words = (turn.last.text or "").split()
    refs = [ref for word in words if (ref := Ref.parse(word))]
    if refs and len(refs) == len(words):
        return list(_referred(turn, refs))
    try:
        return [hit.record for hit in find(turn.uow, turn.member, " ".join(words)).hits]
    except UserError:
        return []


def _referred(turn: Turn, refs: list[Ref]) -> Iterator[Record]:
    for ref in refs:
        named = find_by_ref(turn.uow, ref)
        record = subject_of(turn.uow, named) if named is not None else None
        if record is not None and may_see(turn.uow, turn.member, record):
            yield record


def _result(turn: Turn, record: Record) -> QueryResult:
    reader, portrait = reader_of(turn), portrait_of(turn.uow, turn.member, record)
    ref, company = str(ref_of(record)), _company(portrait)
    if not turn.last.is_private and portrait.owner is not None:
        whose = dotted(turn.t(KINDS[type(record)]), turn.t("owner {name}", name=portrait.owner.shown))
        return QueryResult(ref, ref, whose, (heading(bold(ref), f" · {whose}"),))
    return QueryResult(ref, record.name, dotted(company, ref), tuple(_visiting_card(reader, portrait, company)))


def _visiting_card(reader: Reader, portrait: Portrait, company: str | None) -> Iterator[Line]:
    yield heading(bold(portrait.record.name), f" · {company}" if company else "")
    for point in portrait.points[:MOST_POINTS]:
        yield line(point_text(reader, point))


def _company(portrait: Portrait) -> str | None:
    """The company of a person; nothing beside a company itself."""
    if isinstance(portrait.record, Company) or portrait.company is None:
        return None
    return portrait.company.name
