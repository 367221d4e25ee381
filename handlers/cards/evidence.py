"""Why a record was taken for the one meant, in the reader's words."""

from collections.abc import Sequence

from i18n import N_, Translator

REASONS = {
    "confirmed before": N_("your earlier answer"),
    "just mentioned": N_("what we just talked about"),
    "same phone": N_("same phone"),
    "phone differs in one digit": N_("phone differs in one digit"),
    "same email": N_("same e-mail"),
    "same handle": N_("same chat account"),
    "same mail domain": N_("same mail domain"),
    "same name": N_("same name"),
    "name nearly the same": N_("name nearly the same"),
    "name alike": N_("name alike"),
    "same name in pinyin": N_("same name in pinyin"),
    "name sounds the same": N_("name sounds the same"),
    "same company": N_("same company"),
    "same company name": N_("same company name"),
    "same address": N_("same address"),
    "same city": N_("same city"),
    "short form of the name": N_("short form of the name"),
    "initial and surname": N_("initial and surname"),
    "part of the name": N_("part of the name"),
    "surname only": N_("surname only"),
    "same company name but for group or holding": N_("same company name but for group or holding"),
    "known short name of the company": N_("known short name of the company"),
    "short name of the company": N_("short name of the company"),
    "abbreviation of the company": N_("abbreviation of the company"),
    "company name sounds the same": N_("company name sounds the same"),
    "company name alike": N_("company name alike"),
    "company alike": N_("company name alike"),
    "other company": N_("other company"),
    "company of a like name, but another": N_("company of a like name, but another"),
}


def evidence(t: Translator, why: Sequence[str]) -> str:
    """As "same phone, same name"; what we have no words for is said as matching says it."""
    return t.context("between items of a list", ", ").join(t(REASONS.get(reason, reason)) for reason in why[:3])
