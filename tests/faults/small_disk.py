"""A small disk under a PostgreSQL database: truly full when it is full. Mounted by root; nobody else may."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

SIZE = "64m"
DISK_FULL = "53100"
"""PostgreSQL's own word for it: https://www.postgresql.org/docs/current/errcodes-appendix.html"""


@dataclass
class SmallDisk:
    """`url` is of the database whose tables are on it."""

    url: str
    folder: Path

    def fill(self) -> None:
        """Until not a byte more is taken."""
        block = b"x" * 4096
        with (self.folder / "filler").open("ab", buffering=0) as file, suppress(OSError):
            while file.write(block):
                pass

    def free(self) -> None:
        (self.folder / "filler").unlink()

    def refuses(self) -> bool:
        """Whether the server says that its disk is full, asked for a new table with something in it."""
        engine = create_engine(self.url, poolclass=NullPool)
        try:
            with engine.begin() as connection:
                connection.execute(
                    text("CREATE TABLE filling AS SELECT repeat('x', 200) FROM generate_series(1, 1000)")
                )
                connection.execute(text("DROP TABLE filling"))
        except OperationalError as error:
            return getattr(error.orig, "sqlstate", None) == DISK_FULL
        return False


@contextmanager
def a_small_disk(url: str) -> Iterator[SmallDisk | None]:
    """Move a database's tables to a disk of their own; None where none can be mounted here."""
    folder = Path(tempfile.mkdtemp(prefix="rapport-disk-"))
    if not _mount(folder):
        folder.rmdir()
        yield None
        return
    try:
        _move(url, folder)
        yield SmallDisk(url, folder)
    finally:
        _move_back(url)
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607 - what we mounted
        folder.rmdir()


def _mount(folder: Path) -> bool:
    if os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - as root, of our own


def _move(url: str, folder: Path) -> None:
    with _beside(url) as connection:
        owner = Path(str(connection.scalar(text("SHOW data_directory")))).stat()
        os.chown(folder, owner.st_uid, owner.st_gid)
        folder.chmod(0o700)
        connection.execute(text(f"CREATE TABLESPACE small LOCATION '{folder}'"))
        connection.execute(text(f'ALTER DATABASE "{make_url(url).database}" SET TABLESPACE small'))


def _move_back(url: str) -> None:
    with _beside(url) as connection:
        connection.execute(text(f'ALTER DATABASE "{make_url(url).database}" SET TABLESPACE pg_default'))
        connection.execute(text("DROP TABLESPACE small"))


@contextmanager
def _beside(url: str) -> Iterator[Connection]:
    """A connection to another database of the server, with nobody left in this one."""
    parsed = make_url(url)
    engine = create_engine(parsed.set(database="postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
        connection.execute(text(ending), {"name": parsed.database})
        yield connection
