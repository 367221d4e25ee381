"""/language: which language Rapport speaks with the member."""

from crm.preferences import set_language
from domain.errors import NotUnderstood
from handlers.commands import Command
from handlers.saying import say, text_card
from handlers.saying import undo_button as undo
from handlers.turn import Outcome, Turn
from handlers.typed.languages import language_named, own_name
from i18n import N_, languages, translator


def run(turn: Turn, rest: str) -> Outcome | None:
    language = language_named(rest)
    if language is None:
        known = ", ".join(f"{code} ({own_name(code)})" for code in languages())
        raise NotUnderstood("Which language? I speak {languages}. For example: language zh", languages=known)
    set_language(turn.uow, turn.member, language)
    t = translator(language)
    card = text_card(t("From now on I speak {language} with you.", language=own_name(language)), undo(turn))
    return say(turn, card, private=True)


COMMAND = Command(
    "language",
    ("语言", "lang"),
    N_("Choose your language"),
    run,
    usage=N_("language <en or zh>"),
    examples=(("en", "language zh"), ("zh", "语言 英文")),
    order=70,
)
