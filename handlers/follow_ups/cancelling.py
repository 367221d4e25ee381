"""Which planned thing is called off: by its day, its customer, what was to be done, or the one just shown."""

import re
from collections.abc import Iterable

from crm.follow_ups import list_own_open
from crm.recognise import Known
from crm.records import company_of, contact_of
from crm.topics import find_planned
from handlers.filing.hearing import facts_of
from handlers.saying import reader_of
from handlers.talk_goes_on import recognise_here
from handlers.turn import Turn
from storage.entities import FollowUp, Record

_ANY = re.compile(
    r"(?:(?:it|that|this|the|my|next|please|one|with|on|for|of|at)\s*|(?:call|meeting|reminder|follow-?up|appointment|visit|task"
    r"|demo|date)s?\s*)*"
    r"|(?:[的这那个一场次条]|它|我|提醒|跟进|会议?|会面|电话|拜访|演示|任务|约|见面|安排|日程|\s)*",
    re.IGNORECASE,
)


def planned_meant(turn: Turn, words: str) -> list[FollowUp]:
    """The member's open follow-ups the words may mean; none where they speak of something else."""
    understood = turn.understood[-1] if turn.understood else None
    bare, found = words, list_own_open(turn.uow, turn.member)
    narrowed = False
    if understood is not None and understood.times:
        found, narrowed = [one for one in found if _is_then(turn, one)], True
        for moment in understood.times:
            bare = bare.replace(moment.text, " ")
    record = _customer(turn, words)
    if record is not None:
        found, narrowed = _about(turn, found, record), True
        for name in _names(turn):
            bare = bare.replace(name, " ")
    if not _ANY.fullmatch(" ".join(bare.split())):
        found = [one for one in found if _is_said(one, bare)]
        return found or []
    if narrowed:
        return _said_first(found, words)
    said = [one for one in found if _is_said(one, words)]
    shown = find_planned(turn.uow, turn.member, turn.last.address) if turn.last.is_private else None
    if shown is not None and (shown in said or not said):
        return [shown]
    return said or (found if len(found) == 1 else [])


def _is_then(turn: Turn, follow_up: FollowUp) -> bool:
    """Whether it is due in the time that was named."""
    local = reader_of(turn).local
    due = local(follow_up.due_at).date()
    for moment in turn.understood[-1].times if turn.understood and turn.understood[-1] else ():
        last = local(moment.end_at).date() if moment.end_at is not None else local(moment.start_at).date()
        if local(moment.start_at).date() <= due <= last:
            return True
    return False


def _customer(turn: Turn, words: str) -> Record | None:
    facts = facts_of(turn, words)
    if not (facts.person or facts.company):
        return None
    whom = recognise_here(turn, facts)
    return whom.record if isinstance(whom, Known) else None


def _names(turn: Turn) -> Iterable[str]:
    understood = turn.understood[-1] if turn.understood else None
    if understood is None:
        return []
    return [*(one.text for one in understood.people), *(one.text for one in understood.companies)]


def _about(turn: Turn, found: list[FollowUp], record: Record) -> list[FollowUp]:
    contact, company = contact_of(turn.uow, record), company_of(turn.uow, record)
    ids = {one.id for one in (record, contact, company) if one is not None}
    linked = [one for one in found if {one.contact_id, one.lead_id, one.deal_id} & ids]
    return linked or [one for one in found if one.company_id in ids]


def _is_said(follow_up: FollowUp, words: str) -> bool:
    """Whether the words name what was to be done."""
    action, words = follow_up.action.casefold(), words.casefold()
    said = [word for word in re.findall(r"[a-z]{3,}", words) if word not in {"the", "with", "for", "and"}]
    return any(word in action for word in said) or (not action.isascii() and action in words)


def _said_first(found: list[FollowUp], words: str) -> list[FollowUp]:
    """Of several those whose action is named."""
    return [one for one in found if _is_said(one, words)] or found if len(found) > 1 else found
