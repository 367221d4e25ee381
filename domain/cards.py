"""What handlers and the scheduler say, before it has an address's limits or a choice's token.

A Card is a body with buttons that name actions; storing it in the outbox gives each button its token and number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.chat import Address, Body, OutFile, QueryResult, Visibility


@dataclass(frozen=True, slots=True)
class Button:
    """A choice: `action` names what handlers/actions does when it is tapped, `data` (small, JSON) with what.

    `anyone`: whoever is in the chat may tap it (a group's [Claim]); otherwise only the member it was made for. `hours`:
    how long it stays open.
    """

    label: str
    action: str
    data: Mapping[str, Any] = field(default_factory=dict)
    anyone: bool = False
    hours: float = 24.0


@dataclass(frozen=True, slots=True)
class Card:
    """A reply to be: `about` are the short references (C7, F9) of the records it shows, first the main one."""

    body: Body
    buttons: tuple[tuple[Button, ...], ...] = ()
    about: tuple[str, ...] = ()
    files: tuple[OutFile, ...] = ()
    results: tuple[QueryResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A card on its way. `to` is an address, or a member's id: their direct chat, wherever they were last seen.

    `kind` reply, notice, reminder or digest decides what happens when its sending is in doubt (a reminder is said
    again, a digest is not). `edit_of` is the outbox id of the message it takes the place of. `dedupe_key` makes a
    second promise of the same thing none. `for_member` is authorised again at send; None: whoever is there.
    """

    to: Address | UUID
    card: Card
    visibility: Visibility = Visibility.CHAT
    kind: str = "reply"
    edit_of: UUID | None = None
    dedupe_key: str | None = None
    for_member: UUID | None = None
    not_after: datetime | None = None
