"""`rapport chat --jsonl` in this process: lines in, documents out."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.cli.chat import replay
from bot.settings import load
from crm import roster
from domain.chat import Actor
from domain.terms import Role
from storage.database import Database
from storage.entities import Workspace
from tests.office import work

START = "2026-11-18T16:00:00+08:00"
Line = Mapping[str, Any] | str
TEAM = (("alice", Role.REP, "en"), ("bob", Role.REP, "zh"), ("mia", Role.MANAGER, "en"))


def the_team(url: str) -> None:
    """Alice and Bob sell for Mia's team East in Shanghai; all are known at the terminal."""
    database = Database(url)
    with work(database) as unit:
        unit.add(Workspace(name="Nord", tz="Asia/Shanghai", currency="CNY", region="CN", created_at=unit.now))
        for name, role, language in TEAM:
            account = Actor("console", "main", name)
            roster.add_member(unit, name, role=role, team="East", language=language, accounts=[account])
    database.close()


@dataclass
class Said:
    """What a replay printed: everything, and by the line that caused it."""

    documents: list[dict[str, Any]]
    status: int
    texts: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.texts = [document["text"] for document in self.documents if "text" in document]

    def of(self, line: int) -> list[dict[str, Any]]:
        """The messages a line caused."""
        return [document for document in self.documents if document.get("line") == line and "text" in document]

    def only(self, line: int) -> dict[str, Any]:
        """The one message a line caused in a direct chat."""
        (found,) = [document for document in self.of(line) if document["chat"] == "dm"]
        return found

    def token(self, line: int, label: str) -> str:
        """The token of a choice on a line's cards."""
        for document in self.of(line):
            for choice in document.get("choices", ()):
                if choice["label"] == label:
                    return str(choice["token"])
        raise AssertionError(f"no choice {label!r} after line {line}")


async def said(url: str, folder: Path, *lines: Line, start: str | None = START) -> Said:
    """Replay lines (objects, or raw text) on a database."""
    settings = load(Path("/dev/null"), environment={"RAPPORT_DATA_DIR": str(folder)}, database=url)
    source = io.StringIO("".join(f"{_raw(line)}\n" for line in lines))
    out = io.StringIO()
    status = await replay(settings, Database(url), start, source, out)
    return Said([json.loads(line) for line in out.getvalue().splitlines()], status)


def _raw(line: Line) -> str:
    return line if isinstance(line, str) else json.dumps(dict(line), ensure_ascii=False)


def dones(documents: Sequence[Mapping[str, Any]]) -> list[int]:
    return [document["done"] for document in documents if "done" in document]
