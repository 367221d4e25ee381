"""/find: a customer by name, number, phone, address or handle."""

import re

from domain.errors import NotUnderstood
from handlers.commands import Command
from handlers.questions.answering import find_question
from handlers.questions.in_own_words import asks_of_customer
from handlers.reading import words_of
from handlers.records.finding import show_found
from handlers.turn import Outcome, Turn
from i18n import N_

_OUT = re.compile(r"find out\b", re.IGNORECASE)


def run(turn: Turn, rest: str) -> Outcome | None:
    """The card of whom the words name; a sentence that begins alike ("find out who decides") is none."""
    words = words_of(turn.last)
    if not words.startswith("/") and (_OUT.match(words) or asks_of_customer(words)):
        return None
    if not rest:
        raise NotUnderstood("Whom shall I find? For example: find acme")
    asked = find_question(turn, words)  # "who is behind" asks about the pipeline
    return asked or show_found(turn, rest.rstrip("?？"))


COMMAND = Command(
    "find",
    (
        "查",
        "查找",
        "搜索",
        "找",
        "search",
        "who is",
        "whois",
        "who's",
        "look up",
        "pull up",
        "tell me about",
        "tell me more about",
        "info on",
        "anything on",
        "what do we know about",
        "what do you know about",
        "what do we have on",
        "谁是",
        "看",
        "介绍一下",
        "关于",
    ),
    N_("Find a customer"),
    run,
    usage=N_("find <name, company, phone, email, @handle or number>"),
    examples=(("en", "find acme"), ("zh", "查 王芳"), ("en", "who is +49 30 1234")),
    order=10,
    daily=True,
)
