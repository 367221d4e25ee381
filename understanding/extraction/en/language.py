"""English put together; see extraction/language.py for what each part is."""

import re

from understanding.extraction.en import amounts, clocks, dates, intents, lengths, names, periods
from understanding.extraction.en.words import DIGITS
from understanding.extraction.language import Language
from understanding.extraction.money import AmountFinder

# Regular verbs say by -ed that it is done; these are said so of what is still to come, or are no verbs.
_NOT_DONE = (
    r"(?!(?:clos|need|schedul|plann|expect|book|postpon|pushe?|push|mov|reschedul|delay|suppos|interest|bas|revis|"
    r"updat|"
    r"want|propos|invit|slat|pencill|target|promis|commit|confirm|extend|agre|ask|request|tri|us|hundr|spe|ne|"
    r"unchang|detail|relat|limit|advanc|experienc|unit|combin|fix|requir|provid|includ|excit|pleas|pend|r)ed)"
)
_DONE = re.compile(
    r"(?<![a-z])(?:met|saw|spoke|didn't|did not|wasn't|couldn't|talked|called|had|visited|was|were|did|went|signed|"
    r"sent|came|"
    r"emailed|texted|demoed|presented|discussed|got|received|told|asked|said|agreed(?! to [a-z])|bought|"
    r"ordered|won|lost|paid|just|chatted|caught up|introduced|happened|ran|flew|drove|rang|wrote|"
    r"(?:ended|expired|opened|started|launched|merged|joined|retired|stopped|finished|failed|crashed|lapsed)"
    r"(?= (?:in|on|at|last|back|during|around))|heard|gave|took|brought|left|showed|made|did|held|spent|began|broke|"
    r"chose|knew|thought|shook|sold|stood|struck|built|drank|ate|rode|threw|drew|caught|taught|swore|swung|dropped|"
    rf"{_NOT_DONE}(?:(?<=^)|(?<=[.;,!\n-] )|(?<=and )|(?<=\bi )|(?<=\bwe )|(?<=just )|(?<=\bhe )|(?<=\bshe )|"
    rf"(?<=\bthey )|"
    r"(?<=already )|(?<=finally ))[a-z]{2,12}ed)(?![a-z])"
)
_PLANNED = re.compile(
    r"(?<![a-z])(?:call|ping|send|email|mail|visit|meet|meeting|text|remind|follow|follow-up|"
    r"chase|check|schedule|book|set up|loop (?:back|in)|shoot [a-z]+ (?:a|an) [a-z]+|drop [a-z]+ a line|"
    r"walk [a-z]+ through|reply|ring|phone|demo|present|deliver|wants|needs?|"
    r"will|shall|should|must|let's|lets|going to|decides?|decision|(?<!missed the )deadline|due|"
    r"by(?= (?:the (?:end|\d|first|last)|end|mon|tue|wed|thu|fri|sat|sun|tom|tmr|tonight|today|noon|midday|lunch|next|"
    r"this|"
    r"\d|cob|eod|close|mid|early|late|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|next step|"
    r"to do|todo|callback|call back|reminder|appointment|see|prepare|get back|touch base|"
    r"catch up|lunch with|ask|confirm|revisit|try|renewal|expects?|closing|close|signs?|"
    r"promised|until|starts?|before|come back|invite|talk|speak|discuss|review|submit|"
    r"finali[sz]e|arrange|plan|share|forward|update|nudge|reach out|contact|hand in|asked for|"
    r"confirmed|circle back|drop (?:by|in|off)|swing by|stop by|pop (?:in|by|over)|reconnect|regroup|install|ship|"
    r"(?<!didn't )(?<!did not )pick up|drop(?= [a-z]+ (?:at|to|off|with|in))|post(?= (?:the|an?|him|her|them|it|our|"
    r"your) )|renew|invoice|escalate|negotiate|(?<!the )(?<!a )(?<!our )quote|"
    r"sync|dial|fly|drive|go over|walk (?:him|her|them) through|"
    r"give (?:him|her|them|[a-z]+) a (?:call|ring|shout|bell|buzz)|hop on|jump on|kick ?off|go live|expires?)(?![a-z])"
)
_OBJECT = (
    r"(?:(?:him|her|them|it|over|out|off|me|us) ){0,2}(?:(?:the|a|an|our|my|your|their|his|revised|updated|new|"
    r"final|signed|full|formal) ){0,3}[a-z]+"
)
_ACTIONS = re.compile(
    r"(?<![a-z])(?!(?:e?mail|call|text|reply|message) from )(?!remind (?:me|us) (?:to|about) [a-z])(?:call(?: (?:him|"
    r"her|them))?(?: "
    r"back)?|call back|ping|visit|meet(?:ing)?(?: "
    r"with)?|text|whatsapp|follow[ -]?up|chase|check (?:in|back)|circle back|loop (?:back|in)|shoot [a-z]+ (?:a|"
    r"an) (?:note|email|message|mail|text)|"
    r"drop [a-z]+ a line|walk [a-z]+ through|"
    r"give (?:him|her|them|[a-z]+) a (?:call|ring|shout|bell|buzz)|(?:drop|swing|stop|pop) (?:by|in|over)|"
    rf"(?:send|email|mail|share|forward|prepare|deliver|write|draft|resend|finali[sz]e|submit|drop off|ship|post|"
    rf"order|renew) {_OBJECT}|send|"
    r"email|mail|demo|schedule (?:a |the )?[a-z]+|book (?:a |the )?[a-z]+|set up (?:a |the "
    r")?[a-z]+|arrange (?:a |the )?[a-z]+|reply|ring|phone|present|lunch|dinner|coffee|get back|touch base|catch up|"
    r"confirm|"
    r"nudge|reconnect|regroup|revisit|escalate|invoice|install|reach out|sync|dial in|hop on a call|pick up|"
    r"drop(?= [a-z]+ (?:at|to|off|with|in))|quote|"
    r"offer|proposal|kick ?off|negotiate|renew|deliver|ship|discuss|"
    r"ask|check|talk|speak|review|remind)(?![a-z])"
)

LANGUAGE = Language(
    code="en",
    times=periods.PATTERNS + dates.PATTERNS + lengths.PATTERNS + clocks.PATTERNS,
    amounts=AmountFinder(amounts.WORDING),
    counters=amounts.COUNTERS,
    find_names=names.find_names,
    cues=intents.CUES,
    done=_DONE,
    planned=_PLANNED,
    actions=_ACTIONS,
    clause_end=re.compile(
        r"[;!?\n]|(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bno)(?<!\bst)[,.](?= )|\.$| - | (?:so|but|"
        r"because)(?= [a-z])| and (?=(?:then |to |also |please |pls )?(?:call|"
        r"send|then|will|follow|wants|"
        r"needs|e?mail|visit|"
        r"meet|text|ping|ring|phone|check|chase|remind|book|schedule|demo|drop|ship|share|prepare|set up)(?![a-z]))|"
        r" then "
    ),
    negated=re.compile(r"(?:^|[^a-z])(?:not|instead of|rather than|isn't|wasn't) (?:on |at |the |about )?$"),
    no_time=re.compile(
        r"(?<![A-Za-z])(?:April|May|June|August|Sun|Jan|Mar|Mon|Sat|Wed|March|Summer|Autumn|"
        r"Friday)(?= (?:[A-Z][a-z]+(?<!ay)(?<!Morning)(?<!Afternoon)"
        r"(?<!Evening)(?<!Night)(?<!Noon)(?<!January)(?<!March)(?<!April)(?<!June)|from(?= [A-Z])|called|"
        r"calls|says|said|wants|asked|likes|thinks|confirmed|"
        r"needs|replied|emailed|wrote|at [A-Z])(?![a-z]))|(?<=[Tt]he )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
        r"Sun)day(?= (?!Morning|Afternoon|Evening|Night)[A-Z][a-z]+)|"
        r"(?<=[a-z] )(?:April|June)(?='s| says| wants)"
    ),
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
    lapses=re.compile(
        r"(?<![a-z])(?:contract|licen[cs]es?|subscription|trial|lease|warranty|agreement|plan|deal|it|they|theirs?|support"
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
