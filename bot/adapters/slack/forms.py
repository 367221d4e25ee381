"""A form of the house as a Slack modal."""

from collections.abc import Sequence
from typing import Any

from bot.adapters.slack.interactions import FORM_PREFIX
from domain.house import FormField, FormSpec

TITLE, LABEL, HINT = 24, 2000, 150


def modal(form: FormSpec, cancel: str) -> dict[str, Any]:
    """The view of https://docs.slack.dev/reference/views/modal-views; titles and buttons hold 24 characters."""
    return {
        "type": "modal",
        "callback_id": f"{FORM_PREFIX}{form.name}",
        "title": _plain(form.title, TITLE),
        "submit": _plain(form.submit, TITLE),
        "close": _plain(cancel, TITLE),
        "blocks": [_input(field) for field in form.fields],
    }


def find_form(forms: Sequence[FormSpec], callback_id: str) -> FormSpec | None:
    """The form a shortcut asks for."""
    name = callback_id.removeprefix(FORM_PREFIX)
    return next((form for form in forms if form.name == name), None)


def _input(field: FormField) -> dict[str, Any]:
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": field.name,
        "multiline": field.multiline,
    }
    if field.hint:
        element["placeholder"] = _plain(field.hint, HINT)
    return {
        "type": "input",
        "block_id": field.name,
        "label": _plain(field.label, LABEL),
        "optional": not field.required,
        "element": element,
    }


def _plain(text: str, limit: int) -> dict[str, Any]:
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return {"type": "plain_text", "text": cut, "emoji": False}
