"""A primary and its standby, made from the binaries of PostgreSQL's wheel; and what befalls the primary."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from storage.migrate import upgrade

NAME = "rapport"
OWNER = "pgserver"
"""The system's user that the wheel's servers run as where we are root, which they refuse to be."""
_CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = {port}
wal_level = replica
max_connections = 60
shared_buffers = 16MB
"""


@dataclass
class Server:
    """One server, in a folder of its own."""

    programs: Path
    folder: Path
    port: int

    def run(self, program: str, *arguments: str) -> None:
        """One of PostgreSQL's programs, as the user that may. AssertionError with what it said if it fails."""
        done = subprocess.run(  # noqa: S603 - the wheel's own programs
            [self.programs / program, *arguments], user=_owner(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{program}: {done.stderr}"

    def start(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder), "-l", f"{self.folder}.log", "-w", "-t", "60", "start")

    def promote(self) -> None:
        """Stand in for the primary."""
        self.run("pg_ctl", "-D", str(self.folder), "-w", "-t", "60", "promote")

    def die(self) -> None:
        """At once, as its machine would."""
        postmaster = int((self.folder / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGQUIT)

    def is_running(self) -> bool:
        return (self.folder / "postmaster.pid").exists()

    def asked(self, statement: str, database: str = "postgres") -> object:
        """The first value of a statement's answer; None where it has none."""
        url = URL.create("postgresql+psycopg", "postgres", host="127.0.0.1", port=self.port, database=database)
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None


@dataclass
class Pair:
    """`url` names both: a client takes whichever can be written to."""

    primary: Server
    standby: Server

    @property
    def url(self) -> str:
        hosts = f"host=127.0.0.1:{self.primary.port}&host=127.0.0.1:{self.standby.port}"
        return f"postgresql+psycopg://postgres@/{NAME}?{hosts}&target_session_attrs=read-write&connect_timeout=2"

    def fail_over(self) -> None:
        """The primary is gone for good, and the standby takes its place."""
        self.primary.die()
        self.standby.promote()


@contextmanager
def a_pair(programs: Path) -> Iterator[Pair]:
    """Nothing is committed that the standby does not hold too; the database is migrated."""
    folder = Path(tempfile.mkdtemp(prefix="rapport-pair-"))
    if _owner():
        shutil.chown(folder, OWNER)
    pair = Pair(Server(programs, folder / "one", _free_port()), Server(programs, folder / "two", _free_port()))
    try:
        _begin(pair)
        yield pair
    finally:
        for server in (pair.primary, pair.standby):
            if server.is_running():
                server.die()
        _await_end(pair)
        shutil.rmtree(folder, ignore_errors=True)


def _begin(pair: Pair) -> None:
    one, two = pair.primary, pair.standby
    one.run("initdb", "-D", str(one.folder), "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8")
    _configure(one)
    one.start()
    one.asked(f"CREATE DATABASE {NAME}")
    upgrade(f"postgresql+psycopg://postgres@127.0.0.1:{one.port}/{NAME}")
    connection = f"host=127.0.0.1 port={one.port} user=postgres application_name=two"
    two.run("pg_basebackup", "-D", str(two.folder), "-d", connection, "-R", "-X", "stream", "-c", "fast")
    _configure(two)
    two.start()
    one.asked("ALTER SYSTEM SET synchronous_standby_names = 'two'")
    one.asked("SELECT pg_reload_conf()")
    _await_standby(one)


def _configure(server: Server) -> None:
    with (server.folder / "postgresql.conf").open("a") as file:
        file.write(_CONFIGURATION.format(port=server.port))


def _await_standby(server: Server, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while server.asked("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") != 1:
        assert time.monotonic() < deadline, "the standby does not follow"
        time.sleep(0.1)  # it tells nobody when it has caught up


def _await_end(pair: Pair, seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while (pair.primary.is_running() or pair.standby.is_running()) and time.monotonic() < deadline:
        time.sleep(0.1)  # as above


def _owner() -> str | None:
    if os.geteuid() != 0:
        return None
    pwd.getpwnam(OWNER)  # KeyError where the wheel has not made it yet
    return OWNER


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
