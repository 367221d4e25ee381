"""/language: which language Rapport speaks with the member."""

from babel import Locale

from crm.preferences import set_language
from domain.errors import NotUnderstood
from handlers.commands import Command
from handlers.saying import say, text_card
from handlers.saying import undo_button as undo
from handlers.turn import Outcome, Turn
from i18n import N_, languages, translator


def run(turn: Turn, rest: str) -> Outcome | None:
    language = _meant(rest)
    if language is None:
        known = ", ".join(f"{code} ({_own_name(code)})" for code in languages())
        raise NotUnderstood("Which language? I speak {languages}. For example: language zh", languages=known)
    set_language(turn.uow, turn.member, language)
    t = translator(language)
    card = text_card(t("From now on I speak {language} with you.", language=_own_name(language)), undo(turn))
    return say(turn, card, private=True)


def _meant(text: str) -> str | None:
    """By code, by its own name, or by its name in any language we speak."""
    wanted = text.strip().lower()
    for code in languages():
        names = {code, _own_name(code).lower(), *(_name(code, other).lower() for other in languages())}
        if wanted in names | _ALSO.get(code, set()):
            return code
    return None


_ALSO = {"zh": {"cn", "zh-cn", "汉语", "普通话", "mandarin"}, "en": {"英语", "英文", "eng"}}


def _own_name(code: str) -> str:
    return _name(code, code)


def _name(code: str, shown_in: str) -> str:
    return Locale.parse(code).get_language_name(shown_in) or code


COMMAND = Command(
    "language",
    ("语言", "lang"),
    N_("Choose your language"),
    run,
    usage=N_("language <en or zh>"),
    examples=(("en", "language zh"), ("zh", "语言 英文")),
    order=70,
)
