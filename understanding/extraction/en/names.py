"""People and companies in English text: each run of capitalised words is weighed by its words and its surroundings."""

import re
from collections.abc import Sequence
from itertools import pairwise

from understanding.extraction.en import lexicon
from understanding.extraction.en.lower_case import find_domains, find_lower_case
from understanding.extraction.en.runs import Run, find_runs
from understanding.extraction.en.weighing import is_nobody, weight_of
from understanding.extraction.language import Names
from understanding.extraction.model import Organisation, Person
from understanding.extraction.page import COVER, Page

_ROLE_BETWEEN = re.compile(
    r"(?:^|[ ,(])(?:[a-z]{2,12} ){0,2}(?:ceo|cto|cfo|coo|cmo|cio|vp|svp|head|director|manager|"
    r"buyer|lead|engineer|founder|owner|partner|president|officer|procurement|purchasing|"
    r"sales|consultant|analyst|specialist|md|gm)(?: [a-z]+){0,3}(?: of| at| @| for|,| -)? $",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"(?:attendees?|participants?|present|invitees|attending|joining|in the room)[:,]?[^.;\n]{0,40}$", re.IGNORECASE
)
_SURE = 2  # a weight from which on a run is a company beside another one, too
_FAR = 40  # characters between two names that may still be about one another
_BESIDE = re.compile(r"^ ?(?:,|-|/|\||\(|of|at|from|@|with|的) ?$")
_WHOSE = re.compile(r"^['’]s $")  # Rakuten's Kenji Mori


def find_names(page: Page, emails: Sequence[str]) -> Names:
    runs = [run for run in find_runs(page.cased) if not is_nobody(run)]
    weights = [weight_of(run, emails) for run in runs]
    _weigh_pairs(runs, weights, page.cased)
    people, companies = [], []
    for run, weight in zip(runs, weights, strict=True):
        if weight < 0:
            people.append(_person(run, page))
        elif weight > 0:
            companies.append(_company(run, page))
    if not people:
        people, more = find_lower_case(page)
        companies += [each for each in more if all(each.start != other.start for other in companies)]
    return Names(tuple(people), tuple(companies or find_domains(page)))


def _person(run: Run, page: Page) -> Person:
    """Titles such as "Dr." are dropped from the name."""
    lead = re.match(lexicon.HONORIFIC, run.text)
    skipped = lead.end() if lead and lead.end() < len(run.text) else 0
    return Person(
        page.written(run.start + skipped, run.end),
        page.written(run.start, run.end),
        run.start,
        title=lead[1] if lead else None,
    )


def _company(run: Run, page: Page) -> Organisation:
    start = run.start
    if run.before.endswith(("The ", "the ")) and run.before.endswith("The ") and not run.begins_sentence:
        start -= 4
    text = page.written(start, run.end)
    return Organisation(text, text, start)


def _weigh_pairs(runs: Sequence[Run], weights: list[int], cased: str) -> None:
    """Neighbours such as "X (Y)", "X - Y", "X, buyer at Y" are one person and one company; in a list they are alike."""
    for place, (first, second) in enumerate(pairwise(runs)):
        between = cased[first.end : second.start]
        if COVER in between or len(between) > _FAR or "\n" in between.strip("\n"):
            continue
        if _is_list(between) and _are_people(first, second):
            weights[place : place + 2] = (min(weight, -1) for weight in weights[place : place + 2])
        elif _is_list(between) and "," not in between and 0 in weights[place : place + 2]:
            weights[place : place + 2] = [sum(weights[place : place + 2])] * 2
        elif _is_pair(between) or (_WHOSE.match(between) and weights[place] >= 0 > weights[place + 1]):
            weights[place : place + 2] = _as_pair(first, between, *weights[place : place + 2])
    for place, run in enumerate(runs):
        if weights[place] == 0:
            weights[place] = _default(run, weights[:place])


def _are_people(first: Run, second: Run) -> bool:
    """Two people in a list: both look like it, or one does and those present are listed."""
    look = [lexicon.looks_like_a_person(run.words) for run in (first, second)]
    return all(look) or (any(look) and _PRESENT.search(first.before) is not None and _may_be_person(second))


def _as_pair(first: Run, between: str, here: int, there: int) -> tuple[int, int]:
    if between == "的" or _WHOSE.match(between):
        here, there = max(here, 1), -1
    if min(here, there) > _SURE:
        return here, there  # up against Datadog at Trellis Bank
    if here > there:
        return max(here, 1), min(there, -1)
    return (min(here, -1), max(there, 1)) if here < there or _may_be_person(first) else (here, there)


def _is_list(between: str) -> bool:
    return between.strip() in {",", "and", "&", "/", ", and", "+", ";", "or"}


def _is_pair(between: str) -> bool:
    return _BESIDE.match(between) is not None or (_ROLE_BETWEEN.search(between) is not None and "." not in between)


def _may_be_person(run: Run) -> bool:
    return len(run.words) <= 4 and not any(map(lexicon.is_company_word, run.words))


def _default(run: Run, before: Sequence[int]) -> int:
    """What a run is that nothing speaks for: two or three words at the head of a note are its person."""
    if (
        len(run.words) in {2, 3}
        and run.begins_sentence
        and _may_be_person(run)
        and not any(weight < 0 for weight in before)
    ):
        return -1
    if (
        len(run.words) == 1
        and len(run.text) > 3
        and run.begins_sentence
        and re.match(r" [-/|] |: ", run.after)
        and not any(before)
    ):
        return 1  # "Dentsu - meeting went well"
    return 0
