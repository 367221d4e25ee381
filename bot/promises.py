"""A handler's Message becomes an outbox row and its open choices: in the transaction that made it true."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from domain.cards import Button, Message
from domain.chat import Actor, Adapter, Address, Choice, OutFile, Reply, Visibility
from storage import addresses, choices, outbox
from storage.codec import encode_actor, encode_address, encode_reply
from storage.entities import new_id
from storage.unit_of_work import UnitOfWork

Platforms = Mapping[str, Adapter]
"""The adapters that run here, by platform; one adapter serves every tenant of its platform."""


def promise(
    unit: UnitOfWork,
    message: Message,
    platforms: Platforms,
    *,
    asker: Actor | None = None,
    answers: str | None = None,
    keep: Callable[[OutFile], OutFile] | None = None,
) -> tuple[UUID, str] | None:
    """Store a message with its choices; its outbox id and address key, None if promised before or for nobody.

    `asker` is whom it answers: what only they may see goes to them. `keep` puts the content of its files on disk.
    """
    where = _where(unit, message, platforms, asker)
    if where is None:
        return None
    address, only_for, private = where
    identifier = new_id()
    if message.edit_of is not None:
        choices.close(unit, message.edit_of)
    reply, offered = with_tokens(unit, message, identifier, address)
    if keep is not None:
        reply = replace(reply, files=tuple(keep(file) for file in reply.files))
    row = {
        "id": identifier,
        "platform": address.platform,
        "tenant": address.tenant,
        "address_key": address.key,
        "address": encode_address(address),
        "dedupe_key": message.dedupe_key,
        "kind": message.kind,
        "reply": encode_reply(reply),
        "about": list(message.card.about) or None,
        "member_id": message.for_member or (message.to if isinstance(message.to, UUID) else None),
        "only_for": encode_actor(only_for) if only_for else None,
        "private": private,
        "answers": answers,
        "edit_of": message.edit_of,
        "not_after": message.not_after,
    }
    if not outbox.enqueue(unit, row):
        return None
    choices.offer(unit, offered)
    return identifier, address.key


def with_tokens(
    unit: UnitOfWork, message: Message, identifier: UUID, address: Address
) -> tuple[Reply, list[dict[str, Any]]]:
    """The card as a Reply whose choices have tokens, and the rows of those choices."""
    card = message.card
    offered: list[dict[str, Any]] = []
    audience = message.for_member or (message.to if isinstance(message.to, UUID) else unit.member_id)
    rows = tuple(tuple(_offer(unit, button, audience, offered) for button in row) for row in card.buttons)
    for n, row in enumerate(offered, 1):
        row.update(outbox_id=identifier, chat_key=address.chat_key, number=n)
    return Reply(card.body, rows, card.files, message.visibility, results=card.results), offered


def _offer(unit: UnitOfWork, button: Button, audience: UUID | None, offered: list[dict[str, Any]]) -> Choice:
    token = secrets.token_urlsafe(16)
    offered.append(
        {
            "token": token,
            "label": button.label,
            "action": button.action,
            "data": dict(button.data),
            "member_id": None if button.anyone else audience,
            "expires_at": unit.now + timedelta(hours=button.hours),
            "spent_at": None,
        }
    )
    return Choice(button.label, token)


def _where(
    unit: UnitOfWork, message: Message, platforms: Platforms, asker: Actor | None
) -> tuple[Address, Actor | None, bool] | None:
    """The address, the one person who may see it (ephemeral), and whether it answers privately what was said openly."""
    if isinstance(message.to, UUID):
        address = addresses.find_direct_address(unit, message.to)
        return (address, None, False) if address else None
    if message.visibility is not Visibility.PRIVATE or asker is None:
        return message.to, None, False
    adapter = platforms.get(message.to.platform)
    if adapter is None:
        return message.to, asker, True
    direct = adapter.direct(asker)
    if direct.chat_id == message.to.chat_id:
        return message.to, None, False
    return (message.to, asker, True) if adapter.capabilities.ephemeral else (direct, None, True)
