"""`rapport chat --as NAME`: a person's terminal as a chat: line editing, numbered choices, pictures as file paths."""

import asyncio
import json
import shlex
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.app import App, running
from bot.rendering import plain as plain_body
from bot.rendering import plain_spans
from domain.chat import Block, Line, Outgoing, RawUpdate, Style
from i18n import translator

PLATFORM, TENANT = "console", "main"
QUIT = ("/quit", "/exit", "/q")


class Terminal:
    """One person at one terminal."""

    def __init__(self, app: App, who: str) -> None:
        self._app = app
        self._who = who
        self._console = Console()
        self._t = translator(app.settings.workspace.language)

    def show(self, message: Outgoing, _identifier: str) -> None:
        """Print a message for whoever sits here; others' messages are others'."""
        if message.address.chat_id != f"dm:{self._who}":
            return
        text = Text("\n").join(_rich(block) for block in message.body)
        for file in message.files:
            text.append(f"\n📎 {file.path}")
        t = self._t
        title = t("Rapport (changed)") if message.edit_of else "Rapport"
        self._console.print(Panel(text, title=title, title_align="left", border_style="cyan", expand=False))

    async def run(self) -> int:
        """Until the person leaves."""
        _enable_line_editing()
        t = self._t
        self._console.print(t("You are {name}. Say something, or /help; leave with /quit.", name=self._who))
        async with running(self._app):
            while (text := await asyncio.to_thread(_ask)) is not None:
                if text.strip() in QUIT:
                    break
                if text.strip():
                    await self._say(text)
        return 0

    async def _say(self, text: str) -> None:
        line: dict[str, Any] = {"from": self._who, "text": text}
        files = _files_in(text)
        if files:
            line = {"from": self._who, "files": files}
        payload = json.dumps(line, ensure_ascii=False).encode()
        now = self._app.clock.now()
        update = RawUpdate(PLATFORM, TENANT, str(uuid4()), f"dm:{self._who}", payload, now)
        await self._app.intake.accept(update)
        await self._app.intake.idle()
        await self._app.delivery.idle()


def _rich(block: Block) -> Text:
    if isinstance(block, Line):
        styles = {Style.BOLD: "bold", Style.STRIKE: "strike", Style.CODE: "cyan", Style.PLAIN: ""}
        text = Text("│ " if block.quote else "")
        for span in block.spans:
            text.append(plain_spans((span,)), style="bold" if block.heading else styles[span.style])
        return text
    return Text(plain_body((block,)))


def _files_in(text: str) -> list[str]:
    """Paths, when the whole line is paths of files that exist (dragged into the terminal)."""
    try:
        words = shlex.split(text)
    except ValueError:
        return []
    paths = [Path(word).expanduser() for word in words]
    is_paths = bool(paths) and all(("/" in str(path) or path.suffix) and path.is_file() for path in paths)
    return [str(path) for path in paths] if is_paths else []


def _ask() -> str | None:
    try:
        return input("› " if sys.stdin.isatty() else "")
    except (EOFError, KeyboardInterrupt):
        return None


def _enable_line_editing() -> None:
    try:
        import readline  # noqa: F401, PLC0415 - importing it is what gives input() its history and editing
    except ImportError:
        return
