"""The buttons of the list of duplicates: make one of two, remember that they are two, see more."""

from collections.abc import Mapping
from functools import partial

from crm.access import check_role
from crm.duplicates import not_the_same
from crm.merge import merge
from crm.records import get_by_ref, ref_of
from domain.cards import Card
from domain.errors import NotUnderstood
from domain.terms import Ref, Role
from handlers.cards.base import heading
from handlers.records.merging import merged_card
from handlers.records.twins import probable
from handlers.saying import say, undo_button
from handlers.turn import Handler, Outcome, Question, Turn
from storage.entities import Company, Contact


def make_one(turn: Turn) -> Outcome:
    one, other = _both(turn)
    return say(turn, merged_card(turn, merge(turn.uow, turn.member, one, other)), private=True)


def keep_two(turn: Turn) -> Outcome:
    one, other = _both(turn)
    not_the_same(turn.uow, one, other)
    words = turn.t("{one} and {other} stay two.", one=str(ref_of(one)), other=str(ref_of(other)))
    return say(turn, Card((heading("✓ ", words),), ((undo_button(turn),),)), private=True)


def next_page(turn: Turn) -> Outcome:
    """The list may have changed since: the role is asked again, and what is gone is passed over."""
    check_role(turn.member, Role.MANAGER)
    offset = int((turn.choice.data if turn.choice else {}).get("offset", 0))
    return Question(partial(probable, offset=offset))


def _both(turn: Turn) -> tuple[Contact | Company, Contact | Company]:
    data = turn.choice.data if turn.choice else {}
    found = [get_by_ref(turn.uow, ref) for name in ("one", "other") if (ref := Ref.parse(str(data.get(name))))]
    customers = [record for record in found if isinstance(record, Contact | Company)]
    if len(customers) != 2:
        raise NotUnderstood("That button is no longer there.")
    return customers[0], customers[1]


ACTIONS: Mapping[str, Handler] = {"merge": make_one, "two": keep_two, "more_twins": next_page}
