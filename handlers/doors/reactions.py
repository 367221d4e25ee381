"""A thumbs-up or a check mark on a card of ours: the follow-up it shows is done. Any other reaction is just a mood."""

from crm import access, follow_ups, records
from domain.cards import Card
from domain.terms import Kind, Ref
from handlers.cards.base import heading
from handlers.follow_ups.acting import finish
from handlers.saying import say, undo_button
from handlers.turn import Handled, Turn
from storage.entities import FollowUp

DONE = frozenset("👍👌✅✔☑💯")


def react(turn: Turn) -> Handled | None:
    """Complete the one open follow-up the card shows; None where there is none, or the reaction says nothing."""
    reaction = turn.last.reaction
    if reaction is None or not reaction.added or reaction.emoji[:1] not in DONE:
        return None
    follow_up = _shown(turn)
    if follow_up is None:
        return None
    ref = str(records.ref_of(follow_up))
    if turn.replied is not None and turn.replied.about and turn.replied.about[0] == ref:
        return finish(turn, follow_up)  # its own reminder: as a tap on Done
    access.check_may_change(turn.uow, turn.member, follow_up)
    follow_ups.complete_follow_up(turn.uow, follow_up)
    head = heading("✓ ", turn.t("Done: {action}", action=follow_up.action))
    return say(turn, Card((head,), ((undo_button(turn),),), (ref,)), private=True)


def _shown(turn: Turn) -> FollowUp | None:
    """The open follow-up of the card; None where it shows none or several."""
    refs = [ref for text in (turn.replied.about or () if turn.replied else ()) if (ref := Ref.parse(text))]
    found = [records.find_by_ref(turn.uow, ref) for ref in refs if ref.kind is Kind.FOLLOW_UP]
    open_ones = [one for one in found if isinstance(one, FollowUp) and one.status == "open"]
    return open_ones[0] if len(open_ones) == 1 else None
