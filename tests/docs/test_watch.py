"""The page about metrics, the dashboard and the alerts speak of metrics that exist, with labels they have."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import REGISTRY
from prometheus_client.metrics import MetricWrapperBase

from bot import metrics

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "watch.md").read_text(encoding="utf-8")
ENDINGS = {"counter": ("_total",), "gauge": ("",), "histogram": ("_bucket", "_count", "_sum"), "info": ("_info",)}
GIVEN = {"le", "instance", "job"}
"""Labels that a histogram and Prometheus itself add."""


def ours() -> dict[str, frozenset[str]]:
    """Every series of ours by name, with its labels."""
    found: dict[str, frozenset[str]] = {}
    for metric in vars(metrics).values():
        if isinstance(metric, MetricWrapperBase):
            (family,) = metric.describe()
            labels = {"version", "schema", "database", "python"} if family.type == "info" else set(metric._labelnames)
            found.update({family.name + ending: frozenset(labels) for ending in ENDINGS[family.type]})
    return found


def expressions() -> Iterator[tuple[str, str]]:
    """(where, expression) of the dashboard and of the alerts."""
    for panel in json.loads((ROOT / "deploy/grafana/rapport.json").read_text(encoding="utf-8"))["panels"]:
        for target in panel.get("targets", ()):
            yield panel["title"], target["expr"]
    for alert in alerts():
        yield alert["alert"], alert["expr"]


def alerts() -> list[dict[str, Any]]:
    document = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text(encoding="utf-8"))
    return [rule for group in document["groups"] for rule in group["rules"]]


def base(name: str) -> str:
    """A series as the page names it: histograms without their endings."""
    return re.sub(r"_(bucket|count|sum)$", "", name)


def test_the_page_names_every_metric_with_its_labels_and_no_other() -> None:
    rows = re.findall(r"^\| `(rapport_\w+)` \|([^|]*)\|", PAGE, re.MULTILINE)
    told = {name: frozenset(label.strip() for label in labels.split(",") if label.strip()) for name, labels in rows}
    assert told == {base(name): labels for name, labels in ours().items()}


@pytest.mark.parametrize(("where", "expression"), list(expressions()))
def test_what_is_drawn_and_alerted_exists(where: str, expression: str) -> None:
    known = ours()
    names = set(re.findall(r"\b(?:rapport|process)_\w+", expression))
    measured = {name for name in names if name.startswith("rapport_")}
    assert measured <= known.keys(), where
    assert {name for name in names - measured if name not in ALWAYS_THERE} == set(), where
    labels = set(re.findall(r"(\w+)\s*(?:=~|!=|=(?!=))", expression))
    labels |= {label.strip() for group in re.findall(r"by \(([^)]*)\)", expression) for label in group.split(",")}
    assert labels <= GIVEN.union(*(known[name] for name in measured)), where


ALWAYS_THERE = {
    sample.name for family in REGISTRY.collect() if family.name.startswith("process_") for sample in family.samples
}


@pytest.mark.parametrize("alert", alerts(), ids=lambda alert: str(alert["alert"]))
def test_an_alert_says_why_it_wakes_and_what_to_do(alert: dict[str, Any]) -> None:
    assert alert["labels"]["severity"] in {"page", "ticket"}
    assert alert["annotations"]["why"]
    page, _, heading = alert["annotations"]["runbook"].partition("#")
    assert page == "docs/how-to/watch.md"
    assert heading == alert["alert"].lower()
    assert f"\n### {alert['alert']}\n" in PAGE


def test_every_heading_of_an_alert_has_its_alert() -> None:
    headings = set(re.findall(r"^### (Rapport\w+)$", PAGE, re.MULTILINE))
    assert headings == {alert["alert"] for alert in alerts()}


def test_the_dashboard_can_be_drawn() -> None:
    """Each panel has a place of its own, a title and a word on what it means."""
    panels = json.loads((ROOT / "deploy/grafana/rapport.json").read_text(encoding="utf-8"))["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    taken: set[tuple[int, int]] = set()
    for panel in panels:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        assert place["x"] + place["w"] <= 24
        taken |= cells
        assert panel["type"] == "row" or (panel["title"] and panel["description"] and panel["targets"])
