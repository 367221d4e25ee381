"""What English says of times that are no plans."""

import re

from understanding.extraction.standing import Standing

_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|week(?:day|end|night)s|mornings|afternoons|evenings|nights)"
# Where a clause begins.
_BEGIN = r"(?:^|(?<=[,.;:!?\n])) ?"
# Whose hours are told: a house's, not a meeting's.
_HOURS = (
    r"(?:opening|office|business|working|visiting|trading|core|shop|store|counter|service|support|reception|kitchen"
    r"|helpdesk|branch|clinic|surgery|box office|lab|gym|bar|restaurant|quiet|peak|delivery|receiving|yard"
    r"|warehouse|clinic) (?:hours|times)"
)
_FACTS = re.compile(
    rf"(?<![a-z])(?:{_HOURS}|hours ?:|\d ?x ?[57](?![a-z\d])|"
    r"(?:opens?|open|closes?|shuts?|shut|closed|manned|staffed|attended) (?:from |at |until |till |only |daily |on )*"
    rf"(?:\d{{1,2}}(?:[:.]\d\d)? ?(?:[ap]m)? ?(?:-|to|until|till) ?\d|{_DAY} ?(?:-|to|through|thru|&|and) ?{_DAY}|"
    rf"{_DAYS}|"
    r"daily|every day|seven days|7 days|\d+ (?:hours|days))|"
    r"(?:night|day|early|late|morning|evening|first|second|third|graveyard)[ -]shifts?|shifts|"
    r"(?<!for )birthdays?(?! (?:card|party|present|call|dinner|lunch|gift|drinks|cake|flowers))|was born|born (?:in|"
    r"on)|anniversary|date of birth|dob|"
    r"(?:fiscal|financial|tax|budget|school|academic|calendar|crop|business) year|fiscal|fy ?(?:ends?|starts?|runs?)|"
    r"(?:high|low|peak|dry|rainy|wet|hunting|harvest|busy|slow) season|season (?:is|runs|starts|ends|lasts)|"
    r"time ?zone|daylight saving|turns? \d+|(?:weekdays|mornings|afternoons|weekends|appointments?) only|no weekends|"
    r"(?:closed|shut)(?= [a-z' ]{0,24}(?:weekend|holidays?|week))|kids|twins|lasts|lasted|(?:his|her|their|my"
    r"|the) (?:daughter|son|wife|husband|kids?|children|twins|baby|mum"
    r"|mom|mother|father|dad"
    r"|brother|sister)|"
    r"(?<!tender )(?<!bid )(?<!offer )(?<!registration )(?<!window )(?<!auction )(?<!poll )(?:shuts|closes|opens"
    r"|shut|close) "
    r"(?:at|from) (?:half |about |around )?(?:\d|noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve)"
    r"[^,.;]{0,8}$|"
    r"takes? (?:about |around |roughly |up to )?(?:\d|an? |one|two|three|half)|"
    r"(?:^|(?<=[,.;:!?\n])) ?(?:happy (?:new|birthday|holidays|anniversary|easter|christmas|mon|tues|wednes|thurs"
    r"|fri|satur|sun|mid|lunar|chinese|deepavali|diwali|eid)[a-z']*|merry|enjoy|good luck|have an?|wishing"
    r"|wish (?:you|them)|best wishes|safe travels|"
    r"see (?:you|ya)|tgif|sent from)|happy (?:mon|tues|wednes|thurs|fri|satur|sun)day|have an? (?:nice|good|great"
    r"|lovely|fab))(?![a-z])"
)
_TERMS = re.compile(
    r"(?<![a-z])(?:net ?\d+|\d+ ?% ?(?:up ?front|down|deposit|off|discount|on|in|at|if|after|before|within|prepa|now)|"
    r"up ?front|deposit|instal?ments?|prepaid|prepayment|sla|slas|warranty|warranties|guarantee[ds]?|notice|"
    r"lead[ -]times?|turnaround|moq|(?:response|reaction|resolution|recovery|fix|payback|set-?up|shelf|cycle) times?|"
    r"respon[sd]\w*|"
    r"ships?(?= (?:in|within))|ex works|grace period|cooling[ -]off|validity|valid for|refund\w*|returns?(?= within)|"
    r"per (?:month|user|seat|year|day|week|head|hour|person|licen[cs]e|unit|site)|"
    r"(?:billed|billing|invoiced|paid|payable|renew(?:s|ed|able)?|charged|settled|amortis\w+|rolling|rolls?|"
    r"cancel+able)"
    r" (?:monthly|quarterly|yearly|annually|weekly|daily|in|within|every|each|automatically)|rolling|auto-?renew\w*|"
    r"(?:minimum|initial|contract|notice|trial|payment|lock-in|retention) (?:term|period|contract|terms|commitment)s?|"
    r"(?:payment|contract|delivery|credit) terms?|terms (?:are|is|of)|terms:|rent|lease of|for the (?:first|next) \d+ "
    r"(?:months|years))(?![a-z])"
)
_CONDITIONS = re.compile(
    r"(?<![a-z])(?:\d+ ?% (?:off|discount|rebate|cash discount)|if paid|when paid|free (?:for|during)"
    r"|interest[- ]free|penalty|"
    r"late fee|minimum (?:order|spend|quantity)|at least \d|early[- ]bird|cash discount|auto-?renews?)(?![a-z])"
)
# A thing and what it does again and again, in the third person: the truck leaves every morning.
_RUNS = re.compile(
    r"(?<![a-z])(?:(?:is|are|gets?) [a-z]{3,}ed |(?!(?:meeting|call|demo|train|flight|bus|plane|ferry|webinar"
    r"|session|show|workshop|interview|event|game|match|tender|bid|kick-?off) )[a-z]{3,} (?!is |was |this |has |us "
    r"|plus |sales |works |goes "
    r"|class |process |business |as "
    r"|needs |wants |(?:day|week|month|quarter|year|hour|minute|(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning"
    r"|afternoon|evening)s )[a-z]{2,}[^su ]s )"
    r"(?:the |an? |at |in |on |from |to |still |out |up |off |by |every |each |only )"
)
_HOUSE_HOURS = re.compile(
    rf"(?<![a-z])(?:{_HOURS}|(?:centre|center|line|desk|hotline) hours|hours)(?: are| is)? ?:? ?(?=\d|{_DAY} ?(?:-"
    rf"|to|,|&))|"
    rf"in (?:the )?office (?:on )?{_DAY} ?(?:-|to|,|&)|"
    rf"{_DAY}(?:[,&/ ]+(?:and )?{_DAY}){{0,4}} only(?![a-z])"
)
_HABITS = re.compile(
    rf"(?<![a-z])(?:(?:never|always|usually|normally|typically|generally|often|mostly|rarely|seldom|"
    rf"sometimes)(?![a-z])|"
    rf"(?:not|isn't|aren't|doesn't|don't|only|off|free|busy|closed|shut|(?:is|are) out|away|unavailable|bad|good|"
    rf"best|quiet|"
    rf"works?|comes? in|home|remote|open|are|is|get|gets|have|has|do|does|tends? to) [^.;\n]{{0,30}}?{_DAYS}(?![a-z])|"
    rf"(?:opens|closes|starts|ends|begins|finishes|runs) [^.;\n]{{0,25}}?{_DAYS}(?![a-z])|"
    r"every (?:january|february|march|april|may|june|july|august|september|october|november|december|summer|winter"
    r"|spring|"
    r"autumn)(?! \d)(?![a-z])|"
    rf"(?:he|she|they|who) [a-z]+ [^.;\n]{{0,25}}?{_DAYS}(?![a-z])|"
    rf"{_DAYS} (?:the [a-z]+ )?(?:are|is|he|she|they|we|i|off|only|never|don't)(?![a-z])|"
    r"(?:on a|most|some|many) (?:daily|weekly|monthly|yearly)? ?(?:basis|days|weeks|months|mornings|evenings))"
)
_CALLED_OFF = re.compile(
    r"(?<![a-z])(?:(?<!if )cancell?ed|called off|scrapped|abandoned|fell through|(?:is|are|was) off(?! (?:the|to|by|"
    r"from|on))|"
    r"won't (?:be )?happen(?:ing)?|(?:not|isn't|aren't|never) (?:happening|taking place|going ahead)"
    r"|no longer (?:on|needed|necessary|required|[a-z]+ing)|indefinitely|(?:was|were) due|(?:demo|call|meeting"
    r"|visit|lunch|dinner|workshop|pitch|training|install|presentation) (?:went|was|wasn't|ran|ended|turned|bombed)"
    r"|any ?more|been (?:dropped|pulled|binned"
    r"|canned|shelved)|no (?:visit|call|meeting|demo|delivery"
    r"|lunch|survey|appointment|sync|standup|check-in)(?= )|(?:(?:^"
    r"|(?<=[,.;:!?\n])) ?)never(?! mind)|"
    r"(?:was|were) (?:supposed|meant|going|about|hoping) to|(?:should|would|could|might)(?:'ve| have)|"
    r"(?:he|she|they|we|i|client|customer)(?: had|'d) (?:promised|said|planned|hoped|wanted|agreed|meant|been)|"
    r"had been)(?![a-z])"
)
_FORBIDDEN = re.compile(
    r"(?<![a-z])(?:(?:no need|not necessary|unnecessary|no point|no reason|no use)(?: (?:to|in|for))?|need(?:n't|"
    r" not)(?! (?:yet|before))|"
    rf"(?:{_BEGIN}|please |pls )(?:not (?:meeting|calling|visiting|going|coming|sending|seeing)|skip|ignore"
    rf"|disregard|forget about|leave out|scratch|scrap|no more)(?= )|"
    # an hour nobody is to be called before is when they may be, and no plan
    rf"(?:{_BEGIN}|please |pls |and |so |but )(?:don't|do not|dont|never) (?:call|ring|phone|text|e?mail|visit|contact|"
    r"disturb|bother|message)(?: (?:him|her|them))? (?:before|after|earlier than|later than)|"
    rf"(?:{_BEGIN}|please |pls |and |so |but )(?:don't|do not|dont|stop|avoid|never) (?!forget|miss|let|worry|hesitate|"
    r"lose|"
    r"fail|wait)[^.;\n]{0,60}?(?<!before )(?<!until )(?<!till )(?:mon|tue|wed|thu|fri|sat|sun|this|next|tom|tmr|"
    r"today|tonight|on|at|in|again|any))(?![a-z])"
)
_UNDONE = re.compile(
    r"[\s,:;.!-]{0,3}(?:(?:but|and|which) )?(?:(?:it|that|this|they|he|she) )?(?:got |was |is |has been |were |'s )?"
    r"(?:just )?(?:cancell?ed|called off|scrapped|(?:is|was|'s) off(?![a-z ]*(?:to|by|from))|never (?:came|wrote|"
    r"called|showed|happened|did))(?![a-z])"
)
_HEADERS = re.compile(
    r"(?m)^[ >*]{0,6}\[?(?:(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})[, t]{1,3})?"
    r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?\]? ?(?:-|–)? ?(?=[^\n:]{1,40}:)|"
    r"^[ >*]{0,6}(?:from|sent|date|to|cc|received|created|posted|modified|printed|subject) ?:[^\n]{0,200}|"
    r"^[ >*]{0,6}on [^\n]{4,120} wrote ?:|^-{2,} ?(?:original|forwarded)[^\n]{0,100}"
)
_SINCE = re.compile(
    r"(?<![a-z])(?:the|our|your|his|her|their|my) (?:quote|offer|order|e?mail|mail|letter|invoice|meeting|call"
    r"|visit|proposal|"
    r"report|contract|notes|samples?|delivery|brochure|deal|trial|pilot) from [a-z0-9]{0,5}$|"
    r"(?<![a-z])(?:since|(?:since"
    r"|(?<!go )(?<!come )(?<!call )(?<!get )(?<!be )(?<!check )(?<!circle )"
    r"(?<!report )(?<!head )(?<!i'm )back (?:in|around)|as early as)(?: the| about| around| early| late|"
    r" mid)* ?[a-z0-9]{0,5})$"
)

STANDING = Standing(
    facts=_FACTS,
    terms=_TERMS,
    habits=_HABITS,
    hours=_HOUSE_HOURS,
    conditions=_CONDITIONS,
    runs=_RUNS,
    called_off=_CALLED_OFF,
    forbidden=_FORBIDDEN,
    undone=_UNDONE,
    headers=_HEADERS,
    since=_SINCE,
)
