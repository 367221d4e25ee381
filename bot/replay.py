"""`rapport chat --jsonl`: whole conversations from a file or a script, with time under control (docs/replay.md).

The clock stands still but for the `at` of each line and `advance`; whatever falls due on the way is delivered first,
in order, with the time it was due.
"""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from uuid import uuid4

from bot.app import App
from bot.rendering import plain
from bot.replay_lines import BadLine, checked, moment
from bot.timers import ManualTimers
from domain.chat import Outgoing, RawUpdate
from domain.clock import VirtualClock
from scheduler.due import next_due_at
from scheduler.tick import tick

PLATFORM, TENANT = "console", "main"


@dataclass(slots=True)
class Replay:
    """Drives an app that has only the console adapter. `app` was built with this `clock` and these `timers`."""

    app: App
    clock: VirtualClock
    timers: ManualTimers
    out: TextIO
    failed: bool = False
    _lines: dict[str, int] = field(default_factory=dict)
    _waiting: list[dict[str, Any]] = field(default_factory=list)

    async def run(self, lines: Iterable[str]) -> int:
        """Replay every line; exit status 2 if any was no valid input, else 0."""
        for number, text in enumerate(lines, 1):
            if not text.strip():
                continue
            try:
                await self._line(number, text)
            except BadLine as error:
                self.failed = True
                self._print({"error": str(error), "line": number})
            self._print({"done": number})
        await self.app.intake.idle(ended=True)
        await self._settle()
        return 2 if self.failed else 0

    def show(self, message: Outgoing, identifier: str) -> None:
        """Print a message, as the adapter sends it."""
        self._print(self._document(message, identifier))

    # --- one line ------------------------------------------------------------------------------------

    async def _line(self, number: int, text: str) -> None:
        line = checked(text)
        at = moment(line, self.clock.now())
        await self._move_to(at)
        if "advance" in line:
            return
        key = str(line.get("key") or uuid4())
        self._lines.setdefault(key, number)
        await self.app.intake.accept(self._update(line, key))
        await self._settle()

    def _update(self, line: dict[str, Any], key: str) -> RawUpdate:
        chat = line.get("chat", "dm")
        lane = f"dm:{line['from']}" if chat == "dm" else str(chat)
        payload = json.dumps(line, ensure_ascii=False).encode()
        return RawUpdate(PLATFORM, TENANT, key, lane, payload, self.clock.now())

    # --- time ----------------------------------------------------------------------------------------

    async def _move_to(self, target: datetime) -> None:
        await self._tick()
        while (due := await self._next_due()) is not None and due <= target:
            self.clock.move_to(max(due, self.clock.now()))
            self.timers.fire(self.clock.now())
            await self._settle()
            await self._tick()
        self.clock.move_to(target)

    async def _next_due(self) -> datetime | None:
        now = self.clock.now()
        due = await asyncio.wrap_future(
            self.app.writer.read(self.app.workspace_id, lambda unit: next_due_at(unit, now))
        )
        moments = [moment for moment in (due, self.timers.next_at()) if moment is not None]
        return min(moments, default=None)

    async def _tick(self) -> None:
        while await asyncio.wrap_future(self.app.writer.submit(self.app.workspace_id, tick)):
            await self._settle()
        await self._settle()

    async def _settle(self) -> None:
        """Until nothing more happens at this moment."""
        while True:
            await self.app.intake.idle()
            await self.app.delivery.idle()
            if not await self.app.delivery.sweep():
                return

    # --- out -----------------------------------------------------------------------------------------

    def _document(self, message: Outgoing, identifier: str) -> dict[str, Any]:
        chat = message.address.chat_id
        is_direct = chat.startswith("dm:")
        document: dict[str, Any] = {
            "id": identifier,
            "to": chat.removeprefix("dm:") if is_direct else None,
            "chat": "dm" if is_direct else chat,
            "private": message.private,
            "text": plain(message.body),
            "choices": [{"label": c.label, "token": c.token} for row in message.choices for c in row],
            "files": [{"path": str(Path(f.path)), "media_type": f.media_type} for f in message.files],
            "edit_of": message.edit_of,
            "line": self._lines.get(message.answers or ""),
            "at": message.at.isoformat() if message.at else None,
        }
        return {name: value for name, value in document.items() if value}

    def _print(self, document: dict[str, Any]) -> None:
        self.out.write(json.dumps(document, ensure_ascii=False) + "\n")
        self.out.flush()
