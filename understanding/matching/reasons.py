"""Evidence told to people, in a few words."""

from understanding.matching.firm_likeness import NOTHING, Firm, FirmLikeness
from understanding.matching.likeness import Likeness, Way
from understanding.matching.model import Query, Record

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


def words_of_name(near: Likeness) -> list[str]:
    return [_NAME_WORDS[near.way]] if near.way in _NAME_WORDS else []


def words_of_firm(firm: FirmLikeness) -> list[str]:
    return [_FIRM_WORDS[firm.way]] if firm.way in _FIRM_WORDS and firm.degree > 0.3 else []


def words_of_employer(firm: FirmLikeness, query: Query, record: Record) -> list[str]:
    if firm is NOTHING and not (query.company and record.company):
        return []
    if firm.degree >= 0.85:
        return ["same company"]
    return ["company alike"] if firm.degree >= 0.6 else ["other company"]


def words_of_place(signals: dict[str, float], asked: str | None) -> list[str]:
    if not asked or "place_same" not in signals:
        return []
    return ["same address" if any(c.isdigit() for c in asked) else "same city"]
