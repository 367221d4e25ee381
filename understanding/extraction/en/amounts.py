"""English words for amounts and counts."""

import re
from decimal import Decimal

from understanding.extraction.currencies import names_in
from understanding.extraction.en.words import CARDINAL_WORD, number_of
from understanding.extraction.money import DIGITS, Wording, read_digits

_SCALES = {
    "k": 1_000,
    "thousand": 1_000,
    "grand": 1_000,
    "m": 1_000_000,
    "mm": 1_000_000,
    "mn": 1_000_000,
    "mio": 1_000_000,
    "mil": 1_000_000,
    "mln": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "billion": 1_000_000_000,
    "hundred": 100,
    "lakh": 100_000,
    "lakhs": 100_000,
    "crore": 10_000_000,
    "trillion": 1_000_000_000_000,
    "hundred thousand": 100_000,
    "k+": 1_000,
}
_NAMES = {
    **names_in("en"),
    "us dollars": "USD",
    "us dollar": "USD",
    "u.s. dollars": "USD",
    "american dollars": "USD",
    "bucks": "$",
    "buck": "$",
    "quid": "GBP",
    "pounds sterling": "GBP",
    "pound sterling": "GBP",
    "sterling": "GBP",
    "renminbi": "CNY",
    "rmb": "CNY",
    "kuai": "CNY",
    "malaysia ringgit": "MYR",
    "malaysia ringgits": "MYR",
    "roubles": "RUB",
    "dutch guilders": "ANG",
    "guilders": "ANG",
    "bitcoins": "XBT",
    "bitcoin": "XBT",
    "pence": "pence",
    "cents": "cents",
    "cent": "cents",
}
# Names that may stand before the number as well.
_TITLES = {
    name: code
    for name, code in _NAMES.items()
    if len(name) > 6 or name in {"ringgit", "euro", "euros", "yuan", "rupee"}
}


_NUMERAL = (
    r"(?:half a(?= )|an?(?: quarter)?(?= (?:dollar|buck|euro|pound|million|hundred|thousand|"
    rf"grand|billion|us ))|quarter(?= )|half(?= )|{CARDINAL_WORD} hundred (?:and "
    rf")?{CARDINAL_WORD}|{CARDINAL_WORD})"
)
_PARTS = {
    "half a": Decimal("0.5"),
    "half": Decimal("0.5"),
    "a quarter": Decimal("0.25"),
    "quarter": Decimal("0.25"),
}


def _value(text: str, currency: str) -> Decimal:
    if text[0].isdigit():
        return read_digits(text, currency)
    if text in _PARTS:
        return _PARTS[text]
    head, hundred, tail = text.partition(" hundred ")
    if hundred:
        return Decimal(number_of(head) * 100 + number_of(tail.removeprefix("and ")))
    return Decimal(number_of(text))


def _minor(text: str) -> Decimal:
    """As in "and 3 cents", "and five mao five"."""
    words = re.findall(r"\d+|[a-z]+", text.replace("and ", ""))
    if "mao" in words:
        return Decimal(number_of(words[0])) / 10 + (Decimal(number_of(words[2])) / 100 if len(words) > 2 else 0)
    return Decimal(number_of(words[0])) / 100


WORDING = Wording(
    number=rf"(?:{DIGITS}|{_NUMERAL})",
    value=_value,
    scales=_SCALES,
    names=_NAMES,
    titles=_TITLES,
    minor=rf"(?: and (?:a )?\d\d|(?<=[a-z]{{4}})(?: and)? \d\d)(?=$|[.,;!?](?:$| ))| (?:and "
    rf")?(?:\d{{1,2}}|{CARDINAL_WORD}) ?(?:cents?|c(?![a-z])|¢|pence|mao(?: {CARDINAL_WORD})?)|"
    r"(?<=dollar)s?(?: and)? \d\d(?!\d|,\d|\.\d| ?[a-z%])|(?<=dollars)(?: and)? \d\d(?!\d|,\d|"
    r"\.\d| ?[a-z%])",
    minor_value=_minor,
    leads=r"(?<![a-z])(?:budget|worth|amount|price|priced at|quote|quoted|offer|value|deal|pays?|"
    r"paid|costs?|cost is|total|fee|deposit|invoice of|contract|arr|mrr|tcv)(?: (?:is|of|was|"
    r"at|about|around|for|around|approx\.?|to|now|up to|=)){0,3}[:\s~]{1,3}",
    counted=r"[-+ ]?(?:more |new |active |paid )?(?:users?|seats?|licen[cs]es?|people|employees|staff|"
    r"units?|pieces|pcs|customers|contacts|devices|days?|weeks?|months?|years?|hours?|hrs?|"
    r"minutes?|mins?|km|miles|steps|followers|downloads|students|visitors|accounts|stores|"
    r"shops|am(?![a-z])|pm(?![a-z])|st(?![a-z])|nd(?![a-z])|rd(?![a-z])|th(?![a-z])|%|"
    r"resolution|tv|run|race|or so users|items?|records|rows|emails|calls|meetings|deals|"
    r"leads|branches|offices|floors?|rooms?|tons?|kg|percent|times|x(?![a-z]))",
    alone=r"[\d.,']+(?:k|mm?|mn|mio|mil|bn|k\+)|(?:[\d.,']+|[a-z -]+?) (?:mio|mln|mn|bn|grand|"
    r"millions?|billion|hundred thousand|thousand|lakhs?|crore)",
)

COUNTERS = (
    (
        re.compile(
            r"(?<![a-z0-9.,$€£¥:/-])(\d{1,3}(?:,\d{3})+|\d{1,7}k?)[ -]?((?:more |new |additional |"
            r"named |user )?(?:seats?|users?|licen[cs]es?|units?|pieces|pcs|people|employees|devices|"
            r"accounts|stores|shops|trucks|vehicles|machines|copies|boxes|pallets|tons|sets|"
            r"rooms))(?![a-z])"
        ),
        lambda text: read_digits(text.rstrip("k")) * (1000 if text.endswith("k") else 1),
    ),
)
