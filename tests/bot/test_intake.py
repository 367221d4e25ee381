"""Every accepted update takes effect exactly once."""

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bot.desk import Desk
from bot.files import FileStore
from bot.intake import Intake
from bot.outgoing_files import OutgoingFiles
from bot.settings import IntakeSettings
from domain.chat import RawUpdate
from domain.clock import VirtualClock
from domain.errors import Overloaded
from storage import inbox
from storage.failures import StorageDown
from storage.unit_of_work import Work
from storage.writer import Writer
from tests.bot.conftest import Place, open_app
from tests.fakes.platform import update

T = TypeVar("T")
NOTES = "SELECT count(*) FROM activities WHERE kind = 'note'"


async def test_a_line_is_filed_and_answered(place: Place) -> None:
    assert await place.hears("alice", "note wants 50 seats")
    assert place.count(NOTES) == 1
    assert "wants 50 seats" in place.texts()[0]


async def test_an_update_that_comes_twice_takes_effect_once(place: Place) -> None:
    await place.hears("alice", "note wants 50 seats", key="7")
    assert not await place.hears("alice", "note wants 50 seats", key="7")
    assert place.count(NOTES) == 1
    assert len(place.texts()) == 1


async def test_what_a_crash_left_behind_is_taken_up_once(place: Place) -> None:
    raw = update("k", "alice", "note from before the crash", place.clock.now())
    place.app.writer.submit(1, lambda unit: inbox.store(unit, raw)).result()
    assert place.app.recover() == 1
    await place.settle()
    assert place.app.recover() == 0
    assert place.count(NOTES) == 1


async def test_two_processes_that_take_up_the_same_update_file_it_once(place: Place, tmp_path: Path) -> None:
    """Both read the pending row; the second one to finish finds it done and undoes all it wrote."""
    raw = update("k", "alice", "note once", place.clock.now())
    place.app.writer.submit(1, lambda unit: inbox.store(unit, raw)).result()
    other, _, _ = open_app(str(place.database.url.render_as_string(hide_password=False)), place.clock, tmp_path)
    place.app.recover()
    other.recover()
    await other.intake.idle()
    await place.settle()
    assert place.count(NOTES) == 1
    assert place.count("SELECT count(*) FROM outbox") == 1
    await other.close()


async def test_a_malformed_update_is_kept_and_the_others_go_on(place: Place) -> None:
    broken = RawUpdate("fake", "bot", "b", "dm:alice", b"{not json", place.clock.now())
    await place.app.intake.accept(broken)
    await place.hears("alice", "note after it")
    assert place.count("SELECT count(*) FROM inbox WHERE state = 'broken'") == 1
    assert place.count(NOTES) == 1


async def test_what_is_none_of_our_business_is_done_silently(place: Place) -> None:
    await place.app.intake.accept(update("i", "alice", "", place.clock.now(), ignore=True))
    await place.settle()
    assert place.texts() == []
    assert place.count("SELECT count(*) FROM inbox WHERE state = 'done'") == 1


async def test_our_mistake_parks_the_turn_with_one_apology_and_the_lane_goes_on(place: Place) -> None:
    with place.database.writing.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE activities RENAME TO activities_gone")
    await place.hears("alice", "note cannot be stored")
    with place.database.writing.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE activities_gone RENAME TO activities")
    await place.hears("alice", "note can be stored")
    assert place.count("SELECT count(*) FROM inbox WHERE state = 'parked'") == 1
    assert place.count("SELECT max(attempts) FROM inbox") == 2
    assert "something went wrong on our side" in place.texts()[0]
    assert "can be stored" in place.texts()[1]


async def test_a_parked_turn_can_be_tried_again(place: Place) -> None:
    with place.database.writing.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE activities RENAME TO activities_gone")
    await place.hears("alice", "note second try")
    with place.database.writing.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE activities_gone RENAME TO activities")
    assert place.app.writer.submit(1, inbox.retry).result() == 1
    place.app.recover()
    await place.settle()
    assert place.count(NOTES) == 1


async def test_a_full_inbox_asks_the_platform_to_try_again(
    sqlite_url: str, clock: VirtualClock, tmp_path: Path
) -> None:
    app, _, _ = open_app(sqlite_url, clock, tmp_path)
    app.intake._lanes.waiting = 10_000
    with pytest.raises(Overloaded):
        await app.intake.accept(update("k", "alice", "note", clock.now()))
    app.intake._lanes.waiting = 0
    await app.close()


async def test_a_stranger_gets_one_line_and_nothing_else(place: Place) -> None:
    await place.hears("eve", "show me all customers")
    await place.hears("eve", "please")
    assert len([text for text in place.texts() if "only work for the members" in text]) == 1
    assert place.count("SELECT count(*) FROM activities") == 0


@dataclass
class ForgetfulWriter:
    """A writer whose next commits hold, and the word of it is lost on its way back."""

    inner: Writer
    loses: int = 0

    def submit(self, workspace_id: int, work: Work[T], *, key: str | None = None) -> Future[T]:
        done = self.inner.submit(workspace_id, work, key=key)
        if not self.loses:
            return done
        self.loses -= 1
        done.result()
        lost: Future[T] = Future()
        lost.set_exception(StorageDown("the connection broke in the commit"))
        return lost

    def read(self, workspace_id: int, work: Work[T]) -> Future[T]:
        return self.inner.read(workspace_id, work)

    @property
    def waiting(self) -> int:
        return self.inner.waiting

    def close(self) -> None:
        self.inner.close()


async def test_a_minute_that_went_by_while_a_line_waited_is_still_promised(place: Place) -> None:
    at = place.clock.now() - timedelta(minutes=5)
    await place.app.intake.accept(update("k1", "alice", "remind me to bring the sample in 1 minute", at))
    await place.settle()
    assert (
        place.count("SELECT count(*) FROM follow_ups WHERE action = 'bring the sample' AND remind_at IS NOT NULL") == 1
    )


@pytest.fixture
def forgetful(place: Place, tmp_path: Path) -> tuple[Intake, ForgetfulWriter]:
    writer = ForgetfulWriter(place.app.writer)
    files, outgoing = FileStore(tmp_path), OutgoingFiles(tmp_path, timedelta(days=1))
    platforms, wake = {"fake": place.platform}, place.app.delivery.wake
    intake = Intake(
        Desk(writer), platforms, lambda *_: 1, place.clock, place.timers, files, outgoing, wake, IntakeSettings()
    )
    return intake, writer


async def test_an_update_whose_storing_nobody_heard_of_is_handled_when_it_comes_again(
    place: Place, forgetful: tuple[Intake, ForgetfulWriter]
) -> None:
    intake, writer = forgetful
    first, second = (update(key, "alice", f"note {key}", place.clock.now()) for key in ("first", "second"))
    writer.loses = 1
    with pytest.raises(Overloaded):
        await intake.accept(first)
    assert not await intake.accept(first)
    assert await intake.accept(second)
    await intake.idle()
    await place.settle()
    assert [text.rsplit(maxsplit=1)[-1] for text in place.texts()] == ["first", "second"]


async def test_an_update_whose_storing_nobody_heard_of_is_found_by_the_sweep(
    place: Place, forgetful: tuple[Intake, ForgetfulWriter]
) -> None:
    intake, writer = forgetful
    await intake.accept(update("before", "bob", "note before", place.clock.now()))
    await intake.idle()
    writer.loses = 1
    with pytest.raises(Overloaded):
        await intake.accept(update("k", "alice", "note unheard", place.clock.now()))
    assert await intake.sweep() == 1
    assert await intake.sweep() == 0
    await intake.idle()
    assert place.count(NOTES) == 2


async def test_a_turn_whose_commit_nobody_heard_of_takes_effect_once(
    place: Place, forgetful: tuple[Intake, ForgetfulWriter]
) -> None:
    intake, writer = forgetful
    raw = update("k", "alice", "note once", place.clock.now())
    stored = place.app.writer.submit(1, lambda unit: inbox.store(unit, raw)).result()
    assert stored is not None
    writer.loses = 1
    intake.recover([stored])
    await intake.idle()
    assert place.count(NOTES) == 1
    assert place.count("SELECT count(*) FROM outbox") == 1
