"""What a text wants, decided the same for every language from the cues each brings."""

import re
from dataclasses import dataclass, replace

from domain.terms import Intent
from understanding.asking import tells_of_asking
from understanding.extraction.page import COVER, Page

_LONGEST_TALK = 160


@dataclass(frozen=True, slots=True)
class Facts:
    """What the decision may lean on: whether anything of a kind was found before.

    `ahead` are the clauses of times still to come.
    """

    has_name: bool
    has_contact: bool
    has_amount: bool
    has_plan: bool
    has_time: bool
    ahead: tuple[tuple[int, int], ...] = ()

    @property
    def any(self) -> bool:
        return self.has_name or self.has_contact or self.has_amount or self.has_time


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text wants, and the words it says it with."""

    intents: tuple[Intent, ...]
    outcome: str | None = None
    stage: str | None = None
    reason: str | None = None
    assignee: str | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns over the lower-case text. Groups that begin with `reason`, `stage`, `who` hold what is reported.

    `small_talk` matches a whole text that is nothing for a CRM; `filler` what may stand around a bare value ("yes,
    3pm"); `hoped` ends what stands before a change that is only expected; `timeless` are words for a change that leave
    open whether it is done or to come; `request` is a question that asks somebody to
    do a thing; `work` are words that make a text worth filing.
    """

    won: re.Pattern[str]
    lost: re.Pattern[str]
    reason: re.Pattern[str]
    stage: re.Pattern[str]
    assign: re.Pattern[str]
    query: re.Pattern[str]
    request: re.Pattern[str]
    lead: re.Pattern[str]
    contact: re.Pattern[str]
    correct: re.Pattern[str]
    small_talk: re.Pattern[str]
    note: re.Pattern[str]
    work: re.Pattern[str]
    filler: re.Pattern[str]
    hoped: re.Pattern[str]
    timeless: re.Pattern[str]


def meaning_of(page: Page, facts: Facts, cues: Cues) -> Meaning:
    """A question, a correction, small talk, or a statement with all it says at once."""
    plain = page.uncovered.strip()
    talk = not plain or _is_small_talk(plain, facts, cues)
    if talk and not facts.has_time:
        return Meaning((Intent.NONE,))
    if not cues.note.search(plain):
        is_change = cues.stage.search(plain) or cues.assign.search(plain)
        if (cues.correct.search(plain) and not is_change) or _is_bare_value(page, facts, cues):
            return Meaning((Intent.CORRECT,))
        if talk:
            return Meaning((Intent.NONE,))
        if _is_question(plain, cues):
            return Meaning((Intent.QUERY,))
    return _as_written(_statement(page, facts, cues), page)


def _is_small_talk(plain: str, facts: Facts, cues: Cues) -> bool:
    if len(plain) > _LONGEST_TALK or facts.has_amount or facts.has_contact:
        return False
    return cues.small_talk.fullmatch(plain) is not None


def _is_bare_value(page: Page, facts: Facts, cues: Cues) -> bool:
    """Whether it says "Thursday" or "250k": nothing but values answers what was asked or corrects what was shown."""
    if facts.has_name or facts.has_contact or not (facts.has_time or facts.has_amount):
        return False
    rest = cues.filler.sub("", page.plain.replace(COVER, " ")) if len(page.plain) <= _LONGEST_TALK else page.plain
    return not any(char.isalnum() for char in rest)


def _is_question(plain: str, cues: Cues) -> bool:
    if cues.request.search(plain) or tells_of_asking(plain):
        return False
    if cues.query.search(plain):
        return True
    return plain.endswith("?") and len(plain) < _LONGEST_TALK and not re.search(r"[.;\n。；] ?\S", plain)


def _statement(page: Page, facts: Facts, cues: Cues) -> Meaning:
    plain = page.uncovered.strip()
    lost, stage, assign = cues.lost.search(plain), cues.stage.search(plain), cues.assign.search(plain)
    won = None if lost else _happened(page, facts, cues)
    found = {
        Intent.STAGE: lost or won or stage,
        Intent.ASSIGN: assign,
        Intent.LEAD: cues.lead.search(plain),
        Intent.CONTACT: cues.contact.search(plain) or (facts.has_contact and facts.has_name and not facts.has_plan),
        Intent.FOLLOW_UP: facts.has_plan,
    }
    intents = [intent for intent, said in found.items() if said]
    if not intents and not facts.any and not cues.work.search(plain) and not cues.note.search(plain):
        return Meaning((Intent.NONE,))
    if not intents or intents == [Intent.FOLLOW_UP] or Intent.LEAD in intents:
        intents.append(Intent.NOTE)
    return Meaning(
        tuple(intents),
        outcome="lost" if lost else "won" if won else None,
        stage=None if lost or won else _group(stage, "stage"),
        reason=_group(cues.reason.search(plain), "reason") if lost else None,
        assignee=_group(assign, "who"),
    )


def _happened(page: Page, facts: Facts, cues: Cues) -> re.Match[str] | None:
    """The change, unless it is only expected (预计月底成交) or named with a time still to come (下周签约)."""
    change = cues.won.search(page.uncovered)
    if change is None or cues.hoped.search(page.uncovered[: change.start()]):
        return None
    is_ahead = any(start <= change.start() < end for start, end in facts.ahead)
    return None if is_ahead and cues.timeless.fullmatch(change[0]) else change


def _as_written(meaning: Meaning, page: Page) -> Meaning:
    """Names and reasons with the capitals they were typed with."""
    return replace(
        meaning,
        stage=_written(meaning.stage, page),
        reason=_written(meaning.reason, page),
        assignee=_written(meaning.assignee, page),
    )


def _written(said: str | None, page: Page) -> str | None:
    start = page.uncovered.find(said) if said else -1
    return page.written(start, start + len(said)) if said and start >= 0 else said


def _group(match: re.Match[str] | None, name: str) -> str | None:
    """The first filled group whose name begins with `name`."""
    filled = [text for group, text in match.groupdict().items() if group.startswith(name) and text] if match else []
    return filled[0].strip(" ,，.。@") if filled else None
