"""Which record a command means: a reference or a name in front of the words, else the card replied to."""

import re

from crm import records
from crm.access import check_may_see
from crm.facts import Facts
from crm.recognise import Known, recognise
from domain.terms import Ref
from handlers.replies.record import record_of_card
from handlers.turn import Turn
from storage.entities import FollowUp, Record

_FRONT = re.compile(
    r"^#?([LCADF][1-9][0-9]{0,8})(?![A-Za-z0-9])[\s,，:：。的]*(.*)$", re.IGNORECASE | re.DOTALL | re.ASCII
)


def in_front(turn: Turn, rest: str) -> tuple[Record | None, str]:
    """The record named by reference in front (else the one of the card replied to), and the words after it."""
    found = _FRONT.match(rest)
    ref = Ref.parse(found[1]) if found else None
    if found is None or ref is None:
        return record_of_card(turn), rest
    record = records.get_by_ref(turn.uow, ref)
    if isinstance(record, FollowUp):
        record = records.subject_of(turn.uow, record) or record
    check_may_see(turn.uow, turn.member, record)
    return (None if isinstance(record, FollowUp) else record), found[2].strip()


def named(turn: Turn, name: str) -> Record | None:
    """The customer surely meant by a name, if the member may see it."""
    for facts in (Facts(person=name), Facts(company=name)):
        whom = recognise(turn.uow, turn.member, facts)
        if isinstance(whom, Known):
            return whom.record
    return None
