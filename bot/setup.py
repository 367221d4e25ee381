"""Making a workspace: its row, its first admin, and config.yaml."""

from importlib.resources import files

import msgspec
import yaml

from bot import web_room
from bot.settings import Settings, WorkspaceSettings, convert
from crm import roster
from domain.chat import Actor
from domain.errors import ConfigError
from domain.terms import Role
from storage.entities import Member, Workspace
from storage.unit_of_work import UnitOfWork


def template() -> str:
    """The commented config.yaml that ships with Rapport: in the package once installed, beside it in the sources."""
    shipped = files("bot").joinpath("config.yaml")
    place = shipped if shipped.is_file() else files("bot").joinpath("../config.yaml")
    return place.read_text(encoding="utf-8")


def written_config(workspace: dict[str, str], database: str | None) -> str:
    """config.yaml with these values in the place of the defaults; raises ConfigError for a wrong one."""
    convert(workspace, WorkspaceSettings, "workspace")
    text = template()
    for key, value in workspace.items():
        text = _replaced(text, "workspace", key, value)
    return _replaced(text, "database", "url", database) if database else text


def _replaced(text: str, section: str, key: str, value: str) -> str:
    """A value changed where its key stands, comments kept."""
    lines = text.split("\n")
    here = lines.index(f"{section}:")
    for n in range(here + 1, len(lines)):
        if lines[n].startswith(f"  {key}:"):
            _, _, comment = lines[n].partition("  #")
            written = yaml.safe_dump(value, allow_unicode=True).split("\n")[0]
            lines[n] = f"  {key}: {written}" + (f"  #{comment}" if comment else "")
            return "\n".join(lines)
    raise ConfigError(f"{section}.{key}", "is missing in the configuration's template")


def ensure_workspace(unit: UnitOfWork, settings: Settings) -> Workspace:
    """The configured workspace, made where it is not there yet; it goes by this configuration from now on."""
    chosen = {**settings.rhythm.chosen(), "matching": msgspec.to_builtins(settings.matching)}
    found = unit.session.get(Workspace, unit.workspace_id)
    if found is not None:
        if found.settings != chosen:
            found.settings = chosen
            unit.session.flush()
        return found
    ours = settings.workspace
    return unit.add(
        Workspace(
            name=ours.name,
            language=ours.language,
            tz=ours.tz,
            currency=ours.currency,
            region=ours.region,
            settings=chosen,
            created_at=unit.now,
        )
    )


def first_admin(unit: UnitOfWork, settings: Settings, name: str) -> str:
    """The first admin with a place on the web chat; the one-time link that signs them in."""
    workspace = ensure_workspace(unit, settings)
    account = Actor(web_room.PLATFORM, web_room.TENANT, name)
    member = roster.add_member(
        unit, name, role=Role.ADMIN, tz=workspace.tz, language=workspace.language, accounts=[account]
    )
    return sign_in_link(unit, settings, member)


def sign_in_link(unit: UnitOfWork, settings: Settings, member: Member) -> str:
    base = settings.server.base_url or f"http://{settings.server.host}:{settings.server.port}"
    return f"{base.rstrip('/')}/sign-in/{web_room.make_link(unit, member.id)}"
