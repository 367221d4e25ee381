"""Buttons that ask: each holds words one could have typed."""

from collections.abc import Mapping
from typing import Any

from domain.errors import NotUnderstood
from handlers.questions.answering import answer_words
from handlers.questions.exporting import export_words
from handlers.turn import Handler, Outcome, Turn


def ask(turn: Turn) -> Outcome:
    return answer_words(turn, _text(turn))


def export(turn: Turn) -> Outcome:
    return export_words(turn, _text(turn))


def _text(turn: Turn) -> str:
    data: Mapping[str, Any] = turn.choice.data if turn.choice else {}
    if not data.get("text"):
        raise NotUnderstood("That button is no longer there.")
    return str(data["text"])


ACTIONS: Mapping[str, Handler] = {"ask": ask, "export": export}
REPEATABLE = ("ask", "export")
