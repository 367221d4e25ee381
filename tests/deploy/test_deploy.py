"""The files to run Rapport by: what they start exists, nobody is root, and no secret stands in them."""

import re
import shutil
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.run import command as run
from bot.presence import Role
from bot.settings import Settings, load

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "docker" / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "docker" / "compose.yaml").read_text(encoding="utf-8"))
OURS = {name: one for name, one in COMPOSE["services"].items() if name != "postgres"}
UNIT = DEPLOY / "systemd" / "rapport@.service"
INSTANCES = sorted((DEPLOY / "systemd").glob("*.env"))


def unit() -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # as ConfigParser's own documentation does it
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return parser


def variables(path: Path) -> dict[str, str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


# --- systemd ---------------------------------------------------------------------------------------


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    text = UNIT.read_text(encoding="utf-8").replace("/srv/rapport/app/.venv/bin/rapport", sys.executable)
    copy = tmp_path / "rapport@web.service"
    copy.write_text(text.replace("User=rapport\n", ""), encoding="utf-8")
    told = subprocess.run(  # noqa: S603 - our own file
        ["systemd-analyze", "verify", "--man=no", str(copy)],  # noqa: S607 - found above
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "rapport@web" not in told.stdout + told.stderr


def test_a_stop_has_the_time_it_needs_and_the_rights_are_few() -> None:
    service = unit()["Service"]
    assert service["KillSignal"] == "SIGTERM"
    longest = load(Path("/dev/null"), environment={}).delivery.timeout_seconds
    assert int(service["TimeoutStopSec"]) > longest
    assert service["User"] == "rapport"
    assert (service["NoNewPrivileges"], service["ProtectSystem"]) == ("yes", "strict")
    assert service["Restart"] == "always"


@pytest.mark.parametrize("path", INSTANCES, ids=lambda path: path.stem)
def test_an_instance_is_a_role_with_a_port_of_its_own_and_holds_no_secret(path: Path) -> None:
    given = variables(path)
    assert given.pop("RAPPORT_ROLE") in [role.value for role in Role]
    settings: Settings = load(Path("/dev/null"), environment=given)
    others = [variables(other)["RAPPORT_SERVER__PORT"] for other in INSTANCES if other != path]
    assert str(settings.server.port) not in others
    assert not [name for name in given if re.search("TOKEN|SECRET|PASSWORD|KEY|URL", name)]


# --- containers ------------------------------------------------------------------------------------


def test_libraries_come_from_the_lock_by_their_hashes() -> None:
    installs = re.findall(r"pip install (.*)", DOCKERFILE)
    assert len(installs) == 3
    assert all("--require-hashes" in one or "--no-index" in one for one in installs)
    assert "--hash=sha256:" in (DEPLOY / "docker" / "build.lock").read_text(encoding="utf-8")


def test_nobody_is_root_and_the_health_is_asked() -> None:
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert users
    assert "root" not in users
    assert "0" not in users
    assert "/readyz" in DOCKERFILE
    assert "STOPSIGNAL SIGTERM" in DOCKERFILE


def test_the_image_gets_every_package_and_nothing_that_was_not_named() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = packages["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert set(wanted) <= {line.removeprefix("!") for line in ignored}
    for line in ignored:
        if line.startswith("!"):
            assert (ROOT / line[1:]).exists()


@pytest.mark.parametrize("name", OURS)
def test_a_service_starts_what_there_is_with_few_rights_and_time_to_stop(name: str) -> None:
    service = OURS[name]
    if service["command"][0] == "run":
        with run.make_context("run", service["command"][1:]) as context:
            assert context.params["role"] in ("web", "worker")
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"]
    assert int(service["stop_grace_period"].removesuffix("s")) >= 45
    assert service["env_file"] == "secrets.env"


def test_there_are_two_workers_that_begin_once_the_schema_is_there() -> None:
    services = COMPOSE["services"]
    assert services["worker"]["deploy"]["replicas"] == 2
    assert services["worker"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["migrate"]["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert "pg_isready" in str(services["postgres"]["healthcheck"])


def test_no_secret_stands_in_a_file_and_what_is_open_is_open_to_this_machine() -> None:
    for path in (*DEPLOY.glob("docker/*"), *DEPLOY.glob("systemd/*")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found = re.search(r"(?i)(password|token|secret)\w*\s*[=:]\s*(\S+)", line)
            assert found is None or line.lstrip().startswith("#") or path.name == "compose.yaml", f"{path.name}: {line}"
    example = variables(DEPLOY / "docker" / "secrets.env.example")
    assert not any(value for name, value in example.items() if re.search("TOKEN|PASSWORD$", name))
    ports = [port for service in COMPOSE["services"].values() for port in service.get("ports", ())]
    assert all(port.startswith("127.0.0.1:") for port in ports)
