"""How a language says which stretches of a text are parts of times: patterns, each with what it means."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from understanding.extraction.piece import Piece

# Chinese characters are word characters to \b and \w, so edges are asked of Latin letters and digits alone.
LEFT = r"(?<![a-z0-9])"
RIGHT = r"(?![a-z0-9])"


@dataclass(frozen=True, slots=True)
class Reader:
    """What a pattern may need to know: `day_first` where 4/5 is the fourth of May."""

    day_first: bool


Meaning = Callable[[re.Match[str], Reader], "Piece | Sequence[Piece] | None"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """`regex` runs over the plain page (lower case); `meaning` gives the piece, several readings, or None."""

    regex: re.Pattern[str]
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch and its possible readings, the likeliest first."""

    start: int
    end: int
    readings: tuple[Piece, ...]


def pattern(source: str, meaning: Meaning, *, bare: bool = False) -> Pattern:
    """`source` between Latin word edges, unless `bare`."""
    whole = source if bare else f"{LEFT}(?:{source}){RIGHT}"
    return Pattern(re.compile(whole), meaning)


def find_atoms(plain: str, patterns: Sequence[Pattern], reader: Reader) -> list[Atom]:
    """The longest atoms that do not overlap, in order."""
    found = sorted(_all_atoms(plain, patterns, reader), key=lambda atom: (atom.start - atom.end, atom.start))
    taken = bytearray(len(plain))
    kept = []
    for atom in found:
        if not any(taken[atom.start : atom.end]):
            taken[atom.start : atom.end] = b"\x01" * (atom.end - atom.start)
            kept.append(atom)
    return sorted(kept, key=lambda atom: atom.start)


def _all_atoms(plain: str, patterns: Sequence[Pattern], reader: Reader) -> Iterator[Atom]:
    for each in patterns:
        for match in each.regex.finditer(plain):
            meant = each.meaning(match, reader)
            if meant is None:
                continue
            readings = (meant,) if isinstance(meant, Piece) else tuple(meant)
            start, end = match.span()
            if readings:
                yield Atom(start, end, tuple(replace(piece, start=start, end=end) for piece in readings))


def said(**values: object) -> Piece:
    """A piece whose place the scanner fills in."""
    return Piece(start=0, end=0, **values)  # type: ignore[arg-type]  # names are Piece's own, checked when it is built
