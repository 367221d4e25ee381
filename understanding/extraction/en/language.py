"""English put together; see extraction/language.py for what each part is."""

import re

from understanding.extraction.en import amounts, clocks, dates, intents, lengths, names, periods, verbs
from understanding.extraction.en.brands import find_no_time
from understanding.extraction.en.roles import ROLES
from understanding.extraction.en.standing import STANDING
from understanding.extraction.en.words import DIGITS
from understanding.extraction.language import Language
from understanding.extraction.money import AmountFinder

LANGUAGE = Language(
    code="en",
    times=periods.PATTERNS + dates.PATTERNS + lengths.PATTERNS + clocks.PATTERNS,
    amounts=AmountFinder(amounts.WORDING),
    counters=amounts.COUNTERS,
    find_names=names.find_names,
    roles=ROLES,
    cues=intents.CUES,
    done=verbs.DONE,
    planned=verbs.PLANNED,
    actions=verbs.ACTIONS,
    clause_end=re.compile(
        r"[;!?\n]|(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bno)(?<!\bst)[,.](?= )|\.$| - | (?:so|but|"
        r"because)(?= [a-z])| and (?=(?:then |to |also |please |pls )?(?:call|"
        r"send|then|will|follow|wants|"
        r"needs|e?mail|visit|"
        r"meet|text|ping|ring|phone|check|chase|remind|book|schedule|demo|drop|ship|share|prepare|set up)(?![a-z]))|"
        r" then "
    ),
    negated=re.compile(r"(?:^|[^a-z])(?:not|instead of|rather than|isn't|wasn't) (?:on |at |the |about )?$"),
    find_no_time=find_no_time,
    moved=re.compile(
        r"(?:move|push|postpone|reschedule|shift|change|delay|bring|brought|bump|"
        r"switch)[a-z]{0,2}[^.;\n]{0,40} to $"
    ),
    away=re.compile(
        r"(?:away|out of (?:the )?office|(?<!check )(?<!check it )out|off|ooo|on (?:leave|holiday|vacation|pto)|"
        r"travell?ing|closed|"
        r"busy|holiday|unavailable|not (?:available|here|in)|can't (?:do|make)|booked(?: solid)?|gone)(?: (?:is|are|"
        r"was))?"
        r"(?: (?:until|till?|from|on|through|between|the|all))*\s?$"
    ),
    standing=STANDING,
    lapses=re.compile(
        r"(?<![a-z])(?:contract|licen[cs]es?|subscription|trial|lease|warranty|agreement|plan|deal|it|they|theirs?|"
        r"support"
        r"|retainer|term)[^.;,\n]{0,30}?(?:expires?|ends?|runs? out|is up|are up|lapses?|terminates?|finishes)(?![a-z])"
    ),
    theirs=re.compile(
        r"\W{0,3}(?:(?:and|but|so) )?(?:or|if not|otherwise|unless|in case|"
        r"(?:he|she|they|who|client|customer|the (?:client|customer|board|boss))(?:'ll| will|'s| is| are| has| have)? "
        r"(?!wants?|needs?|asks?|asked|expects?)[a-z]+)(?![a-z])"
    ),
    barred=re.compile(
        r"[ ,]{0,2}say (?=\d|the |mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next|"
        r"at )|"
        r"[ ,]{0,2}(?:does ?n[o']t work|doesn't work|is not possible|isn't possible|is no good|is "
        r"out|is bad|not possible|won't work|is off|is a holiday)"
    ),
    address=re.compile(
        r"(?:(?<=address: )|(?<=address is )|(?<=Address: )|"
        r"(?<![\w.-]))(?P<address>\d{1,5}[A-Za-z]? (?:[A-Z][\w'.-]+ ){1,4}(?:Street|St|Road|Rd|"
        r"Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Square|Sq|Place|Pl|Parkway|Pkwy|"
        r"Terrace)\b\.?(?:, [A-Z0-9][\w.-]{0,30}(?: [A-Z0-9][\w.-]{0,30}){0,4}){0,4})"
    ),
    digits=DIGITS,
)
