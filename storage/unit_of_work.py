"""One message or tick is one unit of work: one transaction, committed by the edge and by nobody else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, event, insert
from sqlalchemy.orm import Session

from storage.changes import Change, changes_in, created
from storage.entities import AuditEvent, Entity, Operation, new_id
from storage.insertion import store
from storage.references import References

E = TypeVar("E", bound=Entity)


_STORE_OPERATION = insert(Operation)
_STORE_EVENTS = insert(AuditEvent)


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
        self._held: list[Entity] = []

    @cached_property
    def session(self) -> Session:
        """The ORM's session: made at first use, as the hot path does without it."""
        session = Session(
            self.connection,
            join_transaction_mode="rollback_only",  # the writer's savepoint is the unit's: no second one
            expire_on_commit=False,
            autoflush=not self.read_only,
        )
        event.listen(session, "after_flush", self._note_changes)
        return session

    def add(self, entity: E) -> E:
        """Store a new entity of this workspace at once (its parents are there already, so keys hold)."""
        entity.workspace_id = self.workspace_id
        self._held.append(entity)
        self.session.flush()
        values = store(self.connection, self.session, entity)
        if entity.audited:
            self._changes.append(created(entity, values))
        return entity

    def delete(self, entity: Entity) -> None:
        self.session.delete(entity)
        self.session.flush()

    def get(self, kind: type[E], identifier: UUID | None) -> E | None:
        """The entity of this workspace with that id, or None."""
        if identifier is None:
            return None
        found = self.session.get(kind, (self.workspace_id, identifier))
        if found is not None:
            self._held.append(found)  # the session itself forgets what nobody holds, and would read it again
        return found

    def next_number(self, kind: str) -> int:
        """The next short number of a kind ("lead"): L12. Numbers come in blocks, so gaps are fine."""
        return self._references.take(self.connection, self.workspace_id, kind)

    def next_numbers(self, kind: str, count: int) -> int:
        """The first of so many numbers in a row, for imports."""
        return self._references.take_many(self.connection, self.workspace_id, kind, count)

    def after_commit(self, callback: Callable[[], None]) -> None:
        self._callbacks.append(callback)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is written inside holds only if nothing is raised; the error goes on to the caller."""
        self._flush()
        written = len(self._changes)
        savepoint = self.session.begin_nested()
        try:
            yield
            self._flush()
        except BaseException:
            self.session.expunge_all()  # what was read stays readable by whoever holds it
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
            self._write_operation()
            self._write_events()
        if "session" in self.__dict__:
            self.session.commit()
        return self._callbacks

    def close(self) -> None:
        if "session" in self.__dict__:
            self.session.close()

    def _flush(self) -> None:
        if "session" in self.__dict__ and not self.read_only:
            self.session.flush()

    def _note_changes(self, session: Session, _context: object) -> None:
        self._changes.extend(changes_in(session))

    def _write_operation(self) -> None:
        self.connection.execute(
            _STORE_OPERATION,
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
        self.connection.execute(_STORE_EVENTS, [self._event(change) for change in self._changes])

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
