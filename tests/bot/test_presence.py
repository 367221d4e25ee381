"""Processes on one database know of each other, share what is to be sent, and take over from the dead."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta

import pytest

from bot.house import Leases, LostLease
from bot.identity import is_dead_neighbour, new_holder
from bot.presence import Presence, Role, list_others
from bot.settings import WorkersSettings
from storage import inbox, inbox_sharing, leases, processes
from storage.database import Database
from storage.processes import Process
from storage.unit_of_work import UnitOfWork
from storage.writer import Writer
from tests.fakes.platform import update

Make = Callable[..., Presence]
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LEASE = timedelta(minutes=1)


@pytest.fixture
def present(writer: Writer, database: Database) -> Make:
    """A process that is about to enter."""

    def make(role: Role = Role.WORKER, holder: str | None = None) -> Presence:
        shared = not database.is_sqlite
        return Presence(writer, 1, role, holder or new_holder(), WorkersSettings(), is_shared=shared)

    return make


def a_dead_one() -> str:
    """The name of a process of this machine that is gone: its number is larger than any there may be."""
    machine, _, token = new_holder().split(":")
    return f"{machine}:{2**22 + 1}:{token}"


async def test_who_sends_is_known_and_every_address_falls_to_exactly_one(present: Make) -> None:
    one, two, web = present(), present(), present(Role.WEB)
    for process in (one, two, web, one):
        await process.enter()
    assert (one.workers, two.workers, web.workers) == (2, 2, 2)
    addresses = [f"telegram|1||{n}|" for n in range(200)]
    mine = {address for address in addresses if one.is_mine(address)}
    assert mine == {address for address in addresses if not two.is_mine(address)}
    assert 50 < len(mine) < 150


async def test_a_terminal_takes_no_share_of_what_the_others_send(present: Make) -> None:
    worker, terminal = present(), present(Role.TERMINAL)
    for process in (worker, terminal, worker):
        await process.enter()
    assert worker.workers == 1
    assert all(worker.is_mine(f"telegram|1||{n}|") for n in range(50))


async def test_one_that_left_counts_no_more(present: Make) -> None:
    one, two = present(), present()
    await one.enter()
    await two.enter()
    await one.leave()
    await two.enter()
    assert two.workers == 1
    assert two.is_mine("anything")


async def test_a_neighbour_whose_process_is_gone_is_declared_dead_at_once(present: Make, writer: Writer) -> None:
    gone, here = present(holder=a_dead_one()), present()
    await gone.enter()
    await here.enter()
    assert here.workers == 1
    assert len(writer.submit(1, processes.list_alive).result()) == 1


def test_only_a_process_of_this_machine_can_be_told_dead() -> None:
    assert is_dead_neighbour(a_dead_one())
    assert not is_dead_neighbour(new_holder())
    assert not is_dead_neighbour(f"elsewhere/1:{2**22 + 1}:ab")
    assert not is_dead_neighbour("nonsense")


async def test_a_leaving_process_lets_go_of_its_updates(present: Make, writer: Writer, database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite carries one process")
    one, two = present(), present()
    await one.enter()
    await two.enter()
    raw = update("k", "alice", "note", NOON)
    writer.submit(1, lambda unit: inbox_sharing.store_all(unit, [raw], one.holder)).result()
    assert writer.submit(1, lambda unit: inbox_sharing.claim(unit, two.holder, ["fake"], 9)).result() == []
    await one.leave()
    (taken,) = writer.submit(1, lambda unit: inbox_sharing.claim(unit, two.holder, ["fake"], 9)).result()
    assert writer.submit(1, lambda unit: inbox.finish(unit, taken.id, holder=two.holder)).result()


async def test_two_that_ask_for_a_name_at_once_do_not_both_get_it(writer: Writer) -> None:
    holders = [f"elsewhere/1:{n}:x" for n in range(8)]

    def asks(holder: str) -> Future[bool]:
        return writer.submit(1, lambda unit: leases.take(unit, "telegram:1", holder, LEASE))

    asked = [asyncio.wrap_future(asks(holder)) for holder in holders]
    assert sorted(await asyncio.gather(*asked)) == [False] * 7 + [True]


async def test_a_poller_that_died_here_is_followed_at_once(writer: Writer) -> None:
    dead = a_dead_one()
    assert writer.submit(1, lambda unit: leases.take(unit, "telegram:1", dead, LEASE)).result()
    async with asyncio.timeout(5), Leases(writer, 1, new_holder()).hold("telegram:1"):
        pass
    assert writer.submit(1, lambda unit: leases.find_holder(unit, "telegram:1")).result() is None


async def test_who_lost_its_name_to_another_is_interrupted(writer: Writer) -> None:
    me = new_holder()

    def pass_on(unit: UnitOfWork) -> None:
        leases.release(unit, "telegram:1", me)
        leases.take(unit, "telegram:1", "elsewhere/1:1:a", LEASE)

    async def work_under_it() -> None:
        async with asyncio.timeout(10), Leases(writer, 1, me, renew_seconds=0.01).hold("telegram:1"):
            await asyncio.wrap_future(writer.submit(1, pass_on))
            await asyncio.Event().wait()

    with pytest.raises(LostLease):
        await work_under_it()
    holder = writer.submit(1, lambda unit: leases.find_holder(unit, "telegram:1")).result()
    assert holder == "elsewhere/1:1:a"


def test_others_are_those_alive(writer: Writer) -> None:
    def enter(unit: UnitOfWork) -> None:
        for holder in ("elsewhere/1:1:a", a_dead_one()):
            processes.stay(unit, Process("all", holder), LEASE)

    writer.submit(1, enter).result()
    assert [one.holder for one in writer.submit(1, list_others).result()] == ["elsewhere/1:1:a"]
