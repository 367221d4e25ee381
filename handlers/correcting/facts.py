"""Corrections of what a card just showed ("not 200k, 250k", "公司是华为", "Thursday"): the card is edited."""

import re

from crm import contacts, deals, notes, operations
from crm.facts import Plan, names_currency
from crm.filing import create_plan
from crm.filings import Filing, Links, filing_of, keep, links_of
from crm.follow_ups import reschedule_follow_up
from domain.money import Money
from domain.terms import Intent
from handlers.correcting.anew import file_anew
from handlers.correcting.names import (
    JUST_SHOWN,
    correct_company,
    correct_person,
    names_of,
    names_something,
    somebody_else,
)
from handlers.correcting.times import beside, move_planned, speaks_of_moving
from handlers.filing.filed import say_filed
from handlers.filing.hearing import plan_of, points_of
from handlers.reading import words_of
from handlers.turn import Handled, Turn
from storage.entities import FollowUp, Operation
from understanding.extraction.model import Understanding

_MOVED = re.compile(
    r"(?:(?:yes|ok|okay|no|not|please|pls|sorry|actually|rather|instead|better|make|move|push|shift|change|postpone|bring"
    r"|reschedule|let['’]?s|lets|say|do|have|it|that|this|them|be|is|are|on|at|by|to|for|till|until|back|forward|up|the"
    r"|reminder|follow-?up|time|date|can|could|we|you)(?:\s+|$))*"
    r"|(?:好的?|是的?|那就|还是|就|把?它?|时间|提醒|跟进|帮我|请|麻烦|改|换|挪|推|推迟|延|延后|延期|顺延|提前|约|定|到|成|为|在|吧|了|一下|\s)*",
    re.IGNORECASE,
)
_NOISE = re.compile(r"[\s,，.。;；:：!！?？]+")


def correct_last(turn: Turn) -> Handled | None:
    """Plain words that correct the card just shown in this chat; None where they do not."""
    understood = turn.understood[-1] if turn.understood else None
    if understood is None or len(turn.burst) > 1 or turn.last.forward or turn.last.contacts or turn.last.files:
        return None
    words = words_of(turn.last)
    if not is_correction(words, understood):
        return None
    operation = _meant(turn, words, understood)
    filing = filing_of(operation)
    if is_only_time(words, understood) and (
        filing is None or (filing.follow_up_id is None and speaks_of_moving(words))
    ):
        moved = move_planned(turn, understood)
        if moved is not None:
            return moved
    return correct(turn, operation, understood)


def _meant(turn: Turn, words: str, understood: Understanding) -> Operation | None:
    """The last thing filed here; "not 80k, 90k" means the last that had that very amount or name, if there was one."""
    lately = operations.list_last(turn.uow, turn.member.id, turn.conversation.chat_key, JUST_SHOWN)
    for operation in lately:
        filing = filing_of(operation)
        if filing is not None and (_had(filing, words, understood) or names_of(turn, filing, words)):
            return operation
    return lately[0] if lately else None


def _had(filing: Filing, words: str, understood: Understanding) -> bool:
    """Whether the words name the amount it had, and another."""
    said = filing.facts.amount_text
    if not understood.money or not said or said == understood.money[-1].text:
        return False
    return said.casefold() in words.casefold()


def correct(turn: Turn, operation: Operation | None, understood: Understanding) -> Handled | None:
    """Change what the operation filed as the words say and draw its card anew; None where they change nothing."""
    filing = filing_of(operation)
    if operation is None or filing is None:
        return None
    other = somebody_else(turn, filing, links_of(turn.uow, filing), words_of(turn.last))
    if other is not None:
        return file_anew(turn, operation, filing, person=other)
    if not apply_to(turn, filing, words_of(turn.last), understood):
        return None
    keep(turn.uow, filing)
    turn.uow.operation_data["corrects"] = str(operation.id)
    return say_filed(turn, filing, edit_of=operation.outbox_id)


def is_correction(words: str, understood: Understanding) -> bool:
    """Whether the words put something right: a "no, ..." , a bare time or amount, "the company is ..."."""
    return (
        Intent.CORRECT in understood.intents
        or is_only_time(words, understood)
        or is_only_amount(words, understood)
        or names_something(words)
    )


def is_only_time(words: str, understood: Understanding) -> bool:
    """Whether the words are a time and nothing else: "Thursday", "周四下午三点", "yes 3pm", "move it to Friday"."""
    if understood.due_at is None:
        return False
    rest = words
    for moment in understood.times:
        rest = rest.replace(moment.text, " ")
    return _MOVED.fullmatch(_NOISE.sub(" ", rest).strip()) is not None


def is_only_amount(words: str, understood: Understanding) -> bool:
    """Whether the words are an amount and nothing else: "250k"."""
    return len(understood.money) == 1 and not _NOISE.sub("", words.replace(understood.money[0].text, ""))


def apply_to(turn: Turn, filing: Filing, words: str, understood: Understanding, *, with_time: bool = True) -> bool:
    """Whether anything changed; without its time where what is planned is followed apart."""
    links = links_of(turn.uow, filing)
    changed = [
        correct_company(turn, filing, links, words, _plan(turn, filing)),
        correct_person(turn, links, words),
        _amount(turn, filing, links, understood),
        _points(turn, filing, links, understood),
        with_time and _time(turn, filing, plan_of(turn, understood)),
    ]
    turn.uow.session.flush()
    return any(changed)


def _amount(turn: Turn, filing: Filing, links: Links, understood: Understanding) -> bool:
    if not understood.money:
        return False
    said = understood.money[-1]
    known = filing.facts.currency
    amount = Money.of(said.amount, said.currency if known is None or names_currency(said.text) else known)
    filing.facts.amount_minor, filing.facts.currency = amount.minor, amount.currency
    filing.facts.amount_clause = None
    under_way = links.lead or links.deal
    if under_way is not None and (filing.state == "new" or filing.created or filing.filled):
        deals.set_amount(under_way, amount)
    note = notes.find_note(turn.uow, filing.note_id)
    if note is not None:
        note.detail = {**(note.detail or {}), "amount": amount.plain(), "currency": amount.currency}
    return True


def _points(turn: Turn, filing: Filing, links: Links, understood: Understanding) -> bool:
    contact = links.contact
    if contact is None:
        return False
    on_file = contacts.list_points(turn.uow, contact)
    for point in points_of(understood):
        old = next((one for one in on_file if one.kind == point.kind), None)
        if old is None:
            contacts.add_point(turn.uow, contact, point.parts)
        else:
            contacts.replace_point(turn.uow, contact, old, point.parts)
        filing.added = [one for one in filing.added if one.kind != point.kind] + [point]
    return bool(points_of(understood))


def _time(turn: Turn, filing: Filing, plan: Plan | None) -> bool:
    if plan is None:
        return False
    follow_up = _plan(turn, filing)
    if follow_up is None:
        filing.follow_up_id = create_plan(turn.uow, turn.member, plan, links_of(turn.uow, filing))
        filing.facts.vague_at = None
    else:
        plan = beside(turn, plan, follow_up)
        reschedule_follow_up(turn.uow, follow_up, plan.due_at, plan.grain, exact=plan.exact)
    return True


def _plan(turn: Turn, filing: Filing) -> FollowUp | None:
    return turn.uow.get(FollowUp, filing.follow_up_id)
