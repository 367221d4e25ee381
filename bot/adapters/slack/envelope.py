"""A stored envelope while it is being read: its body, and who the people in it are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.adapters.slack import keys
from bot.adapters.slack.text import clean
from domain.chat import Actor, Address, FileRef, Incoming, IncomingKind, RawUpdate

Body = Mapping[str, Any]

PEOPLE = "rapport_people"
"""What was known of the people in an envelope when it came, put beside Slack's own keys before storing."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A stored update and its decoded body."""

    raw: RawUpdate
    body: Body
    bot_user_id: str | None

    @property
    def names(self) -> dict[str, str]:
        return {who: person["name"] for who, person in self._people.items() if person.get("name")}

    @property
    def _people(self) -> Mapping[str, Mapping[str, str]]:
        people: Mapping[str, Mapping[str, str]] = self.body.get(PEOPLE) or {}
        return people

    def clean(self, text: str | None) -> str:
        return clean(text or "", self.names, self.bot_user_id)

    def address(self, channel: str, person: str, thread: str | None = None) -> Address:
        return Address(self.raw.platform, self.raw.tenant, keys.chat_id(channel, person), thread)

    def incoming(
        self, kind: IncomingKind, person: str, address: Address, *, called: str | None = None, **parts: Any
    ) -> Incoming:
        """An Incoming with what every kind of envelope shares; `parts` are its fields.

        `called` is what the envelope itself calls the person, where the directory does not say.
        """
        known = self._people.get(person) or {}
        return Incoming(
            kind=kind,
            key=self.raw.key,
            actor=Actor(self.raw.platform, self.raw.tenant, person),
            address=address,
            received_at=self.raw.received_at,
            actor_name=known.get("name") or called or "",
            language_hint=known.get("locale"),
            zone_hint=known.get("zone"),
            direct=self.address("", person),
            **parts,
        )

    def file(self, file: Body) -> FileRef:
        return FileRef(
            id=f"{self.raw.tenant}/{file['id']}",  # which workspace's token opens it
            name=file.get("name") or file.get("title") or file["id"],
            media_type=file.get("mimetype") or "application/octet-stream",
            size=file.get("size"),
        )


def time_of(ts: str) -> datetime:
    """Slack's "1700000000.000200" is seconds since 1970, its fraction a counter more than a time."""
    return datetime.fromtimestamp(float(ts), UTC)
