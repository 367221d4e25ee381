"""Files people attach and pictures we show: kept under random names, served as what they are or not at all."""

import asyncio
import mimetypes
import re
import secrets
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

PICTURES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
"""What a browser may show inline; everything else is offered for download as plain bytes."""

_ID = re.compile(r"[A-Za-z0-9_-]{43}\.(png|jpg|gif|webp|bin)")


class TooLargeError(Exception):
    """More bytes than the limit."""


@dataclass(frozen=True, slots=True)
class Uploads:
    """The folder of files; an id is 256 random bits and an ending chosen by us from the first bytes.

    A file waits apart until a message claims it, so that what was chosen and never sent does not stay for ever.
    """

    folder: Path
    limit: int

    async def keep(self, chunks: AsyncIterator[bytes]) -> str:
        """The new file's id; raises TooLargeError as soon as the limit is passed."""
        content = bytearray()
        async for chunk in chunks:
            content += chunk
            if len(content) > self.limit:
                raise TooLargeError
        file_id = _new_id(_kind(bytes(content[:16])))
        await asyncio.to_thread(self._write, file_id, bytes(content))
        return file_id

    async def keep_copy(self, source: Path) -> str:
        """A copy of a file of ours, which may be a temporary one; raises OSError if it cannot be read."""
        return await asyncio.to_thread(self._copy, source)

    def find(self, file_id: str) -> Path | None:
        """Where a file lies; None for an id we never gave."""
        if not _ID.fullmatch(file_id):
            return None
        places = (self.folder / file_id, self._waiting / file_id)
        return next((path for path in places if path.is_file()), None)

    def claim(self, file_id: str) -> int | None:
        """Keep a file for good, because a message holds it; its size, None if it is not there."""
        path = self.find(file_id)
        if path is None:
            return None
        return path.replace(self.folder / file_id).stat().st_size

    def drop_unclaimed(self, before: datetime) -> None:
        """Remove what was uploaded before this moment and never sent."""
        for path in self._waiting.glob("*"):
            with suppress(FileNotFoundError):  # another process may sweep, or a message claim it, just now
                if path.stat().st_mtime < before.timestamp():
                    path.unlink()

    def size(self, file_id: str) -> int | None:
        """In bytes."""
        path = self.find(file_id)
        return path.stat().st_size if path else None

    def forget(self, file_id: str) -> None:
        path = self.find(file_id)
        if path is not None:
            path.unlink(missing_ok=True)

    @property
    def _waiting(self) -> Path:
        return self.folder / "waiting"

    def _write(self, file_id: str, content: bytes) -> None:
        self._waiting.mkdir(parents=True, exist_ok=True)
        path = self._waiting / file_id
        path.touch(mode=0o600)
        path.write_bytes(content)

    def _copy(self, source: Path) -> str:
        with source.open("rb") as opened:
            file_id = _new_id(_kind(opened.read(16)))
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, self.folder / file_id)
        return file_id


def media_type_of(file_id: str, name: str) -> str:
    """The type told to the core: by content for pictures, else by the name it came with."""
    picture = picture_type(file_id)
    return picture or mimetypes.guess_type(name)[0] or "application/octet-stream"


def picture_type(file_id: str) -> str | None:
    return PICTURES.get(file_id.rpartition(".")[2])


def _new_id(ending: str) -> str:
    return f"{secrets.token_urlsafe(32)}.{ending}"


def _kind(start: bytes) -> str:
    """The ending by the first bytes: a name or a declared type is the sender's claim, and no more."""
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    return "bin"
