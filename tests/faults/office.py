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
from tests.faults.doors.door import Door, Someone
from tests.office import work

NAMES = ("alice", "bob", "cleo", "dora")
MESSAGE, REMINDER, DIGEST, NEWS = KINDS = ("message", "reminder", "digest", "news")


@dataclass(frozen=True)
class Said:
    """A line somebody sent; `chat` is theirs."""

    chat: str
    token: str


@dataclass
class FaultyOffice:
    """The team on a pretended platform, and a real database; `news` is the chat of the group that hears of leads."""

    door: Door
    database: Database
    people: list[Someone]
    news: str
    said: list[Said] = field(default_factory=list)
    due: list[Said] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    removed: dict[str, float] = field(default_factory=dict)
    reordered: bool = False
    _tokens: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def staying(self) -> list[Someone]:
        return [person for person in self.people if person.chat not in self.removed]

    async def says(self, person: Someone) -> Said:
        """A note."""
        said = Said(person.chat, f"n{next(self._tokens):05}")
        self.said.append(said)
        await person.says(f"note wants seats {said.token}")
        return said

    async def makes_lead(self, person: Someone) -> Said:
        """A lead, which the team's group hears of."""
        said = Said(person.chat, _name(next(self._tokens)))
        self.said.append(said)
        self.due.append(Said(self.news, said.token))
        await person.says(f"lead {said.token}")
        return said

    def plan_reminders(self, people: Sequence[Someone], at: datetime | None = None) -> None:
        """A follow-up for each, to be said at that moment (at once)."""
        with work(self.database, now()) as unit:
            for person in people:
                self._plan(unit, person, f"r{next(self._tokens):05}", at or unit.now)

    def plan_digests(self, people: Sequence[Someone]) -> None:
        """Each one's morning digest, now, with a follow-up of today in it; there is one a day, so once a round."""
        with work(self.database, now()) as unit:
            for person in people:
                if person.chat in self.digests:
                    continue
                self.digests.append(person.chat)
                self._plan(unit, person, f"d{next(self._tokens):05}", None)
                self.account_of(unit, person)[0].digest_next_at = unit.now

    def dawns(self) -> None:
        """Another day, as far as digests go: the one of today may be promised again."""
        with self.database.writing.begin() as connection:
            connection.execute(update(OutboxMessage).where(OutboxMessage.kind == "digest").values(dedupe_key=None))
        self.digests.clear()

    def _plan(self, unit: UnitOfWork, person: Someone, token: str, remind_at: datetime | None) -> None:
        unit.add(
            FollowUp(
                number=100_000 + int(token[1:]),
                action=f"call {token}",
                owner_id=self.account_of(unit, person)[0].id,
                due_at=unit.now,
                remind_at=remind_at,
                exact=True,
                created_at=unit.now,
            )
        )
        if remind_at is not None:
            self.due.append(Said(person.chat, token))

    # --- who is who -----------------------------------------------------------------------------------

    def account_of(self, unit: UnitOfWork, person: Someone) -> tuple[Member, ChatIdentity]:
        found = find_by_actor(unit, self._actor(person))
        assert found is not None
        return found

    def move_in(self) -> None:
        """The members with their accounts, and the group that hears the team's news."""
        with work(self.database, now()) as unit:
            unit.add(Workspace(name="Nord", created_at=unit.now))
            for person in self.people:
                self._hire(unit, person)
            self._listen(unit)
            self.door.settle(unit, {one.user: self.account_of(unit, one)[0].id for one in self.people})

    def _hire(self, unit: UnitOfWork, person: Someone) -> None:
        member = roster.add_member(unit, person.name, team="East", accounts=[self._actor(person)])
        member.digest_next_at = unit.now + timedelta(days=400)  # until a test asks for it
        _, account = self.account_of(unit, person)
        account.direct_chat = encode_address(self._place(person.chat))

    def _listen(self, unit: UnitOfWork) -> None:
        team = find_team(unit, "East")
        place = self._place(self.news)
        unit.add(
            Conversation(
                chat_key=place.chat_key,
                address=encode_address(place),
                is_group=True,
                title=self.news,
                people=sorted(person.user for person in self.people),
                team_id=team.id if team else None,
                created_at=unit.now,
            )
        )

    def _actor(self, person: Someone) -> Actor:
        return Actor(self.door.platform, self.door.tenant, person.user)

    def _place(self, chat: str) -> Address:
        return Address(self.door.platform, self.door.tenant, chat)


def _name(number: int) -> str:
    """A customer's name like no other: those that look alike are asked about."""
    digest = hashlib.blake2s(str(number).encode(), digest_size=5).hexdigest()
    return "q" + digest.translate(str.maketrans("0123456789", "ghijklmnop"))[:9]


def now() -> datetime:
    return datetime.now(UTC)


def open_office(door: Door, database: Database) -> FaultyOffice:
    people = [door.someone(name) for name in NAMES]
    office = FaultyOffice(door, database, people, door.room("Sales", people))
    office.move_in()
    return office
