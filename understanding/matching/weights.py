"""The weights of evidence, in logarithms of odds, as fitted by `benchmarks.evaluate.calibrate`."""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from math import exp

from understanding.matching.model import Subject

Tables = Mapping[str, Mapping[str, float]]
"""By subject ("contact", "company"), the weight of each piece of evidence."""


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, float]]:
    text = (files(__package__) / "data" / "weights.json").read_text("utf-8")
    tables: dict[str, dict[str, float]] = json.loads(text)
    return tables


def pair_weights(subject: Subject) -> dict[str, float]:
    """The weights where two names are all there is."""
    return _tables()[f"pair_{subject}"]


def odds(subject: Subject, signals: dict[str, float], tables: Tables | None = None) -> float:
    """The odds that a record with these signals is the one asked for; `tables` in place of those that ship."""
    table = (tables or _tables())[subject]
    total = table["bias"] + sum([table.get(name, 0.0) * value for name, value in signals.items()])
    return exp(max(-20.0, min(20.0, total)))
