"""How a path is measured: interleaved rounds beside its floor and its peer, medians, and what was to be reached."""

import resource
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

Measured = Callable[[], float]
"""One round: returns the figure it measured (seconds, or a rate, as its path says)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure beside what bounds it. `ratio` is the target's own ratio; `reached` None where there is no target."""

    path: str
    what: str
    value: float
    unit: str
    floor: float | None = None
    floor_is: str = ""
    peer: float | None = None
    peer_is: str = ""
    ratio: float | None = None
    target: str = ""
    reached: bool | None = None
    at: float | None = None
    """Its place on the axis along which cost grows: customers, conversations."""

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def interleaved(rounds: int, **measured: Measured) -> Mapping[str, float]:
    """Each round measures all of them in turn, so that a busy moment hits all alike; the medians."""
    seen: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(rounds):
        for name, once in measured.items():
            seen[name].append(once())
    return {name: statistics.median(values) for name, values in seen.items()}


def cpu_seconds() -> float:
    """CPU this process has used, and the processes it had beside it and waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def seconds(work: Callable[[], object]) -> float:
    """The wall time of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
