"""The keys of records, made by whoever has time: the import itself, or this module as a process that it asks.

As a process it reads lists of records from its standard input and answers each with their keys. It knows no database.
"""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from struct import Struct
from typing import IO, Any
from uuid import UUID

import msgspec

from understanding.matching import Record, Subject, keys_of

_NOBODY = UUID(int=0)
_SIZE = Struct(">I")


class Told(msgspec.Struct, array_like=True, frozen=True):
    """What the keys of a record are made of; `equal` is the key of its very name."""

    subject: Subject
    number: int
    equal: int
    name: str
    company: str | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    handles: tuple[str, ...]
    aliases: tuple[str, ...]
    city: str | None
    address: str | None
    region: str


def keys_of_each(told: Sequence[Told]) -> list[tuple[int, ...]]:
    return [keys_of(_record(each)) for each in told]


def _record(told: Told) -> Record:
    return Record(
        told.subject,
        _NOBODY,  # no key depends on it
        told.number,
        told.name,
        company=told.company,
        phones=told.phones,
        emails=told.emails,
        handles=told.handles,
        aliases=told.aliases,
        city=told.city,
        address=told.address,
        region=told.region,
    )


def say(to: IO[bytes], what: Any) -> None:
    """Send a message: its length, then MessagePack."""
    message = msgspec.msgpack.encode(what)
    to.write(_SIZE.pack(len(message)) + message)
    to.flush()


def hear(at: IO[bytes]) -> bytes | None:
    """The next message; None at the end, or where it breaks off."""
    head = at.read(_SIZE.size)
    if len(head) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(head)
    message = at.read(size)
    return message if len(message) == size else None


def _messages(at: IO[bytes]) -> Iterator[bytes]:
    while (message := hear(at)) is not None:
        yield message


def main() -> None:
    """Answer until nobody asks."""
    if hasattr(os, "nice"):
        os.nice(5)  # whoever waits for an answer in a chat comes first
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the import, which ends this
    asked = msgspec.msgpack.Decoder(list[Told])
    with suppress(BrokenPipeError):
        for message in _messages(sys.stdin.buffer):
            say(sys.stdout.buffer, keys_of_each(asked.decode(message)))


if __name__ == "__main__":
    main()
