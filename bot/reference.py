"""The reference pages of docs/, made from what they describe: `make docs` writes them, a test compares.

Configuration: the keys and comments of config.yaml, the docstrings of the settings. Commands: the registry.
"""

import inspect
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from bot.settings import OURS, Settings, platform_names, platform_settings
from domain.terms import Role
from handlers.commands import Command, commands
from i18n import translator

NOTE = "<!-- Made by `make docs`; change what it is made from instead. -->"
ABOUT_CONFIGURATION = """\
Rapport reads `config.yaml` in the working directory, or the file given with `--config`. Delete what you do not change;
an unknown or wrong key is refused with its path and what was expected. `${NAME}` and `${NAME:-default}` in a value take
it from the environment: keep secrets there. `rapport doctor` shows what is in force."""
ABOUT_COMMANDS = """\
Nothing here has to be learned: a plain sentence, a forward or a tap does the same. A command may be written with a
slash (`/note`, `/记`) or without; in a group address it to the bot. `help <command>` says the same in the chat."""
WHO = {Role.REP: "everybody", Role.MANAGER: "managers and admins", Role.ADMIN: "admins"}


def pages() -> dict[str, str]:
    """File name in docs/ -> content."""
    return {"configuration.md": configuration(), "commands.md": command_list()}


def configuration() -> str:
    """Every key of config.yaml with its default, its environment variable and what it means."""
    said = comments((files("bot") / "../config.yaml").read_text(encoding="utf-8"))
    blocks = [
        "# Configuration",
        NOTE,
        ABOUT_CONFIGURATION,
    ]
    plain = [name for name in OURS if not _is_section(Settings, name)]
    blocks.append(_table(Settings, plain, "", said))
    blocks += [_section(name, _type_of(Settings, name), said) for name in OURS if _is_section(Settings, name)]
    blocks += ["# Platforms", "A platform runs when its section says `enabled: true`."]
    blocks += [_section(name, platform_settings(name), said) for name in platform_names()]
    return "\n\n".join(blocks) + "\n"


def comments(text: str) -> dict[str, str]:
    """Dotted key -> the comment beside it in config.yaml."""
    found: dict[str, str] = {}
    section = ""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name = line.strip().partition(":")[0]
        if not line.startswith(" "):
            section = name
        key = name if section == name else f"{section}.{name}"
        _, _, comment = line.partition("  # ")
        found[key] = comment.strip()
    return found


def _section(name: str, kind: type[msgspec.Struct], said: dict[str, str]) -> str:
    about = inspect.cleandoc(kind.__doc__ or "")
    return f"## {name}\n\n{about}\n\n{_table(kind, list(kind.__struct_fields__), name, said)}"


def _table(kind: type[msgspec.Struct], names: list[str], section: str, said: dict[str, str]) -> str:
    rows = ["| key | default | environment | meaning |", "|---|---|---|---|"]
    defaults = msgspec.to_builtins(kind())
    for name in names:
        key = f"{section}.{name}" if section else name
        variable = "RAPPORT_" + key.upper().replace(".", "__")
        rows.append(f"| `{key}` | {_shown(defaults[name])} | `{variable}` | {said.get(key, '')} |")
    return "\n".join(rows)


def _shown(value: Any) -> str:
    if value in ("", None):
        return "empty"
    text = msgspec.json.encode(value).decode() if isinstance(value, list | tuple | dict | bool) else str(value)
    return f"`{text}`"


def _is_section(kind: type[msgspec.Struct], name: str) -> bool:
    found = _type_of(kind, name)
    return isinstance(found, type) and issubclass(found, msgspec.Struct)


def _type_of(kind: type[msgspec.Struct], name: str) -> Any:
    return next(field.type for field in msgspec.structs.fields(kind) if field.name == name)


def command_list() -> str:
    """Every command with its English and Chinese words, who may use it, and examples."""
    blocks = [
        "# Commands",
        NOTE,
        ABOUT_COMMANDS,
        *(_command(command) for command in commands()),
    ]
    return "\n\n".join(blocks) + "\n"


def _command(command: Command) -> str:
    zh = translator("zh")
    words = " · ".join(f"`{word}`" for word in (command.name, *command.triggers))
    lines = [f"## {command.name}", f"{command.summary} · {zh(command.summary)}", f"Words: {words}"]
    if command.usage:
        lines.append(f"Usage: `{command.usage}` · `{zh(command.usage)}`")
    lines.append(f"For: {WHO[command.role]}")
    lines += [f"Example: `{text}`" for _, text in command.examples]
    return "\n\n".join(lines)


def main(folder: Path) -> Iterator[Path]:
    """Write the pages; which ones changed."""
    for name, text in pages().items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            yield path


if __name__ == "__main__":
    for changed in main(Path(__file__).parents[1] / "docs"):
        sys.stdout.write(f"{changed}\n")
