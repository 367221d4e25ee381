"""Find somebody and show them: the card, a few to tap, or that they are taken."""

from crm.access import check_may_see
from crm.finding import Findings, find, names_beside, subject_of
from crm.portraits import portrait_of, timeline_of
from crm.records import get_by_ref, owner_of
from domain.cards import Card
from domain.errors import NotFound, NotUnderstood
from domain.terms import Ref
from handlers.cards.records import choice_card, history_card, record_card, taken_card
from handlers.saying import reader_of, say
from handlers.turn import Question, Turn
from storage.entities import Record

HISTORY = 12


def show_found(turn: Turn, words: str) -> Question:
    """What is known of whom the words name, for the asker's eyes only."""
    del turn
    return Question(lambda reading: say(reading, _found(reading, words), private=True))


def show_record(turn: Turn, ref: str) -> Question:
    """The card of a record by its reference."""
    del turn
    return Question(lambda reading: say(reading, _card(reading, _record(reading, ref)), private=True))


def show_history(turn: Turn, words: str) -> Question:
    """The timeline of whom the words name."""
    del turn
    return Question(lambda reading: say(reading, _history(reading, words), private=True))


def _found(turn: Turn, words: str) -> Card:
    findings = find(turn.uow, turn.member, words)
    return _one_or_several(turn, words, findings)


def _one_or_several(turn: Turn, words: str, findings: Findings) -> Card:
    reader = reader_of(turn)
    if findings.sure is not None:
        return _card(turn, findings.sure)
    if findings.taken is not None:
        return taken_card(reader, findings.taken, owner_of(turn.uow, findings.taken), words[:120])
    if not findings.hits:
        raise NotFound("I found nobody called “{name}”.", name=words[:60])
    return choice_card(reader, words[:60], findings, names_beside(turn.uow, findings))


def _card(turn: Turn, record: Record) -> Card:
    check_may_see(turn.uow, turn.member, record)
    return record_card(reader_of(turn), turn.member, portrait_of(turn.uow, turn.member, record))


def _history(turn: Turn, words: str) -> Card:
    findings = find(turn.uow, turn.member, words)
    record = findings.sure
    if record is None:
        return _one_or_several(turn, words, findings)
    entries, authors = timeline_of(turn.uow, record, HISTORY)
    return history_card(reader_of(turn), portrait_of(turn.uow, turn.member, record), list(entries), authors)


def _record(turn: Turn, text: str) -> Record:
    ref = Ref.parse(text)
    if ref is None:
        raise NotUnderstood("That button is no longer there.")
    record = subject_of(turn.uow, get_by_ref(turn.uow, ref))
    if record is None:
        raise NotFound("{ref} is about nobody.", ref=text)
    return record


def get_record(turn: Turn, text: str) -> Record:
    """The record of a reference, if the member may see it. Raises NotFound, NotAllowed."""
    record = _record(turn, text)
    check_may_see(turn.uow, turn.member, record)
    return record
