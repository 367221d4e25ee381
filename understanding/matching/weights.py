"""The weights of evidence, in logarithms of odds, as fitted by `benchmarks.evaluate.calibrate`."""

import json
from functools import lru_cache
from importlib.resources import files
from math import exp

from understanding.matching.model import Subject


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, float]]:
    text = (files(__package__) / "data" / "weights.json").read_text("utf-8")
    tables: dict[str, dict[str, float]] = json.loads(text)
    return tables


def weights(subject: Subject) -> dict[str, float]:
    """The weights of all evidence about a record."""
    return _tables()[subject]


def pair_weights(subject: Subject) -> dict[str, float]:
    """The weights where two names are all there is."""
    return _tables()[f"pair_{subject}"]


def odds(subject: Subject, signals: dict[str, float]) -> float:
    """The odds that a record with these signals is the one asked for."""
    table = weights(subject)
    total = table["bias"] + sum(table.get(name, 0.0) * value for name, value in signals.items())
    return exp(max(-20.0, min(20.0, total)))
