"""Whatever is worth keeping is kept: the last meaning tried on plain words."""

from crm.facts import Facts
from crm.filing import file
from crm.recognise import Known, New, Nobody
from domain.chat import IncomingKind
from domain.terms import Intent
from handlers.correcting.facts import correct_last
from handlers.deals.stage_moves import close_unheard_of, move_customer
from handlers.doors.editing import follow_edit
from handlers.doors.extending import extend_last
from handlers.filing.filed import say_filed
from handlers.filing.hearing import facts_of, is_worth_keeping
from handlers.records.assigning import asked_for, assign_named, assign_to, colleague_meant
from handlers.talk_goes_on import company_meant, goes_on, meant, recognise_here
from handlers.turn import Outcome, Turn

ORDER = 90


def take(turn: Turn) -> Outcome | None:
    """File it, and say what was filed; None for what is nothing for a CRM."""
    if turn.last.kind is IncomingKind.EDIT:
        edited = follow_edit(turn)
        if edited is not None:
            return edited
    elif turn.last.kind is not IncomingKind.MESSAGE:
        return None
    return correct_last(turn) or extend_last(turn) or capture(turn, facts_of(turn))


def capture(turn: Turn, facts: Facts) -> Outcome | None:  # noqa: PLR0911 - one line a meaning, in their order
    """File facts, whoever gathered them."""
    given = asked_for(turn)
    if given is not None:
        return assign_named(turn, *given)
    if not is_worth_keeping(turn, facts) and not goes_on(turn, facts):
        return None
    facts.company = facts.company or company_meant(turn, facts)
    whom = recognise_here(turn, facts)
    if isinstance(whom, Nobody) or (isinstance(whom, New) and not (facts.person or facts.company)):
        whom = meant(turn, facts) or whom
    assignee = colleague_meant(turn, facts.body) if isinstance(whom, Known) else None
    if assignee is not None and isinstance(whom, Known):
        return assign_to(turn, whom.record, assignee)
    if (facts.outcome or facts.stage) and isinstance(whom, Known):
        return move_customer(turn, whom.record, facts)
    if facts.outcome and isinstance(whom, New):
        return close_unheard_of(turn, facts)
    if isinstance(whom, Nobody) and not _stands_alone(turn, facts):
        return None
    return say_filed(turn, file(turn.uow, turn.member, facts, whom))


def _stands_alone(turn: Turn, facts: Facts) -> bool:
    """Whether words about nobody are worth a note of their own."""
    if facts.plan or facts.lines or facts.files:
        return True
    if facts.amount_text and not (facts.body or "").replace(facts.amount_text, "").strip():
        return False
    understood = [one for one in turn.understood if one is not None]
    return any(Intent.NOTE in one.intents or Intent.LEAD in one.intents for one in understood)
