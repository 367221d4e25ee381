"""What a process calls itself in the database, and whether a neighbour of that name is gone."""

import os
import secrets
import socket
from pathlib import Path


def new_holder() -> str:
    """A name of this process alone: the machine, the process id, a random token."""
    return f"{_machine()}:{os.getpid()}:{secrets.token_hex(4)}"


def is_dead_neighbour(holder: str) -> bool:
    """Whether a holder was a process of this machine that is gone: after a crash nobody need wait for its lease."""
    machine, _, rest = holder.rpartition(":")[0].rpartition(":")
    if machine != _machine():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, ValueError, OverflowError):
        return False
    return False


def _machine() -> str:
    """The host, and within it the space of process ids: containers may share the one and not the other."""
    try:
        space = str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        space = ""
    return f"{socket.gethostname()}/{space.strip('pid:[]')}"
