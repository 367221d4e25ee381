"""What is said of a deal itself: "close date end of January", "raise it to 150k", "it's in negotiation", 预计月底签.

Only words that say nothing else: a sentence that tells more is a note.
"""

import re
from datetime import date, timedelta

from crm import deals, stages
from crm.access import check_may_change
from crm.facts import names_currency
from crm.recognise import Known
from crm.records import business_of, find_by_ref, ref_of
from crm.topics import find_subject
from domain.cards import Card
from domain.chat import Line
from domain.money import Money
from domain.terms import Grain, Ref
from handlers.cards.base import day, dotted, heading, line, money
from handlers.cards.deal import who_it_is
from handlers.deals.stage_moves import move
from handlers.filing.hearing import facts_of
from handlers.reading import words_of
from handlers.replies.record import record_of_card
from handlers.saying import reader_of, say, undo_button
from handlers.talk_goes_on import recognise_here
from handlers.turn import Handled, Turn
from storage.entities import Company, Contact, Deal, Lead, Record, Stage
from understanding.extraction.model import Moment, Understanding

LONGEST = 120
_REF = re.compile(r"(?<![\w.])[LCAD][1-9][0-9]{0,8}(?![\w.])", re.IGNORECASE | re.ASCII)
_NOISE = re.compile(r"[\s,，.。;；:：!！'’]+|的(?=\s|$)")
_EN = r"(?:it|its|s|the|this|that|deal|is|be|are|was|now|we|they|should|will|to|at|by|in|on|for|of|about|please)"
_ZH = r"(?:[它这该的个会能在到是为于把了要已\s]|单子?|商机|项目|预计|预期|大概|应该|争取|可能|现在|目前|已经)"
_CLOSES = re.compile(
    rf"(?:{_EN}\s+)*(?:(?:expected|target|planned|likely|set|change|move|update|put)\s+)?(?:{_EN}\s+)*(?:clos(?:e|es|ing)|sign(?:s|ing)?)"
    rf"(?:\s+(?:date|day))?(?:\s+{_EN})*"
    rf"|{_ZH}*(?:成交|签约|签单|签合同|签|结单|关单|落单)(?:日期|时间|日)?{_ZH}*(?:改)?{_ZH}*",
    re.IGNORECASE,
)
_COSTS = re.compile(
    rf"(?:{_EN}\s+)*(?:raise[ds]?|increase[ds]?|bump|up|lower|reduce[ds]?|cut|drop(?:ped)?|change[ds]?|set|make|update[ds]?"
    rf"|amount|value|budget|price|worth|total)(?:\s+(?:amount|value|{_EN}))*"
    rf"|{_ZH}*(?:合同金?额|合同价|金额|总额|总价|报价|预算|价格)?{_ZH}*(?:改|提|加|涨|降|调|变)?(?:成|到|为|至)?{_ZH}*",
    re.IGNORECASE,
)
_STANDS = re.compile(
    rf"(?:{_EN}\s+)*(?:moved|went|goes|got|reached|entered|advanced|back\s+)?\s*(?:{_EN}\s+)*STAGE(?:\s+(?:stage|phase|{_EN}))*"
    rf"|{_ZH}*(?:进入?|推进|转入|走)?{_ZH}*STAGE(?:阶段|中)?{_ZH}*",
    re.IGNORECASE,
)
_POSITION = re.compile(r"\b(?:in|into|to|at|moved|reached|entered|stage|phase)\b|[进到推转]|阶段", re.IGNORECASE)


def say_of_deal(turn: Turn) -> Handled | None:
    """Write the close date, the amount or the stage the words say, and show the deal; None where they say more."""
    understood = turn.understood[-1] if turn.understood else None
    words = words_of(turn.last)
    if understood is None or len(turn.burst) > 1 or turn.last.forward or turn.last.files or len(words) > LONGEST:
        return None
    bare = _bare(words, understood)
    closes, amount, stage = _closing(turn, bare, understood), _costing(bare, understood), _standing(turn, bare)
    if closes is None and amount is None and stage is None:
        return None
    record = _record_meant(turn)
    deal = _deal_of(turn, record) or (_lead_of(turn, record) if amount is not None else None)
    if deal is None:
        return None
    check_may_change(turn.uow, turn.member, deal)
    if stage is not None and isinstance(deal, Deal):
        return move(turn, deal, stage)
    return _written(turn, deal, closes, amount, understood)


def _bare(words: str, understood: Understanding) -> str:
    """The words without the values in them: names, numbers, times, amounts."""
    values = (understood.times, understood.money, understood.people, understood.companies)
    for text in (found.text for kind in values for found in kind):
        words = words.replace(text, " ")
    return " ".join(_NOISE.sub(" ", _REF.sub(" ", words)).split())


def _closing(turn: Turn, bare: str, understood: Understanding) -> date | None:
    """The last day of the time that is said; None where nothing is said of closing, or the time is over."""
    ahead = [one for one in understood.times if not one.past]
    if len(ahead) != 1 or understood.money or not _CLOSES.fullmatch(bare):
        return None
    last = last_day(turn, ahead[0])
    return last if last >= reader_of(turn).today else None


def last_day(turn: Turn, moment: Moment) -> date:
    """The local day a time ends with: of March the 31st."""
    local = reader_of(turn).local
    if moment.end_at is not None:
        return local(moment.end_at - timedelta(seconds=1)).date()
    first = local(moment.start_at).date()
    match moment.grain:
        case Grain.WEEK:
            return first + timedelta(days=6)
        case Grain.MONTH:
            return _month_after(first, 1) - timedelta(days=1)
        case Grain.QUARTER:
            return _month_after(first, 3) - timedelta(days=1)
        case Grain.YEAR:
            return date(first.year, 12, 31)
        case _:
            return first


def _month_after(first: date, months: int) -> date:
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1)


def _costing(bare: str, understood: Understanding) -> str | None:
    """The amount as written; None where more is said than what the deal costs."""
    if len(understood.money) != 1 or understood.times or not bare or not _COSTS.fullmatch(bare):
        return None
    return understood.money[0].text


def _standing(turn: Turn, bare: str) -> Stage | None:
    """The open stage the words put the deal into, where they say nothing else."""
    if not _POSITION.search(bare):
        return None
    low = bare.lower()
    for word, stage in stages.list_open_by_word(turn.uow):
        before, named, after = low.partition(word)
        if named and _STANDS.fullmatch(f"{before}STAGE{after}"):
            return stage
    return None


def _lead_of(turn: Turn, record: Record | None) -> Lead | None:
    """What is under way with whom no deal is: a lead has an amount, too."""
    if record is None or isinstance(record, Lead | Deal):
        return record if isinstance(record, Lead) else None
    found = business_of(turn.uow, record)
    return found[0] if len(found) == 1 and isinstance(found[0], Lead) else None


def _deal_of(turn: Turn, record: Record | None) -> Deal | None:
    """The deal that is named, replied to or just talked about; of a customer the one that is open."""
    if record is None or isinstance(record, Deal):
        return record
    found = deals.list_open(
        turn.uow,
        contact_id=record.id if isinstance(record, Contact) else None,
        company_id=record.id if isinstance(record, Company) else None,
        lead_id=record.id if isinstance(record, Lead) else None,
    )
    if not found and isinstance(record, Contact) and record.company_id is not None:
        found = deals.list_open(turn.uow, company_id=record.company_id)
    return found[0] if len(found) == 1 else None


def _record_meant(turn: Turn) -> Record | None:
    facts = facts_of(turn)
    ref = Ref.parse(facts.ref) if facts.ref else None
    if ref is not None:
        found = find_by_ref(turn.uow, ref)
        return found if isinstance(found, Deal | Lead | Contact | Company) else None
    if facts.person or facts.company:
        whom = recognise_here(turn, facts)
        return whom.record if isinstance(whom, Known) else None
    if turn.replied is not None:
        return record_of_card(turn)
    return find_subject(turn.uow, turn.member, turn.last.address) if turn.last.is_private else None


def _written(
    turn: Turn, deal: Deal | Lead, closes: date | None, amount: str | None, understood: Understanding
) -> Handled:
    reader, ref = reader_of(turn), str(ref_of(deal))
    lines: list[Line] = [heading("✓ ", dotted(ref, who_it_is(turn.uow, deal)))]
    if closes is not None and isinstance(deal, Deal):
        before, deal.close_on = deal.close_on, closes
        changed = turn.t("closes {day}", day=day(reader, closes))
        was = day(reader, before) if before is not None and before != closes else None
    else:
        said = understood.money[0]
        known = deal.currency if deal.currency and not names_currency(amount or "") else said.currency
        old = money(reader, deal.amount_minor, deal.currency) if deal.amount_minor and deal.currency else None
        deals.set_amount(deal, Money.of(said.amount, known))
        changed = money(reader, deal.amount_minor or 0, known)
        was = old if old != changed else None
    lines.append(line(dotted(changed, turn.t("before: {what}", what=was) if was else None)))
    deal.touched_at = turn.uow.now
    turn.uow.summary = dotted(ref, changed)
    return say(turn, Card(tuple(lines), ((undo_button(turn),),), (ref,)))
