"""A chat platform in memory, strict where real ones are, that fails on demand."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.chat import (
    Accept,
    Actor,
    Address,
    Capabilities,
    FileRef,
    Incoming,
    IncomingKind,
    Limits,
    Outgoing,
    RawUpdate,
    Route,
    Sent,
)
from domain.errors import DeliveryError


@dataclass
class FakePlatform:
    """`ledger` holds what was taken, in order. `failures` are raised one by one; `silent` ones after taking it."""

    name: str = "fake"
    capabilities: Capabilities = field(default_factory=lambda: Capabilities(limits=Limits(text=400)))
    ledger: list[Outgoing] = field(default_factory=list)
    failures: list[DeliveryError | None] = field(default_factory=list)
    attempts: int = 0
    taken: asyncio.Event = field(default_factory=asyncio.Event)
    """Set with every message that was taken; whoever waits clears it."""

    async def receive(self, accept: Accept) -> None:
        """Tests hand updates in themselves."""

    def parse(self, raw: RawUpdate) -> Incoming | None:
        line = json.loads(raw.payload)
        if line.get("ignore"):
            return None
        return Incoming(
            IncomingKind.MESSAGE,
            raw.key,
            Actor(self.name, "bot", line["from"]),
            Address(self.name, "bot", f"dm:{line['from']}"),
            raw.received_at,
            text=line["text"],
        )

    async def send(self, message: Outgoing) -> Sent:
        self.attempts += 1
        failure = self.failures.pop(0) if self.failures else None
        if failure is not None and not failure.unknown:
            raise failure
        self.ledger.append(message)
        self.taken.set()
        if failure is not None:
            raise failure
        return Sent(f"p{len(self.ledger)}")

    async def fetch(self, file: FileRef) -> bytes:
        return b""

    def direct(self, actor: Actor) -> Address:
        return Address(self.name, "bot", f"dm:{actor.user_id}")

    def routes(self) -> Sequence[Route]:
        return ()

    async def close(self) -> None:
        """Nothing is open."""


def update(key: str, who: str, text: str, at: datetime, *, on: str = "fake", **more: Any) -> RawUpdate:
    """A raw update of the platform of that name."""
    payload = json.dumps({"from": who, "text": text, **more}).encode()
    return RawUpdate(on, "bot", key, f"dm:{who}", payload, at)
