"""Short numbers (L12, C7) handed out in blocks, so that no row of a workspace is hot."""

from sqlalchemy import Connection, Engine, bindparam, insert, update

from storage.conflicts import or_nothing
from storage.entities import ReferenceBlock
from storage.statements import Prepared

BLOCK = 20


class References:
    """The blocks this process holds. Not shared between threads that write at the same time.

    With `apart` (PostgreSQL) a block is taken in a transaction of its own; without (SQLite has one writer) in the
    caller's, and `forget_fresh` or `forget` must follow a rollback.
    """

    def __init__(self, apart: Engine | None = None, block: int = BLOCK) -> None:
        self._apart = apart
        self._block = block
        self._free: dict[tuple[int, str], tuple[int, int]] = {}
        self._fresh: set[tuple[int, str]] = set()

    def take(self, connection: Connection, workspace_id: int, kind: str) -> int:
        """The next number of that kind."""
        number, end = self._free.get((workspace_id, kind), (0, 0))
        if number >= end:
            number = self._take_block(connection, workspace_id, kind, self._block)
            end = number + self._block
            self._fresh.add((workspace_id, kind))
        self._free[workspace_id, kind] = (number + 1, end)
        return number

    def take_many(self, connection: Connection, workspace_id: int, kind: str, count: int) -> int:
        """The first of `count` numbers in a row, for imports."""
        return self._take_block(connection, workspace_id, kind, count)

    def settle(self) -> None:
        """The savepoint in which blocks were taken holds: they are ours (unless the whole group fails)."""
        self._fresh.clear()

    def forget_fresh(self) -> None:
        """Drop the blocks taken since the last `settle`: their savepoint was rolled back."""
        for key in self._fresh:
            self._free.pop(key, None)
        self._fresh.clear()

    def forget(self) -> None:
        """Drop all that is held: after a rollback of the group none of it may be ours."""
        self._free.clear()
        self._fresh.clear()

    def _take_block(self, connection: Connection, workspace_id: int, kind: str, size: int) -> int:
        if self._apart is None:
            return _advance(connection, workspace_id, kind, size)
        with self._apart.begin() as own:
            return _advance(own, workspace_id, kind, size)


_ADVANCE = Prepared(
    update(ReferenceBlock)
    .where(ReferenceBlock.workspace_id == bindparam("ws"), ReferenceBlock.kind == bindparam("k"))
    .values(next_number=ReferenceBlock.next_number + bindparam("size"))
    .returning(ReferenceBlock.next_number)
)


_BEGIN = Prepared(or_nothing(insert(ReferenceBlock)))


def _advance(connection: Connection, workspace_id: int, kind: str, size: int) -> int:
    values = {"ws": workspace_id, "k": kind, "size": size}
    following = _ADVANCE.scalar(connection, values)
    if following is None:  # the first of its kind; another process may be the first at the same moment
        _BEGIN.run(connection, {"workspace_id": workspace_id, "kind": kind, "next_number": 1})
        following = _ADVANCE.scalar(connection, values)
    return int(following) - size
