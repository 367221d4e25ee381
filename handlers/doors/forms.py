"""A form somebody filled in: filed as their sentence would be, with nothing left to guess."""

from dataclasses import replace

from crm.facts import Facts
from crm.filing import file
from crm.recognise import Nobody, recognise
from domain.chat import SharedContact
from domain.errors import NotUnderstood
from handlers.filing.filed import say_filed
from handlers.filing.hearing import facts_of
from handlers.turn import Handled, Turn

NEW_LEAD = "lead"


def take(turn: Turn) -> Handled:
    """File the form. Raises NotUnderstood for one we never gave out, and for one without a name."""
    form = turn.last.form
    if form is None or form.name != NEW_LEAD:
        raise NotUnderstood("That form is no longer there.")
    values = form.values
    if not (values.get("name") or values.get("company")):
        raise NotUnderstood("A name is enough. For example: {example}", example="Li Wei")
    facts = _facts(turn, dict(values))
    whom = recognise(turn.uow, turn.member, facts)
    if isinstance(whom, Nobody):
        raise NotUnderstood("A name is enough. For example: {example}", example="Li Wei")
    return say_filed(turn, file(turn.uow, turn.member, facts, whom))


def _facts(turn: Turn, values: dict[str, str]) -> Facts:
    """What was filled in, and what the note says besides (a plan, an amount)."""
    card = SharedContact(
        name=values.get("name", ""),
        phones=_given(values, "phone"),
        emails=_given(values, "email"),
        company=values.get("company") or None,
    )
    note = values.get("note", "")
    heard = replace(turn, burst=(replace(turn.last, contacts=(card,)),))
    facts = facts_of(heard, note)
    facts.person, facts.company = card.name[:120] or None, card.company or facts.company
    facts.ref, facts.wants, facts.sells, facts.source = None, "lead", True, "form"
    return facts


def _given(values: dict[str, str], name: str) -> tuple[str, ...]:
    return (values[name],) if values.get(name) else ()
