"""Files made for one message: kept beside the database until it is sent, readable by this program alone."""

import os
import secrets
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from domain.chat import OutFile


class OutgoingFiles:
    """A folder of files named by chance. What was not sent within `kept` goes as its message does: not before."""

    def __init__(self, folder: Path, kept: timedelta) -> None:
        self._folder = folder
        self._kept = kept

    def keep(self, file: OutFile) -> OutFile:
        """The file with its content on disk for good, so that the promise to send it holds; raises OSError."""
        if file.content is None:
            return file
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._drop_older(time.time() - self._kept.total_seconds())
        path = self._folder / secrets.token_hex(16)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            target.write(file.content)
            target.flush()
            os.fsync(target.fileno())
        return replace(file, path=str(path), content=None)

    def drop(self, files: Iterable[OutFile]) -> None:
        """Remove what was sent; files that others keep (a person's own, say) are left alone."""
        for file in files:
            path = Path(file.path)
            if path.parent == self._folder:
                path.unlink(missing_ok=True)

    def _drop_older(self, before: float) -> None:
        """Its message was given up, and is no longer kept for the operator either."""
        for path in self._folder.glob("*"):
            with suppress(FileNotFoundError):  # another process drops as well
                if path.stat().st_mtime < before:
                    path.unlink()
