"""The buttons of deals: which one, back after all, why it was lost."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from crm import deals
from crm.access import check_may_change
from domain.errors import NotFound
from domain.money import Money
from handlers.cards.deal import moved_card
from handlers.deals.stage_moves import get_deal, move
from handlers.saying import reader_of, say, tell
from handlers.turn import Handler, Outcome, Turn
from storage.entities import Stage


def move_deal(turn: Turn) -> Outcome:
    data = _data(turn)
    amount = Money(data["amount"], data["currency"]) if data.get("amount") is not None else None
    return move(turn, get_deal(turn, data["deal"]), _stage(turn), data.get("reason"), amount)


def move_back(turn: Turn) -> Outcome:
    data = _data(turn)
    return move(turn, get_deal(turn, data["deal"]), _stage(turn), data.get("reason"), back=True)


def leave(turn: Turn) -> Outcome:
    return tell(turn, turn.t("Left as it is."))


def lost_reason(turn: Turn) -> Outcome:
    """Add the reason to the loss; one Undo takes back both."""
    data = _data(turn)
    deal = get_deal(turn, data["deal"])
    check_may_change(turn.uow, turn.member, deal)
    deal.lost_reason = data["reason"]
    turn.uow.session.flush()
    turn.uow.operation_data["follows"] = data["operation"]
    card = moved_card(turn.uow, reader_of(turn), deal, None, deals.stage_of(turn.uow, deal))
    return say(turn, card, edit_of=turn.replied.id if turn.replied else None)


def _stage(turn: Turn) -> Stage:
    stage = turn.uow.get(Stage, UUID(_data(turn)["stage"]))
    if stage is None:
        raise NotFound("That stage is gone.")
    return stage


def _data(turn: Turn) -> Mapping[str, Any]:
    return turn.choice.data if turn.choice else {}


ACTIONS: Mapping[str, Handler] = {
    "move_deal": move_deal,
    "move_back": move_back,
    "leave": leave,
    "lost_reason": lost_reason,
}
