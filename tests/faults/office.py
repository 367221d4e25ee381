"""Who works here and what is promised to them: the four kinds of work whose deaths are enumerated.

Each line, reminder, digest and lead carries a token like n00012, by which its effect and its messages are known.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import update

from crm import roster
from domain.chat import Actor, Address
from storage.codec import encode_address
from storage.database import Database
from storage.entities import ChatIdentity, Conversation, FollowUp, Member, OutboxMessage, Workspace
from storage.members import find_by_actor, find_team
from storage.unit_of_work import UnitOfWork
from tests.fakes.telegram import Group, Person
from tests.fakes.telegram.world import BOT_ID
from tests.faults.door import MortalTelegram
from tests.office import work

TENANT = str(BOT_ID)
NAMES = ("alice", "bob", "cleo", "dora")
MESSAGE, REMINDER, DIGEST, NEWS = KINDS = ("message", "reminder", "digest", "news")


@dataclass(frozen=True)
class Said:
    """A line somebody sent; `chat` is theirs."""

    chat: int
    token: str


@dataclass
class FaultyOffice:
    """The team on a pretended Telegram, and a real database."""

    telegram: MortalTelegram
    database: Database
    people: list[Person]
    group: Group
    said: list[Said] = field(default_factory=list)
    due: list[Said] = field(default_factory=list)
    digests: list[int] = field(default_factory=list)
    removed: dict[int, float] = field(default_factory=dict)
    reordered: bool = False
    _tokens: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def staying(self) -> list[Person]:
        return [person for person in self.people if person.id not in self.removed]

    async def says(self, person: Person) -> Said:
        """A note."""
        said = Said(person.id, f"n{next(self._tokens):05}")
        self.said.append(said)
        await person.says(f"note wants seats {said.token}")
        return said

    async def makes_lead(self, person: Person) -> Said:
        """A lead, which the team's group hears of."""
        said = Said(person.id, _name(next(self._tokens)))
        self.said.append(said)
        self.due.append(Said(self.group.chat.id, said.token))
        await person.says(f"/lead {said.token}")
        return said

    def plan_reminders(self, people: Sequence[Person], at: datetime | None = None) -> None:
        """A follow-up for each, to be said at that moment (at once)."""
        with work(self.database, now()) as unit:
            for person in people:
                self._plan(unit, person, f"r{next(self._tokens):05}", at or unit.now)

    def plan_digests(self, people: Sequence[Person]) -> None:
        """Each one's morning digest, now, with a follow-up of today in it; there is one a day, so once a round."""
        with work(self.database, now()) as unit:
            for person in people:
                if person.id in self.digests:
                    continue
                self.digests.append(person.id)
                self._plan(unit, person, f"d{next(self._tokens):05}", None)
                account_of(unit, person)[0].digest_next_at = unit.now

    def dawns(self) -> None:
        """Another day, as far as digests go: the one of today may be promised again."""
        with self.database.writing.begin() as connection:
            connection.execute(update(OutboxMessage).where(OutboxMessage.kind == "digest").values(dedupe_key=None))
        self.digests.clear()

    def _plan(self, unit: UnitOfWork, person: Person, token: str, remind_at: datetime | None) -> None:
        unit.add(
            FollowUp(
                number=100_000 + int(token[1:]),
                action=f"call {token}",
                owner_id=account_of(unit, person)[0].id,
                due_at=unit.now,
                remind_at=remind_at,
                exact=True,
                created_at=unit.now,
            )
        )
        if remind_at is not None:
            self.due.append(Said(person.id, token))


def _name(number: int) -> str:
    """A customer's name like no other: those that look alike are asked about."""
    digest = hashlib.blake2s(str(number).encode(), digest_size=5).hexdigest()
    return "q" + digest.translate(str.maketrans("0123456789", "ghijklmnop"))[:9]


def now() -> datetime:
    return datetime.now(UTC)


def account_of(unit: UnitOfWork, person: Person) -> tuple[Member, ChatIdentity]:
    found = find_by_actor(unit, _actor(person))
    assert found is not None
    return found


def open_office(telegram: MortalTelegram, database: Database) -> FaultyOffice:
    people = [telegram.person(name.title()) for name in NAMES]
    group = telegram.group("Sales", *people)
    with work(database, now()) as unit:
        unit.add(Workspace(name="Nord", created_at=unit.now))
        for name, person in zip(NAMES, people, strict=True):
            _hire(unit, name, person)
        _listen(unit, group)
    return FaultyOffice(telegram, database, people, group)


def _hire(unit: UnitOfWork, name: str, person: Person) -> None:
    member = roster.add_member(unit, name, team="East", accounts=[_actor(person)])
    member.digest_next_at = unit.now + timedelta(days=400)  # until a test asks for it
    _, account = account_of(unit, person)
    account.direct_chat = encode_address(_place(person.id))


def _listen(unit: UnitOfWork, group: Group) -> None:
    team = find_team(unit, "East")
    place = _place(group.chat.id)
    unit.add(
        Conversation(
            chat_key=place.chat_key,
            address=encode_address(place),
            is_group=True,
            team_id=team.id if team else None,
            created_at=unit.now,
        )
    )


def _actor(person: Person) -> Actor:
    return Actor("telegram", TENANT, str(person.id))


def _place(chat_id: int) -> Address:
    return Address("telegram", TENANT, str(chat_id))
