"""What English verbs tell of a time: what was done, what is planned, and what a follow-up does."""

import re

# Regular verbs say by -ed that it is done; these are said so of what is still to come, or are no verbs.
_NOT_DONE = (
    r"(?!(?:clos|need|schedul|plann|expect|book|postpon|pushe?|push|mov|reschedul|delay|suppos|interest|bas|revis|"
    r"updat|"
    r"want|propos|invit|slat|pencill|target|promis|commit|confirm|extend|agre|ask|request|us|hundr|spe|ne|"
    r"unchang|detail|relat|limit|advanc|experienc|unit|combin|fix|requir|bump(?!ed into)|slipp|shift|switch|chang|"
    r"swapp|arrang|reserv|organi[sz]|sort|earmark|allocat|appoint|provid|includ|excit|pleas|pend|r)ed)"
)
DONE = re.compile(
    r"(?<![a-z])(?:met|saw|spoke|didn't|did not|wasn't|couldn't|talked|called|had|visited|was|were|did|went|signed|"
    r"sent|came|"
    r"emailed|texted|demoed|presented|discussed|got|received|told|asked|said|agreed(?! to [a-z])|bought|"
    r"ordered|won|lost|paid|just|chatted|caught up|introduced|happened|ran|flew|drove|rang|wrote|"
    r"(?:ended|expired|opened|started|launched|merged|joined|retired|stopped|finished|failed|crashed|lapsed)"
    r"(?= (?:in|on|at|last|back|during|around))|heard|gave|took|brought|left|showed|made|did|held|spent|began|broke|"
    r"chose|knew|thought|shook|sold|stood|struck|built|drank|ate|rode|threw|drew|caught|taught|swore|swung|dropped|"
    rf"{_NOT_DONE}(?:(?<=^)|(?<=[.;,!\n-] )|(?<=and )|(?<=\bi )|(?<=\bwe )|(?<=just )|(?<=\bhe )|(?<=\bshe )|"
    rf"(?<=\bthey )|"
    r"(?<=already )|(?<=finally ))[a-z]{2,12}ed|"
    # flooded their warehouse, turned 6, shipped on Monday: behind a noun and before what it was done to or when
    rf"{_NOT_DONE}(?<=[a-z0-9] )(?<!be )(?<!been )(?<!being )(?<!is )(?<!are )(?<!am )(?<!the )(?<!a )(?<!an )(?<!his )"
    r"(?<!her )(?<!their )(?<!our )(?<!my )(?<!your )(?<!its )(?<!of )(?<!for )(?<!as )(?<!not )(?<!with )(?<!any )"
    r"(?<!some )(?<!no )(?<!more )(?<!most )(?<!very )(?<!so )(?<!gets )(?<!get )(?<!to )(?<!it )(?<!all )(?<!will )"
    r"[a-z]{2,12}ed(?= (?:the|their|his|her|our|my|its|an?|us|him|them|me|to|with|at|in|on|off|out|up|down|back|over|"
    r"from|\d+|twice|mon|tue|wed|thu|fri|sat|sun)(?![a-z0-9]))|"
    r"tried(?= (?:him|her|them|calling|ringing|to|again|twice|both|at|the))|closed(?= (?:the |a |our |his |her |their |"
    r"with |deal|[a-z]+ (?:deal|order|account|contract)))|sat(?= (?:with|down|in|through|next|beside))|"
    r"cut(?= (?:us|their|his|our))|"
    r"(?:he|she|they|we|i|who|client|customer)(?:'d| had) (?:already |just |never )?[a-z]+(?:ed|en|id|old|ade|ought|"
    r"one|ut|et)|"
    r"fell|grew|rose|froze|fought|led|lent|slept|stole|stuck|woke|wore|understood|forgot|quit|kept|felt|meant|became|"
    r"dealt|dug|hung|hid)(?![a-z])"
)
PLANNED = re.compile(
    r"(?<![a-z])(?:(?:get|wants?|needs?) (?:[a-z'-]+ ){1,5}?(?:[a-z]{2,12}ed|sent|done|built|made|paid|written|drawn|"
    r"taken)|"
    r"call|ping|send|email|mail|visit|meet|meeting|text|remind|follow|follow-up|"
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
ACTIONS = re.compile(
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
