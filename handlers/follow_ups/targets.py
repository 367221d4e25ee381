"""Which follow-up a command means: its number in front of the words, else the card replied to."""

import re

from crm import records
from crm.access import check_may_change
from domain.errors import NotFound
from domain.terms import Kind, Ref
from handlers.replies.follow_up import follow_up_of_card
from handlers.turn import Turn
from storage.entities import FollowUp

_FRONT = re.compile(r"^#?(F[1-9][0-9]{0,8})(?![A-Za-z0-9])[\s,，:：。]*(.*)$", re.IGNORECASE | re.DOTALL | re.ASCII)


def follow_up_in_front(turn: Turn, rest: str) -> tuple[FollowUp | None, str]:
    """The follow-up and the words after it. Raises NotFound, NotAllowed for a number that is not the member's."""
    found = _FRONT.match(rest)
    ref = Ref.parse(found[1]) if found else None
    if found is None or ref is None:
        return follow_up_of_card(turn), rest.strip()
    follow_up = records.get_by_ref(turn.uow, ref)
    if not isinstance(follow_up, FollowUp) or ref.kind is not Kind.FOLLOW_UP:
        raise NotFound("There is no {ref}.", ref=str(ref))
    check_may_change(turn.uow, turn.member, follow_up)
    return follow_up, found[2].strip()
