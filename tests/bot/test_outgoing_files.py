"""A file made for one message: on disk once it is promised, for this program alone, gone once it is sent."""

import os
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.outgoing_files import OutgoingFiles
from bot.promises import promise
from domain.chat import OutFile
from domain.errors import DeliveryError
from storage.unit_of_work import UnitOfWork
from tests.bot.conftest import Place, address, note

LIST = OutFile("", "text/csv", "deals.csv", b"D1,Acme")


def folder_of(place: Place) -> Path:
    return Path(place.app.settings.data_dir) / "outgoing"


def promises_the_list(place: Place) -> None:
    files = OutgoingFiles(folder_of(place), timedelta(days=90))
    message = note("3 deals")
    message = replace(message, card=replace(message.card, files=(LIST,)))

    def work(unit: UnitOfWork) -> None:
        promise(unit, message, {"fake": place.platform}, keep=files.keep)

    place.app.writer.submit(1, work).result()


async def test_it_waits_on_disk_until_it_is_sent(place: Place) -> None:
    place.platform.failures = [DeliveryError("down")]
    promises_the_list(place)
    place.app.delivery.wake(1, address("alice").key)
    await place.settle()
    (path,) = folder_of(place).iterdir()
    assert path.read_bytes() == b"D1,Acme"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder_of(place).stat().st_mode) == 0o700
    await place.later()
    assert [file.name for file in place.platform.ledger[0].files] == ["deals.csv"]
    assert list(folder_of(place).iterdir()) == []


async def test_a_platform_that_shows_its_path_keeps_it(place: Place) -> None:
    place.platform.capabilities = replace(place.platform.capabilities, file_paths=True)
    promises_the_list(place)
    place.app.delivery.wake(1, address("alice").key)
    await place.settle()
    (file,) = place.platform.ledger[0].files
    assert [str(path) for path in folder_of(place).iterdir()] == [file.path]


def test_what_others_keep_is_left_alone(tmp_path: Path) -> None:
    own = tmp_path / "photo"
    own.write_bytes(b"x")
    OutgoingFiles(tmp_path / "outgoing", timedelta(days=1)).drop([OutFile(str(own), "image/png")])
    assert own.exists()


@pytest.mark.parametrize(("days", "left"), [(89, 2), (91, 1)])
def test_what_was_never_sent_goes_with_its_message(tmp_path: Path, days: int, left: int) -> None:
    files = OutgoingFiles(tmp_path, timedelta(days=90))
    old = Path(files.keep(LIST).path)
    made = old.stat().st_mtime - days * 86400
    os.utime(old, (made, made))
    files.keep(LIST)
    assert len(list(tmp_path.iterdir())) == left
