"""A wrong configuration fails with its path and what was expected."""

from pathlib import Path

import msgspec
import pytest
import yaml

from bot.settings import Settings, load, platform_names, platform_settings
from domain.errors import ConfigError

SHIPPED = Path(__file__).parents[2] / "config.yaml"


def loaded(text: str, tmp_path: Path, **environment: str) -> Settings:
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path, environment=environment)


def test_an_empty_configuration_is_all_defaults(tmp_path: Path) -> None:
    assert loaded("", tmp_path).server.port == 8321


@pytest.mark.parametrize(
    ("text", "path", "expectation"),
    [
        ("server: {port: many}", "server.port", "expected int"),
        ("server: {prot: 1}", "server.prot", "known are host, port, base_url"),
        ("sever: {port: 1}", "sever", "known are data_dir"),
        ("telegram: {library: pyrogram}", "telegram.library", "ptb"),
        ("intake: 5", "intake", "expected object"),
        ("server: {port: 99999}", "server.port", "<= 65535"),
        ("workspace: {tz: Mars/Base}", "workspace.tz", "expected a zone like Europe/Berlin"),
        ("workspace: {currency: XX}", "workspace.currency", "ISO 4217"),
        ("workspace: {language: fr}", "workspace.language", "expected one of en, zh"),
        ("workspace: {region: Germany}", "workspace.region", "expected a value like US"),
        ("rhythm: {digest: '25:99'}", "rhythm.digest", "expected a value like 08:30"),
        ("rhythm: {quiet: ['9pm', '8am']}", "rhythm.quiet[0]", "expected a value like 21:00"),
        ("rhythm: {days: [mon, someday]}", "rhythm.days[1]", "expected one of mon, tue"),
        ("delivery: {lease_seconds: 5}", "delivery.lease_seconds", "more than timeout_seconds"),
        ("retention: {inbox_days: 2}", "retention.inbox_days", ">= 8"),
    ],
)
def test_a_mistake_is_named_with_its_path_and_what_was_expected(
    text: str, path: str, expectation: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError) as caught:
        loaded(text, tmp_path)
    assert caught.value.path == path
    assert expectation in str(caught.value)


def test_broken_yaml_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no valid YAML") as caught:
        loaded("a: [", tmp_path)
    assert "\n" not in str(caught.value)


def test_a_secret_comes_from_the_environment(tmp_path: Path) -> None:
    settings = loaded("telegram: {token: '${MY_TOKEN}'}", tmp_path, MY_TOKEN="12:ab")
    assert settings.platforms["telegram"].token == "12:ab"


def test_a_default_stands_in_for_a_missing_variable(tmp_path: Path) -> None:
    assert loaded("workspace: {name: '${TEAM:-Nord}'}", tmp_path).workspace.name == "Nord"


def test_every_key_can_be_set_from_the_environment_alone(tmp_path: Path) -> None:
    settings = loaded("", tmp_path, RAPPORT_TELEGRAM__TOKEN="1:x", RAPPORT_SERVER__PORT="99", RAPPORT_DATA_DIR="d")
    assert (settings.platforms["telegram"].token, settings.server.port, settings.data_dir) == ("1:x", 99, "d")


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="rapport init"):
        load(tmp_path / "none.yaml", environment={})


def test_the_shipped_file_shows_every_key_with_its_default() -> None:
    shipped = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    defaults = msgspec.json.decode(msgspec.json.encode(load(Path("/dev/null"), environment={})))
    platforms = defaults.pop("platforms")
    for name in platform_names():
        defaults[name] = msgspec.to_builtins(platform_settings(name)()) | {}
        assert name in platforms
    assert _keys(shipped) == _keys(defaults)
    assert _without_secrets(shipped) == _without_secrets(defaults, like=shipped)


def _keys(document: dict[str, object]) -> set[str]:
    keys: set[str] = set()
    for name, value in document.items():
        keys.add(name)
        if isinstance(value, dict):
            keys |= {f"{name}.{inner}" for inner in value}
    return keys


def _without_secrets(document: dict[str, object], like: dict[str, object] | None = None) -> dict[str, object]:
    like = like or document
    kept: dict[str, object] = {}
    for name, value in document.items():
        other = like[name]
        if isinstance(value, dict) and isinstance(other, dict):
            kept[name] = {key: inner for key, inner in value.items() if not str(other[key]).startswith("${")}
        else:
            kept[name] = value
    return kept


def test_every_key_of_the_shipped_file_has_a_word_of_explanation() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert text.count("#") > 30


def test_a_list_can_be_set_from_the_environment_too(tmp_path: Path) -> None:
    settings = loaded("", tmp_path, RAPPORT_RHYTHM__DAYS="[sun, mon, tue]")
    assert settings.rhythm.chosen()["days"] == [0, 1, 6]


def test_quiet_hours_have_a_beginning_and_an_end_or_neither(tmp_path: Path) -> None:
    assert loaded("rhythm: {quiet: []}", tmp_path).rhythm.chosen()["quiet"] == []
    with pytest.raises(ConfigError, match="from and until"):
        loaded('rhythm: {quiet: ["21:00"]}', tmp_path)
