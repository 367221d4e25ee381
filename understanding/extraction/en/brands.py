"""Names and sayings made of the words of time: Thursday Boots, June from Acme, the eleventh hour."""

import re
from collections.abc import Iterator

from understanding.extraction.en.given import GIVEN
from understanding.extraction.en.lexicon import is_company_word
from understanding.extraction.page import Page

# A month or day that is somebody's name, by what follows it.
_SOMEBODY = re.compile(
    r"(?<![A-Za-z])(?:April|May|June|August|Sun|Jan|Mar|Mon|Sat|Wed|March|Summer|Autumn|"
    r"Friday)(?= (?:[A-Z][a-z]+(?<!ay)(?<!Morning)(?<!Afternoon)"
    r"(?<!Evening)(?<!Night)(?<!Noon)(?<!January)(?<!March)(?<!April)(?<!June)|from(?= [A-Z])|called|"
    r"calls|says|said|wants|asked|likes|thinks|confirmed|"
    r"needs|replied|emailed|wrote|at [A-Z])(?![a-z]))|(?<=[Tt]he )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day(?= (?!Morning|Afternoon|Evening|Night)[A-Z][a-z]+)|"
    r"(?<=[a-z] )(?:April|June)(?='s| says| wants)|(?<=[Tt]he )(?:May|June|March|April)(?= (?:family|brothers|"
    r"sisters|twins|estate))|"
    r"(?<![A-Za-z])(?:June|April|May)(?= (?:runs|owns|manages|handles|does|is (?:in|the|our|their|on|away|out|fine|"
    r"happy|back)))"
)
# A day and a further capital where a firm would stand: before what firms do, or a name's own marks.
_FIRM = re.compile(
    r"(?<![A-Za-z])(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|July|September|October|November|"
    r"December|Quarter|Midnight|Noon|Tomorrow|Today|Yesterday) (?:& (?!Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr"
    r"|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))?"
    r"(?P<next>[A-Z][a-z]+)(?: (?:& )?[A-Z][a-z]+){0,2}(?:'s)?(?P<does>(?= (?:is|are|has|have|wants?|needs?|asked"
    r"|asks|orders?|"
    r"ordered|uses?|likes?|loves?|says|said|sign(?:s|ed)|bought|buys|chose|wrote|sent|would|looks?|prefers?|runs?|"
    r"makes?|"
    r"sells?|supplies|pays|paid|went|closed|accepted|declined|rejected|passed|picked|went|renewed|opened|Ltd|Inc"
    r"|LLC|GmbH|"
    r"Group)"
    r"(?![a-z])|(?:\.com|\.io|\.app)))?|"
    r"(?<![A-Za-z])(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?(?=\.(?:com|io|app|co|net|org)(?![a-z]))"
)
# Sayings, and words of which a time is only a part.
_SAYINGS = re.compile(
    r"(?<![a-z])(?:(?<!by )(?<!for )(?:(?<=^)|(?<=[.,;!?:\n] )|(?<=but )|(?<=and )|(?<=so )|(?<=because )|"
    r"(?<=that ))at the "
    r"end of the day(?=,? (?!call|send|e?mail|ring|ping|text|visit|meet|check|follow|chase|remind|please|pls)[a-z])|"
    r"(?:at )?the eleventh hour|eleventh[- ]hour|(?:a )?months? of sundays|(day|week|month|year) in,? (?:and )?\1 out|"
    r"(?:9|nine)[ -]?(?:to|-)[ -]?(?:5|five)(?= (?:job|man|guy|person|type|kind|mentality|office|people|crowd|worker|"
    r"grind|girl|woman))|"
    r"light[- ]years?|(?:man|person|work)[- ](?:hours?|days?|months?|years?)|(?:one|any|some) of these days|"
    r"these days|those days|"
    r"the other (?:day|week|night)|any (?:day|minute|time|week|month) now|day[- ](?:to|by)[- ]day|from day one|"
    r"on day one|day one|"
    r"time and (?:again|time again)|time will tell|once in a blue moon|call it a day|make (?:my|your|his|her) day|"
    r"sunday best|sunday driver|monday blues|friday feeling|casual fridays?|dress[- ]down fridays?|rush hour|"
    r"early days|"
    r"(?:the )?(?:second|third|fourth) time|time of (?:year|day)|year[- ](?:round|on year|over year|to date)|"
    r"month[- ](?:on|over)[- ]month|"
    r"to date|up to date|out of date|save the date|use[- ]by date|half the time|in the long run|overnight success|"
    r"a day late|an hour a (?:day|week)|(?:hours|minutes|days|weeks|months) in (?:a|an|the) (?:day|hour|week|month"
    r"|year)|"
    r"rainy day|big day|long day|what a (?:day|week|month|year|morning|night)|"
    r"(?:hours?|days?|weeks?|times?|mornings?|minutes?) a (?:day|week|month|year)|per (?:hour|day|week|month|quarter|"
    r"year))(?![a-z])"
)


def find_no_time(page: Page) -> Iterator[tuple[int, int]]:
    """The stretches that look like times and are none."""
    for found in _SOMEBODY.finditer(page.cased):
        yield found.span()
    for found in _FIRM.finditer(page.cased):
        name = found["next"]
        if name is None or (found["does"] is not None and name.lower() not in GIVEN) or is_company_word(name):
            yield found.span()
    for found in _SAYINGS.finditer(page.plain):
        yield found.span()
