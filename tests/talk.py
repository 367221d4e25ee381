"""Dialogues without an edge: people say things, the router answers, and what it promises is kept as rows.

talk = Talk(database)
bob = talk.person("bob")
card = bob.says("note C7 wants a demo")
assert card.heading == "✓ Note"
bob.taps("Undo")
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from domain.cards import Button, Card, Message
from domain.chat import (
    Actor,
    Address,
    Bullets,
    FileRef,
    Forward,
    ForwardKind,
    Incoming,
    IncomingKind,
    Line,
    Membership,
    Pressed,
    SharedContact,
    Table,
    Visibility,
)
from domain.clock import VirtualClock
from handlers.router import answer, handle, prepare
from handlers.turn import Handled, Question
from storage.addresses import find_direct_address
from storage.choices import close, offer
from storage.codec import encode_address
from storage.database import Database
from storage.entities import ChatIdentity, OutboxMessage, OutboxPart, new_id
from storage.references import References
from storage.unit_of_work import UnitOfWork
from tests.office import NOW

PLATFORM, TENANT = "console", "local"


@dataclass
class Said:
    """One message of ours as its reader sees it. `to` is a person's name or a group's."""

    id: UUID
    to: str
    card: Card
    private: bool = False
    edit_of: UUID | None = None
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        return [text for block in self.card.body for text in _texts(block)]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def heading(self) -> str:
        return self.lines[0] if self.lines else ""

    @property
    def buttons(self) -> list[str]:
        return list(self.tokens)


def _texts(block: Line | Bullets | Table) -> list[str]:
    if isinstance(block, Line):
        text = "".join(span.text for span in block.spans)
        return [f"“{text}”" if block.quote else text]
    if isinstance(block, Bullets):
        return ["".join(span.text for span in item) for item in block.items]
    return ["  ".join(row) for row in (block.head, *block.rows)]


class Talk:
    """A workspace one can talk with. `heard` is everything it said, in order."""

    def __init__(self, database: Database, now: datetime = NOW) -> None:
        self.database = database
        self.clock = VirtualClock(now)
        self.heard: list[Said] = []
        self.references = References()
        self._keys = count(1)

    def passes(self, **span: float) -> None:
        """Let time go by: `talk.passes(hours=25)`."""
        self.clock.move_to(self.clock.now() + timedelta(**span))

    def person(self, name: str, language: str | None = None) -> "Person":
        return Person(self, name, language)

    def handle(self, *burst: Incoming) -> list[Said]:
        """What the workspace says to that burst, to whomever."""
        with self.database.reading.connect() as connection, connection.begin():
            reading = UnitOfWork(connection, 1, self.clock.now(), self.references, read_only=True)
            prepared = prepare(reading, burst)
            reading.close()
        with self.database.writing.connect() as connection, connection.begin():
            uow = UnitOfWork(connection, 1, self.clock.now(), self.references, message_key=burst[-1].key)
            outcome = handle(uow, burst, prepared)
            if isinstance(outcome, Question):
                outcome = self._answered(burst, prepared, outcome)
            said = [self._keep(uow, message) for message in outcome.messages]
            for outbox_id in outcome.close:
                close(uow, outbox_id)
            uow.outbox_id = said[0].id if said else None
            uow.finish()
            uow.close()
        self.heard += said
        return said

    def _answered(self, burst: tuple[Incoming, ...], prepared: object, question: Question) -> Handled:
        with self.database.reading.connect() as connection, connection.begin():
            reading = UnitOfWork(connection, 1, self.clock.now(), self.references, read_only=True)
            handled = answer(reading, burst, prepared, question)  # type: ignore[arg-type]  # what prepare gave
            reading.close()
        return handled

    def _keep(self, uow: UnitOfWork, message: Message) -> Said:
        """Store a promised message as the edge would: an outbox row, its part, its choices."""
        address = message.to if isinstance(message.to, Address) else find_direct_address(uow, message.to)
        assert address is not None, "nobody is reached there"
        private = message.visibility is Visibility.PRIVATE
        if private and message.for_member is not None:
            address = find_direct_address(uow, message.for_member) or address
        said = Said(new_id(), address.chat_id, message.card, private, message.edit_of)
        uow.add(
            OutboxMessage(
                id=said.id,
                platform=address.platform,
                tenant=address.tenant,
                address_key=address.key,
                address=encode_address(address),
                kind=message.kind,
                dedupe_key=message.dedupe_key,
                about=list(message.card.about) or None,
                answers=uow.message_key,
                member_id=message.for_member,
                edit_of=message.edit_of,
                created_at=uow.now,
                not_before=uow.now,
                state="sent",
            )
        )
        uow.add(OutboxPart(outbox_id=said.id, n=0, payload="", chat_key=address.chat_key, message_id=str(said.id)))
        if message.edit_of is not None:
            close(uow, message.edit_of)
        buttons = [button for row in message.card.buttons for button in row]
        offer(uow, [self._choice(uow, said, address, n, b, message) for n, b in enumerate(buttons, 1)])
        return said

    def _choice(
        self, uow: UnitOfWork, said: Said, address: Address, n: int, button: Button, message: Message
    ) -> dict[str, object]:
        token = said.tokens[button.label] = f"{said.id.hex}-{n}"
        return {
            "token": token,
            "outbox_id": said.id,
            "chat_key": address.chat_key,
            "number": n,
            "label": button.label,
            "action": button.action,
            "data": dict(button.data),
            "member_id": None if button.anyone else message.for_member or uow.member_id,
            "expires_at": uow.now + timedelta(hours=button.hours),
            "spent_at": None,
        }

    def update(self, person: "Person", chat: str | None, **values: object) -> Incoming:
        """An update of that person in their direct chat or in a group ("#sales")."""
        base = Incoming(
            IncomingKind.MESSAGE,
            f"k{next(self._keys)}",
            person.actor,
            Address(PLATFORM, TENANT, chat or person.name),
            self.clock.now(),
            actor_name=person.name,
            is_private=chat is None,
            language_hint=person.language,
        )
        return replace(base, **values)  # type: ignore[arg-type]  # the fields are Incoming's own


class Person:
    """Somebody who talks. Each line returns the last message said to the one who spoke (in that chat, or privately)."""

    def __init__(self, talk: Talk, name: str, language: str | None = None) -> None:
        self.talk = talk
        self.name = name
        self.language = language
        self.actor = Actor(PLATFORM, TENANT, name)
        self.last: Said | None = None

    def says(
        self,
        text: str,
        *,
        in_group: str | None = None,
        reply_to: Said | None = None,
        edit_of: Incoming | None = None,
        files: Sequence[str] = (),
        to_me: bool = True,
    ) -> Said:
        """One line; a silent answer is an error of the test: see `is_silent_on`."""
        return self._only(self.hears(self.line(text, in_group, reply_to, edit_of, files, to_me=to_me)))

    def line(
        self,
        text: str,
        in_group: str | None = None,
        reply_to: Said | None = None,
        edit_of: Incoming | None = None,
        files: Sequence[str] = (),
        *,
        to_me: bool = True,
    ) -> Incoming:
        return self.talk.update(
            self,
            in_group,
            kind=IncomingKind.EDIT if edit_of else IncomingKind.MESSAGE,
            text=text,
            reply_to=str(reply_to.id) if reply_to else None,
            edit_of=edit_of.key if edit_of else None,
            files=tuple(FileRef(name, name) for name in files),
            is_to_me=to_me,
        )

    def forwards(
        self,
        *texts: str,
        sender: str,
        kind: ForwardKind = ForwardKind.HIDDEN,
        user_id: str | None = None,
        comment: str | None = None,
        at: datetime | None = None,
    ) -> Said:
        """Several messages of one sender as one burst, with a comment after them or none."""
        burst = [
            self.talk.update(self, None, text=text, forward=Forward(kind, sender, user_id, at or self.talk.clock.now()))
            for text in texts
        ]
        if comment is not None:
            burst.append(self.talk.update(self, None, text=comment))
        return self._only(self.hears(*burst))

    def shares(self, contact: SharedContact) -> Said:
        return self._only(self.hears(self.talk.update(self, None, contacts=(contact,))))

    def taps(self, label: str, said: Said | None = None, *, in_group: str | None = None) -> Said:
        """Tap a button of a message (the last one, unless told)."""
        shown = said or self.last
        assert shown is not None, "nothing to tap on"
        pressed = Pressed(shown.tokens[label], str(shown.id))
        return self._only(self.hears(self.talk.update(self, in_group, kind=IncomingKind.PRESS, pressed=pressed)))

    def hears(self, *burst: Incoming) -> list[Said]:
        """Everything said because of that burst, to whomever."""
        said = self.talk.handle(*burst)
        mine = [message for message in said if message.to in {self.name, burst[-1].address.chat_id}]
        if mine:
            self.last = mine[0]
        return said

    def describes(self, group: str, people: Sequence[str], team: str | None = None) -> None:
        """Say who is in a group and whose news it gets, as a platform would."""
        change = Membership("described", people=tuple(people), team=team)
        self.talk.handle(self.talk.update(self, group, kind=IncomingKind.MEMBERSHIP, membership=change))

    def _only(self, said: list[Said]) -> Said:
        assert said, "nothing was answered"
        assert self.last in said, "nothing was answered to the one who spoke"
        return self.last


def known_as(uow: UnitOfWork, member_id: UUID, name: str) -> ChatIdentity:
    """Let a member speak as `console:<name>` and be reached there."""
    return uow.add(
        ChatIdentity(
            platform=PLATFORM,
            tenant=TENANT,
            user_id=name,
            member_id=member_id,
            direct_chat=encode_address(Address(PLATFORM, TENANT, name)),
            last_seen_at=uow.now,
        )
    )
