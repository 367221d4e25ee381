"""A reply to a card is about its record: it corrects, closes, moves, assigns, plans, or is a note on it."""

from crm import operations, records
from crm.access import check_may_see
from crm.filing import file
from crm.recognise import Known
from domain.chat import IncomingKind
from domain.terms import Ref
from handlers.correcting.facts import correct, is_correction
from handlers.deals.stage_moves import move_customer, wanted_stage
from handlers.filing.filed import say_filed
from handlers.filing.hearing import facts_of
from handlers.reading import words_of
from handlers.records.assigning import assign_to, colleague_meant
from handlers.turn import Outcome, Turn
from storage.entities import FollowUp, Record

ORDER = 50


def take(turn: Turn) -> Outcome | None:
    """Do what the reply says on the card's record; None where the card shows no record."""
    if turn.replied is None or turn.last.kind is not IncomingKind.MESSAGE:
        return None
    record = record_of_card(turn)
    corrected = _corrected(turn, bare=record is None)
    if corrected is not None or record is None:
        return corrected
    check_may_see(turn.uow, turn.member, record)
    return _done_on(turn, record)


def _done_on(turn: Turn, record: Record) -> Outcome | None:
    facts = facts_of(turn)
    facts.ref = str(records.ref_of(record))
    assignee = colleague_meant(turn, facts.body)
    if assignee is not None:
        return assign_to(turn, record, assignee)
    if wanted_stage(turn, facts) is not None:
        return move_customer(turn, record, facts)
    if not (facts.body or facts.lines or facts.files):
        return None
    return say_filed(turn, file(turn.uow, turn.member, facts, Known(record)))


def _corrected(turn: Turn, *, bare: bool) -> Outcome | None:
    """A correction, a bare time, or (where the card has no record yet) anything that changes it."""
    understood = turn.understood[-1] if turn.understood else None
    if turn.replied is None or understood is None or turn.last.forward is not None:
        return None
    if bare or is_correction(words_of(turn.last), understood):
        return correct(turn, operations.find_of_card(turn.uow, turn.replied.id), understood)
    return None


def record_of_card(turn: Turn) -> Record | None:
    """The main record of the card replied to; a follow-up stands for whom it is about."""
    for text in (turn.replied.about or ()) if turn.replied else ():
        ref = Ref.parse(text)
        found = records.find_by_ref(turn.uow, ref) if ref else None
        if isinstance(found, FollowUp):
            found = records.subject_of(turn.uow, found)
        if found is not None:
            return found
    return None
