"""What came of it, told right after its reminder: "no answer, try again in 2 hours", "reached him, 60 seats"."""

from crm.access import may_change
from crm.facts import Facts, Plan
from crm.filing import file
from crm.filings import keep
from crm.follow_ups import complete_follow_up, create_follow_up
from crm.recognise import Known
from crm.records import company_of, contact_of, subject_of
from crm.reminders import context_of
from handlers.cards.reminder import done_card
from handlers.filing.filed import say_filed
from handlers.filing.hearing import facts_of
from handlers.follow_ups.acting import move
from handlers.follow_ups.report_words import is_anew, is_for_later, is_report
from handlers.reading import words_of
from handlers.saying import reader_of, say, undo_button
from handlers.talk_goes_on import recognise_here
from handlers.turn import Handled, Turn
from storage.entities import FollowUp, Record

LONGEST_RESULT = 120


def reported(turn: Turn, follow_up: FollowUp) -> Handled | None:
    """Done with what came of it, and with what is planned next; None where the words are no report of it."""
    words = words_of(turn.last)
    facts = facts_of(turn)
    subject = subject_of(turn.uow, follow_up)
    if facts.outcome or facts.stage or not may_change(turn.uow, turn.member, follow_up):
        return None
    if not _is_of(turn, facts, subject):
        return None
    if not is_report(words):
        return _later(turn, follow_up, facts) if is_for_later(words) else None
    if subject is not None and (facts.points or facts.amount_minor or len(words) > LONGEST_RESULT):
        return _filed(turn, follow_up, facts, subject)
    return _done(turn, follow_up, facts, words)


def _is_of(turn: Turn, facts: Facts, subject: Record | None) -> bool:
    """Whether nobody is named but whom it was about."""
    if not (facts.person or facts.company or facts.ref):
        return True
    whom = recognise_here(turn, facts)
    if subject is None or not isinstance(whom, Known):
        return False
    ours = {
        one.id for one in (subject, contact_of(turn.uow, subject), company_of(turn.uow, subject)) if one is not None
    }
    return whom.record.id in ours


def _later(turn: Turn, follow_up: FollowUp, facts: Facts) -> Handled | None:
    """Not done: "try again tomorrow" moves it."""
    plan = facts.plan
    return move(turn, follow_up, plan.due_at, plan.grain, exact=plan.exact) if plan is not None else None


def _done(turn: Turn, follow_up: FollowUp, facts: Facts, words: str) -> Handled:
    following = complete_follow_up(turn.uow, follow_up, words)
    planned = _next(turn, follow_up, facts.plan) if facts.plan is not None else None
    card = done_card(
        reader_of(turn),
        context_of(turn.uow, turn.member, follow_up),
        undo_button(turn),
        operation=str(turn.uow.operation_id),
        following=planned or following,
        ask_next=planned is None,
    )
    return say(turn, card)


def _next(turn: Turn, done: FollowUp, plan: Plan) -> FollowUp:
    """What is named; the same again where nothing is and nobody was reached."""
    named = any(one is not None and one.action for one in turn.understood)
    same = is_anew(words_of(turn.last), plan.action if named else None)
    return create_follow_up(
        turn.uow,
        owner_id=done.owner_id,
        action=done.action if same else plan.action,
        due_at=plan.due_at,
        grain=plan.grain,
        exact=plan.exact,
        recurs=plan.recurs,
        contact_id=done.contact_id,
        company_id=done.company_id,
        lead_id=done.lead_id,
        deal_id=done.deal_id,
    )


def _filed(turn: Turn, follow_up: FollowUp, facts: Facts, subject: Record) -> Handled:
    """More than a result: numbers, amounts, a long story are filed as ever."""
    complete_follow_up(turn.uow, follow_up)
    facts.ref = None
    filing = file(turn.uow, turn.member, facts, Known(subject, ("just mentioned",)))
    filing.done_id = follow_up.id
    keep(turn.uow, filing)
    return say_filed(turn, filing)
