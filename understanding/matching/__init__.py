"""Who is this? `keys_of` a record are stored, `keys_for` a query asked, `decide` judges who shares one.

The caller's walk: fetch for each `Ask` the records stored under its key (at most KEY_CAP each), take the
`shortlist`, load those records, `decide`. Pure; opencc, pypinyin and phonenumbers are loaded with the first
text that needs them.
"""

from understanding.matching.asking import tells_identity
from understanding.matching.decision import SHIPPED, decide, shortlist
from understanding.matching.keys import key_of_equal, keys_for, keys_of, subject_of
from understanding.matching.model import (
    Ask,
    Candidate,
    Decision,
    Memory,
    Query,
    Record,
    Subject,
    Thresholds,
)

KEY_CAP = 64  # records read under one key: what more of them share says nothing

__all__ = [
    "KEY_CAP",
    "SHIPPED",
    "Ask",
    "Candidate",
    "Decision",
    "Memory",
    "Query",
    "Record",
    "Subject",
    "Thresholds",
    "decide",
    "key_of_equal",
    "keys_for",
    "keys_of",
    "shortlist",
    "subject_of",
    "tells_identity",
]
