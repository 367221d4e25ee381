"""Working days in the reader's words: "Mon, Tue, Wed"."""

from collections.abc import Iterable

from babel.dates import get_day_names

from i18n import Translator


def days_named(t: Translator, days: Iterable[int]) -> str:
    names = get_day_names("abbreviated", locale=t.language)
    return t.context("between items of a list", ", ").join(names[day] for day in sorted(days))
