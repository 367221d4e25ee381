"""What speaks for a record being the one asked for, and what against: named pieces with a strength."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from understanding.matching.company import parse_company
from understanding.matching.firms import NOTHING, Firm, FirmLikeness, compare_companies
from understanding.matching.identifiers import Phone, company_domain, parse_email, parse_handle, parse_phone
from understanding.matching.keys import MAX_WORDS, key, subject_of
from understanding.matching.likeness import NONE, Likeness, Way, compare_people
from understanding.matching.model import Query, Record, Subject
from understanding.matching.person import parse_person, splits
from understanding.matching.text import has_han, tokens
from understanding.matching.words import common_words

NAMESAKES = 19
"""Where each word of a name is borne by more records than this, a stranger of that whole name is likely."""


@dataclass(slots=True)
class Evidence:
    """How one record compares with a query. `signals` are weighed by weights.py; `why` is told to people."""

    record: Record
    name: Likeness = NONE
    firm: FirmLikeness = NOTHING
    signals: dict[str, float] = field(default_factory=dict)
    why: list[str] = field(default_factory=list)
    identity: bool = False  # an exact identity: phone, e-mail or handle
    conflict: bool = False  # an identity that says otherwise
    bare: bool = False  # the name is one word that others bear too, or nothing but common words


def weigh(query: Query, records: Sequence[Record], frequency: Mapping[int, int]) -> list[Evidence]:
    """All evidence about each record, with what the others say about it (a better one, a common name).

    `frequency`: how many records carry each asked key, counted up to the cap of a walk.
    """
    found = [_gather(query, record) for record in records]
    counts = _counts(query, frequency)
    common = sum(log(1 + count) for count in counts) / (len(counts) * log(65)) if counts else 0.0
    bare = (
        subject_of(query) is Subject.CONTACT and bool(counts) and min(counts) > (1 if len(counts) == 1 else NAMESAKES)
    )
    best = max((_degree(each) for each in found), default=0.0)
    for each in found:
        own, way = _degree(each), _way(each) + ("_han" if has_han(each.record.name) else "")
        rivals = sum(_degree(other) >= own - 0.03 for other in found) - 1
        each.bare = bare
        each.signals["behind"] = best - own
        each.signals["rivals"] = min(rivals, 5) / 5
        each.signals[f"common_{way}"] = common
        if not rivals:
            each.signals[f"alone_{way}"] = 1.0
    return found


def _degree(found: Evidence) -> float:
    return found.firm.degree if found.record.subject is Subject.COMPANY else found.name.degree


def _way(found: Evidence) -> str:
    return found.firm.way if found.record.subject is Subject.COMPANY else found.name.way


def _counts(query: Query, frequency: Mapping[int, int]) -> list[int]:
    """How many records carry each of the asked words, counted up to the cap."""
    subject = subject_of(query)
    if subject is Subject.COMPANY:
        words = [w for w in parse_company(query.company or "").words if w not in common_words()]
    else:
        words = list(parse_person(query.name or "").words)
    return [frequency.get(key(subject, ("word", word)), 0) for word in words[:MAX_WORDS]]


def _gather(query: Query, record: Record) -> Evidence:
    found = Evidence(record)
    if record.subject is Subject.COMPANY:
        _about_company(query, found)
    else:
        _about_person(query, found)
    _about_identity(query, found)
    _about_place(query, found)
    return found


def _about_person(query: Query, found: Evidence) -> None:
    record = found.record
    best, firm = NONE, NOTHING
    for name, company in _readings(query):
        near = _nearest_name(name, record)
        same_firm = _nearest_firm(company, record)
        if (near.degree + 0.3 * same_firm.degree) > (best.degree + 0.3 * firm.degree):
            best, firm = near, same_firm
    found.name, found.firm = best, firm
    signals = found.signals
    if not query.name and not query.handle:
        signals["name_unasked"] = 1.0
        return
    script = "_han" if has_han(record.name) else ""
    signals[f"name_{best.way}{script}"] = 1.0
    signals["degree"] = best.degree
    signals["exact"] = best.exact
    signals["lowest"] = best.lowest
    signals["extra"] = min(best.extra, 3) / 3
    if firm is not NOTHING or (query.company and record.company):
        signals.update(_firm_signals(firm, "at_han_" if has_han(record.company or "") else "at_"))
    found.why += _words_of_name(best) + _words_of_employer(firm, query, record)


def _readings(query: Query) -> Iterator[tuple[str | None, str | None]]:
    yield query.name, query.company
    if query.handle and query.handle != query.name:
        yield query.handle, query.company
    if query.name and not query.company:
        yield from splits(query.name)


def _nearest_name(name: str | None, record: Record) -> Likeness:
    if not name:
        return NONE
    asked = parse_person(name)
    names = (record.name, *record.aliases)
    return max((compare_people(asked, parse_person(n)) for n in names), key=lambda near: near.degree)


def _nearest_firm(company: str | None, record: Record) -> FirmLikeness:
    if not company or not record.company:
        return NOTHING
    return compare_companies(parse_company(company), parse_company(record.company))


def _about_company(query: Query, found: Evidence) -> None:
    names = (found.record.name, *found.record.aliases)
    if query.company:
        asked = parse_company(query.company)
        near = (compare_companies(asked, parse_company(name)) for name in names)
        found.firm = max(near, key=lambda firm: firm.degree)
        found.signals.update(_firm_signals(found.firm, "han_" if has_han(found.record.name) else ""))
        found.why += _words_of_firm(found.firm)
    else:
        found.signals["firm_unasked"] = 1.0


def _firm_signals(firm: FirmLikeness, prefix: str) -> dict[str, float]:
    signals = {
        f"firm_{firm.way}": 1.0,
        "firm_degree": firm.degree,
        "firm_asked": firm.asked,
        "firm_known": firm.known,
        "firm_whole": firm.whole,
        "firm_whole4": firm.whole**4,
        "firm_both": firm.asked * firm.known,
        "firm_full4": firm.full**4,
        "firm_full16": firm.full**16,
        "firm_more": min(firm.more, 3.0) / 3,
        "firm_less": min(firm.less, 3.0) / 3,
        "firm_swap": min(firm.more, firm.less, 1.5),
        "firm_forms": float(firm.forms),
        "firm_place": float(firm.place),
        "firm_number": float(firm.number),
    }
    return {prefix + name: value for name, value in signals.items() if value}


def _about_identity(query: Query, found: Evidence) -> None:
    record, signals = found.record, found.signals
    phone = parse_phone(query.phone, query.region) if query.phone else None
    if phone:
        known = [p for text in record.phones if (p := parse_phone(text, record.region))]
        way = max((_phone_way(phone, p) for p in known), default="none")
        signals[f"phone_{way.partition('_')[2] or way}"] = 1.0
        _note_identity(found, way == "3_same", "same phone", bool(known) and way != "3_same")
        if way == "1_near":
            found.why.append("phone differs in one digit")
    email = parse_email(query.email) if query.email else None
    if email:
        known_mail = [parse_email(text) for text in record.emails]
        same = email in known_mail
        if known_mail:
            signals["email_same" if same else "email_other"] = 1.0
        domain = company_domain(email)
        if not same and domain and domain in {company_domain(e) for e in known_mail if e}:
            signals["email_domain"] = 1.0
            found.why.append("same mail domain")
        _note_identity(found, same, "same email", bool(known_mail) and not same)
    handle = parse_handle(query.handle) if query.handle else None
    if handle and record.handles:
        same = handle in {parse_handle(text) for text in record.handles}
        signals["handle_same" if same else "handle_other"] = 1.0
        _note_identity(found, same, "same handle", not same)


def _note_identity(found: Evidence, same: bool, words: str, other: bool) -> None:  # noqa: FBT001 - answers
    if same:
        found.identity = True
        found.why.insert(0, words)
    found.conflict = found.conflict or other


def _phone_way(asked: Phone, known: Phone) -> str:
    """How two numbers agree, as words that sort by strength. A country read wrongly does not part equal digits."""
    one, other = sorted((asked.national, known.national), key=len)
    if other.endswith(one):
        elsewhere = asked.country and known.country and asked.country != known.country
        return "3_same" if len(one) >= (10 if elsewhere else 7) else "0_other"
    if len(one) == len(other) >= 7 and OSA.distance(one, other, score_cutoff=2) <= 1 + (len(one) > 8):
        return "1_near"
    return "0_other"


def _about_place(query: Query, found: Evidence) -> None:
    record = found.record
    asked = query.address or query.city
    if not asked or not (record.city or record.address):
        return
    near = max(_place_likeness(asked, known) for known in (record.city, record.address) if known)
    found.signals["place_same" if near > 0.9 else "place_alike" if near > 0.6 else "place_other"] = 1.0
    found.signals["place_near"] = near
    if near > 0.9:
        found.why.append("same address" if any(c.isdigit() for c in asked) else "same city")


def _place_likeness(asked: str, known: str) -> float:
    one, other = tokens(asked), tokens(known)
    if not one or not other:
        return 0.0
    numbers = {w for w in one if w.isdigit()}, {w for w in other if w.isdigit()}
    apart = bool(numbers[0] and numbers[1]) and not numbers[0] & numbers[1]
    whole = fuzz.ratio("".join(one), "".join(other)) / 100
    words = fuzz.token_set_ratio(" ".join(one), " ".join(other)) / 100
    return max(whole, 0.95 * words) * (0.5 if apart else 1.0)


_NAME_WORDS = {
    Way.SAME: "same name",
    Way.JOINED: "same name",
    Way.NICKNAME: "short form of the name",
    Way.INITIAL: "initial and surname",
    Way.TYPO: "name nearly the same",
    Way.ALIKE: "name alike",
    Way.PART: "part of the name",
    Way.TITLE: "surname only",
    Way.PINYIN: "same name in pinyin",
    Way.PINYIN_SHORT: "same name in pinyin",
    Way.HOMOPHONE: "name sounds the same",
}
_FIRM_WORDS = {
    Firm.SAME: "same company name",
    Firm.GROUP: "same company name but for group or holding",
    Firm.KNOWN: "known short name of the company",
    Firm.SHORT: "short name of the company",
    Firm.ACRONYM: "abbreviation of the company",
    Firm.SOUND: "company name sounds the same",
    Firm.WORDS: "company name alike",
    Firm.SIBLING: "company of a like name, but another",
}


def _words_of_name(near: Likeness) -> list[str]:
    return [_NAME_WORDS[near.way]] if near.way in _NAME_WORDS else []


def _words_of_firm(firm: FirmLikeness) -> list[str]:
    return [_FIRM_WORDS[firm.way]] if firm.way in _FIRM_WORDS and firm.degree > 0.3 else []


def _words_of_employer(firm: FirmLikeness, query: Query, record: Record) -> list[str]:
    if firm is NOTHING and not (query.company and record.company):
        return []
    if firm.degree >= 0.85:
        return ["same company"]
    return ["company alike"] if firm.degree >= 0.6 else ["other company"]
