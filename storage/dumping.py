"""Copies of a PostgreSQL database by its own tools: pg_dump reads one state of it while everybody works."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.engine import URL

from domain.errors import CrmError


def dump(url: URL, target: Path) -> int:
    """Write the database into a new file; its size in bytes. Raises CrmError; then no file is left behind."""
    if target.exists():
        raise CrmError(f"{target} exists already; name another file")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.part")
    try:
        _run("pg_dump", url, ("--format=custom", "--no-owner", f"--file={unfinished}"))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target.stat().st_size


def restore(source: Path, url: URL) -> None:
    """Put a dump in the place of what is there: all of it, or nothing. Raises CrmError."""
    options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    _run("pg_restore", url, (*options, str(source)))


def address_of(url: URL) -> str:
    """A URL as PostgreSQL's own programs read it, without its password: of several servers, hosts and ports are lists.

    https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-MULTIPLE-HOSTS
    """
    plain = URL.create("postgresql", url.username, host=url.host, port=url.port, database=url.database, query=url.query)
    hosts = plain.query.get("host")
    if isinstance(hosts, tuple):
        named = [host.partition(":") for host in hosts]
        ports = ",".join(port or "5432" for _, _, port in named)
        plain = plain.update_query_dict({"host": ",".join(host for host, _, _ in named), "port": ports})
    return plain.render_as_string()


def _run(tool: str, url: URL, options: Sequence[str]) -> None:
    """The password goes by the environment, where other users of this machine do not see it."""
    found = shutil.which(tool)
    if found is None:
        raise CrmError(f"{tool} is not there; install PostgreSQL's client programs, of the server's version or newer")
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    ended = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, with an address of the operator's
        [found, f"--dbname={address_of(url)}", *options], env=environment, capture_output=True, text=True, check=False
    )
    if ended.returncode != 0:
        told = next((line for line in ended.stderr.splitlines() if line.strip()), f"status {ended.returncode}")
        raise CrmError(f"{tool} failed: {told}")
