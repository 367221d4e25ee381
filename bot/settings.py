"""config.yaml and the environment -> Settings. An unknown or wrong key fails with its path and what was expected.

Every key can also be set from the environment: RAPPORT_ and its path in capitals, levels apart by two underscores
(RAPPORT_TELEGRAM__TOKEN). `${NAME}` or `${NAME:-default}` inside a value takes it from the environment: for secrets.
A section that is none of ours belongs to the adapter of that name (bot/adapters/<name>/settings.py).
"""

import os
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Annotated, Any, Literal, get_args
from zoneinfo import ZoneInfo

import msgspec
import yaml
from babel.numbers import list_currencies

from bot import adapters
from domain.errors import ConfigError
from i18n import languages

Clock = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of day like 09:00."""
Positive = Annotated[float, msgspec.Meta(gt=0)]
Counted = Annotated[int, msgspec.Meta(ge=1)]


class WorkspaceSettings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The workspace made by `rapport init`; what members choose for themselves wins over it."""

    id: int = 1
    name: str = "My team"
    language: str = "en"
    tz: str = "UTC"
    currency: str = "USD"
    region: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")] = "US"

    def __post_init__(self) -> None:
        if self.language not in languages():
            raise ValueError(f"language: expected one of {', '.join(languages())}")
        try:
            ZoneInfo(self.tz)
        except (KeyError, ValueError, OSError):
            raise ValueError("tz: expected a zone like Europe/Berlin or Asia/Shanghai") from None
        if self.currency not in list_currencies():
            raise ValueError("currency: expected an ISO 4217 code like EUR or CNY")


class RhythmSettings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """When people work, unless they choose otherwise in chat.

    `days`: mon to sun. `quiet`: from and until, empty for never. `digest`: a time, or off.
    """

    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ("mon", "tue", "wed", "thu", "fri")
    day_starts: Clock = "09:00"
    quiet: Annotated[tuple[Clock, ...], msgspec.Meta(max_length=2)] = ("21:00", "08:00")
    digest: Annotated[str, msgspec.Meta(pattern=r"^(off|([01]\d|2[0-3]):[0-5]\d)$")] = "08:30"

    def __post_init__(self) -> None:
        if len(self.quiet) == 1:
            raise ValueError("expected from and until, or nothing")
        if not self.days:
            raise ValueError("expected at least one working day")

    def chosen(self) -> dict[str, Any]:
        """As crm/calendar.py reads them from a workspace's settings."""
        order = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        return {
            "days": sorted(order.index(day) for day in self.days),
            "day_starts": self.day_starts,
            "quiet": list(self.quiet),
            "digest": self.digest,
        }


Share = Annotated[float, msgspec.Meta(gt=0, lt=1)]


class MatchingSettings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """From which score on (0 to 1, a probability) a name links by itself, and from which on it is worth a question."""

    sure: Share = 0.87
    ask: Share = 0.35

    def __post_init__(self) -> None:
        if self.ask >= self.sure:
            raise ValueError("expected ask to be less than sure")


class DatabaseSettings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Where everything is kept: a path means SQLite; postgresql://user@host/name needs the extra `postgresql`."""

    url: str = "sqlite:///data/rapport.db"


class ServerSettings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The one HTTP server: web chat, webhooks, health, metrics. `base_url` is how people reach it from outside.

    `drain_seconds`: how long /readyz says no before the server closes, so that what stands before it looks elsewhere.
    """

    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8321
    base_url: str = ""
    drain_seconds: Annotated[float, msgspec.Meta(ge=0)] = 0.0


class IntakeSettings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`gather_seconds`: how long a burst of forwards is waited for. `lanes`: conversations handled side by side.

    `capacity`: accepted but unhandled updates above which platforms are asked to try again.
    """

    gather_seconds: Annotated[float, msgspec.Meta(ge=0)] = 2.0
    lanes: Counted = 16
    capacity: Counted = 5000


class DeliverySettings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """`lease_seconds` must exceed `timeout_seconds`. After `attempts` passing failures a message is put aside."""

    lease_seconds: Positive = 60.0
    timeout_seconds: Positive = 30.0
    attempts: Counted = 12
    sweep_seconds: Positive = 2.0

    def __post_init__(self) -> None:
        if self.lease_seconds <= self.timeout_seconds:
            raise ValueError("lease_seconds: expected more than timeout_seconds, or a message is sent twice")


class WorkersSettings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Several processes on one PostgreSQL database (docs/how-to/scale.md).

    `lease_seconds`: how long a process counts as alive after its last word; what it held is then taken up by others.
    `poll_seconds`: how often a process looks for updates and web messages that another stored.
    """

    lease_seconds: Annotated[float, msgspec.Meta(ge=2)] = 15.0
    poll_seconds: Positive = 0.1


class SchedulerSettings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """How often due follow-ups and digests are looked for."""

    tick_seconds: Positive = 5.0


class RetentionSettings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """How many days each is kept; what people entered and the trail of who changed it stay for good."""

    inbox_days: Annotated[int, msgspec.Meta(ge=8)] = 14
    outbox_days: Counted = 30
    put_aside_days: Counted = 90
    web_days: Counted = 365


class Settings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The whole of config.yaml; `platforms` are the adapters' sections by name."""

    data_dir: str = "data"
    workspace: WorkspaceSettings = WorkspaceSettings()
    rhythm: RhythmSettings = RhythmSettings()
    matching: MatchingSettings = MatchingSettings()
    database: DatabaseSettings = DatabaseSettings()
    server: ServerSettings = ServerSettings()
    intake: IntakeSettings = IntakeSettings()
    delivery: DeliverySettings = DeliverySettings()
    scheduler: SchedulerSettings = SchedulerSettings()
    workers: WorkersSettings = WorkersSettings()
    retention: RetentionSettings = RetentionSettings()
    platforms: dict[str, Any] = {}


OURS = tuple(name for name in Settings.__struct_fields__ if name != "platforms")
_PLACE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")
PREFIX = "RAPPORT_"


def platform_names() -> tuple[str, ...]:
    """Every platform there is an adapter for: the folders of bot/adapters."""
    return tuple(sorted(module.name for module in iter_modules(adapters.__path__) if module.ispkg))


def platform_settings(name: str) -> type[msgspec.Struct]:
    """The Settings class of an adapter; loads no SDK."""
    kind: type[msgspec.Struct] = import_module(f"bot.adapters.{name}.settings").Settings
    return kind


def load(
    path: Path | None = None, *, environment: Mapping[str, str] | None = None, database: str | None = None
) -> Settings:
    """Read a configuration; `path` None means ./config.yaml where there is one, else defaults.

    Raises ConfigError with the dotted path of what is wrong.
    """
    environment = os.environ if environment is None else environment
    document = _fill(_read(path), environment, "")
    _override(document, environment)
    if database is not None:
        document.setdefault("database", {})["url"] = database
    return _settings(document)


def _read(path: Path | None) -> dict[str, Any]:
    if path is None:
        path = Path("config.yaml")
        if not path.is_file():
            return {}
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError("", f"cannot read {path}: {error.strerror}; make one with `rapport init`") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError("", f"{path} is no valid YAML: {' '.join(str(error).split())}") from error
    if document is None:
        return {}
    if not isinstance(document, dict):
        raise ConfigError("", f"{path}: expected sections like `database:`")
    return document


def _fill(value: Any, environment: Mapping[str, str], path: str) -> Any:
    """Put the environment's values into `${NAME}` places; a missing one is empty, which its user then refuses."""
    if isinstance(value, dict):
        return {key: _fill(inner, environment, f"{path}.{key}") for key, inner in value.items()}
    if isinstance(value, list):
        return [_fill(inner, environment, path) for inner in value]
    if isinstance(value, str):
        return _PLACE.sub(lambda found: environment.get(found[1], found[2] or ""), value)
    return value


def _override(document: dict[str, Any], environment: Mapping[str, str]) -> None:
    for name, value in environment.items():
        if not name.startswith(PREFIX):
            continue
        *sections, key = name.removeprefix(PREFIX).lower().split("__")
        if not sections and key not in OURS:
            continue  # RAPPORT_HOME and the like are other programs'
        place = document
        for section in sections:
            inner = place.setdefault(section, {})
            if not isinstance(inner, dict):
                raise ConfigError(section, "expected a section with keys")
            place = inner
        place[key] = yaml.safe_load(value) if value.startswith("[") else value


def _settings(document: dict[str, Any]) -> Settings:
    unknown = [name for name in document if name not in OURS and name not in platform_names()]
    if unknown:
        raise ConfigError(str(unknown[0]), f"unknown section; known are {', '.join((*OURS, *platform_names()))}")
    ours = {name: value for name, value in document.items() if name in OURS and value is not None}
    platforms = {name: convert(document.get(name) or {}, platform_settings(name), name) for name in platform_names()}
    settings: Settings = convert(ours, Settings, "")
    return msgspec.structs.replace(settings, platforms=platforms)


def convert(document: Any, kind: Any, section: str) -> Any:
    """A section as its type; raises ConfigError with path and expectation."""
    try:
        return msgspec.convert(document, kind, strict=False)
    except msgspec.ValidationError as error:
        raise _explained(str(error), kind, section) from None


def _explained(message: str, kind: type[msgspec.Struct], section: str) -> ConfigError:
    """Turns "Expected `int`, got `str` - at `$.port`" into server.port: expected int, got str."""
    what, _, place = message.partition(" - at ")
    path = ".".join(part for part in (section, place.strip("`$").lstrip(".")) if part)
    unknown = re.search(r"unknown field `([^`]*)`", what)
    inside = place.strip("`$").strip(".")
    if unknown:
        fields = ", ".join(_struct_at(kind, inside).__struct_fields__)
        return ConfigError(
            ".".join(part for part in (path, unknown[1]) if part), f"unknown setting; known are {fields}"
        )
    if "enum" in what:
        return ConfigError(path, f"expected one of {', '.join(_choices_at(kind, inside))}")
    if "regex" in what and (example := _example_at(kind, inside)):
        return ConfigError(path, f"expected a value like {example}")
    if own := re.fullmatch(r"(\w+): (expected .*)", what):  # a section's own check names its key
        return ConfigError(f"{path}.{own[1]}", own[2])
    return ConfigError(path, what[0].lower() + what[1:].replace("`", ""))


def _struct_at(kind: type[msgspec.Struct], place: str) -> type[msgspec.Struct]:
    for name in filter(None, place.split(".")):
        field = _field_of(kind, name)
        if field is None or not isinstance(field.type, type) or not issubclass(field.type, msgspec.Struct):
            break
        kind = field.type
    return kind


def _field_of(kind: type[msgspec.Struct], name: str) -> msgspec.structs.FieldInfo | None:
    return next((field for field in msgspec.structs.fields(kind) if field.name == name), None)


def _field_at(kind: type[msgspec.Struct], place: str) -> msgspec.structs.FieldInfo | None:
    return _field_of(_struct_at(kind, place), place.rpartition(".")[2].partition("[")[0])


def _choices_at(kind: type[msgspec.Struct], place: str) -> list[str]:
    """What a key (or an item of it, `days[1]`) may be."""
    field = _field_at(kind, place)
    choices = get_args(field.type) if field else ()
    if "[" in place:
        choices = get_args(choices[0]) if choices else ()
    return [str(value) for value in choices]


def _example_at(kind: type[msgspec.Struct], place: str) -> str:
    """A key's default, which shows how it is written."""
    field = _field_at(kind, place)
    default = field.default if field else ""
    return str(default[0] if isinstance(default, tuple) and default else default)
