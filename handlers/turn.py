"""One turn of talk: who says what, where, and what is already known about it. The argument of every handler."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from domain.cards import Message
from domain.chat import Incoming
from i18n import Translator
from storage.entities import Conversation, Member, OpenChoice, OutboxMessage, Pending, Workspace
from storage.unit_of_work import UnitOfWork
from understanding.extraction.model import Understanding


@dataclass(frozen=True, slots=True)
class Turn:
    """A burst of updates by one member in one chat, gathered into one turn (nearly always a burst of one).

    `understood` are the texts of the burst as read before the transaction, one for each update (None where it has no
    text). `replied` is the message of ours this replies to or was tapped on, `choice` the tapped choice, `pending`
    the question that waits for this member here.
    """

    uow: UnitOfWork
    burst: tuple[Incoming, ...]
    member: Member
    workspace: Workspace
    conversation: Conversation
    t: Translator
    understood: tuple[Understanding | None, ...] = ()
    replied: OutboxMessage | None = None
    choice: OpenChoice | None = None
    pending: Pending | None = None

    @property
    def first(self) -> Incoming:
        return self.burst[0]

    @property
    def last(self) -> Incoming:
        return self.burst[-1]


@dataclass(frozen=True, slots=True)
class Handled:
    """What a turn came to: messages to promise in the same transaction (none: nothing to say).

    `spent` are tokens of choices this turn used up; `close` outbox ids whose other choices are over.
    """

    messages: tuple[Message, ...] = ()
    spent: tuple[str, ...] = ()
    close: tuple[UUID, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Question:
    """A turn that only reads: `answer` is computed on a read-only connection, outside the writer.

    The Turn it is called with is the same one over another unit of work.
    """

    answer: Callable[[Turn], Handled]


Outcome = Handled | Question
Handler = Callable[[Turn], Outcome]
