"""Files people send, kept on this machine under names of our own."""

import asyncio
import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from domain.chat import Adapter, FileRef
from domain.errors import CrmError, UserError

log = logging.getLogger("rapport.files")


class FileStore:
    """A folder of files named by chance: nothing a customer wrote becomes a path."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def keep(self, adapter: Adapter, files: Sequence[FileRef]) -> tuple[FileRef, ...]:
        """The files with their `path`; one that cannot be had stays without, and the note says so."""
        return tuple([file if file.path else await self._keep(adapter, file) for file in files])

    async def _keep(self, adapter: Adapter, file: FileRef) -> FileRef:
        try:
            content = await adapter.fetch(file)
        except UserError:
            return replace(file, limit=adapter.capabilities.limits.file_in)
        except CrmError as error:
            log.warning("a file could not be fetched from %s: %s", adapter.name, type(error).__name__)
            return file
        path = self._folder / secrets.token_hex(16)
        await asyncio.to_thread(self._write, path, content)
        return replace(file, path=str(path), size=len(content))

    def _write(self, path: Path, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
