"""English put together; see extraction/language.py for what each part is."""

import re

from understanding.extraction.en import amounts, clocks, dates, intents, lengths, names, periods
from understanding.extraction.en.words import DIGITS
from understanding.extraction.language import Language
from understanding.extraction.money import AmountFinder

_DONE = re.compile(
    r"(?<![a-z])(?:met|saw|spoke|talked|called|had|visited|was|were|did|went|signed|sent|came|"
    r"emailed|texted|demoed|presented|discussed|got|received|told|asked|said|agreed|bought|"
    r"ordered|won|lost|paid|just|chatted|caught up|introduced|happened|ran)(?![a-z])"
)
_PLANNED = re.compile(
    r"(?<![a-z])(?:call|ping|send|email|mail|visit|meet|meeting|text|remind|follow|follow-up|"
    r"chase|check|schedule|book|set up|reply|ring|phone|demo|present|deliver|wants|needs?|"
    r"will|shall|should|must|let's|lets|going to|decides?|decision|deadline|due|by|next step|"
    r"to do|todo|callback|call back|reminder|appointment|see|prepare|get back|touch base|"
    r"catch up|lunch with|ask|confirm|revisit|try|renewal|expects?|closing|close|signs?|"
    r"promised|until|starts?|before|come back|invite|talk|speak|discuss|review|submit|"
    r"finali[sz]e|arrange|plan|share|forward|update|nudge|reach out|contact|hand in|asked for|"
    r"confirmed)(?![a-z])"
)
_ACTIONS = re.compile(
    r"(?<![a-z])(?!(?:e?mail|call|text|reply|message) from )(?:call(?: (?:him|her|them))?(?: "
    r"back)?|call back|ping|visit|meet(?:ing)?(?: "
    r"with)?|text|whatsapp|follow[ -]?up|chase|check in|(?:send|email|mail|share|forward|"
    r"prepare|deliver|write|draft|resend|finali[sz]e|submit) (?:(?:him|her|them|over|out|me|"
    r"us) ){0,2}(?:(?:the|a|an|our|my|revised|updated|new|final|signed) ){0,3}[a-z]+|send|"
    r"email|mail|demo|schedule (?:a |the )?[a-z]+|book (?:a |the )?[a-z]+|set up (?:a |the "
    r")?[a-z]+|reply|ring|phone|present|lunch|coffee|get back|touch base|catch up|confirm|"
    r"check|talk|speak|review|remind)(?![a-z])"
)

ENGLISH = Language(
    code="en",
    times=periods.PATTERNS + dates.PATTERNS + lengths.PATTERNS + clocks.PATTERNS,
    amounts=AmountFinder(amounts.WORDING),
    counters=amounts.COUNTERS,
    find_names=names.find_names,
    cues=intents.CUES,
    done=_DONE,
    planned=_PLANNED,
    actions=_ACTIONS,
    clause_end=re.compile(r"[;!?\n]|[,.](?= )|\.$| - | and (?=call|send|then|will|follow|wants|needs)| then "),
    negated=re.compile(r"(?:^|[^a-z])(?:not|instead of|rather than|isn't|wasn't) (?:on |at |the |about )?$"),
    no_time=re.compile(
        r"(?<![A-Za-z])(?:April|May|June|August|Sun|Jan|Mar|Mon|Sat|Wed|March|Summer|Autumn|"
        r"Friday)(?= (?:[A-Z][a-z]+(?<!ay)(?<!Morning)(?<!Afternoon)"
        r"(?<!Evening)(?<!Night)(?<!Noon)(?<!January)(?<!March)(?<!April)(?<!June)|from|called|"
        r"calls|says|said|wants|asked|likes|thinks|confirmed|"
        r"needs|replied|emailed|wrote|at [A-Z])(?![a-z]))|(?<=[a-z] )(?:April|June)(?='s| says| wants)"
    ),
    moved=re.compile(
        r"(?:move|push|postpone|reschedule|shift|change|delay|bring|brought|bump|"
        r"switch)[a-z]{0,2}[^.;\n]{0,40} to $"
    ),
    barred=re.compile(
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
