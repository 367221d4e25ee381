"""The word lists of matching, each read once from the data beside it when first needed."""

from functools import lru_cache
from importlib.resources import files


def _lines(name: str) -> list[str]:
    text = (files(__package__) / "data" / f"{name}.txt").read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _section(name: str, section: str) -> list[str]:
    start = f"{section}: "
    return next(line.removeprefix(start).split() for line in _lines(name) if line.startswith(start))


@lru_cache(maxsize=1)
def legal_forms() -> dict[tuple[str, ...], bool]:
    """Forms as tuples of words; True where a form counts in any place, False where only at an end."""
    pairs = (line.partition(" | ") for line in _lines("legal_forms"))
    return {tuple(form.split()): place == "any" for form, _, place in pairs}


@lru_cache(maxsize=1)
def canonical_words() -> dict[str, str]:
    """Forms and abbreviations of common words in company names, each with the one that stands for all.

    A short beginning of a word stays as it is: "comm" may be communications or commercial.
    """
    lines = (line.split() for line in _lines("generic_words") if ": " not in line)
    pairs = [(form, words[0]) for words in lines for form in reversed(words)]
    return {form: word for form, word in pairs if form == word or len(form) > 5 or not word.startswith(form)}


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words (canonical) that tell little about who a company is."""
    canonical = canonical_words()
    return frozenset(canonical.get(word, word) for word in _section("generic_words", "common")) | frozenset(
        canonical.values()
    )


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    return frozenset(_section("generic_words", "stop"))


@lru_cache(maxsize=1)
def places() -> frozenset[str]:
    """Places in Latin letters that tell a branch."""
    return frozenset(word for line in _lines("places_en") for word in line.split())


@lru_cache(maxsize=1)
def places_zh() -> frozenset[str]:
    return frozenset(word for line in _lines("places_zh") for word in line.split())


@lru_cache(maxsize=1)
def forms_zh() -> tuple[str, ...]:
    return tuple(sorted(_section("words_zh", "forms"), key=len, reverse=True))


@lru_cache(maxsize=1)
def groups_zh() -> frozenset[str]:
    return frozenset(_section("words_zh", "groups"))


@lru_cache(maxsize=1)
def trades_zh() -> frozenset[str]:
    return frozenset(_section("words_zh", "trades"))


@lru_cache(maxsize=1)
def short_places_zh() -> dict[str, str]:
    """The one character that stands for a province or city in a company's short name: 粤电力, 深物业."""
    return dict(word.split("=") for word in _section("words_zh", "short_places"))


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    return frozenset(word for line in _lines("titles") for word in line.split())


@lru_cache(maxsize=1)
def titles_zh() -> tuple[str, ...]:
    words = (word for line in _lines("titles_zh") for word in line.split())
    return tuple(sorted(set(words), key=len, reverse=True))


@lru_cache(maxsize=1)
def surnames_zh() -> dict[str, tuple[str, ...]]:
    """Chinese surnames with their readings as surnames; none where a dictionary's usual one is right."""
    found: dict[str, tuple[str, ...]] = {}
    for word in _section("surnames_zh", "single") + _section("surnames_zh", "compound"):
        surname, _, readings = word.partition("=")
        if surname not in found or readings:
            found[surname] = tuple(readings.split(",")) if readings else ()
    return found


@lru_cache(maxsize=1)
def polyphones_zh() -> dict[str, tuple[str, ...]]:
    pairs = (word.partition("=") for line in _lines("polyphones_zh") for word in line.split())
    return {char: tuple(sounds.split(",")) for char, _, sounds in pairs}


@lru_cache(maxsize=1)
def known_companies() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Well-known companies: by the brand in their full name, by what people call them, and the unclear ones.

    Both maps lead to the one brand that stands for the company.
    """
    brands: dict[str, str] = {}
    called: dict[str, str] = {}
    unclear: set[str] = set()
    for line in _lines("short_names_zh"):
        full, short, english = (part.split() for part in (f"{line} ;").split(";")[:3])
        brands |= dict.fromkeys(full, full[0])
        for name in (*full, *short, *english):
            plain = "".join(c for c in name.lower() if c.isalnum())
            called.setdefault(plain, full[0])
            if name.startswith("~"):
                unclear.add(plain)
    return brands, called, frozenset(unclear)


@lru_cache(maxsize=1)
def personal_mail() -> frozenset[str]:
    return frozenset(word for line in _lines("personal_mail") for word in line.split())


@lru_cache(maxsize=1)
def nicknames() -> dict[str, frozenset[str]]:
    """For a given name its short forms and the names it is short for."""
    from nicknames import name_triplets  # noqa: PLC0415 - a table, loaded with the first Latin name

    found: dict[str, set[str]] = {}
    for one, _, other in name_triplets():
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {name: frozenset(others) for name, others in found.items()}
