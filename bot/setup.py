"""Making a workspace: its row, its first admin, and config.yaml."""

from importlib.resources import files
from zoneinfo import ZoneInfo

import yaml
from babel.numbers import list_currencies

from bot import web_room
from bot.settings import Settings, WorkspaceSettings
from domain.errors import ConfigError
from domain.terms import Role
from storage.entities import ChatIdentity, Member, Workspace
from storage.unit_of_work import UnitOfWork


def template() -> str:
    """The commented config.yaml that ships with Rapport."""
    return files("bot").joinpath("../config.yaml").read_text(encoding="utf-8")


def written_config(workspace: dict[str, str], database: str | None) -> str:
    """config.yaml with these values in the place of the defaults; raises ConfigError for a wrong one."""
    _check(workspace)
    text = template()
    for key, value in workspace.items():
        text = _replaced(text, "workspace", key, value)
    return _replaced(text, "database", "url", database) if database else text


def _check(workspace: dict[str, str]) -> None:
    try:
        ZoneInfo(workspace["tz"])
    except (KeyError, ValueError, OSError):
        raise ConfigError("workspace.tz", "expected a zone like Europe/Berlin or Asia/Shanghai") from None
    if workspace["currency"] not in list_currencies():
        raise ConfigError("workspace.currency", "expected an ISO 4217 code like EUR or CNY")


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


def ensure_workspace(unit: UnitOfWork, settings: WorkspaceSettings) -> Workspace:
    """The configured workspace, made where it is not there yet."""
    found = unit.session.get(Workspace, unit.workspace_id)
    if found is not None:
        return found
    return unit.add(
        Workspace(
            name=settings.name,
            language=settings.language,
            tz=settings.tz,
            currency=settings.currency,
            region=settings.region,
            created_at=unit.now,
        )
    )


def first_admin(unit: UnitOfWork, settings: Settings, name: str) -> str:
    """The first admin with a place on the web chat; the one-time link that signs them in."""
    workspace = ensure_workspace(unit, settings.workspace)
    member = unit.add(
        Member(name=name, role=Role.ADMIN, language=workspace.language, tz=workspace.tz, created_at=unit.now)
    )
    give_web(unit, member)
    return sign_in_link(unit, settings, member)


def give_web(unit: UnitOfWork, member: Member) -> None:
    """Let a member use the web chat, under their own short name."""
    platform, tenant = web_room.PLATFORM, web_room.TENANT
    unit.add(
        ChatIdentity(
            platform=platform,
            tenant=tenant,
            user_id=member.name,
            name=member.name,
            member_id=member.id,
            direct_chat={"platform": platform, "tenant": tenant, "chat_id": f"dm:{member.name}"},
            last_seen_at=unit.now,
        )
    )


def sign_in_link(unit: UnitOfWork, settings: Settings, member: Member) -> str:
    base = settings.server.base_url or f"http://{settings.server.host}:{settings.server.port}"
    return f"{base.rstrip('/')}/sign-in/{web_room.make_link(unit, member.id)}"
