"""Commands that make a record outright: lead, contact, company, deal."""

import re
from datetime import date

from crm.facts import Facts
from crm.filing import file
from crm.filings import Filing
from crm.recognise import Doubtful, Known, Nobody
from crm.records import ref_of
from domain.errors import NotUnderstood
from handlers.filing.filed import say_filed
from handlers.filing.hearing import facts_of
from handlers.questions.answering import find_question
from handlers.questions.filters import looks_like_filters
from handlers.reading import words_of
from handlers.records.targets import in_front
from handlers.talk_goes_on import recognise_here
from handlers.turn import Outcome, Turn
from storage.entities import Deal

_PARTS = re.compile(r"\s*[,，;；\n]\s*|\s+-\s+")


def is_question(turn: Turn, rest: str) -> bool:
    """Whether the words ask ("deal owner:alice amount>100k", "线索按来源", "商机"): then no record is made."""
    if not rest:
        return not words_of(turn.last).isascii()  # 商机 means deals as well, "deal" does not
    return looks_like_filters(rest) or find_question(turn, words_of(turn.last)) is not None


def make(turn: Turn, rest: str, wants: str, *, closes: date | None = None) -> Outcome:
    """File the words as a lead, contact, company or deal; a name alone is enough. `closes` is a deal's own day."""
    record, words = in_front(turn, rest)
    if not words and record is None:
        raise NotUnderstood("A name is enough. For example: {example}", example=f"{wants} Li Wei, Acme, 138 0013 8000")
    facts = facts_of(turn, words)
    facts.wants, facts.sells = wants, wants == "lead"
    if closes is not None:
        facts.plan = facts.vague_at = None  # the day it closes is the deal's, not the rep's to do
    if record is not None:
        facts.ref = str(ref_of(record))
        return _say(turn, file(turn.uow, turn.member, facts, Known(record)), closes)
    facts.ref = None
    _name(facts, words, wants)
    whom = recognise_here(turn, facts)
    if isinstance(whom, Nobody):
        raise NotUnderstood("A name is enough. For example: {example}", example=f"{wants} Li Wei, Acme, 138 0013 8000")
    if isinstance(whom, Doubtful) and wants == "company":
        facts.person = None
    return _say(turn, file(turn.uow, turn.member, facts, whom), closes)


def _say(turn: Turn, filing: Filing, closes: date | None) -> Outcome:
    deal = turn.uow.get(Deal, filing.deal_id)
    if deal is not None and closes is not None:
        deal.close_on = closes
    return say_filed(turn, filing)


def _name(facts: Facts, words: str, wants: str) -> None:
    """Where no name was recognised the first part is one: whoever types the command says who it is."""
    parts = [part for part in _PARTS.split(_without_amount(facts, words)) if part] or [words]
    if wants == "company" or (wants == "deal" and facts.person is None):
        facts.company, facts.person = facts.company or parts[0][:120], None
    elif facts.person is None and not (facts.company and wants != "contact"):
        facts.person = parts[0][:120]
        if facts.company is None and len(parts) > 1 and any(c.isalpha() for c in parts[1]) and "@" not in parts[1]:
            facts.company = parts[1][:120]
    if facts.gist in {facts.person, facts.company}:
        facts.gist = None


def _without_amount(facts: Facts, words: str) -> str:
    """The words but for the amount, with or without a comma before it: "Kühne 120k"."""
    return words.replace(facts.amount_text, " ", 1).strip() if facts.amount_text else words
