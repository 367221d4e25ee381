"""A form of the house as a Slack modal."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.adapters.slack.interactions import FORM_PREFIX
from domain.house import FormField, FormSpec

TITLE, LABEL, HINT, BUTTON = 24, 2000, 150, 75


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


def openers(forms: Sequence[FormSpec]) -> list[dict[str, Any]]:
    """A row of buttons that open the forms at once; no message is sent for them."""
    buttons = [
        {"type": "button", "text": _plain(form.title, BUTTON), "action_id": f"{FORM_PREFIX}{form.name}"}
        for form in forms
    ]
    return [{"type": "actions", "elements": buttons}] if buttons else []


def asked_for(body: Mapping[str, Any]) -> str | None:
    """The callback id of the form that a shortcut, or one of those buttons, asks for."""
    if body.get("type") == "shortcut":
        return str(body.get("callback_id"))
    if body.get("type") != "block_actions":
        return None
    actions = body.get("actions") or [{}]
    action_id = str(actions[0].get("action_id"))
    return action_id if action_id.startswith(FORM_PREFIX) else None


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
