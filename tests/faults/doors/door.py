"""What the harness asks of a pretended platform: people, a ledger of what it took, and ways to misbehave."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

from storage.unit_of_work import UnitOfWork

DEADLY = ("before_post", "after_post")
"""The places of death at the door: the platform kills the process itself, as nothing is nearer to its acceptance."""


@dataclass(frozen=True)
class Take:
    """A message that the platform took, in the order it did."""

    number: int
    at: float
    chat: str
    text: str


@dataclass(frozen=True)
class Someone:
    """A member of the team there: their account, the chat with the bot, and how they say a line in it."""

    name: str
    user: str
    chat: str
    says: Callable[[str], Awaitable[object]]


class Doom(Protocol):
    """A death that waits at the door; `met` once it was dealt."""

    @property
    def met(self) -> bool: ...


class Door(Protocol):
    """One platform as the program meets it.

    `victims` are what kills each worker at once, `struck` who died at the door last, `deadly` the named places of
    death that are at the door; `in_doubt` counts answers that were lost by the platform's doing.
    """

    platform: str
    tenant: str
    deadly: tuple[str, ...]
    victims: dict[int, Callable[[], None]]
    struck: int
    in_doubt: int

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    @property
    def takes(self) -> Sequence[Take]: ...

    @property
    def unacknowledged(self) -> Sequence[str]:
        """What was said and the program has not said that it has it."""
        ...

    @property
    def heard(self) -> int:
        """How often the program has called, for those who want to strike in the midst of it."""
        ...

    def someone(self, name: str) -> Someone: ...

    def room(self, title: str, members: Sequence[Someone]) -> str:
        """A group of these people and the bot; its chat."""
        ...

    def settle(self, unit: UnitOfWork, members: Mapping[str, UUID]) -> None:
        """Write what the program must know of these people (by account) before it starts."""
        ...

    def settings(self, number: int) -> Mapping[str, str]:
        """What configures a worker for this platform: a setting's name, in capitals, to its value."""
        ...

    async def listened_to(self) -> None:
        """Until the worker born last takes updates in."""
        ...

    async def caught_up(self) -> None:
        """Until people have seen what the program holds to be sent."""
        ...

    async def wait_change(self, seconds: float) -> None: ...

    async def until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None: ...

    # --- how it misbehaves ----------------------------------------------------------------------------

    def strikes(self, point: str, after: int) -> Doom:
        """Kill who stands at the door, at that place, with the message after so many others."""
        ...

    def spares(self, doom: Doom) -> None: ...

    def breaks_sending(self, chance: Random, seconds: float) -> None:
        """The next messages are refused, lost or answered late, each at most by `seconds`."""
        ...

    def breaks_receiving(self, chance: Random, seconds: float) -> bool:
        """The next updates come twice, late or through a broken line; True where they come out of order."""
        ...

    def offers_again(self) -> None:
        """It forgets every receipt it ever had."""
        ...

    def mends(self) -> None:
        """No more of all this."""
        ...
