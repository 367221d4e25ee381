"""What speaks for a record being the one asked for, and what against: named pieces with a strength."""

from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from understanding.matching.asking import spelled_out, tells_identity
from understanding.matching.company import parse_company
from understanding.matching.firm_evidence import company_signals, firm_signals, nearest_firm
from understanding.matching.firm_likeness import NOTHING, FirmLikeness
from understanding.matching.identity_evidence import identity_of
from understanding.matching.keys import TOWN, key, subject_of
from understanding.matching.likeness import NONE, Likeness, Way
from understanding.matching.model import Query, Record, Subject
from understanding.matching.name_evidence import commonness, name_signals, nearest_name, readings
from understanding.matching.person import other_names, parse_person
from understanding.matching.person_views import MAX_WORDS
from understanding.matching.place_evidence import place_signals
from understanding.matching.reasons import words_of_employer, words_of_firm, words_of_name, words_of_place
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
    near_phone: bool = False  # a number that differs by a slip of the finger
    fit: float = 0.0  # how well a Chinese company answers to the name asked for
    unfit: bool = False  # another answers to it better
    shared_brand: bool = False  # other companies answer to the name asked for as well
    twin: bool = False  # another company of that street or phone answers to the name as well
    echoed: bool = False  # somebody else at that company has this name, or one of the same sound
    bare: bool = False  # the name is one word that others bear too, or nothing but common words

    def of(self, record: Record) -> "Evidence":
        """The same evidence about a record that says the same."""
        signals, why = dict(self.signals), list(self.why)
        told = self.identity, self.conflict, self.near_phone
        return Evidence(record, self.name, self.firm, signals, why, *told, fit=self.fit)


def weigh(query: Query, records: Sequence[Record], frequency: Mapping[int, int]) -> list[Evidence]:
    """All evidence about each record, with what the others say about it (a better one, a common name).

    `frequency`: how many records carry each asked key, counted up to the cap of a walk.
    """
    query = spelled_out(query)
    counts = _counts(query, frequency)
    found = _gather_all(query, records, counts)
    _compare(query, found, list(counts.values()))
    town = _town(query, frequency)
    for each in found:
        if town is not None and "place_same" in each.signals:
            each.signals["town_common"] = town
    return found


def _compare(query: Query, found: Sequence[Evidence], counts: Sequence[int]) -> None:
    """What the records say about each other, and how common the name asked for is."""
    common = sum(log(1 + count) for count in counts) / (len(counts) * log(65)) if counts else 0.0
    bare = (
        subject_of(query) is Subject.CONTACT and bool(counts) and min(counts) > (1 if len(counts) == 1 else NAMESAKES)
    )
    degrees = sorted(_degree(each) for each in found)
    best = degrees[-1] if degrees else 0.0
    _share(found)
    for each in found:
        own, way = _degree(each), _way(each) + ("_han" if has_han(each.record.name) else "")
        rivals = len(degrees) - bisect_left(degrees, own - _TIE) - 1
        each.bare = bare
        each.signals["behind"] = best - own
        each.signals["rivals"] = min(rivals, 5) / 5
        each.signals[f"common_{way}"] = common
        if not rivals:
            each.signals[f"alone_{way}"] = 1.0


def _share(found: Sequence[Evidence]) -> None:
    """What tells nobody apart: a brand several begin with, a twin next door, a name several colleagues bear."""
    best = max((each.fit for each in found), default=0.0)
    branded = [each for each in found if 0.0 < each.fit == best]
    for each in found if best >= _BY_NAME else ():
        each.unfit = 0.0 < each.fit < best
    for each in branded if len(branded) > 1 else ():
        each.shared_brand = True
        each.signals["brand_shared"] = 1.0
    beside = [each for each in found if "head_same" in each.signals and _BESIDE & each.signals.keys()]
    for each in found if len(beside) > 1 else ():
        each.twin = any(other is not each and other.firm.degree >= each.firm.degree - _AS_WELL for other in beside)
    _share_company(found)


def _share_company(found: Sequence[Evidence]) -> None:
    """Of persons at the very company that was named: who outdoes whom, and whose names are or sound the same."""
    there = [each for each in found if each.firm.degree >= _SAME_FIRM]
    alike = [each for each in there if each.name.way in _BY_SOUND]
    equal = [each for each in there if each.name.way is Way.SAME]
    for each in found if any(each.name.way in _NEARLY for each in there) else ():
        if each.firm.degree < _SAME_FIRM and each.name is not NONE:
            each.signals["outdone"] = 1.0
    for each in alike if len(alike) > 1 else ():
        each.signals["echoed"] = 1.0
    for some in (alike, equal):
        for each in some if len(some) > 1 else ():
            each.echoed = True


_TIE = 0.03  # degrees this close say the same
_BY_NAME = 2.0  # a company's name begins so: what only sounds like it, or has its characters, tells nothing
_AS_WELL = 0.05
_BESIDE = frozenset({"phone_same", "place_same", "place_street"})
_BY_SOUND = {Way.HOMOPHONE, Way.PINYIN, Way.PINYIN_SHORT}
_NEARLY = {*_BY_SOUND, Way.SAME, Way.TYPO, Way.NICKNAME, Way.INITIAL}
_SAME_FIRM = 0.8


def _degree(found: Evidence) -> float:
    return found.firm.degree if found.record.subject is Subject.COMPANY else found.name.degree


def _way(found: Evidence) -> str:
    return found.firm.way if found.record.subject is Subject.COMPANY else found.name.way


def _counts(query: Query, frequency: Mapping[int, int]) -> dict[str, int]:
    """How many records carry each of the asked words, counted up to the cap."""
    subject = subject_of(query)
    if subject is Subject.COMPANY:
        words = [w for w in parse_company(query.company or "").words if w not in common_words()]
    else:
        words = list(parse_person(query.name or "").words)
    return {word: frequency.get(key(subject, ("word", word)), 0) for word in words[:MAX_WORDS]}


def _town(query: Query, frequency: Mapping[int, int]) -> float | None:
    """How common the city asked for is; None where it is not counted."""
    if not query.city:
        return None
    town = "".join(tokens(query.city))[:TOWN]
    return commonness(frequency.get(key(subject_of(query), ("town", town)), 0)) if town else None


def _gather_all(query: Query, records: Sequence[Record], counts: Mapping[str, int]) -> list[Evidence]:
    """What each record says by itself. Namesakes of whom nothing else is asked say the same: it is read once."""
    employed = any(company for _, company in readings(query))
    place, identity = bool(query.address or query.city), tells_identity(query)
    seen: dict[Hashable, Evidence] = {}
    found = []
    for record in records:
        told: list[Hashable] = [record.subject, *_called(record), record.aliases, record.company if employed else None]
        told += [record.city, record.address] if place else []
        told += [record.phones, record.emails, record.handles, record.region] if identity else []
        first = seen.get(compared := tuple(told))
        if first is None:
            first = seen[compared] = _gather(query, record, counts)
            found.append(first)
        else:
            found.append(first.of(record))
    return found


def _called(record: Record) -> tuple[Hashable, ...]:
    """What is compared of a name: a person's as it was taken apart, so that case and titles make no other of it."""
    if record.subject is Subject.COMPANY:
        return (record.name,)
    return parse_person(record.name), has_han(record.name), other_names(record.name)


def _gather(query: Query, record: Record, counts: Mapping[str, int]) -> Evidence:
    found = Evidence(record)
    if record.subject is Subject.COMPANY:
        _about_company(query, found, counts)
    else:
        _about_person(query, found, counts)
    if query.phone or query.email or query.handle:
        identity = identity_of(query, record)
        found.signals |= identity.signals
        found.identity, found.conflict, found.near_phone = identity.same, identity.other, identity.near
        found.why = identity.why[:1] * identity.same + found.why + identity.why[identity.same :]
    asked = query.address or query.city
    if asked:
        place = place_signals(asked, (record.city, record.address))
        found.signals |= place
        found.why += words_of_place(place, asked)
    if asked or query.phone:
        _together(found)
    return found


def _together(found: Evidence) -> None:
    """Pieces that say more together: a half of the name with the place, the name with the phone."""
    ways = [name for name in found.signals if name.startswith(("halves_", "single_", "head_"))]
    others = [name for name in found.signals if name.startswith(("place_", "phone_")) and name != "place_near"]
    for way in ways[:1]:
        for other in others:
            found.signals[f"{way}&{other}"] = 1.0


def _about_person(query: Query, found: Evidence, counts: Mapping[str, int]) -> None:
    record = found.record
    best, firm = nearest_name(None, record), NOTHING
    for name, company in readings(query):
        near = nearest_name(name, record)
        same_firm = nearest_firm(company, record.company).near
        if (near.near.degree + 0.3 * same_firm.degree) > (best.near.degree + 0.3 * firm.degree):
            best, firm = near, same_firm
    found.name, found.firm = best.near, firm
    if not query.name and not query.handle:
        found.signals["name_unasked"] = 1.0
        return
    found.signals |= name_signals(best, record, counts)
    if firm is not NOTHING or (query.company and record.company):
        found.signals |= firm_signals(firm, "at_han_" if has_han(record.company or "") else "at_")
    found.why += words_of_name(best.near) + words_of_employer(firm, query, record)


def _about_company(query: Query, found: Evidence, counts: Mapping[str, int]) -> None:
    if not query.company:
        found.signals["firm_unasked"] = 1.0
        return
    best = nearest_firm(query.company, found.record.name, *found.record.aliases)
    found.firm, found.fit = best.near, best.fit
    found.signals |= company_signals(best, found.record, counts)
    found.why += words_of_firm(best.near)
