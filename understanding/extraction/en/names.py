"""People and companies in English text: each run of capitalised words is weighed by its words and its surroundings."""

import re
from collections.abc import Sequence
from itertools import pairwise

from understanding.extraction.en import lexicon
from understanding.extraction.en.runs import Run, find_runs
from understanding.extraction.language import Names
from understanding.extraction.model import Organisation, Person
from understanding.extraction.page import COVER, Page

_DEALT_WITH = (
    r"met|meet|meet with|met with|saw|call|called|calling|call back|phone|phoned|ring|rang|"
    r"text|texted|email|emailed|e-mail|mail|mailed|"
    r"ping|pinged|contact|contacted|spoke (?:to|with)|speak (?:to|with)|talk(?:ed|ing)? (?:to|"
    r"with)|chat(?:ted)? with|(?:lunch|coffee|dinner|"
    r"breakfast|drinks|beer) (?:w/|with)|meeting (?:w/|with)|w/|demo (?:for|with)|call (?:w/|"
    r"with)|follow(?:ed|ing)?[- ]?up (?:w/|with)|"
    r"catch(?:ing)? up with|caught up with|ask for|asked for|this is|i am|i'm|my name is|"
    r"intro(?:duced)? (?:to|me to)|reach(?:ed)? out to|"
    r"chas(?:e|ed|ing)|reply to|replied to|remind|nudge|poke|tell|told|thank|thanked|"
    r"interview|heard from|contact person|name|attn|dear|hi|hello|"
    r"invite|invited|thanks|thank you|kudos to|congrats|sent|send|gave|give|showed|show|owe|"
    r"buyer|ceo|cto|cfo|coo|director|manager|owner|founder|asked|ask"
)
_PERSON_BEFORE = re.compile(rf"(?:^|[^a-z])(?:{_DEALT_WITH})[:,.]? $", re.IGNORECASE)
_ADDED = re.compile(
    r"(?:^|[^a-z])(?:add|lead|prospect|contact|customer|client|from|referral|inbound|fwd|for|with|to)[:,]? $",
    re.IGNORECASE,
)
_OWNER_BEFORE = re.compile(
    r"(?:^|[^a-z])(?:of|from|at|@|joined|represents|works for|working for|works at|over at|"
    r"head of|ceo of)(?: the)? ?$",
    re.IGNORECASE,
)
_SENDER_BEFORE = re.compile(
    r"(?:^|[^a-z])(?:e?mail|call|message|text|note|letter|request|inquiry|enquiry|feedback|"
    r"reply|answer|heard|hear|voicemail) from $",
    re.IGNORECASE,
)
_GIVEN_TO = re.compile(
    r"(?:^|[^a-z])(?:send|forward|resend|give|show|hand|share|e?mail|deliver|present|"
    r"pitch)(?: [^.;,\n]{0,40})? (?:to|with) $",
    re.IGNORECASE,
)
_PLACE_AFTER = re.compile(
    r" (?:trade )?(?:fair|expo|conference|summit|airport|trip|marathon|show)(?![a-z])", re.IGNORECASE
)
_EVENT_BEFORE = re.compile(
    r"(?:found us|met (?:him |her |them |us )?|seen? (?:him |her |them |us )?|booth|stand|"
    r"exhibiting|know (?:him|her|them)|event|conference|fair|us) (?:at|from|via|through|"
    r"on)(?: the)? ?$",
    re.IGNORECASE,
)
_COMPANY_BEFORE = re.compile(
    r"(?:^|[^a-z])(?:lost(?: the (?:deal|account|order) (?:with|to|at))?|won(?: the (?:deal|"
    r"account|order) (?:with|at))?|win|visit(?:ed|ing)?|(?:deal|contract|"
    r"renewal|account|project|order|partnership) (?:with|at|for|of)|(?:quote|offer|proposal|"
    r"invoice|contract|samples?) (?:sent )?(?:to|for)|sent (?:the )?(?:quote |offer |proposal "
    r")?to|"
    r"company(?: is|:| name:)?|org(?:anisation|anization)?:|account:|renewal for|pilot (?:at|"
    r"with)|assign|reassign|hand over|transfer|client|customer) ?$",
    re.IGNORECASE,
)
_PERSON_AFTER = re.compile(
    r" ?(?:(?:says?|said|called|calls|wants?|asked|asks|confirmed|replied|went with|needs?|"
    r"told|thinks|likes?|loves?|prefers?|agreed|mentioned|wrote|emailed|texted|promised|came|"
    r"introduced|forwarded|is (?:out|on|interested|the|our|a|back|not|happy|busy|keen)|will|"
    r"would|has (?:asked|left|moved|agreed)|'s (?:number|email|phone|mobile|cell))(?![a-z])|<|"
    r": ?\ue000)",
    re.IGNORECASE,
)
_COMPANY_AFTER = re.compile(
    r" ?(?:signed|signs|deal|renewal|renewed|contract|account|team|project|order|went live|"
    r"won|closed|bought|ordered|is expanding|office|hq|rfp|tender|pilot|lost|churned|invoice|"
    r"quote)(?![a-z])",
    re.IGNORECASE,
)
_ROLE_BETWEEN = re.compile(
    r"(?:^|[ ,(])(?:[a-z]{2,12} ){0,2}(?:ceo|cto|cfo|coo|cmo|cio|vp|svp|head|director|manager|"
    r"buyer|lead|engineer|founder|owner|partner|president|officer|procurement|purchasing|"
    r"sales|consultant|analyst|specialist|md|gm)(?: [a-z]+){0,3}(?: of| at| @| for|,| -)? $",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"^ ?(?:,|-|/|\||\(|of|at|from|@|with|的) ?$")


def find_names(page: Page, emails: Sequence[str]) -> Names:
    runs = list(find_runs(page.cased))
    weights = [_weight(run, emails) for run in runs]
    _weigh_pairs(runs, weights, page.cased)
    people, companies = [], []
    for run, weight in zip(runs, weights, strict=True):
        if weight < 0:
            people.append(_person(run, page))
        elif weight > 0:
            companies.append(_company(run, page))
    if not people:
        people, more = _lower_case(page)
        companies += more
    return Names(tuple(people), tuple(companies))


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


def _weight(run: Run, emails: Sequence[str]) -> int:
    """Above zero speaks for a company, below for a person, zero says nothing."""
    weight = lexicon.company_score(run.words) - lexicon.person_score(run.words) + _by_emails(run, emails)
    if (_EVENT_BEFORE.search(run.before) or _PLACE_AFTER.match(run.after)) and weight <= 1:
        return 0
    if (_SENDER_BEFORE.search(run.before) and weight <= 0) or (
        weight <= 0 and len(run.words) in {2, 3} and _GIVEN_TO.search(run.before)
    ):
        weight -= 2
    elif _OWNER_BEFORE.search(run.before):
        weight += 3
    elif _COMPANY_BEFORE.search(run.before):
        weight += 2
    elif _PERSON_BEFORE.search(run.before):
        weight -= 2 if weight <= 0 else 0
    elif _ADDED.search(run.before) and len(run.words) in {2, 3}:
        weight -= 1
    if _PERSON_AFTER.match(run.after):
        weight -= 1
    elif _COMPANY_AFTER.match(run.after):
        weight += 1
    return weight


def _by_emails(run: Run, emails: Sequence[str]) -> int:
    """Who writes from anna.schmidt@nordlicht.de is Anna Schmidt and works at Nordlicht."""
    words = [re.sub(r"[^a-z]", "", word.lower()) for word in run.words]
    weight = 0
    for email in emails:
        box, _, domain = email.lower().partition("@")
        letters = re.sub(r"[^a-z]", "", box)
        if any(len(word) > 2 and word in letters for word in words) and not any(
            map(lexicon.is_company_word, run.words)
        ):
            weight -= 3
        elif len(words[0]) > 2 and re.sub(r"[^a-z]", "", domain).startswith(words[0]):
            weight += 3
    return weight


def _weigh_pairs(runs: Sequence[Run], weights: list[int], cased: str) -> None:
    """Neighbours such as "X (Y)", "X - Y", "X, buyer at Y" are one person and one company."""
    for place, (first, second) in enumerate(pairwise(runs)):
        between = cased[first.end : second.start]
        if COVER in between or len(between) > 40 or "\n" in between.strip("\n") or not _is_pair(between):
            continue
        here, there = weights[place], weights[place + 1]
        if between == "的":
            here, there = 1, -1
        if here > there:
            weights[place], weights[place + 1] = max(here, 1), min(there, -1)
        elif here < there or _may_be_person(first):
            weights[place], weights[place + 1] = min(here, -1), max(there, 1)
    for place, run in enumerate(runs):
        if weights[place] == 0:
            weights[place] = _default(run, weights[:place])


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


# --- typed without capitals ------------------------------------------------------------------------------------------

_LOWER = re.compile(
    rf"(?:^|[^a-z])(?:{_DEALT_WITH}|add|for|with|to) (?:back "
    rf")?(?P<name>[a-z][a-z'-]{{1,20}})(?: (?!(?:from|of|at) "
    rf")(?P<last>[a-z][a-z'-]{{1,20}}))?(?: ?(?:from|of|at|"
    rf"@) (?P<company>[a-z][a-z0-9&'-]{{2,30}}))?(?![a-z@])"
)


def _lower_case(page: Page) -> tuple[list[Person], list[Organisation]]:
    """As in "call tom", "met anna from acme": only names that are nothing else, where a verb asks for one."""
    people: list[Person] = []
    companies: list[Organisation] = []
    for match in _LOWER.finditer(page.cased):
        if match["name"] not in lexicon.GIVEN or match["name"] in lexicon.COMMON:
            continue
        last = (
            match["last"]
            if match["last"] and match["last"] not in lexicon.COMMON | lexicon.NEVER | lexicon.PLAIN
            else None
        )
        end = match.end("last") if last else match.end("name")
        people.append(
            Person(page.written(match.start("name"), end), page.written(match.start("name"), end), match.start("name"))
        )
        company = match["company"]
        if company and company not in lexicon.COMMON | lexicon.PLAIN:
            text = page.written(*match.span("company"))
            companies.append(Organisation(text, text, match.start("company")))
    return people, companies
