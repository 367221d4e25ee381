"""One message or tick is one unit of work: one transaction, committed by the edge and by nobody else."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, event, insert
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state

from storage.changes import Change, changes_in, created, of_many
from storage.entities import AuditEvent, Deal, Entity, Operation, new_id
from storage.insertion import store
from storage.loading import find
from storage.pipeline_sums import append
from storage.references import References
from storage.statements import Prepared

E = TypeVar("E", bound=Entity)

T = TypeVar("T")
DEALS = Deal.__tablename__
_STORE_OPERATION = Prepared(insert(Operation))
_STORE_EVENTS = Prepared(insert(AuditEvent))


class _Session(Session):
    """The ORM's session of a unit of work, which hears of every flush."""

    def __init__(self, unit: "UnitOfWork") -> None:
        super().__init__(
            unit.connection,
            join_transaction_mode="create_savepoint" if _is_shared(unit.connection) else "rollback_only",
            expire_on_commit=False,
            autoflush=not unit.read_only,
        )
        self.unit = unit


@event.listens_for(_Session, "after_flush")
def _note_changes(session: _Session, _context: object) -> None:
    session.unit.note_changes(changes_in(session))


class UnitOfWork:
    """A workspace seen through one transaction.

    `now` is the injected clock's moment, the same during the whole unit. `member_id` is who acts (None: time, or
    nobody yet known). Every change of an audited entity through `session` leaves an audit event under
    `operation_id`. `after_commit` callbacks run only if the transaction was committed; they must not fail.
    """

    def __init__(
        self,
        connection: Connection,
        workspace_id: int,
        now: datetime,
        references: References,
        *,
        message_key: str | None = None,
        read_only: bool = False,
    ) -> None:
        self.connection = connection
        self.workspace_id = workspace_id
        self.now = now
        self.message_key = message_key
        self.read_only = read_only
        self.member_id: UUID | None = None
        self.operation_id = new_id()
        self.operation_data: dict[str, Any] = {}
        self.summary: str | None = None
        self.chat_key: str | None = None
        self.outbox_id: UUID | None = None
        self.about: list[str] = []
        self._references = references
        self._callbacks: list[Callable[[], None]] = []
        self._changes: list[Change] = []
        self._held: dict[Any, Entity] = {}
        self._goes_on = False

    @cached_property
    def session(self) -> Session:
        """The ORM's session: made at first use, as the hot path does without it. It knows all that the unit holds."""
        session = _Session(self)
        session.add_all(self._held.values())
        return session

    @property
    def _has_session(self) -> bool:
        return "session" in self.__dict__

    def add(self, entity: E) -> E:
        """Store a new entity of this workspace at once (its parents are there already, so keys hold)."""
        entity.workspace_id = self.workspace_id
        self._flush()
        values = store(self.connection, entity)
        if entity.audited:
            self._changes.append(created(entity, values))
        return self.hold(entity)

    def hold(self, entity: E) -> E:
        """Take an entity that was read or stored without the session; the one held already, if it is known.

        Its later changes are written and audited. Held by the unit, as the session forgets what nobody holds.
        """
        key: Any = instance_state(entity).key
        known: Any = self.session.identity_map.get(key) if self._has_session else self._held.get(key)
        if known is None and self._has_session:
            self.session.add(entity)
        held: E = known or entity
        self._held[key] = held
        return held

    def delete(self, entity: Entity) -> None:
        self.session.delete(entity)
        self.session.flush()
        self._held.pop(instance_state(entity).key, None)

    def get(self, kind: type[E], identifier: UUID | None) -> E | None:
        """The entity of this workspace with that id, or None."""
        if identifier is None:
            return None
        return self._get(kind, (self.workspace_id, identifier))

    def get_only(self, kind: type[E]) -> E:
        """The entity of which a workspace has just one, the Workspace itself."""
        found = self._get(kind, (self.workspace_id,))
        if found is None:
            raise LookupError(f"there is no {kind.__name__} {self.workspace_id}")
        return found

    def _get(self, kind: type[E], key: tuple[Any, ...]) -> E | None:
        if self._has_session:
            found = self.session.get(kind, key)
            if found is not None:
                self._held.setdefault(instance_state(found).key, found)
            return found
        held: E | None = self._held.get((kind, key, None))  # type: ignore[assignment]  # of this class, by its key
        if held is not None:
            return held
        found = find(self.connection, kind, key)
        return self.hold(found) if found is not None else None

    def forget(self) -> None:
        """Let go of all that was read or stored so far, for work on many rows: its later changes are not written."""
        self._flush()
        self._held.clear()
        if self._has_session:
            self.session.expunge_all()

    def note_changes(self, changes: Iterable[Change]) -> None:
        """What a flush of the session writes. Called by the session only."""
        self._changes.extend(changes)

    def next_number(self, kind: str) -> int:
        """The next short number of a kind ("lead"): L12. Numbers come in blocks, so gaps are fine."""
        return self._references.take(self.connection, self.workspace_id, kind)

    def next_numbers(self, kind: str, count: int) -> int:
        """The first of so many numbers in a row, for imports."""
        return self._references.take_many(self.connection, self.workspace_id, kind, count)

    def go_on_with(self, operation_id: UUID) -> None:
        """What is written belongs to an operation that is stored already, by a transaction before this one."""
        self.operation_id = operation_id
        self._goes_on = True

    def note_many(
        self, action: str, table: str, *, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None
    ) -> None:
        """Leave one audit event for many rows that are written past the session."""
        self._changes.append(of_many(action, table, before, after))

    def after_commit(self, callback: Callable[[], None]) -> None:
        self._callbacks.append(callback)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is written inside holds only if nothing is raised; the error goes on to the caller."""
        self._flush()
        written = len(self._changes)
        is_sessions = self._has_session
        savepoint = self.session.begin_nested() if is_sessions else self.connection.begin_nested()
        try:
            yield
            self._flush()
        except BaseException:
            self._held.clear()  # what was read stays readable by whoever holds it
            if self._has_session:
                self.session.expunge_all()
                if not is_sessions:  # made within, it joined the savepoint: what it wrote and its own state end here
                    self.session.rollback()
            if is_sessions or savepoint.is_active:
                savepoint.rollback()
            del self._changes[written:]
            raise
        savepoint.commit()

    @property
    def has_changes(self) -> bool:
        """Whether anything that can be undone was written so far."""
        self._flush()
        return bool(self._changes)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was written so far, in order."""
        self._flush()
        return tuple(self._changes)

    def finish(self) -> list[Callable[[], None]]:
        """Flush, write the audit events; the callbacks to run after the commit. Called by the writer only."""
        self._flush()
        if self._changes:
            if not self._goes_on:
                self._write_operation()
            self._write_events()
            append(self.connection, self.workspace_id, [one for one in self._changes if one.table == DEALS])
        if self._has_session:
            self.session.commit()
        return self._callbacks

    def close(self) -> None:
        if self._has_session:
            self.session.close()

    def _flush(self) -> None:
        """Write what changed: through the session, which takes what is held if any of it did."""
        if not self.read_only and (self._has_session or any(map(_is_changed, self._held.values()))):
            self.session.flush()

    def _write_operation(self) -> None:
        _STORE_OPERATION.run(
            self.connection,
            {
                "workspace_id": self.workspace_id,
                "id": self.operation_id,
                "at": self.now,
                "member_id": self.member_id,
                "message_key": self.message_key,
                "summary": self.summary,
                "chat_key": self.chat_key,
                "outbox_id": self.outbox_id,
                "about": self.about or None,
                "data": self.operation_data or None,
            },
        )

    def _write_events(self) -> None:
        """One audit event for each changed row, in one statement."""
        _STORE_EVENTS.run_each(self.connection, [self._event(change) for change in self._changes])

    def _event(self, change: Change) -> dict[str, Any]:
        return {
            "workspace_id": self.workspace_id,
            "id": new_id(),
            "at": self.now,
            "operation_id": self.operation_id,
            "member_id": self.member_id,
            "action": change.action,
            "record_table": change.table,
            "record_id": change.record_id,
            "before": change.before,
            "after": change.after,
            "message_key": self.message_key,
        }


Work = Callable[[UnitOfWork], T]
"""What somebody wants done within one."""


def _is_shared(connection: Connection) -> bool:
    """Whether what a session rolls back by itself, after a failed flush, would be other units' work too.

    SQLite's writer commits many units together; within `attempt` a savepoint stands already.
    """
    return connection.dialect.name == "sqlite" and not connection.in_nested_transaction()


def _is_changed(entity: Entity) -> bool:
    return instance_state(entity).modified
