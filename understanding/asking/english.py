"""English: what inverts, what begins with a question word, what ends with a mark, and whose question it is."""

import re

_OPENING = re.compile(
    r"(?:(?:hey|hi|hello|ok(?:ay)?|so|and|but|well|oh|um+|please|pls|btw|by the way|quick (?:one|question)|question"
    r"|rapport|sorry|actually|also|then|again)\b[\s,:!.…-]+)+",
    re.IGNORECASE,
)
_AUX = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|must)(?:n['’]?t| not)?"
)
_ME = r"(?:i|you|we|they|he|she)"
_WH = r"(?:if|whether|who|whom|whose|what|when|where|why|which|how)"
_NAME = r"(?-i:[A-Z][\w’'-]*|[\u3400-\u9fff]{2,6})"
_SAY = (
    r"(?:say|mention|ask|reply|answer|respond|sign|pay|call|send|get|receive|agree|confirm|want|like|talk|tell|give|buy"
    r"|come|go|write|email|accept|reject|need|have|visit|promise|commit|order|discuss|happen|change|move|close)"
)
_DONE = (
    r"(?:(?:ever|already|yet|really|just|actually) )?(?:\w{2,}ed|been|said|sent|got|gotten|seen|met|told|given|paid"
    r"|come"
    r"|gone|made|spoken|written|bought|had|done|heard|agreed|taken)"
)
_HEADS = re.compile(
    r"(?:what|when|where|why|how|who)(?:['’](?:s|re|d|ll|ve)|s)\b(?! needed\b)"
    rf"|(?:what|when|where|why|how|who|whom|which(?! is (?:why|what|how)))(?: else| exactly| again| the hell)? {_AUX}\b"
    rf"|(?:on|at|in|to|with|for|by|from|since|until) (?:what|which|whom|when|where)\b"
    r"|who (?!knows$|cares|ever\b)[a-z]+"
    r"|what (?:happened|changed|went|came|broke|caused|makes|made|became)\b"
    r"|how (?:many|much|long|often|far|big|large|soon|late|old|high|good|bad|hot|busy|likely|well|about|come)\b"
    r"|what about\b|what (?:to|next)\b"
    r"|which (?!is (?:why|what|how)|means|makes|was why)\w+"
    rf"|(?:what|whose)(?: (?!(?:i|you|he|she|they|we|it|the|a|an|this|that|these|my|our|their|his|her"
    rf"|if)\b)(?-i:[a-z])[\w-]*)"
    rf"{{1,3}} (?:{_AUX}|{_ME})\b"
    rf"|(?:do|does|did|is|are|was|were|am|has|can|could|will|would|should|shall|may|might)(?:n['’]?t)?"
    rf" (?:{_ME}|anyone|anybody|someone|somebody|everyone|any|anything|nobody|there (?:a|an|any|some|still|more"
    rf"|no)\w*)\b"
    rf"|(?:have|had)(?:n['’]?t)? (?:{_ME}|anyone|anybody|there been|any of)\b"
    rf"|(?:is|has|does|will|can|would) (?:it|that|this)\b"
    rf"|(?:did|does|do) {_NAME}(?: {_NAME})?(?: \w+)? \w+"
    rf"|did (?:the |our |my |their )?\w+ (?:\w+ )?(?:ever |already )?{_SAY}\b"
    rf"|has (?:the |our |my |their )?{_NAME}(?: {_NAME})? {_DONE}\b"
    rf"|has (?:\w+ ){{1,2}}(?:replied|answered|signed|paid|responded|called|confirmed|been)\b"
    rf"|(?:is|are) {_NAME}(?: {_NAME})? (?:still|back|free|ok|happy|interested|going|coming|ready|in|on|at"
    rf"|available|our|my"
    r"|your|the|an?|this|that|already|really|\w+ing)\b"
    r"|is (?:\w+ ){1,2}(?:still|back|free|available) "
    r"|any (?:news|updates?|word|progress|reply|response|answer|idea|notes?|info|details|changes?|luck|movement|new"
    r"|calls"
    r"|meetings|plans|follow-?ups|appointments|deals|leads)\b"
    r"|anything (?:new|on|from|about|due|planned|else|happening|i|we|for|scheduled|urgent|overdue|left|to)\b"
    r"|any(?:one|body) (?:know|at|from|in|who|there|spoken|talked|free|new)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    rf"(?:do you (?:know|remember|recall|happen to know)|(?:can|could|would) you (?:please )?(?:tell|show|remind"
    rf"|give|check"
    rf"|look up|see|say)(?: me)?|tell me|remind me|show me|give me|i(?:['’]d| would) (?:like|love|want) to know"
    rf"|i(?: just)? (?:want|need|wanted) to know|i (?:forgot|forget|(?:do not|don['’]?t|can['’]?t"
    rf"|cannot) (?:remember|recall)"
    rf"|wonder|was wondering|am wondering)|i['’]m wondering|wondering|any idea|remember|curious)(?: again| quickly"
    rf"| about)?"
    rf" {_WH}\b(?! to\b)",
    re.IGNORECASE,
)
_FACT = (
    r"(?:(?:phone|mobile|cell|tel)(?: number)?|number|e-?mail(?: address)?|contact (?:details|info)|title|stage|owner)"
)
_HANDED_OVER = re.compile(
    r"(?:(?:please|pls|can i (?:have|get)|could i (?:have|get)|may i have|i need|need|give me|send me|show me"
    r"|tell me|get me|got)"
    r" )*(?:the )?(?:(?:(?!the\b)[^\W\d][\w&.-]*(?: [^\W\d][\w&.-]*){0,2}['’]s|her|his|their) "
    rf"{_FACT}"
    rf"|{_FACT} (?:of|for) [^\W\d][\w&.' -]{{1,40}})(?: (?:please|pls|again|quickly|now))*[.!\s]*",
    re.IGNORECASE,
)
"""A fact asked for without a question: "Sofia's number please", "send me his email"."""

_FAVOUR = re.compile(
    r"(?:can|could|would|will) you (?:(?:please|pls|just|quickly|maybe|also) )*(?:remind|add|note|log|file|create"
    r"|make|set"
    r"|assign|give (?!me)|hand|move|change|update|schedule|put|delete|cancel|stop|mark|record|save|keep|plan|merge|undo"
    r"|rename|speak|send|postpone|push|call|wake|ping|nudge|transfer|share|export|import|snooze|write|tag|link"
    r"|close|reopen"
    r"|open|forget|switch|talk|answer|reply|respond|invite|remove|correct|fix|draw|plot|turn"
    r"|book (?:an? |me an? |us an? )?(?:call|meeting|visit|demo|appointment)\b)\w*",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:asks?|asked|asking|want(?:s|ed)? to know|would like to know|wonder(?:s|ed|ing)?|inquir\w+|enquir\w+|curious"
    r"|questions?|says?|said|told|tells?|unsure|(?:not|isn['’]?t|aren['’]?t) sure|unclear|(?:do|does|did)(?:n['’]?t"
    r"| not) know"
    r"|no idea|(?:find|found|figure|figured|work) out|clarif\w+|check|confirm|verify|discuss(?:ed|ing)?|decid\w+"
    r"|depends"
    r"(?: on)?|see|sees|know|knows|understand|explain(?:s|ed)?|talk(?:ed)? about|remember|replied|wrote"
    r"|learn(?:ed)?|need(?:s)? to know)\b"
    rf"(?:\W+(?!{_WH}\b)\w+){{0,4}}?\W+(?:{_WH}|{_AUX} (?:{_ME}|it|the|our|your|there))\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"[^:?!]{1,40}:\s+\S")
_QUOTED = re.compile(r"[\"“‘][^\"”’]*\?\s*[\"”’]")
_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_TELLS = re.compile(
    r"\b(?:met|spoke|talked|wants?|needs?|visited|called|emailed|signed|said|sent|has|likes?|prefers?|interested)\b"
    r"|\d{3,}|\d+ ?(?:k|m|%|seats|units|pcs)\b",
    re.IGNORECASE,
)
_LONGEST_BARE = 6
"""Words of a statement that a mark alone makes a question: "Sofia signed yet?"."""


def tells_of_asking(text: str) -> bool:
    """Whether an English sentence tells that somebody asked, or is to be asked."""
    return not asks(text) and _TOLD.search(text) is not None


def asks(text: str) -> bool:
    """Whether an English sentence asks us."""
    if _QUOTED.search(text) or (_SPEAKER.match(text) and not _OPENING.match(text)):
        return False
    words = _OPENING.sub("", text, count=1) if _OPENING.match(text) else text
    if _HANDED_OVER.fullmatch(words):
        return True
    if _FAVOUR.match(words):
        return False
    sentences = [one for one in _SENTENCES.split(words) if one.strip(" .!?;")]
    if not sentences or any(len(one.split()) > 3 for one in sentences[:-1]):
        return _asks_first(sentences)
    return _is_question(sentences[-1])


def _asks_first(sentences: list[str]) -> bool:
    """Several sentences ask where the first one does: what follows says why."""
    return bool(sentences) and sentences[0].rstrip().endswith("?") and _is_question(sentences[0])


def _is_question(sentence: str) -> bool:
    marked = re.search(r"\?[?!.\s]*$", sentence) is not None
    if _INDIRECT.match(sentence):
        return True
    if _HEADS.match(sentence):
        return marked or not sentence.rstrip().endswith("!")
    if not marked or _TOLD.search(sentence):
        return False
    if re.match(rf"{_AUX}\b|{_WH}\b", sentence, re.IGNORECASE):
        return True
    return len(sentence.split()) <= _LONGEST_BARE or not _TELLS.search(sentence)
