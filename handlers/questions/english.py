"""What English words ask."""

import re

from crm.pipeline import IDLE_DAYS, ME, NOBODY, Show, Subject
from domain.terms import Axis, Sort
from handlers.questions.amounts import amount, amount_in, number_of
from handlers.questions.draft import Draft, Known, Rule, is_new, lists, narrows, rule, sets

_AXES = {
    "stage": Axis.STAGE, "owner": Axis.OWNER, "rep": Axis.OWNER, "person": Axis.OWNER, "salesperson": Axis.OWNER,
    "source": Axis.SOURCE, "channel": Axis.SOURCE, "reason": Axis.REASON, "month": Axis.MONTH, "status": Axis.STATUS,
}  # fmt: skip
_AXIS = "|".join(_AXES)
_CURRENCIES = {
    "usd": "USD", "dollars": "USD", "eur": "EUR", "euros": "EUR", "cny": "CNY", "rmb": "CNY", "yuan": "CNY",
    "gbp": "GBP", "pounds": "GBP", "jpy": "JPY", "yen": "JPY", "hkd": "HKD",
}  # fmt: skip
_COUNTS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "ten": "10"}


def _axis(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft:
    return draft.having(by=_AXES[found["axis"].lower()])


def _at_least(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    return with_bound(draft, found, "at_least")


def _at_most(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    return with_bound(draft, found, "at_most")


def with_bound(draft: Draft, found: "re.Match[str]", field: str) -> Draft | None:
    """The draft with that end of the amount set."""
    bound = amount_in(found)
    if bound is None:
        return None
    changed = draft.having(**{field: bound[0]})
    return changed.having(currency=bound[1]) if bound[1] else changed


def with_range(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    """The draft with both ends of the amount set; "100 to 200k" scales both."""
    low, high = amount_in(found, 1), amount_in(found, 2)
    if low is None or high is None:
        return None
    least = low[0] * (high[0] / (number_of(found["number2"]) or 1)) if not found["scale1"] and low[0] < 1000 else low[0]
    return draft.having(at_least=least, at_most=high[0], currency=low[1] or high[1])


def _idle(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft:
    count = number_of(_COUNTS.get(found["n"].lower(), found["n"])) or 0
    per = {"d": 1, "w": 7, "m": 30}[found["unit"][0].lower()]
    return draft.anchor(idle_days=int(count) * per)


def _top(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft:
    said = (found["n"] or found["first"]).lower()
    count = int(number_of(_COUNTS.get(said, said)) or 5)
    return draft.anchor(show=Show.LIST, limit=max(1, min(50, count)), sort=draft.query.sort or Sort.AMOUNT)


def _deals(draft: Draft, found: "re.Match[str]", known: Known) -> Draft:
    return lists(draft.anchor(), found, known)


def _currency(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft:
    return draft.having(currency=_CURRENCIES[found["currency"].lower()])


def _standing(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft:
    mine = re.search(r"\bam i\b|\bmy target\b", found[0], re.IGNORECASE)
    return draft.anchor(show=Show.BEHIND, owners=(ME,) if mine else draft.query.owners)


def _source(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft:
    return draft.having(source=found["source"])


_N = r"(?P<n>\d{1,3}|one|two|three|four|five|ten)"
_LONG = rf"(?:more than |over |at least )?{_N} ?(?P<unit>d|days?|w|weeks?|months?)\b"

_MET = (
    r"(?:talk(?:ed)? (?:to|with)|sp(?:eak|oke|oken) (?:to|with)|contact(?:ed)?|call(?:ed)?|touch(?:ed)?|visit(?:ed)?"
    r"|s(?:ee|een)|met|hear(?:d)? from|follow(?:ed)? up(?: with)?)"
)
_NOT_MET = (
    rf"(?:(?:i|we|nobody|no one) ?(?:(?:have|has|did)(?:n['’]?t| not)?)? ?{_MET}"
    rf"|(?:have|has|did)(?:n['’]?t)? (?:i|we|anybody|anyone)(?: not)? {_MET})"
)
_LATELY = r"(?: in| for)?(?: (?:a (?:long )?(?:while|time)|ages|long|lately|recently))"
"""After "who haven't I called": no number of days, just long."""

ENGLISH_RULES: tuple[Rule, ...] = (
    rule(
        rf"\b(?:without|with no|no) (?:any )?(?:activity|activities|touch|contact|updates?|follow[- ]?ups?)"
        rf"(?: at all)?(?: for| in| since)?(?: the)?(?: last| past)? {_LONG}",
        _idle,
    ),
    rule(rf"\b(?:idle|stale|stuck|untouched|inactive|quiet|silent)(?: for| since)? {_LONG}", _idle),
    rule(rf"\bnot (?:touched|contacted|updated)(?: for| in| since)?(?: the)?(?: last)? {_LONG}", _idle),
    rule(
        r"\b(?:nobody|no one) (?:has )?(?:touched|contacted|called|updated)(?: for| in| since)?(?: the)?(?: last)? "
        + _LONG,
        _idle,
    ),
    rule(
        rf"\b{_NOT_MET}(?: in| for| since)?(?: the)?(?: last| past)? {_LONG}",
        _idle,
    ),
    rule(
        rf"\b{_NOT_MET}(?: in| for)?(?: (?:a (?:long )?(?:while|time)|ages|long|lately|recently))?",
        sets(idle_days=IDLE_DAYS),
    ),
    rule(r"\b(?:idle|stale|stuck|untouched|inactive|neglected)\b", sets(idle_days=IDLE_DAYS)),
    rule(r"\b(?:at risk|risky|in danger)\b", sets(at_risk=True, show=Show.LIST)),
    rule(
        r"\b(?:overdue|past (?:their |its |the )?close date|(?:with )?close date (?:has )?passed|slipped)\b",
        narrows(overdue=True),
    ),
    rule(rf"\b(?:between|from) {amount(1)} (?:and|to) {amount(2)}", with_range),
    rule(
        rf"(?:\b(?:over|above|more than|at least|bigger than|larger than|greater than|from)\b|>=?) ?{amount()}",
        _at_least,
    ),
    rule(rf"(?:\b(?:under|below|less than|up to|at most|smaller than)\b|<=?) ?{amount()}", _at_most),
    rule(
        r"\b(?:who(?: is|'s|s)? (?:behind|lagging)(?:(?: on| with)? (?:their |the )?(?:target|quota)s?)?|laggards?)\b",
        sets(show=Show.BEHIND),
    ),
    rule(
        r"\b(?:how (?:are we|am i|is (?:the|my) team|is everyone|do we stand)(?: doing)?|team performance"
        r"|(?:am i|are we|who is) on (?:target|track|quota)|(?:against|versus|vs\.?) (?:target|quota)s?"
        r"|(?:am|are|will|can|did|have|how|what)\b[^\x1f]*\b(?:targets?|quotas?|my goal|our goal)"
        r"|how far (?:am i|are we) (?:from|to|off) (?:my|our|the) (?:target|quota)s?)\b",
        _standing,
    ),
    rule(
        r"\b(?:hits?|reach(?:ed)?|made?|meets?|met|below|above|under) (?:his|her|their|my|our|the) "
        r"(?:target|quota|goal)s?\b",
        sets(show=Show.BEHIND),
    ),
    rule(
        r"\b(?:leaderboards?|rankings?|best sellers?|top sellers?|who (?:sold|won|closed)(?: the)? most"
        r"|who is (?:ahead|leading)|(?:who(?:['’]s| is| are)? )?(?:the |my |our )?(?:best|top|strongest) "
        r"(?:reps?|sellers?|salespe(?:rson|ople)|salesm[ae]n|performers?))\b",
        sets(outcome="won", by=Axis.OWNER),
    ),
    rule(
        r"\bhow much(?: business)? (?:have|has|did|do) (?:i|we|the team|my team|everyone|\x1f|\s)+"
        r"(?:closed?|won|win|sold|sell|signed?|booked?|made|make|done|brought in)\b",
        sets(outcome="won"),
    ),
    rule(r"\b(?:conversion(?: rates?)?|win[- ]rates?|close rates?)\b", sets(show=Show.CONVERSION)),
    rule(r"\bforecast(?:ed)?\b", sets(show=Show.FORECAST)),
    rule(r"\b(?:how many|number of|count(?: of)?)\b", narrows(show=Show.COUNT)),
    rule(rf"\b(?:top|biggest|largest|best) {_N}\b|\b{_N.replace('<n>', '<first>')} (?:biggest|largest|best)\b", _top),
    rule(
        r"\b(?:top|biggest|largest)\b",
        narrows(show=Show.LIST, sort=Sort.AMOUNT),
    ),
    rule(
        r"\b(?:why (?:did|do) (?:we|i) lose|(?:loss|lost) reasons?|reasons? (?:for )?(?:lost|losing|losses))\b",
        sets(outcome="lost", by=Axis.REASON),
    ),
    rule(
        rf"\b(?:by|per|for each|each) (?P<axis>{_AXIS})s?\b",
        _axis,
    ),
    rule(r"\b(?:sort(?:ed)?|order(?:ed)?) by (?:amount|size|value)\b", narrows(show=Show.LIST, sort=Sort.AMOUNT)),
    rule(r"\b(?:sort(?:ed)?|order(?:ed)?) by close(?: date)?\b", narrows(show=Show.LIST, sort=Sort.CLOSE)),
    rule(r"\bwill(?: be| we| i)? (?:close|win)\b|\bis (?:closing|due)\b", sets(outcome="open")),
    rule(r"\b(?:closing|to close|due to close|expected to close|that close|which close)\b", narrows()),
    rule(
        r"\b(?:closed[- ]won|won|wins?|revenue|turnover|sold|sell|sales(?! (?:team|reps?|pipeline|forecast)))\b",
        sets(outcome="won"),
    ),
    rule(r"\b(?:closed[- ]lost|lost|losses|lose)\b", sets(outcome="lost")),
    rule(r"\bopen\b", narrows(outcome="open")),
    rule(r"\b(?:new|created|added)\b", is_new),
    rule(r"\bleads?\b", sets(subject=Subject.LEADS)),
    rule(r"\b(?:customers?|clients?|accounts?|contacts?|people)\b|^who(?=\s*\x1f)", sets(subject=Subject.CUSTOMERS)),
    rule(r"\bpipeline\b|\bhow much(?: is| are| do we have| have we| money is)?\s*(?:in\b|\x1f)", sets()),
    rule(r"\bfunnel\b", sets()),
    rule(
        r"\b(?:deals?|opportunit(?:y|ies))\b",
        _deals,
    ),
    rule(r"\b(?:list|which)\b", lists),
    rule(r"\b(?:nobody's|no one's|unassigned|unowned|without (?:an )?owner)\b", narrows(owners=(NOBODY,))),
    rule(r"\b(?:my|mine|our own)\b", narrows(owners=("me",))),
    rule(rf"\bin (?P<currency>{'|'.join(_CURRENCIES)})\b", _currency),
    rule(r"\bby (?:amount|size|value)\b", narrows(sort=Sort.AMOUNT)),
    rule(r"\b(?:from|source) (?P<source>[\w.-]+)", _source),
)

ENGLISH_SILENT = re.compile(
    r"(?:what|who|that|there)['’]s\b|\b(?:a|about|all|and|any|are|as|at|available|be|been|by|can|could|currently"
    r"|did|do|does|each|every|everyone|few|for"
    r"|get|give|had|has|have|how|i|in|is|it|its|look|looks|looking|many|me|much|now|of|on|our|over|overall|per|please"
    r"|report|right|sales|see|show|since|so|sum|team|tell|that|the|their|there|these|they|this|those|to|today|total"
    r"|totals|up|us|value|was|we|were|what|what's|what’s|whats|when|where|which|who|whole|with|within|worth|you"
    r"|your|company"
    r"|rate|rates|revenue|entire|numbers?|so far|far|yet|already|doing|go|going|month's|week's)\b",
    re.IGNORECASE,
)
