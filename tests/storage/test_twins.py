"""Pairs alone under a key are all found, however few postings are read at a time."""

from collections.abc import Iterator

import pytest

from storage import key_writing, twins
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer

UNDER = {-(2**62): (1, 2), -7: (1, 2), 0: (3, 4), 5: (5, 9), 2**61: (1, 2)}
CROWD = 40  # who share a key, and have one of their own each


def store(uow: UnitOfWork) -> None:
    for number in range(CROWD):
        keys = [key for key, pair in UNDER.items() if number in pair]
        key_writing.store(uow, 1, number, [*keys, 3, number * 11 + 100], number)


def walked(uow: UnitOfWork, step: int) -> Iterator[twins.Twins]:
    after: int | None = -(2**63)
    while after is not None:
        pairs, after = twins.list_sharing_rare_keys(uow, after, step)
        yield from pairs


@pytest.mark.parametrize("step", [1, 3, 1000])
def test_every_pair_is_met_whatever_the_step(writer: Writer, step: int) -> None:
    writer.submit(1, store).result()
    found = writer.read(1, lambda uow: list(walked(uow, step))).result()
    assert sorted(found) == sorted((1, *pair) for pair in UNDER.values())
