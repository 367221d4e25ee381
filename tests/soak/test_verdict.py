"""The verdict finds what grows, what is stuck and what got lost, and nothing where nothing is."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from tests.soak.picture import draw
from tests.soak.verdict import MEGABYTE, Ending, Sample, judge

GOOD = Ending(0, 0, 0, 0, 0, 0, 0, 900, 900, 0, 0)
CLEANED = frozenset({"inbox", "outbox"})
ROWS = {"inbox": (10, 900), "outbox": (10, 900), "members": (5, 5)}


def samples(memory: Callable[[float], float] = lambda _: 100.0, **more: Callable[[float], float]) -> list[Sample]:
    """A look each five seconds for twenty minutes; `memory` in megabytes by minute."""
    calm = Sample(0, 0, 900_000, 20 * MEGABYTE, 30, 12, 4 * MEGABYTE, 0.2, 0.1, 0, 3, 0)
    found = []
    for n in range(241):
        at = n * 5.0
        changed = {name: value(at / 60) for name, value in more.items()}
        found.append(replace(calm, at=at, memory=memory(at / 60) * MEGABYTE, **changed))
    return found


def bad(looks: list[Sample], rows: Mapping[str, tuple[int, int]] = ROWS, ending: Ending = GOOD) -> list[str]:
    return [finding.what for finding in judge(looks, rows, CLEANED, ending) if not finding.good]


def test_a_program_that_stays_as_it_was_is_fine() -> None:
    assert bad(samples(lambda minute: 90 + 20 * min(1, minute / 4) + minute % 2)) == []


def test_memory_may_grow_with_the_pages_that_sqlite_keeps_of_a_growing_database() -> None:
    grows = samples(lambda minute: 100 + 2 * minute, database=lambda minute: (20 + minute) * MEGABYTE)
    assert bad(grows) == []


def test_memory_that_grows_all_the_time_is_a_leak() -> None:
    assert bad(samples(lambda minute: 100 + minute)) == ["flat memory"]


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("no leak of objects", {"blocks": lambda minute: 900_000 + 5_000 * minute}),
        ("open files", {"files": lambda minute: 30 + 3 * minute}),
        ("threads", {"threads": lambda minute: 12 + minute}),
        ("write-ahead log", {"log": lambda minute: minute * 10 * MEGABYTE}),
        ("nothing piles up", {"inbox_oldest": lambda minute: minute * 3}),
        ("no stuck lease", {"lease_overdue": lambda minute: 60.0 if minute > 15 else 0.0}),
    ],
)
def test_each_thing_that_grows_is_found(what: str, changed: dict[str, Callable[[float], float]]) -> None:
    assert bad(samples(**changed)) == [what]


def test_a_table_that_grows_and_is_never_cleaned_is_found() -> None:
    assert bad(samples(), {**ROWS, "surprises": (0, 7)}) == ["no growing table without its cleanup"]


@pytest.mark.parametrize(
    ("what", "ending"),
    [
        ("no note lost or doubled", replace(GOOD, lost_notes=1)),
        ("no note lost or doubled", replace(GOOD, doubled_notes=1)),
        ("no reminder lost", replace(GOOD, lost_reminders=1)),
        ("every update handled", replace(GOOD, unhandled_updates=1)),
        ("every message sent", replace(GOOD, dead=1)),
        ("no message doubled", replace(GOOD, taken_by_platform=901)),
        ("nothing the strict platform refused", replace(GOOD, refused_by_platform=1)),
        ("a graceful stop", replace(GOOD, exit_status=1)),
    ],
)
def test_each_thing_that_got_lost_is_found(what: str, ending: Ending) -> None:
    assert bad(samples(), ending=ending) == [what]


def test_the_picture_is_drawn() -> None:
    picture = draw(samples())
    assert picture.startswith("<svg")
    assert "memory, MB" in picture
    assert "20 minutes" in picture
