"""From a sentence or a filter, English or Chinese, to a PipelineQuery."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crm.pipeline import PipelineQuery
from handlers.questions.chinese import CHINESE_RULES, CHINESE_SILENT
from handlers.questions.draft import Draft, Known, Rule, consume, rule
from handlers.questions.english import ENGLISH_RULES, ENGLISH_SILENT
from handlers.questions.filters import FILTER_RULES
from handlers.questions.spans import PERIOD_RULES

LONGEST = 400
"""Characters: what is longer is a note, not a question."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The query, whether the words were about the pipeline at all, and the words that meant nothing here."""

    query: PipelineQuery
    anchored: bool
    leftover: tuple[str, ...]


def read(text: str, known: Known) -> Reading:
    """Read what is asked. Never fails: what is not understood is in `leftover`."""
    text = text[:LONGEST]
    draft = Draft()
    for rules in (FILTER_RULES, _name_rules(known), PERIOD_RULES, CHINESE_RULES, ENGLISH_RULES):
        text, draft = consume(text, rules, draft, known)
    return Reading(draft.finish(), draft.anchored, _leftover(text))


def _name_rules(known: Known) -> tuple[Rule, ...]:
    """Colleagues and stages by name: longest first, so that 李娜娜 is not read as 李娜."""
    rules = [_owner_rule(word, name) for word, name in _longest_first(known.owners)]
    return (*rules, *(_stage_rule(word, name) for word, name in _longest_first(known.stages)))


def _owner_rule(word: str, name: str) -> Rule:
    def apply(draft: Draft, _found: "re.Match[str]", _known: Known) -> Draft:
        return draft.having(owners=(*draft.query.owners, name))

    return rule(rf"(?:\b(?:owned by|of|by|for|from) )?{_whole(word)}(?:'s|’s|的|负责的)?", apply)


def _stage_rule(word: str, name: str) -> Rule:
    def apply(draft: Draft, _found: "re.Match[str]", _known: Known) -> Draft:
        return draft.having(stages=(*draft.query.stages, name))

    before, after = r"(?:\b(?:in|at|on)(?: the)?(?: stage)? |\bstage |处于|在)", r"(?: stage\b|阶段)"
    if word in _EVERYDAY:  # "new leads" are not leads in the stage New
        return rule(rf"{before}{_whole(word)}\b(?! )|{_whole(word)}{after}", apply)
    return rule(rf"{before}?{_whole(word)}{after}?(?:的)?", apply)


_EVERYDAY = frozenset({"new", "open", "closed", "lead", "leads", "deal", "deals"})


def _whole(word: str) -> str:
    """The word by itself; Chinese may stand right beside a Latin name ("bob手上的商机")."""
    return rf"(?<![A-Za-z0-9_]){re.escape(word)}(?![A-Za-z0-9_])" if word.isascii() else re.escape(word)


def _longest_first(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda item: -len(item[0]))


def _leftover(text: str) -> tuple[str, ...]:
    rest = ENGLISH_SILENT.sub(" ", CHINESE_SILENT.sub(" ", text))
    return tuple(re.findall(r"[\w@.+-]*\w", rest))
