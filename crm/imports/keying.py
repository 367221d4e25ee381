"""Match keys of many records, made beside the import by a process of its own once a file turns out to be long.

They are a third of an import's work and need nothing of the database: a second processor makes them meanwhile. Where
that process cannot be started, or dies, the import makes them itself.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import msgspec

from crm.imports.key_maker import Told, hear, keys_of_each, say
from storage.key_spool import KeySpool
from storage.key_writing import pack
from storage.match_keys import COMPANY, CONTACT
from understanding.matching import Subject

log = logging.getLogger(__name__)
LONG = 5
"""Batches after which a file is long enough to be worth the start of a process, a fifth of a second."""
Keys = Sequence[tuple[int, ...]]
Start = Callable[[], subprocess.Popen[bytes]]
NUMBERS = {Subject.CONTACT: CONTACT, Subject.COMPANY: COMPANY}


class Keying:
    """Brings the keys of records into a spool: soon, and all of them by `finish`."""

    def __init__(self, spool: KeySpool, *, long: int = LONG, start: Start | None = None) -> None:
        self._spool = spool
        self._start = start or start_maker
        self._left = long if (os.cpu_count() or 1) > 1 else sys.maxsize
        self._beside: _Beside | None = None
        self._waiting: tuple[Sequence[Told], Future[Keys]] | None = None

    def add(self, told: Sequence[Told]) -> None:
        """The records of a batch: for the process, or if it is still at work for the import itself."""
        self._spool.expect([(each.equal, NUMBERS[each.subject], each.number) for each in told])
        self._left -= 1
        if self._left == 0:
            self._beside = _Beside(self._start)
        if self._waiting is not None and self._waiting[1].done():
            self.finish()
        if self._beside is None or self._waiting is not None:
            self._put(told, keys_of_each(told))
        else:
            self._waiting = told, self._beside.ask(told)

    def finish(self) -> None:
        """All keys are in the spool."""
        if self._waiting is None:
            return
        told, asked = self._waiting
        self._waiting = None
        try:
            keys = asked.result()
        except (OSError, EOFError, msgspec.DecodeError) as error:
            log.warning("the process that makes match keys is gone, the import makes them itself: %s", error)
            self.close()
            keys = keys_of_each(told)
        self._put(told, keys)

    def close(self) -> None:
        if self._beside is not None:
            self._beside.close()
            self._beside = None

    def _put(self, told: Sequence[Told], keys: Keys) -> None:
        made = zip(told, keys, strict=True)
        self._spool.add([(NUMBERS[each.subject], each.number, each.equal, pack(own)) for each, own in made])


class _Beside:
    """The process, and a thread that waits for its answers."""

    def __init__(self, start: Start) -> None:
        self._start = start
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="keys")
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, told: Sequence[Told]) -> Future[Keys]:
        return self._thread.submit(self._ask, told)

    def _ask(self, told: Sequence[Told]) -> Keys:
        if self._process is None:
            self._process = self._start()
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:
            raise EOFError("no pipe")
        say(asked, told)
        answer = hear(answers)
        if answer is None:
            raise EOFError("no answer")
        return _KEYS.decode(answer)

    def close(self) -> None:
        """Nobody waits for an answer any more."""
        if self._process is not None:
            self._process.kill()
        self._thread.shutdown()
        if self._process is not None:
            with suppress(OSError):
                self._process.communicate()


_KEYS = msgspec.msgpack.Decoder(list[tuple[int, ...]])


def start_maker() -> subprocess.Popen[bytes]:
    """A process that makes keys as long as it is asked."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "crm.imports.key_maker"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603 - ours
