"""The command menu, a list per language and scope (setMyCommands); told again only when it changed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.adapters.telegram.client import BotApi
from domain.house import House

_SCOPES = ("default", "all_private_chats", "all_group_chats")


async def show_menu(api: BotApi, house: House, bot_id: str) -> None:
    """Raises DeliveryError if Telegram could not be told."""
    calls = list(_calls(house))
    mark = hashlib.sha256(json.dumps(calls, sort_keys=True).encode()).hexdigest()
    place = f"telegram:{bot_id}:menu"
    known = await house.documents.get(place)
    if known is not None and known.get("mark") == mark:
        return
    for call in calls:
        await api.call("setMyCommands", call)
    await house.documents.put(place, {"mark": mark})


def _calls(house: House) -> Iterator[Mapping[str, Any]]:
    """The first language also stands for every language we do not speak (no language_code)."""
    for place, language in enumerate(house.languages):
        entries = [{"command": entry.name, "description": entry.description[:256]} for entry in house.menu(language)]
        for scope in _SCOPES:
            call = {"commands": entries[:100], "scope": {"type": scope}}
            yield call if place == 0 else {**call, "language_code": language}
