"""The button that says which of several is to be given to a colleague."""

from collections.abc import Mapping

from crm.access import check_may_see
from crm.records import get_by_ref
from domain.errors import NotFound
from domain.terms import Ref
from handlers.records.assigning import assign_to
from handlers.turn import Handler, Outcome, Turn
from storage.entities import FollowUp


def assign(turn: Turn) -> Outcome:
    data = turn.choice.data if turn.choice else {}
    ref = Ref.parse(str(data.get("ref", "")))
    if ref is None:
        raise NotFound("There is no {ref}.", ref=data.get("ref", ""))
    record = get_by_ref(turn.uow, ref)
    check_may_see(turn.uow, turn.member, record)
    if isinstance(record, FollowUp):
        raise NotFound("There is no {ref}.", ref=str(ref))
    return assign_to(turn, record, str(data.get("to", "")))


ACTIONS: Mapping[str, Handler] = {"assign_to": assign}
