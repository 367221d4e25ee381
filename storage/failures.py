"""Which errors say that the database cannot do its work now, whatever it was asked; all others are ours."""

from typing import Any

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from domain.errors import CrmError

_SQLITE = {5, 6, 7, 8, 10, 13, 14, 15}
"""Primary result codes: busy, locked, no memory, read-only, I/O error, disk full, cannot open, locking protocol.
https://www.sqlite.org/rescode.html
"""

_POSTGRESQL = ("08", "25006", "40", "53", "55", "57P", "58")
"""How SQLSTATEs begin: connection lost, a standby's read-only, rolled back for others' sake, out of resources, not now,
shutting down, trouble of its system. A cancelled statement (57014) or a limit of the program (54) may be this one
message's doing, so they are not among them. https://www.postgresql.org/docs/current/errcodes-appendix.html
"""


_LOST_BEFORE = "8s2b"
"""SQLAlchemy's mark of a transaction whose connection is gone. https://docs.sqlalchemy.org/en/21/errors.html#error-8s2b"""


class StorageDown(CrmError):  # noqa: N818 - a state of the world, not a mistake
    """The database could not commit (disk full, connection lost): nothing was written, try again."""


def down(error: Exception) -> Exception:
    """Any error as the one that says so."""
    return error if isinstance(error, StorageDown) else StorageDown(f"the database did not commit: {error}")


def is_down(error: BaseException) -> bool:
    """Whether to wait and try again, rather than to doubt what was asked."""
    if isinstance(error, PendingRollbackError):  # the connection was lost before, and its error went by unseen
        return error.code == _LOST_BEFORE
    if not isinstance(error, DBAPIError):
        return isinstance(error, PoolTimeout)
    return error.connection_invalidated or _says_down(error)


def _says_down(error: DBAPIError) -> bool:
    cause: Any = error.orig
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_POSTGRESQL)
    return isinstance(error, OperationalError | InterfaceError)  # no answer from a server at all
