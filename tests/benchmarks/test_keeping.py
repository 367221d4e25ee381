"""Measuring some paths anew leaves the others as they were."""

from benchmarks.__main__ import beside_others
from benchmarks.measuring import Figure


def test_what_was_not_measured_now_stays_in_its_place() -> None:
    last = [
        Figure("intake", "one at a time", 1.0, "/s").plain(),
        Figure("handling", "CPU a command", 2.0, "ms").plain(),
        Figure("delivery", "240 messages", 3.0, "/s").plain(),
    ]
    kept = beside_others([Figure("handling", "CPU a command", 1.5, "ms"), Figure("reading", "CPU", 0.7, "ms")], last)
    assert [(one.path, one.value) for one in kept] == [
        ("intake", 1.0),
        ("handling", 1.5),
        ("delivery", 3.0),
        ("reading", 0.7),
    ]
