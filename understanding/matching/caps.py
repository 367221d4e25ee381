"""Hard caps: however well the rest agrees, some evidence is never enough to link without asking."""

from understanding.matching.evidence import Evidence
from understanding.matching.firms import Firm
from understanding.matching.likeness import Way
from understanding.matching.model import Query, Subject

NEVER_SURE = 0.8
HARDLY = 0.3
_WEAK = {Way.HOMOPHONE, Way.TITLE, Way.PINYIN_SHORT, Way.ALIKE, Way.OTHER}
_SAME_FIRM, _LIKE_FIRM = 0.8, 0.55


def cap(query: Query, found: Evidence) -> float:
    """The highest score this evidence may reach."""
    if found.identity:
        return _with_identity(query, found)
    return _company(found) if found.record.subject is Subject.COMPANY else _person(query, found)


def _with_identity(query: Query, found: Evidence) -> float:
    """One strong identity and a compatible name are sure; with another name it may be a shared line."""
    if "place_same" in found.signals:
        return 1.0
    if found.record.subject is Subject.COMPANY:
        odd = bool(query.company) and found.firm.degree < _LIKE_FIRM and found.firm.whole < _LIKE_FIRM
        odd = odd or min(found.firm.more, found.firm.less) >= 1.0
    else:
        odd = bool(query.name) and found.name.way is Way.OTHER and found.name.degree < _LIKE_FIRM
    return NEVER_SURE if odd else 1.0


def _person(query: Query, found: Evidence) -> float:
    named = bool(found.record.company) and (bool(query.company) or found.firm.degree > 0)
    if named and found.firm.degree < _LIKE_FIRM and found.name.way in {Way.TITLE, Way.PINYIN_SHORT, Way.HOMOPHONE}:
        return HARDLY
    if named and found.conflict and found.firm.degree < _LIKE_FIRM:
        return HARDLY
    if "place_same" in found.signals and found.name.exact > 0:
        return 1.0
    if found.name.way in _WEAK and not (named and found.firm.degree >= _SAME_FIRM):
        return NEVER_SURE
    return 1.0


def _company(found: Evidence) -> float:
    if found.firm.way is Firm.SIBLING or (found.firm.way is Firm.ACRONYM and found.firm.degree < _SAME_FIRM):
        return NEVER_SURE
    return 1.0
