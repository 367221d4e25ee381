"""What becomes of a message after the platform answered, or did not.

Connect error or 5xx: again, with growing pauses. 429: when the platform says. Permanent: put aside, the address is
paused and the reader told another way. Unknown (the answer was lost): replies and reminders again, marked as a
possible repeat; digests not.
"""

import random
from datetime import timedelta
from enum import Enum, auto

from bot.parts import UNKNOWN, Prepared
from bot.promises import Platforms
from bot.settings import DeliverySettings
from domain.chat import Address
from domain.errors import DeliveryError
from storage import addresses, chat_changes, claims, outbox
from storage.codec import encode_address
from storage.entities import new_id
from storage.unit_of_work import UnitOfWork

LONGEST_WAIT = 600.0
"""Seconds between two attempts at the most."""


class Then(Enum):
    """What follows a part: the next one, a look at what waits for the address, or nothing."""

    GO_ON = auto()
    LOOK_AGAIN = auto()
    REST = auto()


class Outcomes:
    def __init__(self, settings: DeliverySettings) -> None:
        self._attempts = settings.attempts
        self._lease = timedelta(seconds=settings.lease_seconds)

    def sent(self, unit: UnitOfWork, prepared: Prepared, n: int, message_id: str) -> Then:
        """Record a part that was taken; what to do next at this address."""
        claims.mark_part_sent(unit, prepared.claim, n, message_id)
        if n < prepared.last:
            return Then.GO_ON if claims.renew(unit, prepared.claim, self._lease) else Then.LOOK_AGAIN
        if not claims.mark_sent(unit, prepared.claim):
            return Then.LOOK_AGAIN  # this worker's lease had ended: another holds the row
        return Then.LOOK_AGAIN if claims.has_more(unit, prepared.address.key) else Then.REST

    def failed(self, unit: UnitOfWork, prepared: Prepared, error: DeliveryError, platforms: Platforms) -> list[str]:
        """Record a failure; address keys that now have something to send."""
        claim = prepared.claim
        if error.moved_to is not None:
            return self._move(unit, prepared, error.moved_to)
        if error.permanent:
            return self._give_up(unit, prepared, error, platforms)
        if error.unknown and claim.row.kind == "digest":
            claims.end(unit, claim, "dropped", UNKNOWN)
            return []
        if error.retry_after is not None:
            claims.put_back(unit, claim, timedelta(seconds=error.retry_after), "asked to wait")
            return []
        if claim.attempt >= self._attempts:
            return self._give_up(unit, prepared, error, platforms)
        wait = min(LONGEST_WAIT, 0.5 * 2**claim.attempt) * random.uniform(0.5, 1.0)  # noqa: S311 - jitter
        claims.put_back(unit, claim, timedelta(seconds=wait), UNKNOWN if error.unknown else str(error))
        return []

    def _give_up(self, unit: UnitOfWork, prepared: Prepared, error: DeliveryError, platforms: Platforms) -> list[str]:
        """Nothing reaches this address: pause it, and tell the member where else they are reached."""
        claim = prepared.claim
        claims.end(unit, claim, "dead", str(error))
        if not error.content:  # else it was this message, and the next one may arrive
            addresses.pause_direct(unit, prepared.address)
            chat_changes.pause(unit, prepared.address)
        if claim.row.member_id is None:
            return []
        other = addresses.find_direct_address(unit, claim.row.member_id)
        if other is None or other == prepared.address or other.platform not in platforms:
            return []
        return [self._send_elsewhere(unit, claim, other)]

    def _send_elsewhere(self, unit: UnitOfWork, claim: claims.Claim, other: Address) -> str:
        row = claim.row
        outbox.enqueue(
            unit,
            {
                "id": new_id(),
                "platform": other.platform,
                "tenant": other.tenant,
                "address_key": other.key,
                "address": encode_address(other),
                "dedupe_key": f"elsewhere:{row.id}",
                "kind": row.kind,
                "reply": row.reply,
                "template": row.template,
                "subject": row.subject,
                "about": row.about,
                "member_id": row.member_id,
                "not_after": row.not_after,
            },
        )
        return other.key

    def _move(self, unit: UnitOfWork, prepared: Prepared, new_chat: str) -> list[str]:
        """The chat has a new id (a group became a supergroup): every stored reference follows."""
        claim = prepared.claim
        old = prepared.address
        claims.put_back(unit, claim, timedelta(0), "the chat moved")
        return [chat_changes.move(unit, old, new_chat)]
