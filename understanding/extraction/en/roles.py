"""Roles in English: a head word (manager, CFO) with the field it is for (regional sales, of procurement)."""

import re
from collections.abc import Iterator, Sequence

from understanding.extraction.marks import MARK, hidden
from understanding.extraction.roles import Roles

_FIELD = frozenset(
    (
        "procurement purchasing sourcing sales marketing finance financial it hr ops operation operations logistics "
        "supply chain supply-chain quality qa production plant factory site regional global national group deputy vice "
        "senior sr junior jr chief managing general technical technology tech commercial business development product "
        "project program programme account accounts key customer client success support service services digital data "
        "security network infrastructure facility facilities office legal compliance risk r&d research engineering "
        "software hardware mechanical electrical manufacturing warehouse export import country area district "
        "branch store "
        "category brand creative art content communication communications pr people talent human resources training "
        "learning founding interim acting assistant associate executive lead head medical clinical nursing innovation "
        "strategy growth revenue investment investor relations public affairs policy planning merchandising retail "
        "wholesale e-commerce ecommerce web design ux information system systems solution solutions platform cloud ai "
        "inventory fleet transport maintenance safety environmental sustainability fulfilment fulfillment vendor "
        "contract "
        "contracts bid tender presales pre-sales partnership partnerships alliance alliances channel community event "
        "events media performance payroll tax treasury audit internal external corporate north south east west "
        "emea apac "
        "eu us uk asia europe"
    ).split()
)
_HEAD = frozenset(
    (
        "ceo cto cfo coo cmo cio cpo cro ciso cdo vp svp evp md gm director manager mgr head officer president "
        "chairman "
        "chairwoman chairperson founder co-founder cofounder owner partner engineer buyer purchaser consultant analyst "
        "specialist coordinator administrator admin assistant secretary accountant controller treasurer planner "
        "architect "
        "developer designer programmer technician operator supervisor superintendent foreman executive representative "
        "agent advisor adviser counsel lawyer attorney professor principal dean nurse surgeon pharmacist recruiter "
        "scientist researcher strategist trainer clerk merchandiser trader receptionist geschäftsführer "
        "geschäftsführerin "
        "einkaufsleiter einkaufsleiterin"
    ).split()
)
# These may stand before their field: VP sales, director operations.
_BEFORE_FIELD = frozenset("vp svp evp director head president".split())
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[&'-](?=[^\W\d_]))*")
_MOST = 6  # words of a role before its "of"
_OF = re.compile(r" of (?:the )?")
_AND = re.compile(r" (?:and |& )?|, ")
_Words = Sequence[tuple[str, int, int]]


def stand_in(plain: str) -> str:
    """The text with each role hidden behind a mark."""
    words = [(match[0], *match.span()) for match in _WORD.finditer(plain)]
    return (
        hidden(plain, _roles(plain, words)) if any(word in _HEAD or word == "lead" for word, _, _ in words) else plain
    )


def _roles(plain: str, words: _Words) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(words):
        count = _length(plain, words, at)
        if not count:
            at += 1
            continue
        last = at + count - 1
        yield words[at][1], _end_of_field(plain, words, last)
        at = last + 1


def _length(plain: str, words: _Words, at: int) -> int:
    """How many of the words from `at` on are a role: fields, and a head at their end."""
    run = 0
    while run < _MOST and at + run < len(words) and words[at + run][0] in _FIELD | _HEAD:
        if run and plain[words[at + run - 1][2] : words[at + run][1]] not in {" ", "-", ". ", ", "}:
            break
        run += 1
    if run > 1 and words[at][0] in _BEFORE_FIELD:
        return run
    heads = [place for place in range(run) if _is_head(words, at, place)]
    return heads[-1] + 1 if heads else 0


def _is_head(words: _Words, at: int, place: int) -> bool:
    """Procurement lead is a role, lead alone is none; so is chief or head without what it is of."""
    return words[at + place][0] in _HEAD or (words[at + place][0] == "lead" and place > 0)


def _end_of_field(plain: str, words: _Words, last: int) -> int:
    """Where "of sales and marketing" behind a head ends; the head's own end where no field follows."""
    end = words[last][2]
    of = _OF.match(plain, end)
    start = of.end() if of else -1
    for word, begins, ends in words[last + 1 : last + 7]:
        if word in {"of", "the", "and"}:
            continue
        joined = begins == start or (begins > start >= 0 and _AND.fullmatch(plain, start, begins))
        if not joined or word not in _FIELD:
            break
        start = end = ends
    return end


# Nobody's office: the owner of a problem, a partner of ours.
_NO_OFFICE = (
    r"(?! of (?:the |this |our |their )?(?:budget|project|account|deal|problem|decision|process|ours|mine|"
    r"choice)| meeting)"
)
_ARTICLE = r"(?:(?:the|our|their|a|an|his|her|its|my|new|current|former|acting|interim) ){0,3}"
_NOW = r"(?:(?:now|also|currently|still|actually|apparently|just|only|really) ){0,2}"
_ROLE = rf"(?P<role>{MARK})"

ROLES = Roles(
    stand_in=stand_in,
    before=re.compile(
        rf"(?<![a-z]){_ROLE}(?:,|:| -)? (?:(?:mr|ms|mrs|dr|prof)\.? )?$",
    ),
    beside=re.compile(
        rf"(?:, ?| ?\(| - | – |/ ?| ?\n|: )(?:title: ?)?{_ARTICLE}{_ROLE}{_NO_OFFICE}"
        r"(?=$|[,.;:)/|\n-]| (?:at|of|@|for|from|with|in|who|is|wants|said|says|and|-|–|\|)(?![a-z]))",
    ),
    told=re.compile(
        rf"(?:'s| is| was| has been| became| works as| joined[^.,;]{{0,30}} as| got promoted to| was promoted to|"
        rf" moved up to|"
        rf" took over as| starts as| (?:is|was) made) {_NOW}{_ARTICLE}{_ROLE}{_NO_OFFICE}(?! [a-z]+(?:'s|"
        rf"s') )",
    ),
    unnamed=re.compile(
        rf"(?<![a-z])(?:(?:she|he)(?: is|'s|’s| was| became| works as| has been)|(?:her|his) (?:title|role|job|"
        rf"position)(?: is|:)|"
        rf"(?:title|role|position):) {_NOW}{_ARTICLE}{_ROLE}{_NO_OFFICE}",
    ),
)
