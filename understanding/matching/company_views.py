"""The ways in which a company's name survives how people write it, as stored and as asked."""

from collections.abc import Iterator
from itertools import pairwise

from understanding.matching.company import CompanyName, expansions
from understanding.matching.person_views import MAX_WORDS, View
from understanding.matching.phonetic import is_pinyin, skeleton
from understanding.matching.words import common_words, places


def company_views(name: CompanyName) -> list[View]:
    """The views under which a company's name is stored."""
    views: list[View] = [("known", name.known)] if name.known else []
    if name.han:
        views += [("joined", name.han), ("joined", name.brand)]
        views += [("joined", name.han[len(name.place) :])] if name.han.startswith(name.place) else []
        views += [("word", sound) for sound in name.sounds[:2]]
        views += [("pair", pair) for pair in _han_pairs(name)]
    words = name.words[:MAX_WORDS]
    if not words:
        return views
    views += [("joined", name.joined), *(("word", word) for word in words)]
    views += [("begin", f"{a[:3]} {b[:3]}") for a, b in pairwise(words[:5])]
    views += [("sound", skeleton(word)) for word in words if len(word) > 3 and word not in common_words()]
    views += [("initials", "".join(w[0] for w in name.raw))] if len(name.raw) > 1 else []
    views += [("begin", name.joined[:5])]
    views += [("end", f"{words[0][-3:]} {words[1][:3] if len(words) > 1 else ''}")]
    return views


def company_asks(name: CompanyName) -> Iterator[tuple[View, float]]:
    weights = {
        "known": 1.0,
        "joined": 1.0,
        "pair": 0.4,
        "begin": 0.5,
        "sound": 0.45,
        "end": 0.3,
        "initials": 0.3,
    }
    for view in company_views(name):
        common = view[0] == "word" and (view[1] in common_words() or view[1] in places())
        yield view, 0.15 if common else weights.get(view[0], 0.5)
    if len(name.words) == 1 and 2 <= len(name.joined) <= 6:
        yield ("initials", name.joined), 0.5
    if len(name.words) > 1:
        yield from ((("joined", "".join(name.words[:n])), 0.6) for n in range(1, min(len(name.words), 4)))
        if all(map(is_pinyin, name.words)):
            yield ("word", name.joined), 0.5
    if name.han:
        yield from ((("pair", a + b), 0.3) for a, b in pairwise(name.han[:10]))
        for written_out in expansions(name)[1:]:
            yield ("joined", written_out), 0.6
            yield from ((("pair", a + b), 0.3) for a, b in pairwise(written_out[:8]))


def _han_pairs(name: CompanyName) -> list[str]:
    """Neighbouring characters of what is telling, and pairs of its words' first ones (an abbreviation)."""
    core = name.han if len(name.han) <= 6 else name.brand
    pairs = [a + b for a, b in pairwise(core[:8])]
    pairs += [a + b for a, b in pairwise(name.han[-6:])] if len(name.han) > 8 else []
    heads = _word_heads(name.han)
    pairs += [a + b for i, a in enumerate(heads[:4]) for b in heads[i + 1 : 4]]
    return list(dict.fromkeys(pairs))[:12]


def _word_heads(han: str) -> list[str]:
    return [han[i] for i in range(0, min(len(han), 10), 2)]
