"""The terminal as a chat platform: updates are replay lines (docs/replay.md), messages go to whoever drives it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.adapters.console.settings import Settings
from domain.chat import (
    Accept,
    Actor,
    Address,
    Capabilities,
    FileRef,
    Forward,
    ForwardKind,
    Incoming,
    IncomingKind,
    Limits,
    Membership,
    Outgoing,
    Pressed,
    RawUpdate,
    Route,
    Sent,
    SharedContact,
)
from domain.errors import NotFound
from domain.house import House
from i18n import N_

PLATFORM = "console"
TENANT = "main"


class ConsoleAdapter:
    """Speaks to people at this terminal. `show` gets every message sent; it is set by who drives the terminal."""

    name = PLATFORM

    def __init__(self, *, buttons: bool = True) -> None:
        self.capabilities = Capabilities(
            buttons=buttons,
            file_paths=True,
            tables=True,
            idempotent=False,
            limits=Limits(text=1_000_000, in_flight=1),
        )
        self.show: Callable[[Outgoing, str], None] = _nowhere

    async def receive(self, accept: Accept) -> None:
        """The terminal's driver hands lines to the intake itself."""

    def parse(self, raw: RawUpdate) -> Incoming | None:
        """An Incoming from a line that the driver has checked."""
        return _incoming(raw, json.loads(raw.payload))

    async def send(self, message: Outgoing) -> Sent:
        self.show(message, message.key)
        return Sent(message.key)

    async def fetch(self, file: FileRef) -> bytes:
        raise NotFound(N_("There is no file {name} here."), name=file.name)

    def direct(self, actor: Actor) -> Address:
        return direct_address(actor.user_id)

    def routes(self) -> Sequence[Route]:
        return ()

    async def close(self) -> None:
        """Nothing is open."""


def build(settings: Settings, house: House) -> Sequence[ConsoleAdapter]:  # noqa: ARG001 - every adapter's signature
    return (ConsoleAdapter(),)


def direct_address(user_id: str) -> Address:
    return Address(PLATFORM, TENANT, f"dm:{user_id}")


def _nowhere(message: Outgoing, identifier: str) -> None:
    """Until a driver is there nobody reads."""


def _incoming(raw: RawUpdate, line: dict[str, Any]) -> Incoming:
    person = str(line["from"]) if "from" in line else ""
    chat = str(line.get("chat", "dm"))
    address = direct_address(person) if chat == "dm" else Address(PLATFORM, TENANT, chat)
    blank = Incoming(
        kind=IncomingKind.MESSAGE,
        key=raw.key,
        actor=Actor(PLATFORM, TENANT, person),
        actor_name=person,
        address=address,
        received_at=raw.received_at,
        sent_at=raw.received_at,
        is_private=chat == "dm",
        is_to_me=chat == "dm" or _is_addressed(line),
        chat_title=None if chat == "dm" else chat,
        message_id=raw.key,
    )
    if "members" in line or "team" in line:
        people = tuple(str(name) for name in line.get("members", ()))
        membership = Membership("described", people=people, team=line.get("team"))
        return replace(blank, kind=IncomingKind.MEMBERSHIP, membership=membership)
    if "press" in line:
        return replace(blank, kind=IncomingKind.PRESS, pressed=Pressed(line["press"], line.get("reply_to")))
    return _message(blank, line)


def _message(blank: Incoming, line: dict[str, Any]) -> Incoming:
    text = line.get("text")
    edit_of = line.get("edit_of")
    return replace(
        blank,
        kind=IncomingKind.EDIT if edit_of else IncomingKind.MESSAGE,
        text=_without_mention(text) if text is not None and not blank.is_private else text,
        edit_of=edit_of,
        reply_to=line.get("reply_to"),
        forward=_forward(line["forward"]) if "forward" in line else None,
        contacts=tuple(_contact(contact) for contact in line.get("contacts", ())),
        files=tuple(_file(path) for path in line.get("files", ())),
    )


def _is_addressed(line: dict[str, Any]) -> bool:
    text = str(line.get("text") or "").lstrip()
    return text.startswith(("@rapport", "/")) or bool(line.get("reply_to") or line.get("press"))


def _without_mention(text: str) -> str:
    stripped = text.lstrip()
    return stripped.removeprefix("@rapport").lstrip(" ,:，：") if stripped.startswith("@rapport") else text


def _forward(document: dict[str, Any]) -> Forward:
    at = document.get("at")
    return Forward(
        ForwardKind(document["kind"]),
        str(document.get("name", "")),
        None if document.get("user_id") is None else str(document["user_id"]),
        datetime.fromisoformat(at) if at else None,
    )


def _contact(document: dict[str, Any]) -> SharedContact:
    return SharedContact(
        name=str(document.get("name", "")),
        phones=tuple(document.get("phones", ())),
        emails=tuple(document.get("emails", ())),
        vcard=document.get("vcard"),
    )


def _file(path: str) -> FileRef:
    place = Path(path)
    return FileRef(id=path, name=place.name, media_type=media_type(place.name), path=str(place.absolute()))


def media_type(name: str) -> str:
    """The media type a name's ending tells."""
    endings = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
    endings |= {".pdf": "application/pdf", ".csv": "text/csv", ".txt": "text/plain", ".vcf": "text/vcard"}
    return endings.get(Path(name).suffix.lower(), "application/octet-stream")
