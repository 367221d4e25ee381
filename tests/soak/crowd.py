"""A sales team that talks all day: notes in two languages, questions, reminders, forwards, taps."""

import asyncio
import random
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.people import Group, Person
from tests.fakes.telegram.seen import Seen
from tests.fakes.telegram.world import Event

TAPS = ("Undo", "Done", "1 h", "Tomorrow")
TOO_LATE = "query is too old"
"""No failure: a tap's spinner that is stopped late had stopped by itself."""

KEPT = 400
"""Messages of a chat the pretended Telegram remembers: what is older nobody taps."""

FORWARDERS = 6
"""So many people forward messages, and plan no reminders."""

PATIENCE = 15.0
"""Seconds somebody waits for an answer before they say the next thing."""

Act = Callable[[Person], Awaitable[bool]]
"""Something a person does; False where there was nothing to do it to."""

COMPANIES = ("Acme Robotics", "Nordlicht", "Zephyr", "Baltic Foods", "海康威视", "深圳创新", "华东机电", "Kestrel")
FAMILY = ("Li Wei", "Anna Berg", "Tom Hale", "王芳", "陈晓明", "Ines Costa", "Paul Brandt", "刘洋")


class SoakTelegram(FakeTelegram):
    """The strict fake, which tells of each message at once and forgets what is long past."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: Callable[[Event], None] = lambda _: None
        self.sent_ok: Counter[str] = Counter()
        self.wrong: list[str] = []

    def show(self, event: Event) -> None:
        self.heard(event)
        self.events.append(event)
        self.changed()

    def forget(self) -> None:
        """Count what is in the ledger and drop it, with all that is long past."""
        for entry in self.ledger:
            if entry.outcome == "ok":
                self.sent_ok[entry.method] += 1
            elif entry.outcome != "open" and TOO_LATE not in entry.outcome:
                self.wrong.append(f"{entry.method}: {entry.outcome}")
        self.ledger = [entry for entry in self.ledger if entry.outcome == "open"]
        self.events.clear()
        self.confirmed.clear()
        self.queries = dict(list(self.queries.items())[-KEPT:])
        self.answers = dict(list(self.answers.items())[-KEPT:])
        for key in [key for key in self.messages if key[1] <= self.chats[key[0]].last_message_id - KEPT]:
            del self.messages[key]


@dataclass
class Said:
    """What was said: the texts of notes, and how often each kind of thing was done."""

    notes: set[str] = field(default_factory=set)
    reminders: dict[str, float] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    updates: int = 0


class Crowd:
    """People in their direct chats with the bot, and one group that hears the team's news."""

    def __init__(self, telegram: SoakTelegram, people: list[Person], group: Group, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a seeded course of events, no secret
        self._telegram = telegram
        self._people = people
        self._group = group
        self._open: dict[int, deque[Seen]] = {person.chat.id: deque(maxlen=20) for person in people}
        self._waiting: dict[str, float] = {}
        self._count = 0
        self.said = Said()
        self.reminded: Counter[str] = Counter()
        self._next: dict[int, asyncio.Future[None]] = {}
        self.answered_in: list[float] = []
        telegram.heard = self._hears

    # --- the limit ------------------------------------------------------------------------------------

    async def measure_limit(self, seconds: float) -> float:
        """Each says something of the mix and waits until the bot says something there, over and over: acts a second."""
        ends = time.monotonic() + seconds
        counts = await asyncio.gather(*(self._talk_until(person, ends) for person in self._people))
        return sum(counts) / seconds

    async def _talk_until(self, person: Person, ends: float) -> int:
        count = 0
        while time.monotonic() < ends:
            spoken = self._next[person.chat.id] = asyncio.get_running_loop().create_future()
            act, name = self._choose()
            if person in self._who(name) and await act(person):
                with suppress(TimeoutError):
                    await asyncio.wait_for(spoken, PATIENCE)
                    count += 1
        return count

    # --- the mix --------------------------------------------------------------------------------------

    async def talk(self, rate: float, seconds: float) -> None:
        """So many things a second, at random moments, by whoever it falls to; nobody waits for an answer."""
        due = time.monotonic()
        ends = due + seconds
        while (due := due + self._chance.expovariate(rate)) < ends:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            act, name = self._choose()
            self.said.kinds[name] += 1
            await act(self._chance.choice(self._who(name)))
        self._next.clear()

    def _choose(self) -> tuple[Act, str]:
        acts: tuple[tuple[int, Act, str], ...] = (
            (36, self._note, "note"),
            (8, self._meets, "new customer"),
            (6, self._meets_in_chinese, "new customer (zh)"),
            (24, self._asks, "question"),
            (5, self._plans, "reminder"),
            (4, self._forwards, "forwards"),
            (3, self._deals, "deal"),
            (14, self._taps, "tap"),
        )
        (act, name), *_ = self._chance.choices([one[1:] for one in acts], [one[0] for one in acts])
        return act, name

    def _who(self, name: str) -> list[Person]:
        """Those who forward plan no reminders: a line said right after forwards is a comment on them."""
        return {"forwards": self._people[:FORWARDERS], "reminder": self._people[FORWARDERS:]}.get(name, self._people)

    async def _note(self, person: Person) -> bool:
        self._count += 1
        shown = f"wants {self._count} seats of it" if self._count % 3 else f"想要{self._count}套"
        who = self._chance.choice(FAMILY)
        text = f"{shown}, says {who}" if self._count % 3 else f"{shown}，{who}说的"
        self.said.notes.add(text)
        self._waiting[shown] = time.monotonic()
        return await self._say(person, f"/note {text}")

    async def _meets(self, person: Person) -> bool:
        who, where = self._chance.choice(FAMILY), self._chance.choice(COMPANIES)
        return await self._say(
            person, f"Met {who} of {where}, interested in 50 seats, +4930{self._chance.randrange(10**7):07}"
        )

    async def _meets_in_chinese(self, person: Person) -> bool:
        who, where = self._chance.choice(FAMILY), self._chance.choice(COMPANIES)
        phone = f"138{self._chance.randrange(10**8):08}"
        return await self._say(person, f"刚见了{where}的{who}，电话{phone}，预算大概20万，下周三再联系")

    async def _asks(self, person: Person) -> bool:
        return await self._say(
            person,
            self._chance.choice(
                (
                    "today",
                    "/pipeline",
                    "/find Li Wei",
                    "今天",
                    "/find 海康",
                    "/deals",
                    "/help",
                    "pipeline this month",
                )
            ),
        )

    async def _plans(self, person: Person) -> bool:
        self._count += 1
        action = f"bring sample {_letters(self._count)}"
        self.said.reminders[action] = time.monotonic() + 60
        return await self._say(person, f"remind me to {action} in 1 minute")

    async def _forwards(self, person: Person) -> bool:
        """A burst of three, which becomes one note."""
        self.said.updates += 3
        sender = self._chance.choice(FAMILY)
        for line in ("We looked at the offer", "the price is fine", "send the contract"):
            await person.forwards(line, sender)
        return True

    async def _deals(self, person: Person) -> bool:
        return await self._say(person, f"/deal {self._chance.choice(COMPANIES)} {self._chance.randrange(10, 500)}k")

    async def _taps(self, person: Person) -> bool:
        shown = self._open[person.chat.id]
        for seen in reversed(shown):
            label = next((label for label in TAPS if label in seen.labels), None)
            if label is not None:
                shown.remove(seen)
                self.said.updates += 1
                await person.presses(label, on=seen)
                return True
        return False

    async def wants_digest(self, at: str) -> None:
        """Somebody moves their digest to a time of day that is about to come."""
        await self._say(self._chance.choice(self._people), f"/digest {at}")

    async def _say(self, person: Person, text: str) -> bool:
        self.said.updates += 1
        await person.says(text)
        return True

    # --- hearing --------------------------------------------------------------------------------------

    def _hears(self, event: Event) -> None:
        seen = Seen.of(event)
        if seen.labels and seen.chat_id in self._open:
            self._open[seen.chat_id].append(seen)
        for text in [text for text in self._waiting if text in seen.text]:
            self.answered_in.append(time.monotonic() - self._waiting.pop(text))
        spoken = self._next.get(seen.chat_id)
        if spoken is not None and not spoken.done():
            spoken.set_result(None)


def _letters(number: int) -> str:
    """A number no reader takes for a time or an amount: 28 is ci."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
