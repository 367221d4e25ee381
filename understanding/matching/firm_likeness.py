"""In what way, and how far, two companies' names agree."""

from dataclasses import dataclass
from enum import StrEnum


class Firm(StrEnum):
    """In what way two companies' names agree."""

    SAME = "same"
    KNOWN = "known"  # called so by everybody
    GROUP = "group"  # but for "group" or "holdings"
    SHORT = "short"  # its name without place, trade or form
    ACRONYM = "acronym"
    SOUND = "sound"
    WORDS = "words"
    SIBLING = "sibling"  # the same name with another trade, branch or form
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FirmLikeness:
    """`degree` 0 to 1; `asked` and `known` say how much of each side's telling words the other has.

    `whole` compares the letters of both without spaces, `full` with forms and stop words too; `more` and
    `less` are the weights of words only the asked and only the known side has.
    """

    way: Firm
    degree: float
    asked: float = 0.0
    known: float = 0.0
    whole: float = 0.0
    more: float = 0.0
    less: float = 0.0
    full: float = 0.0
    forms: bool = False  # both name their legal form, and they differ
    place: bool = False  # a branch or place is named by one side only
    number: bool = False  # their numbers differ


NOTHING = FirmLikeness(Firm.OTHER, 0.0)
