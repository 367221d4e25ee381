"""What an English text wants: a lead, a note, a follow-up, a stage, an answer ... or nothing a CRM should file."""

import re

from understanding.extraction.intents import Cues

_WON = re.compile(
    r"(?<![a-z])(?:(?:they|he|she|client|customer|deal|contract|po|it)(?:'ve| have| has|'s| "
    r"is)? (?:just |finally |now )?(?:signed|closed|won|approved)|(?:has |have |just |finally "
    r")?signed(?: the (?:contract|deal|order|offer|quote))?(?! up| by| in| for a)|"
    r"closed[- ]won|(?<!not )(?<!n't )renewed(?= ?(?:[!.,;]|$)| (?:for|with us|at|the contract|"
    r"their contract|again)\b)|"
    r"deal (?:is )?(?:closed|won|done|signed)|(?:we |i |just |finally )won\b|"
    r"won (?:the )?(?:deal|order|bid|contract|tender|it)|^won\b|closed the deal|(?:got|"
    r"received|sent) the (?:po|purchase order|signed contract)|po (?:is )?(?:in|received)|"
    r"contract (?:is )?signed|got the (?:order|contract|signature)(?! (?:draft|terms|number|form|list|details|"
    r"template|back|wrong))|(?:they )?(?:said yes|bought|"
    r"ordered)(?= |$|[.,!])(?! (?:a |from |instead))|(?:just |finally |has |have |they |he |she )?accepted(?: (?:our|"
    r"the|my) (?:[a-z]+ )?(?:offer|quote|proposal|"
    r"bid|terms|price|contract))|(?:^|they |he |she )accepted(?=$|[.,!;]| (?:it|at|for) )|(?:po|purchase order|"
    r"signed (?:contract|offer|copy|"
    r"quote|order form)|order form|order|contract) (?:just |finally |has |have )*(?:came|come|arrived|landed|received|"
    r"(?:is |was )?(?:back|in|through)(?= signed|$|[.,!]))(?: in| back| through)?(?: signed)?(?= |$|[.,!])"
    r"(?<!the order form back)(?! (?:the|a|their|his|her|review|writing|progress|question|doubt|late)(?![a-z]))|"
    r"back signed|approved (?:the|our) (?:bid|quote|offer|proposal)|voted (?:yes|for us|in favou?r)|(?:they've"
    r"|they have|has|have) committed(?! to (?:memory|a call))|(?:^|[^a-z])[dl]\d{1,6} won(?![a-z])|took (?:the"
    r"|our) offer|gave (?:us )?(?:the|a) (?:go-ahead|green light|nod|thumbs up)"
    r"|thumbs up from|countersigned|(?:is|are) ours(?![a-z])|placed (?:an|the|their) (?:first|second|new|big"
    r"|initial) order|(?:as|closed|closing) won(?![a-z])|(?:have|got|there's|we've got) a deal(?= with|$|[.,!])"
    r"|came through(?=!|$|[.,](?: |$))|(?:contract|po|order)(?:'s| is) in(?![a-z ])|(?:we|i|just"
    r"|finally) landed (?=[a-z])|turned into (?:a|an) (?:po|order|contract|deal)|"
    r"(?:we |i |just |finally )?(?:got|landed|bagged|secured|clinched|sealed|inked) the (?:[a-z&'-]+ ){0,3}(?:deal|"
    r"account|"
    r"business|contract|order|job|project|tender|bid)(?! (?:draft|terms|number|form|list|details|template|back|wrong|"
    r"file|card))|(?:done|sealed) deal|it's a deal|in the bag|(?:is|are|they're|"
    r"he's|"
    r"she's) on ?board|order (?:is )?(?:confirmed|placed)|placed (?:an|the|their) order|deal won|(?:gave|"
    r"given) us the (?:go-ahead|"
    r"green light|nod|job|order|contract|work)|(?:got|have|given) the (?:go-ahead|green light|nod)|(?:chose|picked|"
    r"awarded|going with|"
    r"went with|decided (?:for|on)|selected) us(?![a-z]))"
)
_LOST = re.compile(
    r"(?<![a-z])(?:(?:we |i |just |deal "
    r"|closed[- ])?(?<!they )(?<!he )(?<!she )(?<!who )(?<!client )(?<!customer )(?<!has )"
    r"(?<!they have )(?<!they've )lost(?= |$|[.,:!-])(?! track| the "
    r"(?:file|card|number|phone|email))"
    r"(?! (?:my|our|his|her|their|your) (?:[a-z]+ )?(?:phone|mobile|cell|laptop|wallet|keys?|bag|voice|notes?|"
    r"notebook|password|card|badge|luggage|passport|way|temper|job|connection|signal|train of))|"
    r"went with (?:a |another |the )?(?:competitor|"
    r"competition|vendor|someone|somebody|[a-z]+)|chose (?:a |another )?competitor|(?:they|he|"
    r"she|client|customer) (?:declined|rejected|cancelled|canceled|passed|said no|are out|is "
    r"out|dropped out|churned)|deal(?: with [^.;,\n]{1,40})? (?:is |was )?(?:dead|lost|off|"
    r"cancelled|canceled)|no longer interested|not "
    r"interested any ?more|turned us down|bought from (?:a )?competitor|(?:they|he|she) "
    r"(?:chose|picked|bought) [a-z]+ instead|"
    r"(?:chose|picked|selected|hired|bought from|signed with|gave it to|awarded (?:it )?to|going with|"
    r"go with) (?:someone|somebody|"
    r"another|a different|the other|a rival|a competitor|our competitor)|went elsewhere|(?:chose|picked"
    r"|took) (?!us)[a-z][a-z0-9'& ]{1,30} instead|voted us down|(?:^|[,.;] )no deal(?![a-z])|(?:^"
    r"|[^a-z])[dl]\d{1,6} lost(?![a-z])|no go (?:with|at|from)"
    r"|(?:binned|trashed|ditched|shot down) (?:our|us|the (?:offer|proposal|quote))|said no(?= |$"
    r"|[.,!])(?! (?:to the (?:date|time)|need|rush|problem))|chose the (?:cheaper|other|local|bigger)|bankrupt"
    r"|insolvent|went bust|out of business|cancell?ed the (?:order|contract|deal|project)|gone with|fell through"
    r"|(?:isn't|aren't|not|no longer|lost) (?:be )?interest(?:ed)?(?= |$|[.,!])(?! in (?:the |a |our )?(?:premium"
    r"|pro|other|big|small|extra|add))|dropped out|(?:deal|it|order|project)(?:'s| is) off(?![a-z])|went to (?:the |a "
    r"|another )?(?:competition|competitor|rival|vendor|supplier)|(?:staying|sticking|stayed|stuck) with (?:their"
    r"|the|its|his|her) (?:old |current |existing |present |incumbent )?[a-z]+|(?:not going to|won't|isn't going to"
    r"|never going to) happen|(?:came|we're|finished|were|are) (?:second|runner-up|third)|[a-z]+ is dead(?=$"
    r"|[,.;!])|going elsewhere|no (?:luck|"
    r"joy|deal) with|"
    r"passed on (?:us|it|our|the (?:deal|offer))|(?:turned|knocked) (?:us|it|our offer) (?:down|back)|rejected (?:us|"
    r"our)|out of the "
    r"(?:[a-z]+ )?(?:tender|running|race|bid|deal)|pulled (?:the plug|out)|(?:decided|chose|choose|"
    r"opted) (?:not to (?:go|buy|proceed|"
    r"move|sign|continue|renew)|against (?:us|it|buying|the (?:deal|offer|project|purchase)))|not (?:going ahead|"
    r"proceeding|"
    r"moving (?:forward|ahead)|renewing)|won't (?:be )?(?:go(?:ing)? ahead|proceed(?:ing)?|renew(?:ing)?|"
    r"buy(?:ing)?)|(?:as|mark(?:ed)? "
    r"[^.;\n]{0,40}) lost(?![a-z])|walked away|backed out|bailed(?: on us)?|dropped us|beat us|lost out|killed the "
    r"(?:deal|project)|(?:deal|project)(?: is| was|'s)? (?:dead|cancell?ed|shelved|off the table)|no sale)(?![a-z])"
)
_REASON = re.compile(
    r"lost(?: [^.;\n]{0,80}?)? (?:(?:to|because of|due to|over|on|bc|because) |- ?)"
    r"(?P<reason>(?:the |our |a )?[a-z][a-z '-]{2,60})|"
    r"^lost ?[,:.-] ?(?P<reason_after>[a-z][^.;\n]{2,60})|"
    r"lost [^.;\n]{1,80}? (?P<reason_plain>(?:too|no) [a-z][a-z '-]{2,40})|went with (?P<reason_rival>[^.,;\n]{2,40})"
)
_STAGE = re.compile(
    r"(?:move[ds]?|moving|set|advance[ds]?|push(?:ed)?|change[ds]?|update[ds]?|put)(?: "
    r"[^.;\n]{0,60}?)? (?:to|into|in) (?:the )?(?:stage )?(?P<stage>qualified|qualification|"
    r"proposal|negotiation|discovery|demo|won|lost|closed won|closed lost|contract|verbal|"
    r"trial|poc|prospect(?:ing)?)(?: stage)?|(?P<stage_named>qualified|proposal|negotiation|"
    r"discovery) stage|(?:is|are|now)(?: now)? (?:in |at )?(?:the )?(?P<stage_now>negotiations?|proposal(?= stage|"
    r" phase)|discovery|qualified|contract(?= stage| phase)|"
    r"trial(?= stage| phase)|verbal|poc)(?: stage| phase)?(?![a-z])|stage(?: of [^:;\n]{1,40}?)?(?: is|:| =| ->| to) ?"
    r"(?P<stage_of>qualified|qualification|proposal|negotiation|discovery|demo|contract|verbal|trial|poc|"
    r"prospect(?:ing)?)"
)
_ASSIGN = re.compile(
    r"give (?P<who_given>(?!me|us|him|her|them|it|the)[a-z]{2,20}) the [^.;,\n]{1,30}(?:account|lead|deal|customer"
    r"|client)(?![a-z])|"
    r"(?:this|the) (?:customer|lead|deal|account|client|one) (?:goes|belongs) to (?P<who_belongs>[a-z]{2,20})|"
    r"[a-z]+ should go to (?P<who_goes>[a-z]{2,20})(?=$|[.,;!])|"
    r"(?:^|[.;,!] )(?!(?:he|she|they|we|i|it|you|who|client"
    r"|customer)(?![a-z]))(?P<who_gets>[a-z]{2,20}) (?:takes (?:over|on)|is taking (?:over|on)|inherits|"
    r"(?:gets|takes|owns|has) the (?:[a-z0-9&'-]+ ){1,4}(?:account|deal|lead|customer|client)(?![a-z]))"
    r"|(?:switch|change|set|update) (?:the )?owner(?: of [^.;\n]{1,40}?)? to @?(?P<who_changed>[a-z]{2,20})"
    r"|make (?P<who_made>[a-z]{2,20}) (?:the )?(?:new )?owner|"
    r"(?:^|[.;,!] |please |pls |can you |and )(?:re-?assign|assign|transfer|hand ?over|hand|"
    r"give|route|pass)(?: (?:this|it|him|her|them|the (?:lead|deal|account|customer|client)|"
    r"[^.;\n]{1,60}?))? (?:over )?to (?P<who>@?[a-z][a-z0-9_.'-]{0,30})(?: [a-z]+)?(?=$|"
    r"[.,;!\s])|(?P<who_owns>[a-z]+) (?:should|will) own (?:this|it)|"
    r"(?:^|[.;,!] )(?!(?:he|she|they|we|i|it|you|who|client|customer|boss|legal|finance|procurement|purchasing|it|team|"
    r"someone|somebody|nobody|this|that|buyer|owner|management)(?![a-z]))(?P<who_takes>[a-z]{2,20}) (?:should|will|"
    r"to|can|must|please) "
    r"(?:take over|take on|look after|take care of|run with|handle|own)(?= |$)|(?:let|have|get|ask) (?!me |him |her |"
    r"them |us )"
    r"(?P<who_let>[a-z]{2,20}) (?:to )?(?:handle|take over|take care of|own|look after)(?= |$)|owner(?: is|:| =) "
    r"?@?(?P<who_is>[a-z][a-z0-9_.-]{1,30})"
)
_QUERY = re.compile(
    r"^\W{0,3}(?:(?:hey|hi|ok|so|and|please|pls|can you|could you|rapport|tell me|i want|i "
    r"need|give me|show me|list|show)[, ]{1,2}){0,3}(?:"
    r"how (?:many|much|is|are|did|does|do|was|far|long|come)\b|how's (?!it going|life|things|you)\b|what(?:'s|s| is"
    r"| are| was| "
    r"were| did| does| do| deals| leads|ever)?\b|which\b|who(?:'s|s| is| are| has| have| was| "
    r"did| owns| won| lost| sold| needs)?\b(?! (?:said|called))|"
    r"when (?:is|are|did|was|do|does|will|should)\b|where (?:is|are|do)\b|why (?:is|are|did|"
    r"was)\b|(?:do|does|did|is|are|have(?! the)|has|was|were|any) (?:we|i|there|any|the|my|our|you|"
    r"anyone|anybody|deals|leads|news|it)\b|"
    r"(?:show(?! (?:him|her|them|[a-z]+ (?:the|our|a))(?![a-z]))|list|display|give me|get me|find|search|look ?up"
    r"|report(?! (?:is )?due| to | back)|chart|graph|plot|"
    r"compare|count|export|summari[sz]e|overview)\b|"
    r"(?:the |my |our |team |whole |total |weighted |open )*(?:pipeline|forecast|funnel|"
    r"conversion|conversion rate|win rate|leaderboard|ranking|quota|targets?|revenue|bookings|"
    r"sales|performance|activity report)(?= |$|\?|:)(?! (?:call|meeting|review (?:with|"
    r"tomorrow)|with|manager|team (?:said|wants)|rep))|"
    r"(?:open |new |my |our |all |won |lost |stale |overdue |hot |idle |unassigned |top \d+ |"
    r"biggest |largest |at[- ]risk |late |forgotten |inactive |big |closed )*(?:deals|leads|"
    r"opportunities|customers|accounts|contacts|follow-?ups|tasks|opps|activities)(?= (?:over|"
    r"above|under|below|in|by|from|this|last|next|closing|won|lost|owner|stage|without|with "
    r"no|idle|per|for|of|at risk|that|older|due|created|to|overdue|today|since|on|i|we|"
    r"untouched|not|stuck|sitting|amount|close|sort|assigned|without)|\?|$)|"
    r"(?:won|lost|closed|signed) (?:deals?|this|last|today|yesterday|by|in|per|since)\b(?! "
    r"to)|(?:lost|won|deals|leads|revenue|sales|pipeline|forecast) (?:by|per|from)\b|top \d+|"
    r"at risk|total (?:won|lost|closed|open|pipeline|revenue|value|amount|number|sales|deals)|deal (?!won|lost|"
    r"closed|done|signed|is|at)[a-z]+:|new leads|overdue|my day|today'?s (?:tasks|follow-?ups|calls|"
    r"agenda)|agenda|follow-?ups (?:today|this|for|due|overdue)|progress (?:of|this|on)|"
    r"status (?:of|on|this)|(?:win|close|conversion) rates?|average deal|avg deal|stats|"
    r"statistics|kpis?|team (?:pipeline|performance|results|numbers|activity)|numbers (?:for|"
    r"this|of))"
)
_LEAD = re.compile(
    r"(?<![a-z])(?:new (?:lead|prospect|contact|customer|client|inquiry|enquiry|opportunity)|"
    r"fresh lead|hot lead|lead:|lead from|prospect:|pls add|please add|^add |found us|(?:came|"
    r"reached out|contacted us|wrote to us|signed up) (?:via|through|from|by|on|at)|inbound|"
    r"enquir(?:y|ed|ies)|inquir(?:y|ed|ies)|referr(?:al|ed)|walked in|visited our (?:booth|"
    r"stand)|(?:hi|hello),? (?:this is|my name is|i am|i'm) [a-z]+|this is [a-z]+ [a-z]+ "
    r"(?:from|of|at|with)|visited us at|(?:walked|came|stopped|dropped) (?:up to|by|over to|to|at) (?:our|"
    r"the) (?:booth|stand|table)|approached us|new one[,:]|walk-in|filled (?:in|out) (?:the|our|a) (?:form"
    r"|questionnaire)|potential (?:customer|client|buyer)|someone called|web ?form[,:]|contact form[,:]|got (?:a"
    r"|an) (?:call|mail"
    r"|message|enquiry|request|email|ping|dm) from (?:a|an|some)(?![a-z])|introduced (?:me|us) to|out of nowhere"
    r"|passed on a name|asked about (?:pricing|prices|price)|recommended (?:me"
    r"|us) to|referred (?:me|us) to|met [^.;\n]{3,60}interested|never (?:talked"
    r"|spoke|spoken|dealt|worked|met)(?: (?:to|with))? (?:them|him|her)|first contact|out of the blue|(?:via|on"
    r"|through) linkedin|(?:saw|heard of|heard about|read about) us|"
    r"(?:got|have|here's|another|one more) (?:a |an )?(?:new |hot |warm |cold |good )?(?:lead|prospect|"
    r"referral)(?![a-z])|(?:via|through|"
    r"filled (?:in|out)) (?:our|the) (?:website|contact form|web form|webinar|landing page|newsletter))"
)
_CONTACT = re.compile(
    r"(?:new contact|add (?:a )?contact|contact:|vcard|business card|(?:his|her|their|my|new) "
    r"(?:new )?(?:number|phone|mobile|email|e-mail|address) (?:is|:)|you can reach me)"
)
_CORRECT = re.compile(
    r"^no no[,. ]|^change to |^make (?:it|that) (?:\d|an? |one|two|three|four|five|six|seven|eight|nine|ten|half)|"
    r"^i (?:said|meant|wrote) |^wrong [a-z]+,|^\W?\d[^.;,\n]{0,20},? not \W?\d|"
    r"^not (?:today|now|tonight|available)?[a-z0-9 ]{0,20}, (?:tomorrow|today|tonight|mon|tue|wed|thu|fri|sat|sun"
    r"|next|in \d|\d)|"
    r"^(?:its|her|his|their|the) (?:number|phone|mobile|name|e?mail|address|surname|amount|price|budget"
    r"|date)[^.;,\n]{1,30}, not |"
    r"^(?:sorry,? )?(?:it's|its|it is|it was|that was|that's|that is|should be|is) [^,.;\n]{1,30},? not |"
    r"^\W{0,2}(?:wrong (?:company|name|number|amount|date|day|time|person|guy|client|customer|contact|price|"
    r"one)[,:;. -]|(?:no|nope|sorry|oops|wrong|correction|correct(?: that| it)?|i mean(?:t)?|"
    r"actually|wait|not that|that'?s wrong|typo|scratch that|make (?:it|that)|change (?:it|"
    r"that|the \w+)|rather|fix)(?:[,:;.!]|\s-|\s(?=not |to|it|that|the|make|on|at|by|its?|next|i "
    r"mean|mon|tue|wed|thu|fri|sat|sun|\d|\ue000))|not (?!sure|interested|yet|now|today|"
    r"available|happy|in |a |the |much|bad|only|ready|really|going|able|good|convinced|really|"
    r"possible|answering|picking|responding|reachable|there)[^.\n]{1,30}(?:,| but |;| - )|"
    r"(?:it|she|he|the (?:name|company|amount|price|budget|date|phone|number|email))(?:'s| is|"
    r" was)? (?:actually|not|spelled)|instead of|should (?:be|read|say|have been)|(?:the "
    r")?(?:(?:name|company|date|phone|number|email) is|(?:amount|budget|price) is(?= (?:[\d$€£¥]|actually|about))|"
    r"(?:name|company|amount|budget|price|date|phone|number|email) should be) )"
)
_SMALL_TALK = re.compile(
    r"\W*(?:what an? [a-z]+\W*|(?:congrats|congratulations|thanks?|thank you|thx|cheers|welcome(?: back)?|hi|hello|"
    r"hey|bye|good (?:job|luck|morning|one)|well done|happy (?:birthday|holidays)|nice (?:one|work|"
    r"job))(?: to)?,? [a-z]+\W*|(?:lol|haha+|hehe|lmao|rofl|ok(?:ay)?|k|kk|yes|yep|yeah|yup|no|nope|sure|fine|"
    r"cool|nice|great|good|perfect|awesome|excellent|thanks?|thank you|thx|ty|cheers|hi|hello|"
    r"hey|yo|morning|good (?:morning|afternoon|evening|night|job|luck|one)|bye|see (?:you|ya)|"
    r"cu|later|lunch|hungry|coffee|done|got it|i see|noted|understood|np|no problem|welcome|"
    r"you'?re welcome|wow|oh|ah|hmm+|hm|um|test|testing|brb|gtg|congrats|congratulations|well "
    r"done|happy (?:birthday|new year|friday|monday|weekend)|have a (?:nice|good|great) \w+|"
    r"how are you|what'?s up|sup|nothing|never ?mind|nvm|sorry|oops|all|everyone|guys|team|so "
    r"much|very much|a lot|man|mate|dude|there|for that|will do|sounds good|on it|same here|"
    r"me too|agreed|true|right|really|same|exactly|indeed|maybe|perhaps|omg|wtf|tomorrow|"
    r"today|tonight|monday|tuesday|wednesday|thursday|saturday|sunday|next week|then|anyone|"
    r"who "
    r"wants|is it friday yet|tgif|and|you|too|to|the|that'?s|it'?s|this|"
    r"is)[\s,.!?~:;)(-]*)+[\W]*"
)
_WORK = re.compile(
    r"^(?:their|his|her|they|he|she|client|customer)(?=['a-z ]{3})|(?<![a-z])(?:call(?:ed|s|ing)?|met|meet(?:ing)?"
    r"|spoke|talk(?:ed)?|email(?:ed)?|sent?|"
    r"send|quote[ds]?|offer|proposal|demo|contract|budget|price|pricing|discount|deal|client|"
    r"customer|order|invoice|visit(?:ed)?|lead|prospect|renewal|trial|follow(?:ed)?[ -]?up|"
    r"remind|deadline|negotiat\w+|competitor|purchase|buy(?:er|ing)?|sign(?:ed|s)?|interested|"
    r"wants?|needs?|asked|decision|decide[sd]?|licen[cs]es?|seats?|users|rollout|pilot|poc|"
    r"presentation|pitch|samples?|delivery|complain\w*|support|budget|procurement|legal|note|"
    r"agreed|confirmed|requested|approv\w+|postponed|moved|waiting|reply|replied|"
    r"answer(?:ed)?|voicemail|schedule[d]?|reschedule[d]?|prefers?|likes?|uses?|using|moving|"
    r"hiring|expanding|launch\w*|question|issue|problem|terms|payment|paid|pays?|due|assign|"
    r"account|stage|pipeline|forecast)(?![a-z])"
)
_NOTE = re.compile(r"^\W{0,3}(?:note|memo|log|fyi|remember|reminder to self|n\.?b\.?|btw)\b")
_REQUEST = re.compile(
    r"(?:^|[,.!;] )(?:(?:hey|hi|hello|ok|please|pls)[, ]{1,2})?(?:can|could|would|will|cld) (?:you|u|ya|we|someone|"
    r"somebody|he|she|they) (?:please |pls )?"
    r"(?:send|call|email|mail|remind|meet|ping|follow|schedule|book|prepare|forward|share|"
    r"resend|add|log|note|set|visit|do|make|move|push|shift|have|try|ring|text|drop|give|get)(?![a-z])|"
    r"(?:^| )(?:asked|asks|wants to know|wondering|said|says)(?![a-z])"
)
_FILLER = re.compile(
    r"(?<![a-z])(?:yes|yeah|yep|ok|okay|on|at|in|the|to|by|about|around|for|it|is|it's|please|"
    r"pls|then|from|until|till|just|maybe|let's|lets|say|"
    r"better|both|total|only|approx|roughly|sharp|instead|and|or|of)(?![a-z])"
)

_HOPED = re.compile(
    r"(?<![a-z])(?:expect(?:ed|s|ing)?|hop(?:e|es|ing)|aim(?:s|ing)?|plan(?:s|ning)?|likely|if|once|unless|until|before"
    r"|might|may|could|should)(?![a-z])[^.;,!\n]{0,40}$"
)

_TIMELESS = re.compile(r"(?!)")  # English verbs tell when they are

CUES = Cues(
    won=_WON,
    lost=_LOST,
    reason=_REASON,
    stage=_STAGE,
    assign=_ASSIGN,
    query=_QUERY,
    request=_REQUEST,
    lead=_LEAD,
    contact=_CONTACT,
    correct=_CORRECT,
    small_talk=_SMALL_TALK,
    note=_NOTE,
    work=_WORK,
    filler=_FILLER,
    hoped=_HOPED,
    timeless=_TIMELESS,
)
