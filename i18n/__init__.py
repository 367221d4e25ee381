"""Every user-visible text goes through here: English in the code, one .po a language.

`N_` marks a text that is translated later. `translator(language)` gives the function that does it: its first argument
is an English text with `{named}` places, as `t("New lead {ref}", ref=ref)`; `t.plural("{n} deal", "{n} deals", n)`.
"""

from functools import cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from i18n.catalogue import load

LOCALES = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - gettext's own name, known to every extraction tool
    """Mark a text for translation, and leave it as it is."""
    return message


class Translator:
    """Translates into one language; an unknown text stays English, a missing place is shown by its name."""

    def __init__(self, language: str, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, message: str, /, **values: Any) -> str:
        return _fill(self._catalogue.gettext(message), values)

    def plural(self, one: str, many: str, n: int, /, **values: Any) -> str:
        return _fill(self._catalogue.ngettext(one, many, n), {"n": n, **values})

    def context(self, context: str, message: str, /, **values: Any) -> str:
        """For a word that means two things: `t.context("deal", "Open")`."""
        return _fill(self._catalogue.pgettext(context, message), values)


class _Places(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _fill(message: str, values: dict[str, Any]) -> str:
    return message.format_map(_Places(values)) if values else message


@cache
def languages() -> tuple[str, ...]:
    """Every language there is a catalogue for, English first: a new .po file is all it takes."""
    return ("en", *sorted(path.stem for path in LOCALES.glob("*.po")))


def best_language(hint: str | None, default: str = "en") -> str:
    """The language of ours that a platform's hint ("zh-hans", "en-GB") asks for, else `default`."""
    wanted = (hint or "").replace("_", "-").split("-")[0].lower()
    return wanted if wanted in languages() else default


@cache
def translator(language: str) -> Translator:
    """The translator of a language; an unknown language speaks English."""
    path = LOCALES / f"{language}.po"
    return Translator(language, load(path) if path.is_file() else NullTranslations())
