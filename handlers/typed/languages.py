"""Languages as people name them, in any of those we speak."""

from babel import Locale

from i18n import languages

_ALSO = {"zh": {"cn", "zh-cn", "汉语", "汉文", "华语", "普通话", "国语", "mandarin"}, "en": {"英语", "英文", "eng"}}


def language_named(text: str) -> str | None:
    """By code, by its own name, or by its name in any language we speak."""
    wanted = text.strip().lower()
    for code in languages():
        names = {code, own_name(code).lower(), *(_name(code, other).lower() for other in languages())}
        if wanted in names | _ALSO.get(code, set()):
            return code
    return None


def own_name(code: str) -> str:
    """What a language calls itself."""
    return _name(code, code)


def _name(code: str, shown_in: str) -> str:
    return Locale.parse(code).get_language_name(shown_in) or code
