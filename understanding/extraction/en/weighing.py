"""Whether a run of capitalised words is a person or a company: its words and what stands around it, weighed."""

import re
from collections.abc import Sequence

from understanding.extraction.en import firms, lexicon
from understanding.extraction.en.given import is_given
from understanding.extraction.en.places import is_place
from understanding.extraction.en.runs import Run
from understanding.extraction.page import COVER

DEALT_WITH = (
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
    r"invite|invited|thanks|thank you|kudos to|congrats|sent|send|gave|give|showed|show|owe|forwarded by|referred by|"
    r"(?:boss|manager|name|successor|replacement|colleague|assistant|wife|husband|partner|champion|maker|contact|"
    r"attendees?|"
    r"participants?|present|sponsor|counterpart|lead|gm|head|superintendent|secretary|admin)(?: is| are| was|:)?|"
    r"buyer|ceo|cto|cfo|coo|director|manager|owner|founder|asked|ask"
)
_PERSON_BEFORE = re.compile(rf"(?:^|[^a-z])(?:{DEALT_WITH})[:,.]? $", re.IGNORECASE)
# What is said of a firm one loses to, uses, or is compared with.
_RIVAL_BEFORE = re.compile(
    r"(?:^|[^a-z])(?:competitors?|rivals?|vendors?|suppliers?|incumbent|vs\.?|versus|against|over|instead of|than|"
    r"(?:went|going|go|"
    r"gone|sticking|stuck|working|works|happy) with|compar(?:e|es|ed|ing) (?:us |them |it )?(?:with|to|against)|"
    r"(?:lost|losing|switch(?:ed|ing)?|mov(?:ed|ing)|migrat(?:ed|ing)|"
    r"compared|"
    r"sold|selling|pitch(?:ed|ing)?|renewal)(?: [^.;,\n]{1,30})? (?:to|from|with|for|at)|us(?:es|ing|ed)|replac(?:e|"
    r"es|ed|ing)|left|"
    r"ditch(?:ed|ing)|"
    r"evaluating|acquired by|bought by|owned by|part of|subsidiary of|whether|if|won|win|closed|closing|signed|"
    r"landed|visited|"
    r"nothing from|news from|back from|response from|feedback from|word from|silence from) $",
    re.IGNORECASE,
)
_FIRM_AFTER = re.compile(
    r" ?(?:renew(?:s|ed|al)?|churn(?:s|ed)?|expand(?:s|ed|ing)?|quoted|is (?:expanding|churning|switching|hiring|"
    r"renewing|"
    r"moving|evaluating|comparing|merging|buying)|will (?:renew|sign|expand|switch|churn)|(?:could|can) get|"
    r"went (?:live|bust|bankrupt)|"
    r"has (?:signed|renewed|churned|cancelled)|cancel(?:led|s)|wants? (?:to (?:renew|expand|switch|buy|order|"
    r"upgrade)|\d|an? |new |more |us)|"
    r"needs \d|ordered|orders|bought|buys|acquired|chose|chooses|picked|selected|prefers|pays?|paid|owes?|deal|"
    r"contract|po|dealership|franchise|store|branch|(?:asked|gave|told|sent|owes?|wants|promised) us|people|folks|"
    r"guys)(?![a-z])",
    re.IGNORECASE,
)
# What is said of a firm that is an ordinary word too: Stripe are happy, Square asked for a demo.
_FIRM_TOO = re.compile(
    r" (?:(?:is|are|were|was|have|has|had|still|now) )?(?:happy|interested|keen|ready|looking|considering|using|"
    r"on board|unhappy|late|stuck|asking|asks?|asked|wants?|wanted|needs?|said|says?|signed|called|replied|"
    r"confirmed|rejected|"
    r"agreed|declined|approved|trial|demo|team)(?![a-z])",
    re.IGNORECASE,
)
# Within Chinese: 华为的Wang Fang, 联系Wang Fang.
_HAN_BEFORE = re.compile(r"(?:[的给和跟找约见与向叫催问]|联系|拜访|提醒|通知) ?$")
# Somebody of a known firm, whose name is covered already.
_OF_WHOM = re.compile(rf" (?:of|@) ?{COVER}")
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
    r"reply|answer|heard|hear|voicemail|vm|referral|referred|intro|introduction|recommendation|lead|tip|ping|"
    r"invite|invitation|question|visit|gift|card|cc(?:'d)?) (?:from|by) $",
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
    r"quote|proposal|rollout|offer|bid|opportunity|plant|factory|site)(?![a-z])",
    re.IGNORECASE,
)


def weight_of(run: Run, emails: Sequence[str]) -> int:
    """Above zero speaks for a company, below for a person, zero says nothing."""
    if firms.is_surely_firm(run.text) or (len(run.words) > 1 and firms.is_surely_firm(run.words[0])):
        return 5
    weight = lexicon.company_score(run.words) - lexicon.person_score(run.words) + _by_emails(run, emails)
    if (_EVENT_BEFORE.search(run.before) or _PLACE_AFTER.match(run.after)) and weight <= 1:
        return 0
    return _behind(run, _before(run, weight))


def _before(run: Run, weight: int) -> int:
    """`weight` and what the words before the name add to it."""
    if weight <= 0 and len(run.words) in {2, 3} and _HAN_BEFORE.search(run.before):
        return weight - 2
    given = len(run.words) in {2, 3} and _GIVEN_TO.search(run.before)
    known = firms.is_firm(run.text) and (
        _RIVAL_BEFORE.search(run.before) or (_FIRM_AFTER.match(run.after) or _FIRM_TOO.match(run.after))
    )
    if weight <= 0 and (given or _SENDER_BEFORE.search(run.before)):
        return weight - 2
    if known or _OWNER_BEFORE.search(run.before):
        return weight + (1 if weight < 0 and run.before.endswith("from ") and len(run.words) > 1 else 3)
    if (weight >= 0 and _RIVAL_BEFORE.search(run.before)) or _COMPANY_BEFORE.search(run.before):
        return weight + 2
    if _PERSON_BEFORE.search(run.before):
        return weight - 2 if weight <= 0 else weight
    return weight - 1 if len(run.words) in {2, 3} and _ADDED.search(run.before) else weight


def _behind(run: Run, weight: int) -> int:
    """`weight` and what the words behind the name add to it."""
    is_acronym = len(run.text) > 2 and run.text.isupper()  # MD and JR are no firms
    if _OF_WHOM.match(run.after) and not any(map(lexicon.is_company_word, run.words)):
        return min(weight, 0) - 4
    if weight >= 0 and _FIRM_AFTER.match(run.after):
        return weight + 2
    if not is_acronym and _PERSON_AFTER.match(run.after):
        return weight - 1
    return weight + 1 if _COMPANY_AFTER.match(run.after) else weight


_SERVICES = frozenset("linkedin telegram whatsapp wechat slack skype twitter facebook instagram signal viber".split())
_IN_PLACE = re.compile(
    r"(?:^|[^a-z])(?:in|to|near|around|outside|from|at|visit(?:ing)?|trip to|office in) $", re.IGNORECASE
)


def is_nobody(run: Run) -> bool:
    """A place, an event, or nothing but words for what people do: Iowa, Web Summit, Regional Manager, Cell."""
    named_after = is_given(run.words[0].lower()) and not _IN_PLACE.search(run.before)
    if len(run.words) <= 4 and run.words[-1].lower() in lexicon.EVENTS:
        return True
    if is_place(run.text) and not named_after and not run.before.endswith("@"):
        return True
    if run.after.startswith(":") and run.text.lower() in _SERVICES:
        return True
    return all(word.lower().rstrip(".:,") in lexicon.ROLE_WORDS for word in run.words)


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
