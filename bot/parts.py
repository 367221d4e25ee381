"""Claim the first message of an address and make it ready: composed, authorised again, rendered, its parts stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.promises import with_tokens
from bot.rendering import render
from crm import members
from domain.cards import Message
from domain.chat import Adapter, Address, Outgoing, Reply
from i18n import Translator, translator
from scheduler.compose import compose
from storage import choices, claims
from storage.codec import decode_actor, decode_address, decode_reply, encode_part, encode_reply
from storage.database import database_now
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Prepared:
    """A claimed message with the parts not yet sent: (number, part)."""

    claim: claims.Claim
    address: Address
    unsent: Sequence[tuple[int, Outgoing]]
    last: int


def prepare(unit: UnitOfWork, address_key: str, lease: timedelta, adapter: Adapter) -> Prepared | float | None:
    """Claim and prepare; seconds to wait where the first message must, None where nothing waits."""
    claim = claims.claim_next(unit, address_key, lease)
    if claim is None:
        return _wait(unit, address_key)
    gone = _why_not(unit, claim)
    if gone:
        claims.end(unit, claim, "dropped", gone)
        return 0.0
    reply = _reply(unit, claim)
    if reply is None:
        claims.end(unit, claim, "dropped", "nothing to say")
        return 0.0
    prepared = _rendered(unit, claim, reply, adapter)
    if not prepared.unsent:  # a worker that was late has sent all of it since, and could not close it any more
        claims.mark_sent(unit, claim)
        return 0.0
    return prepared


def _wait(unit: UnitOfWork, address_key: str) -> float | None:
    at = claims.next_attempt_at(unit, address_key)
    if at is None:
        return None
    return max(0.05, (at - database_now(unit.connection)).total_seconds())


def _why_not(unit: UnitOfWork, claim: claims.Claim) -> str | None:
    """Why a message must no longer be sent: too late, in doubt and not worth repeating, or its reader has left."""
    row = claim.row
    if row.not_after is not None and row.not_after < unit.now:
        return "too late"
    if claim.in_doubt and row.kind == "digest":
        return "may have been sent"
    reader = claims.find_reader(unit, claim)
    return "no longer a member" if reader is not None and reader.removed_at is not None else None


def _reply(unit: UnitOfWork, claim: claims.Claim) -> Reply | None:
    """The stored reply, or the template composed now; None if there is nothing to say any more."""
    row = claim.row
    if row.reply is not None:
        return decode_reply(row.reply)
    message = compose(unit, row.template, row.subject, row.member_id)
    if message is None:
        return None
    return _compose(unit, claim, replace(message, for_member=row.member_id))


def _compose(unit: UnitOfWork, claim: claims.Claim, message: Message) -> Reply:
    reply, offered = with_tokens(unit, message, claim.id, decode_address(claim.row.address))
    claims.keep_composed(unit, claim, encode_reply(reply), list(message.card.about) or None)
    choices.offer(unit, offered)
    return reply


def _rendered(unit: UnitOfWork, claim: claims.Claim, reply: Reply, adapter: Adapter) -> Prepared:
    address = decode_address(claim.row.address)
    blank = _blank(unit, claim, address, adapter)
    rows = claims.list_parts(unit, claim.id) if claim.attempt > 1 else ()
    if not rows:
        parts = render(reply, blank, adapter.capabilities, _language(unit, claim))
        claims.keep_parts(unit, claim, address.chat_key, [encode_part(part) for part in parts])
        return Prepared(claim, address, list(enumerate(parts)), len(parts) - 1)
    stored = [(row.n, _revived(row, blank)) for row in rows if row.sent_at is None]
    return Prepared(claim, address, stored, len(rows) - 1)


def _blank(unit: UnitOfWork, claim: claims.Claim, address: Address, adapter: Adapter) -> Outgoing:
    row = claim.row
    edited = claims.list_parts(unit, row.edit_of) if row.edit_of and adapter.capabilities.edit else []
    return Outgoing(
        key=str(claim.id),
        address=address,
        body=(),
        edit_of=edited[0].message_id if edited else None,
        only_for=decode_actor(row.only_for) if row.only_for else None,
        private=row.private,
        answers=row.answers,
        at=row.created_at,
        repeat=claim.in_doubt or row.error == UNKNOWN,
    )


UNKNOWN = "unknown outcome"
"""What is noted on a message whose sending may or may not have succeeded."""


def _revived(row: Any, blank: Outgoing) -> Outgoing:
    reply = decode_reply(row.payload)
    return replace(
        blank,
        key=f"{blank.key}:{row.n}",
        body=reply.body,
        choices=reply.choices,
        files=reply.files,
        results=reply.results,
        edit_of=blank.edit_of if row.n == 0 else None,
    )


def _language(unit: UnitOfWork, claim: claims.Claim) -> Translator:
    """The reader's language: degrading adds a word of its own where there are no buttons."""
    reader = claims.find_reader(unit, claim)
    return translator(reader.language if reader else members.get_workspace(unit).language)
