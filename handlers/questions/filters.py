"""Filters as one can type them: `deal owner:alice stage:proposal amount>100k close:this-quarter idle>14d sort:amount`.

Keys and the values that are ours are English or Chinese; a value with blanks stands in quotes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from crm.pipeline import PipelineQuery, Show, Subject
from domain.terms import Axis, Sort
from handlers.questions.amounts import amount, amount_in
from handlers.questions.draft import Apply, Draft, Known, Rule, rule
from handlers.questions.spans import read_period

KEYS = {
    "owner": "owner|负责人|销售",
    "stage": "stage|阶段",
    "amount": "amount|value|金额",
    "close": "close|closes|closing|预计成交|成交日",
    "closed": "closed|关单",
    "created": "created|new|创建|新建",
    "idle": "idle|闲置|未跟进",
    "source": "source|来源",
    "reason": "reason|原因",
    "currency": "currency|币种",
    "by": "by|按",
    "sort": "sort|order|排序",
    "top": "top|limit|前",
    "status": "status|outcome|状态",
    "is": "is|是",
    "show": "show|显示",
}
_VALUE = r"(?:\"(?P<quoted>[^\"]*)\"|(?P<value>[^\s]+))"
_ANY_KEY = "|".join(KEYS.values())
_LOOKS = re.compile(rf"(?:^|\s)(?:{_ANY_KEY})\s*(?:[:：]|[<>]=?|=)", re.IGNORECASE)
_AMOUNT = re.compile(amount(), re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,4})\s*(d|days?|天|w|weeks?|周)?", re.IGNORECASE)
_AXES = {
    "stage": Axis.STAGE, "阶段": Axis.STAGE, "owner": Axis.OWNER, "rep": Axis.OWNER, "销售": Axis.OWNER,
    "负责人": Axis.OWNER, "source": Axis.SOURCE, "来源": Axis.SOURCE, "reason": Axis.REASON, "原因": Axis.REASON,
    "month": Axis.MONTH, "月": Axis.MONTH, "月份": Axis.MONTH, "status": Axis.STATUS, "状态": Axis.STATUS,
}  # fmt: skip
_SORTS = {
    "amount": Sort.AMOUNT, "金额": Sort.AMOUNT, "close": Sort.CLOSE, "成交日": Sort.CLOSE, "idle": Sort.IDLE,
    "闲置": Sort.IDLE, "created": Sort.CREATED, "创建": Sort.CREATED,
}  # fmt: skip
_OUTCOMES = {
    "open": "open", "进行中": "open", "won": "won", "赢单": "won", "lost": "lost", "丢单": "lost", "any": "any",
    "all": "any", "全部": "any", "qualified": "qualified", "已转化": "qualified",
}  # fmt: skip
_PEOPLE = {"me": "me", "我": "me", "none": "none", "nobody": "none", "无": "none"}


def looks_like_filters(text: str) -> bool:
    """Whether the text holds a filter (`owner:alice`, `amount>100k`)."""
    return _LOOKS.search(text) is not None


def as_filters(query: PipelineQuery) -> str:
    """The query as one could have typed it; reading it gives the same query again."""
    return " ".join(_written(query))


def _written(query: PipelineQuery) -> Iterator[str]:
    yield from _noun(query)
    if query.outcome is not None:
        yield f"status:{query.outcome}"
    yield from (f"owner:{_quoted(name)}" for name in query.owners)
    yield from (f"stage:{_quoted(name)}" for name in query.stages)
    yield from _written_amounts(query)
    periods = {"close": query.closes, "closed": query.closed, "created": query.created}
    yield from (f"{key}:{period.name}" for key, period in periods.items() if period)
    if query.idle_days is not None:
        yield f"idle>{query.idle_days}d"
    yield from (f"is:{word}" for word, asked in (("overdue", query.overdue), ("at-risk", query.at_risk)) if asked)
    texts = {"source": query.source, "reason": query.reason, "by": query.by, "sort": query.sort, "top": query.limit}
    yield from (f"{key}:{_quoted(str(value))}" for key, value in texts.items() if value is not None)


def _noun(query: PipelineQuery) -> Iterator[str]:
    """The word that begins it says what is asked for and, mostly, how it is shown."""
    named = {Subject.LEADS: "leads", Subject.CUSTOMERS: "customers"}
    yield named.get(query.subject) or ("deals" if query.show is Show.LIST else "pipeline")
    listed = (query.is_narrow or query.sort is not None) and query.by is None  # what would be read as a list
    plain = query.show is Show.SUMMARY and not listed
    if not plain and not (query.show is Show.LIST and query.outcome is None and query.by is None):
        yield f"show:{query.show}"


def _written_amounts(query: PipelineQuery) -> Iterator[str]:
    for sign, bound in ((">", query.at_least), ("<", query.at_most)):
        if bound is not None:
            yield f"amount{sign}{bound:f}"
    if query.currency is not None:
        yield f"currency:{query.currency}"


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value


def _compare(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    read = _AMOUNT.fullmatch(found["value"] or found["quoted"] or "")
    bound = amount_in(read) if read else None
    if bound is None:
        return None
    value, currency = bound
    field = "at_most" if "<" in found["sign"] else "at_least"
    changed = draft.anchor(**{field: value})
    return changed.having(currency=currency) if currency else changed


def _amount_range(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    ends = [_AMOUNT.fullmatch(end) for end in (found["value"] or "").split("..")]
    read = [amount_in(end) if end else None for end in ends]
    if len(read) != 2 or read[0] is None or read[1] is None:
        return None
    return draft.anchor(at_least=read[0][0], at_most=read[1][0], currency=read[0][1] or read[1][1])


def _idle(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    read = _DAYS.fullmatch(_value(found))
    if not read:
        return None
    weeks = (read[2] or "d").lower().startswith(("w", "周"))
    return draft.anchor(idle_days=int(read[1]) * (7 if weeks else 1))


def _person(draft: Draft, found: "re.Match[str]", known: Known) -> Draft:
    names = [_PEOPLE.get(name.lower()) or known.owners.get(name.lower(), name) for name in _value(found).split(",")]
    return draft.anchor(owners=(*draft.query.owners, *(name for name in names if name)))


def _stage(draft: Draft, found: "re.Match[str]", known: Known) -> Draft:
    names = tuple(known.stages.get(name.lower(), name) for name in _value(found).split(",") if name)
    return draft.anchor(stages=(*draft.query.stages, *names))


def _period(field: str) -> Apply:
    def apply(draft: Draft, found: "re.Match[str]", known: Known) -> Draft | None:
        period = read_period(_value(found), known)
        return draft.anchor(**{field: period}) if period else None

    return apply


def _value(found: "re.Match[str]") -> str:
    return found["quoted"] if found["quoted"] is not None else found["value"]


def _one_of(field: str, meanings: Mapping[str, str]) -> Apply:
    def apply(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
        meaning = meanings.get(_value(found).lower().lstrip("-"))
        return draft.anchor(**{field: meaning}) if meaning else None

    return apply


def _word(field: str) -> Apply:
    return lambda draft, found, _known: draft.anchor(**{field: _value(found)})


def _is(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    word = _value(found).lower()
    if word in {"overdue", "逾期"}:
        return draft.anchor(overdue=True)
    return draft.anchor(at_risk=True) if word in {"at-risk", "risk", "有风险", "风险"} else None


def _currency(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    code = _value(found).upper()
    return draft.anchor(currency=code) if re.fullmatch("[A-Z]{3,4}", code) else None


def _top(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    count = _value(found)
    return draft.anchor(limit=min(50, int(count))) if count.isdecimal() and int(count) else None


def _filter(key: str, apply: Apply, signs: str = "[:：=]") -> Rule:
    return rule(rf"(?:(?<=\s)|^)(?:{KEYS[key]})\s*(?P<sign>{signs})\s*{_VALUE}", apply)


def _show(draft: Draft, found: "re.Match[str]", _known: Known) -> Draft | None:
    word = _value(found).lower()
    if word not in set(Show):
        return None
    return replace(draft.anchor(show=Show(word)), settled=True)


FILTER_RULES: tuple[Rule, ...] = (
    _filter("amount", _amount_range, r"[:：]"),
    _filter("amount", _compare, r"[<>]=?|[:：=]"),
    _filter("idle", _idle, r">=?|[:：]"),
    _filter("owner", _person),
    _filter("stage", _stage),
    _filter("close", _period("closes")),
    _filter("closed", _period("closed")),
    _filter("created", _period("created")),
    _filter("source", _word("source")),
    _filter("reason", _word("reason")),
    _filter("currency", _currency),
    _filter("by", _one_of("by", _AXES)),
    _filter("sort", _one_of("sort", _SORTS)),
    _filter("top", _top),
    _filter("status", _one_of("outcome", _OUTCOMES)),
    _filter("is", _is),
    _filter("show", _show),
)
