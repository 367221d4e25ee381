"""English words for amounts and counts."""

import re
from decimal import Decimal

from understanding.extraction.currencies import names_in
from understanding.extraction.digits import DIGITS, read_digits
from understanding.extraction.en.words import CARDINAL_WORD, number_of
from understanding.extraction.marks import FIRST
from understanding.extraction.wording import Wording

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
    "mrd": 1_000_000_000,
    "mrd.": 1_000_000_000,
    "mio.": 1_000_000,
    "mld": 1_000_000_000,
    "bln": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
    "billions": 1_000_000_000,
    "thousands": 1_000,
    "thou": 1_000,
    "mill": 1_000_000,
    "mills": 1_000_000,
    "lac": 100_000,
    "lacs": 100_000,
    "crores": 10_000_000,
    "cr": 10_000_000,
    "trillion": 1_000_000_000_000,
    "hundred thousand": 100_000,
    "hundred k": 100_000,
    "hundred grand": 100_000,
    "hundred million": 100_000_000,
    "k+": 1_000,
    "tys": 1_000,
    "tys.": 1_000,
    "jt": 1_000_000,
    "juta": 1_000_000,
    "rb": 1_000,
    "ribu": 1_000,
    "l": 100_000,
    "tsd": 1_000,
    "tsd.": 1_000,
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
    "bitcoins": "BTC",
    "bitcoin": "BTC",
    "pence": "pence",
    "cents": "cents",
    "cent": "cents",
    "¢": "cents",
    "p": "p",
    "penny": "penny",
    "pennies": "penny",
    "euro cents": "eurocents",
    "eurocents": "eurocents",
    "kopecks": "kopecks",
    "kopeks": "kopecks",
    "paise": "paise",
    "fen": "fen",
    "jiao": "jiao",
    "smackers": "$",
    "greenbacks": "$",
    "us bucks": "USD",
    "aussie bucks": "AUD",
    "loonies": "CAD",
}
# Names that may stand before the number as well.
_TITLES = {
    name: code
    for name, code in _NAMES.items()
    if (len(name) > 6 and name != "pennies")
    or name
    in {"ringgit", "euro", "euros", "yuan", "rupee", "zloty", "peso", "pesos", "krona", "kroner", "rubles", "rupees"}
} | {"r": "ZAR"}


_BIG = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
_BIG_WORD = rf"(?:{'|'.join(_BIG)})"
_UNIT_AHEAD = (
    rf"(?= (?:{FIRST}|dollar|buck|euro|pound|million|hundred|thousand|grand|mil|mill|mio|thou|billion|"
    r"trillion|us |u\.s\.|lakh|crore|quid|"
    r"yuan|rmb|usd|eur|gbp))"
)
# The words that stand for a number by themselves, longest first.
_PARTS = {
    "three quarters of a": Decimal("0.75"),
    "three-quarters of a": Decimal("0.75"),
    "a quarter of a": Decimal("0.25"),
    "one quarter of a": Decimal("0.25"),
    "quarter of a": Decimal("0.25"),
    "a third of a": Decimal(1) / 3,
    "half of a": Decimal("0.5"),
    "half a": Decimal("0.5"),
    "a half": Decimal("0.5"),
    "half": Decimal("0.5"),
    "a quarter": Decimal("0.25"),
    "quarter": Decimal("0.25"),
    "a couple of": Decimal(2),
    "couple of": Decimal(2),
    "a couple": Decimal(2),
    "couple": Decimal(2),
    "a dozen": Decimal(12),
    "half a dozen": Decimal(6),
    "a": Decimal(1),
    "an": Decimal(1),
    **{f"a {kind}": Decimal(1) for kind in ("cool", "solid", "good", "whole", "full", "nice", "round", "clean")},
}
_FRACTIONS = {"a half": Decimal("0.5"), "a quarter": Decimal("0.25"), "three quarters": Decimal("0.75")}
_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_SPELLED = (
    rf"(?:{CARDINAL_WORD}|an?(?= {_BIG_WORD} {CARDINAL_WORD}| {_BIG_WORD} and {CARDINAL_WORD}| hundred ))"
    rf"(?:(?: |-|, |(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion)) and )(?:{_BIG_WORD}|"
    rf"{CARDINAL_WORD})){{0,10}}"
)
_TENS_WORD = (
    r"(?:ten|eleven|twelve|[a-z]{3,5}teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[ -](?:one|two|"
    r"three|four|five|six|seven|eight|nine))?)"
)
# More than ten hundreds, as nobody counts but money: twenty-five hundred.
_HUNDREDS = (
    r"(?:eleven|twelve|[a-z]{3,5}teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty[ -]?"
    r"(?:one|two|three|four|five|six|seven|eight|nine)) hundred"
)
# A price as it is said: "nineteen ninety-nine a month".
_SPELLED_PAIR = rf"{CARDINAL_WORD}[ -]{_TENS_WORD}(?= (?:a|an|per|each|apiece) )"
_NUMERAL = (
    rf"(?:an? hundred|(?<!few )(?<!some )(?<!any )(?<!eral )(?<!ple )(?<!ple of )hundred(?= {FIRST})|{_SPELLED_PAIR}|"
    rf"(?:{'|'.join(sorted(_PARTS, key=len, reverse=True))}){_UNIT_AHEAD}|"
    rf"(?:{CARDINAL_WORD}|\d{{1,3}}) and (?:{'|'.join(_FRACTIONS)}){_UNIT_AHEAD}|"
    rf"{_SPELLED} point {CARDINAL_WORD}(?: {CARDINAL_WORD})?|{_SPELLED})"
)
_MIXED = r"\d{1,3} [1-3]/[2-4](?= )|[1-3]/[2-4](?= ?(?:mil|mill|million|m|bn|billion)(?![a-z]))|\d{0,3}[½¼¾]"


_PAIR = re.compile(rf"({CARDINAL_WORD})[ -]({_TENS_WORD})")


def _value(text: str, currency: str, scaled: bool) -> Decimal:  # noqa: FBT001  # as Wording.value is called
    if text in _PARTS:
        return _PARTS[text]
    if text[-1] in _SIGNS:
        return Decimal(text[:-1] or 0) + _SIGNS[text[-1]]
    whole, _, fraction = text.rpartition(" ")
    if re.fullmatch(r"[1-3]/[2-4]", fraction):
        return Decimal(whole or 0) + Decimal(fraction[0]) / Decimal(fraction[2])
    if text[0].isdigit() or text[0] == ".":
        number, _, more = text.partition(" and ")
        return read_digits(number, currency) + (_FRACTIONS[more] if more else 0)
    pair = _PAIR.fullmatch(text)
    if pair:
        return number_of(pair[1]) * (100 if scaled else 1) + Decimal(number_of(pair[2])) / (1 if scaled else 100)
    return _spelled(text)


def _spelled(text: str) -> Decimal:
    """Three million six hundred thousand, two and a half, one point five."""
    for words, part in _FRACTIONS.items():
        if text.endswith(f" and {words}"):
            return _spelled(text.removesuffix(f" and {words}")) + part
    text, _, decimals = text.partition(" point ")
    total, group = 0, 0
    for word in re.findall(rf"{_BIG_WORD}|an?(?![a-z])|{CARDINAL_WORD}", text):
        if word == "hundred":
            group = (group or 1) * 100
        elif word in _BIG:
            total, group = total + (group or 1) * _BIG[word], 0
        elif group % 100 and group >= 1:
            raise ValueError(text)  # two numbers side by side are none
        else:
            group += 1 if word in {"a", "an"} else number_of(word)
    fraction = "".join(str(number_of(word)) for word in decimals.split())
    return Decimal(f"{total + group}.{fraction or 0}")


def _minor(text: str) -> Decimal:
    """As in "and 3 cents", "and five mao five"."""
    words = re.findall(rf"\d+|{CARDINAL_WORD}|[a-z]+", text.replace("and ", ""))
    if "mao" in words:
        return Decimal(number_of(words[0])) / 10 + (Decimal(number_of(words[2])) / 100 if len(words) > 2 else 0)
    return Decimal(number_of(words[0])) / 100


WORDING = Wording(
    number=rf"(?:{_MIXED}|{DIGITS}|{_NUMERAL})",
    value=_value,
    scales=_SCALES,
    names=_NAMES,
    titles=_TITLES,
    minor=rf"(?: and (?:a )?\d\d|(?<=[a-z]{{4}})(?: and)? \d\d)(?=$|[.,;!?](?:$| ))| (?:and "
    rf")?(?:\d{{1,2}}|{CARDINAL_WORD}) ?(?:cents?|c(?![a-z])|¢|pence|mao(?: {CARDINAL_WORD})?)|"
    r"(?<=dollar)s?(?: and)? \d\d(?!\d|,\d|\.\d| ?[a-z%])|(?<=dollars)(?: and)? \d\d(?!\d|,\d|"
    rf"\.\d| ?[a-z%])|(?:(?<=dollars)|(?<=dollar)|(?<=a buck)|(?<=pounds)|(?<=bucks)|(?<=euros)|"
    rf"(?<=quid))(?: and)? {_TENS_WORD}"
    r"(?=$|[.,;!?/]| (?:a|an|per|each|apiece|for|in|plus|and|or|all|including|excluding|monthly|yearly)(?![a-z]))",
    minor_value=_minor,
    leads=r"(?:(?<![a-z])|(?='ll))(?:(?:'ll|will|can|could|would|to) do|settled?(?: at| on| for)?|agreed(?: at| "
    r"on| to)"
    r"|"
    r"sign(?:s|ed)?(?: at| for)|sold for|accept(?:s|ed)?|landed at|go(?:es)? (?:up |down )?to|counter(?:s|"
    r"ed)?(?: at| with)?|"
    r"takes?|took|got|received|collected|setup|set-up|onboarding|monthly|annually|yearly|wired?|wire of|"
    r"knock(?:s|ed)?|shaved?|for only|for just) (?=\d{1,3}(?:,\d{3})+(?:[.,;!?]|"
    r"$| (?:if|when|for|per|and|but|or|with|all|total|"
    r"net|in|"
    r"plus|then|so|on|as|over|ex|excl|incl|including|by|off|from|out|now|today)(?![a-z])))|(?<![a-z])(?:budget|"
    r"owes?(?: us| them| me| him| her)?|outstanding|overdue|balance|"
    r"worth|amount|"
    r"prices?|priced at|quote|quoted|offer|value|deal|pays?|discount|"
    r"retail|bids?|list price|"
    r"ceiling|cap|limit|counter(?:offer|ed)?|rate|salary|retainer|revenue|turnover|"
    r"paid|costs?|"
    r"spent?|spends?|totall?ing|invoiced?|billed|charged?|charging|cost is|total|fee|deposit|"
    r"invoice of|contract|arr|mrr|tcv|acv|increase[ds]?|reduced?|cut|drop(?:ped)?|lowered|raised)"
    r"(?: (?:a|per|each|for each|on each) [a-z]{1,12}| went|'s)?(?: (?:is|of|was|from|under|over|below|above|"
    r"between|roughly|approximately|nearly|"
    r"came to|comes to|came in at|comes in at|will be|"
    r"at|about|around|for|around|approx\.?|to|now|up to|=)){0,3}[:\s~]{1,3}",
    counted=r"[-+ ]?(?:more |new |active |paid )?(?:users?|seats?|licen[cs]es?|people|employees|staff|"
    r"units?|pieces|pcs|customers|contacts|devices|days?|weeks?|months?|years?|hours?|hrs?|"
    r"minutes?|mins?|km|miles|steps|followers|downloads|students|visitors|accounts|stores|"
    r"shops|visitors|monitors?|screens?|displays?|videos?|am(?![a-z])|pm(?![a-z])|st(?![a-z])|nd(?![a-z])|"
    r"rd(?![a-z])|th(?![a-z])|%|"
    r"resolution|tv|run|race|or so users|items?|records|rows|emails|calls|meetings|deals|"
    r"leads|branches|offices|floors?|rooms?|tons?|kg|percent|times|x(?![a-z])|views|likes|words|lines|sq|"
    r"patients|beds|members|subscribers|clicks|impressions|hits|cars|trucks|vehicles|trees|lbs?|litres|liters|"
    r"messages|transactions|parcels|packages|shipments|orders|products|skus|bottles|cups|meals|guests|kids|"
    r"residents|inhabitants|households|requests|calls|m2|sqm|square|mah|mb|gb|kb|hz|watts?|kw|kwh)",
    alone=r"[\d.,']+ k|[\d.,']+(?:k|mm?|mn|mio|mil|bn|k\+)|(?:[\d.,']+|[a-z -]+?) (?:mio|mln|mn|bn|grand|"
    r"mill?|thou|millions?|billions?|trillion|hundred thousand|thousand|lakhs?|crores?|mrd\.?)|"
    r"(?:[a-z-]+ )+?(?:million|billion|hundred thousand|thousand|k|m)(?: (?:and )?[a-z-]+)*|"
    rf"{_SPELLED_PAIR}|{_HUNDREDS}|\d{{1,2}} hundred",
    priced=r" ?/ ?(?:seat|user|unit|licen[cs]e|head|person|mo(?:nth)?|yr|year|annum|piece|pc)(?![a-z])|"
    r" (?:per|a|an|each|for each) (?:seat|user|unit|licen[cs]e|head|piece|person|employee|copy|box|pallet|ton|month|"
    r"year|annum|mo|yr|hour|quarter|device|room|night|plate|item|store|site|truck|vehicle)(?![a-z])|"
    r"(?<=\d\d) (?:per|an) (?:day|hour|week)(?![a-z])|"
    r" (?:apiece|p\.?a\.?|pcm|monthly|annually)(?![a-z])",
    vague=r"(?:budget|deal|contract|revenue|turnover|arr|mrr|tcv|acv|increase[ds]?|reduced?|cut|drop(?:ped)?|"
    r"lowered|raised)"
    r"[^\d]*\d{1,2}",
    moves=r"(?<![a-z])(?:down|cut|reduced?|(?:from [^ .,;]{1,12})|lowered|dropped|drop|went|go|raised?|up|"
    r"back|increased?|moved?|trimmed|"
    r"came down|come down|bumped|slashed|haggled|negotiated|talked)(?: (?:it|them|him|us|that|down|up))? (?:to|at) ",
    idioms=r"(?:gate|room|booth|stand|hall|suite|seat|row|platform|terminal|aisle|locker|dock|bay) "
    r"\d+[km](?![a-z0-9])|"
    r"(?:runs?|ran|running|jog(?:s|ging)?|walks?|walked|hik(?:e|es|ed)) (?:a |an |his |her |the )?"
    r"\d+k(?![a-z0-9])|"
    r"thanks? (?:you )?a (?:million|billion)|(?:a|one) (?:million|billion|thousand) (?:thanks|apologies|times|"
    r"things|reasons|questions|ways|miles|ideas|congrat[a-z]*|and one)|one in a (?:million|thousand)|"
    r"(?:like|feel[a-z]*(?: like)?|looks? like) a (?:million|billion) (?:bucks|dollars)|"
    r"(?:million|billion)[- ](?:dollar|euro) (?:question|smile|idea)|(?<![a-z0-9])(?:401 ?\(?k\)?|10k "
    "run)(?![a-z0-9])|"
    r"(?:my|your|his|her|their) (?:two|2) cents|(?:a )?penny for|dime a dozen|not (?:a|one) (?:cent|penny|dime)|"
    r"(?:procurement|buyer|purchasing|people|guys?|team|contact|engineers?|manager|director|works?|working|met|spoke|"
    r"talked|visit(?:ed)?|from|with|called|call|tell|told|customer|client|visit|quote for|pitch(?:ed)?|"
    r"lost|won|signed|and)(?: at| from| with| of| to)? 3m(?![a-z0-9])|(?<![\w.,$€£¥])3m(?='s|,? (?:asked|asks|"
    r"wants?|wanted|needs?|said|says|"
    r"called|signed|is |are |has |have |will |would |confirmed|renewed|ordered|bought|replied|emailed|told|agreed|"
    r"declined|chose|"
    r"picked|cancel|team|people|guys|account|deal with|contract|china|germany|procurement|buyer)|的|公司|那边|"
    "中国|采购|说|签|"
    r"想|让|问|在)",
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
