"""How currencies are called: symbols, codes and their names in each language, from CLDR through Babel."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_currency_name, list_currencies

CODES = frozenset(
    "AED AFN ALL AMD ANG AOA ARS AUD AZN BAM BBD BDT BGN BHD BND BOB BRL BWP BYN CAD CDF CHF "
    "CLP CNY COP CRC CUP CZK DKK DOP DZD "
    "EGP ETB EUR FJD GBP GEL GHS GTQ HKD HNL HRK HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES "
    "KGS KHR KRW KWD KZT LAK LBP LKR LYD "
    "MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN "
    "PGK PHP PKR PLN PYG QAR RON RSD RUB "
    "RWF SAR SDG SEK SGD SYP THB TJS TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND XAF "
    "XOF YER ZAR ZMW".split()
)
# Words of English that are codes too: money only in capitals.
EVERYDAY = {"all", "top", "try", "lak", "cup", "mad", "gel", "ron", "nad", "sos", "bam", "mop"}
# Words that several countries call their money by: the workspace's own is meant, where it is one of them.
_SHARED = (
    ("kr kr. krone kroner krona kronor kronas krones crown crowns 克朗", "SEK NOK DKK ISK CZK"),
    ("peso pesos 比索", "MXN ARS CLP COP PHP UYU DOP CUP"),
    ("rs rs. ₨ rupee rupees 卢比", "INR PKR LKR NPR MUR"),
    ("dinar dinars din 第纳尔", "KWD BHD IQD JOD RSD TND DZD LYD"),
    ("dirham dirhams dh dhs 迪拉姆", "AED MAD"),
    ("rial rials riyal riyals 里亚尔", "SAR QAR OMR IRR YER"),
    ("franc francs fr. sfr 法郎", "CHF XAF XOF CDF RWF"),
    ("shilling shillings 先令", "KES UGX TZS"),
    ("pound pounds 镑", "GBP EGP LBP SDG"),
    ("som 索姆", "KGS UZS"),
    ("bs. ", "VES BOB"),
)
# Symbols and short names. "$" and "¥" stand for what the workspace means by them.
SYMBOLS: Mapping[str, str] = {
    "us$": "USD",
    "u$s": "USD",
    "u.s.$": "USD",
    "c$": "CAD",
    "c $": "CAD",
    "ca$": "CAD",
    "can$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "s$": "SGD",
    "sg$": "SGD",
    "hk$": "HKD",
    "nt$": "TWD",
    "nz$": "NZD",
    "r$": "BRL",
    "mxn$": "MXN",
    "mx$": "MXN",
    "mex$": "MXN",
    "j$": "JMD",
    **{
        f"{code}{gap}$": code.upper() for code in ("usd", "sgd", "hkd", "nzd", "twd", "aud", "cad") for gap in ("", " ")
    },
    "$": "$",
    "€": "EUR",
    "£": "GBP",
    "¥": "¥",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "฿": "THB",
    "₫": "VND",
    "₱": "PHP",
    "₪": "ILS",
    "₴": "UAH",
    "₦": "NGN",
    "₾": "GEL",
    "₸": "KZT",
    "₵": "GHS",
    "₡": "CRC",
    "₲": "PYG",
    "₭": "LAK",
    "₮": "MNT",
    "؋": "AFN",
    "rs.": "INR",
    "rs": "INR",
    "rmb": "CNY",
    "rmb¥": "CNY",
    "rmb ¥": "CNY",
    "fr.": "CHF",
    "sfr.": "CHF",
    "cn¥": "CNY",
    "rm": "MYR",
    "rp": "IDR",
    "€ur": "EUR",
    "kr": "SEK",
    "zł": "PLN",
    "zl": "PLN",
    "sfr": "CHF",
    "le": "EGP",
    "dhs": "AED",
    "dh": "AED",
    "ntd": "TWD",
    "nis": "ILS",
    "btc": "BTC",
    "kč": "CZK",
    "ft": "HUF",
    "tl": "TRY",
    "ksh": "KES",
    "kshs": "KES",
    "gh₵": "GHS",
    "gh¢": "GHS",
    "৳": "BDT",
    "₨": "INR",
    "﷼": "IRR",
    "₼": "AZN",
    "֏": "AMD",
    "₿": "BTC",
    "eth": "ETH",
    "usdt": "USDT",
    "usdc": "USDC",
    "rub": "RUB",
    "lei": "RON",
    "lv": "BGN",
    "din": "RSD",
    "s/.": "PEN",
    "s/": "PEN",
    "b/.": "PAB",
    "ar$": "ARS",
    "cl$": "CLP",
    "clp$": "CLP",
    "col$": "COP",
    "bs.": "VES",
    "ikr": "ISK",
    "dkr": "DKK",
    "nkr": "NOK",
    "skr": "SEK",
}
# The bare name goes to the country most often meant in trade.
_MEANT = {
    "dollar": "$",
    "pound": "GBP",
    "franc": "CHF",
    "peso": "MXN",
    "krone": "DKK",
    "krona": "SEK",
    "rupee": "INR",
    "dinar": "KWD",
    "dirham": "AED",
    "riyal": "SAR",
    "lira": "TRY",
    "won": "KRW",
    "ruble": "RUB",
    "real": "BRL",
    "rand": "ZAR",
    "shekel": "ILS",
    "yuan": "CNY",
    "yen": "JPY",
    "baht": "THB",
    "dong": "VND",
    "rupiah": "IDR",
    "ringgit": "MYR",
    "zloty": "PLN",
    "forint": "HUF",
    "hryvnia": "UAH",
    "naira": "NGN",
    "taka": "BDT",
    "euro": "EUR",
    "lev": "BGN",
    "leu": "RON",
    "tenge": "KZT",
    "lari": "GEL",
    "korean won": "KRW",
    "kiwi dollar": "NZD",
    "aussie dollar": "AUD",
    "taiwan dollar": "TWD",
    "taiwanese dollar": "TWD",
    "singaporean dollar": "SGD",
    "singapore dollar": "SGD",
    "new zealand dollar": "NZD",
    "british pound": "GBP",
    "english pound": "GBP",
    "brazilian real": "BRL",
    "russian rouble": "RUB",
    "rouble": "RUB",
    "czech crown": "CZK",
    "czech koruna": "CZK",
    "koruna": "CZK",
    "swedish crown": "SEK",
    "norwegian crown": "NOK",
    "danish crown": "DKK",
    "crown": "SEK",
    "israeli shekel": "ILS",
    "sheqel": "ILS",
    "emirati dirham": "AED",
    "uae dirham": "AED",
    "rial": "SAR",
    "cedi": "GHS",
    "shilling": "KES",
    "kwacha": "ZMW",
    "birr": "ETB",
    "kyat": "MMK",
    "riel": "KHR",
    "tugrik": "MNT",
    "sol": "PEN",
    "guarani": "PYG",
    "colon": "CRC",
    "pataca": "MOP",
    "nuevo sol": "PEN",
    "ether": "ETH",
    "ethereum": "ETH",
    "afghani": "AFN",
    "dram": "AMD",
    "manat": "AZN",
    "som": "KGS",
    "złoty": "PLN",
}
# k€ 25 and 250 TEUR are thousands.
_THOUSANDS = (("€", "EUR"), ("eur", "EUR"), ("£", "GBP"), ("$", "$"), ("usd", "USD"), ("chf", "CHF"), ("kr", "SEK"))
# What a coin is worth of its currency, and how its currency is called here.
COINS: Mapping[str, tuple[str, int | Decimal]] = {
    **{f"{thousand}{name}": (code, Decimal("0.001")) for thousand in "kt" for name, code in _THOUSANDS},
    **{
        f"{million}{name}": (code, Decimal("0.000001"))
        for million in ("m", "mio ", "mio. ")
        for name, code in _THOUSANDS
    },
    "pence": ("GBP", 100),
    "penny": ("GBP", 100),
    "p": ("GBP", 100),
    "cents": ("$", 100),
    "¢": ("$", 100),
    "eurocents": ("EUR", 100),
    "kopecks": ("RUB", 100),
    "paise": ("INR", 100),
    "fen": ("CNY", 100),
    "jiao": ("CNY", 10),
}


@cache
def shared() -> Mapping[str, frozenset[str]]:
    """The currencies that a name of several may mean."""
    return {word: frozenset(of.split()) for words, of in _SHARED for word in words.split()}


@cache
def codes() -> Mapping[str, str]:
    """ISO codes in lower case."""
    return {code.lower(): code for code in CODES}


@cache
def names_in(language: str) -> Mapping[str, str]:
    """Currencies' names in lower case, singular and plural, as people may write them."""
    locale = Locale.parse(language)
    known = set(list_currencies())
    counts = (1, 2) if language == "en" else (None,)
    found: dict[str, str] = {}
    for code in sorted(CODES & known, reverse=True):
        for count in counts:
            name = get_currency_name(code, count=count, locale=locale).lower()
            found[name] = code
            if language == "en":
                found.setdefault(name.replace(" ", ""), code)
    if language == "en":
        for name, code in _MEANT.items():
            found |= dict.fromkeys((name, _plural(name)), code)
    return found


def _plural(name: str) -> str:
    irregular = {
        "krone": "kroner",
        "brazilian real": "brazilian reais",
        "krona": "kronor",
        "real": "reais",
        "lev": "leva",
        "leu": "lei",
    }
    return irregular.get(
        name, name if name in {"yuan", "yen", "won", "korean won", "baht", "dong", "lari"} else f"{name}s"
    )
