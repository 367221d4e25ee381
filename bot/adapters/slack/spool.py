"""Updates the database was too slow for, set down in files so that Slack hears from us in time.

One file an update, written whole and synced before anybody is told; the inbox takes it when it can, and then
the file goes. What a crash leaves behind is taken at the next start: the inbox knows an update by its key, so
twice is once.
"""

import hashlib
import logging
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from domain.chat import RawUpdate

log = logging.getLogger(__name__)


class Spool:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, update: RawUpdate) -> None:
        """Raises OSError where the disk refuses."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(update)
        draft = path.with_suffix(".part")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(update))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        self._sync_folder()

    def read(self) -> Sequence[RawUpdate]:
        """What is waiting, oldest first."""
        found = [update for path in self._folder.glob("*.json") if (update := _read(path)) is not None]
        return sorted(found, key=lambda update: update.received_at)

    def remove(self, update: RawUpdate) -> None:
        self._path(update).unlink(missing_ok=True)

    def _path(self, update: RawUpdate) -> Path:
        name = hashlib.sha256(f"{update.tenant}|{update.key}".encode()).hexdigest()
        return self._folder / f"{name}.json"

    def _sync_folder(self) -> None:
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read(path: Path) -> RawUpdate | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=RawUpdate)
    except (msgspec.MsgspecError, OSError):
        log.exception("cannot read %s: it is left where it is", path.name)
        return None
