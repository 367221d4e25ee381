"""What a burst says, read before the transaction: clean words, and what they mean."""

import re
import unicodedata

from crm.known_names import CustomerNames
from domain.chat import Incoming, IncomingKind
from handlers.commands import invoked
from handlers.turn import Turn
from storage.entities import Member, Workspace
from storage.unit_of_work import UnitOfWork
from understanding import extraction
from understanding.extraction.model import Context, KnownNames, Understanding

LONGEST_TEXT = 20_000  # characters kept of one message
LONGEST_READ = 4_000  # characters understood of one message; what follows is kept, not read
_MENTION = re.compile(r"@rapport\b[\s:,，：]*", re.IGNORECASE)
_COLOURS = re.compile("\x1b\\[[0-9;?]{0,20}[A-Za-z]")  # left in what is copied from a terminal
_KEPT_CONTROLS = {"\n", "\t"}


def words_of(incoming: Incoming) -> str:
    """The text without control characters and without the mention that addressed us, cut to what is kept."""
    text = (incoming.text or "")[: LONGEST_TEXT + 100]
    if not text.isprintable():
        text = _COLOURS.sub("", text)
        text = "".join(c for c in text if c in _KEPT_CONTROLS or unicodedata.category(c) not in {"Cc", "Cs"})
    text = text.strip()
    addressed = _MENTION.match(text)
    return (text[addressed.end() :] if addressed else text)[:LONGEST_TEXT].strip()


def was_cut(incoming: Incoming) -> bool:
    return len(incoming.text or "") > LONGEST_TEXT


def plain_words(turn: Turn, longest: int, *, replying: bool = True) -> str:
    """What somebody typed, alone and for itself: no forward, file, contact, edit or burst; "" for anything else.

    `longest` in characters; what is longer tells a story. `replying`: whether a reply to a card counts as well.
    """
    last = turn.last
    if len(turn.burst) > 1 or last.forward or last.files or last.contacts or last.kind is not IncomingKind.MESSAGE:
        return ""
    if turn.replied is not None and not replying:
        return ""
    words = words_of(last).strip(" .!?。！？~")
    return words if len(words) <= longest else ""


def has_words(burst: tuple[Incoming, ...]) -> bool:
    """Whether there is anything to understand."""
    return any(_sentence(incoming) for incoming in burst)


def understand_burst(
    uow: UnitOfWork, burst: tuple[Incoming, ...], member: Member, workspace: Workspace
) -> tuple[Understanding | None, ...]:
    """One understanding for each update; None where there are no words, or a command that wants none."""
    known = CustomerNames(uow)
    return tuple(
        understand(words, incoming, member, workspace, known) if (words := _sentence(incoming)) else None
        for incoming in burst
    )


def understand_all(uow: UnitOfWork, incoming: Incoming, member: Member, workspace: Workspace) -> Understanding:
    """All the words of one update, whether a command stands in front or not."""
    return understand(words_of(incoming), incoming, member, workspace, CustomerNames(uow))


def understand(text: str, incoming: Incoming, member: Member, workspace: Workspace, known: KnownNames) -> Understanding:
    """What a text says, in the writer's zone, at the time it was written."""
    written_at = incoming.forward.sent_at if incoming.forward else None
    context = Context(
        at=written_at or incoming.sent_at or incoming.received_at,
        tz=member.tz,
        currency=workspace.currency,
        region=workspace.region,
        known=known,
    )
    return extraction.understand(text[:LONGEST_READ], context)


def _sentence(incoming: Incoming) -> str:
    """The words to understand: all of them, or what follows a command that reads."""
    if incoming.form is not None:
        return incoming.form.values.get("note", "")
    words = words_of(incoming)
    if incoming.kind is IncomingKind.PRESS or not words:
        return ""
    invocation = None if incoming.forward else invoked(words, meant=incoming.as_command)
    if invocation is None or invocation.command is None:
        return words
    # A bare word may turn out to be no command ("won last week"), and is then read as plain words.
    return invocation.rest if invocation.command.reads else ("" if words.startswith("/") else words)
