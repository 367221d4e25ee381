"""Hard caps: however well the rest agrees, some evidence is never enough to link without asking."""

from understanding.matching.evidence import Evidence
from understanding.matching.firm_likeness import Firm
from understanding.matching.firms_zh import UNCLEAR
from understanding.matching.likeness import Way
from understanding.matching.model import Query, Subject
from understanding.matching.text import has_han

NEVER_SURE = 0.8
NEARLY = 0.868  # a name alone that others might bear: above whatever else is not sure
HARDLY = 0.3
OUTDONE = 0.01
_WEAK = {Way.HOMOPHONE, Way.TITLE, Way.PINYIN_SHORT, Way.ALIKE, Way.OTHER}
_LIGHT = {Way.TITLE, Way.PINYIN, Way.PINYIN_SHORT, Way.HOMOPHONE}
_SAME_FIRM, _LIKE_FIRM = 0.8, 0.55
_LEAST_SURE = {Firm.SOUND: 0.79, Firm.WORDS: 0.79, Firm.ACRONYM: UNCLEAR}
"""Up to which degree a Chinese company that is like the one asked for in such a way is never linked unasked."""


def cap(query: Query, found: Evidence) -> float:
    """The highest score this evidence may reach."""
    if found.record.subject is Subject.COMPANY and _is_among_twins(found):
        return NEVER_SURE
    if found.identity:
        return _with_identity(query, found)
    return _company(found) if found.record.subject is Subject.COMPANY else _person(query, found)


def discount(found: Evidence) -> float:
    """What remains of the odds of who is outdone: a Chinese namesake where one of that sound is at the company named.

    Of two Chinese companies the one that answers better to its name is meant: the branch of the city that was named.
    Keyboards offer every character of a sound, so the wrong one is typed more often than somebody changes company.
    """
    if found.unfit:
        return OUTDONE
    outdone = "outdone" in found.signals and found.firm.degree < _LIKE_FIRM and found.name.way is Way.SAME
    return OUTDONE if outdone and has_han(found.record.name) and not found.identity else 1.0


def _with_identity(query: Query, found: Evidence) -> float:
    """One strong identity and a compatible name are sure; with another name it may be a shared line."""
    if "place_same" in found.signals or "place_alike" in found.signals:
        return 1.0
    if found.record.subject is Subject.COMPANY:
        odd = bool(query.company) and found.firm.degree < _LIKE_FIRM and found.firm.whole < _LIKE_FIRM
        odd = odd or min(found.firm.more, found.firm.less) >= 1.0
    else:
        odd = bool(query.name) and found.name.way is Way.OTHER and found.name.degree < _LIKE_FIRM
    return NEVER_SURE if odd else 1.0


def _person(query: Query, found: Evidence) -> float:
    near, firm, record = found.name, found.firm, found.record
    named = bool(record.company) and (bool(query.company) or firm.degree > 0)
    elsewhere, together = named and firm.degree < _LIKE_FIRM, named and firm.degree >= _SAME_FIRM
    if elsewhere and (near.way in _LIGHT or found.conflict):
        return HARDLY
    if not together and _is_common_half(found):
        return NEVER_SURE
    if "place_same" in found.signals and (near.exact > 0 or found.near_phone):
        return 1.0
    if has_han(record.name) and _is_doubtful_han(found, elsewhere=elsewhere, together=together):
        return NEVER_SURE
    return _by_name(found, together=together)


def _by_name(found: Evidence, *, together: bool) -> float:
    """What a name may reach by itself, or with the company (`together`)."""
    near = found.name
    if found.echoed and "phone_tail" not in found.signals:
        return NEVER_SURE
    if together or (found.near_phone and "place_alike" in found.signals and near.way is Way.SAME):
        return 1.0
    if near.way in _WEAK or found.conflict or (found.bare and near.way is Way.PART):
        return NEVER_SURE
    return NEARLY if found.bare and near.way is Way.SAME else 1.0


def _is_common_half(found: Evidence) -> bool:
    """One half of the name agrees, which many bear, and the other is another or a short form: Hannah and Anna Reid."""
    signals = found.signals
    return "place_door" not in signals and any(signals.get(half, 1.0) < _RARE for half in _HALVES)


_HALVES = [f"only_{half}_{way}_rare" for half in ("given", "family") for way in ("nick", "other")]
_RARE = 0.4  # a dozen bear it


def _is_doubtful_han(found: Evidence, *, elsewhere: bool, together: bool) -> bool:
    """Three characters are soon borne by another: at another company, or with one more or less, it is a question."""
    outdone = "outdone" in found.signals and not together
    return elsewhere or outdone or (found.name.way is Way.PART and (found.name.extra > 0 or not together))


def _is_among_twins(found: Evidence) -> bool:
    """Not by its very name, where a neighbour answers to it too, or where it begins otherwise and no door is told."""
    elsewhere = "head_elsewhere" in found.signals and "place_same" not in found.signals
    return (
        (found.twin or elsewhere) and found.firm.way not in {Firm.SAME, Firm.KNOWN} and not has_han(found.record.name)
    )


def _company(found: Evidence) -> float:
    firm = found.firm
    if "place_same" in found.signals and not found.signals.get("shared_words", 1.0) and firm.degree < _LIKE_FIRM:
        return NEVER_SURE  # another tenant of that door
    if "place_other" in found.signals or (found.conflict and "place_same" not in found.signals):
        return NEVER_SURE
    if found.shared_brand:
        return NEVER_SURE
    if firm.way is Firm.SIBLING or (firm.way in {Firm.ACRONYM, Firm.SHORT} and firm.degree < _SAME_FIRM):
        return NEVER_SURE
    if has_han(found.record.name) and firm.degree <= _LEAST_SURE.get(firm.way, 0.0):
        return NEVER_SURE
    return 1.0
