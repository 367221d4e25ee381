"""A real pgbouncer in transaction mode before a test's PostgreSQL, where the program is installed."""

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from tests.fleet import free_port

PROGRAM = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
"""Debian keeps it where a user's PATH does not look."""

CONFIG = """
[databases]
* = host={host}{port} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 300
default_pool_size = 6
"""


def is_installed() -> bool:
    return Path(PROGRAM).is_file()


@asynccontextmanager
async def bouncing(url: str) -> AsyncIterator[str]:
    """The URL of the same database by way of a pgbouncer of this test's own."""
    listen = free_port()
    with tempfile.TemporaryDirectory(prefix="rapport-bouncer-") as place:
        command = _command(make_url(url), Path(place), listen)
        process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            await _listening(listen)
            yield f"postgresql://{make_url(url).username}@127.0.0.1:{listen}/{make_url(url).database}"
        finally:
            process.terminate()
            await process.wait()


def _command(real: URL, folder: Path, listen: int) -> list[str]:
    """The program with its configuration, readable for whoever it runs as."""
    host = str(real.query.get("host") or real.host)
    port = f" port={real.port}" if real.port else ""
    config = folder / "pgbouncer.ini"
    config.write_text(CONFIG.format(host=host, port=port, user=real.username, listen=listen))
    config.chmod(0o644)
    folder.chmod(0o755)
    return [PROGRAM, *_as_the_servers_user(host), str(config)]


def _as_the_servers_user(host: str) -> list[str]:
    """Root may not run it; whoever owns the server's socket may use that."""
    socket = Path(host) / ".s.PGSQL.5432"
    if os.geteuid() != 0 or not socket.exists():
        return []
    return ["-u", pwd.getpwuid(socket.stat().st_uid).pw_name]


async def _listening(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
