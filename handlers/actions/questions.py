"""Buttons that ask: each holds words one could have typed; and one that keeps a question nobody answered as a note."""

from collections.abc import Mapping
from typing import Any

from crm.facts import Facts
from crm.filing import file
from crm.recognise import Known, Nobody
from domain.errors import NotUnderstood
from handlers.filing.filed import say_filed
from handlers.questions.answering import answer_words
from handlers.questions.exporting import export_words
from handlers.records.finding import get_record
from handlers.turn import Handler, Outcome, Turn


def ask(turn: Turn) -> Outcome:
    return answer_words(turn, _text(turn))


def export(turn: Turn) -> Outcome:
    return export_words(turn, _text(turn))


def keep_note(turn: Turn) -> Outcome:
    """The words of the question, kept as a note on whom it was about, else as the asker's own."""
    ref = turn.choice.data.get("ref") if turn.choice else None
    whom = Known(get_record(turn, str(ref))) if ref else Nobody()
    return say_filed(turn, file(turn.uow, turn.member, Facts(body=_text(turn)), whom))


def _text(turn: Turn) -> str:
    data: Mapping[str, Any] = turn.choice.data if turn.choice else {}
    if not data.get("text"):
        raise NotUnderstood("That button is no longer there.")
    return str(data["text"])


ACTIONS: Mapping[str, Handler] = {"ask": ask, "export": export, "keep_note": keep_note}
REPEATABLE = ("ask", "export")
