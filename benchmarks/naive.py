"""The peer: a bot as one writes it first. Async ORM on aiosqlite, a transaction a message, the same rows written."""

import asyncio
import time
from pathlib import Path
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from benchmarks.office import NAME
from domain.clock import SystemClock
from storage.entities import (
    Activity,
    AuditEvent,
    ChatIdentity,
    InboxMessage,
    Member,
    OpenChoice,
    Operation,
    OutboxMessage,
    new_id,
)
from storage.types import EPOCH


async def answer_all(path: Path, conversations: int, each: int) -> tuple[float, float]:
    """Messages a second, and CPU milliseconds each; the database is there already."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", connect_args={"timeout": 60})

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous = FULL")

    sessions = async_sessionmaker(engine, expire_on_commit=False)
    one_writer = asyncio.Lock()  # else most of them fail with "database is locked"

    async def converse(who: int) -> None:
        for _ in range(each):
            async with one_writer, sessions() as session:
                await _answer(session, f"m{who}")

    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(converse(who) for who in range(conversations)))
    n = conversations * each
    result = n / (time.perf_counter() - began), (time.process_time() - cpu) / n * 1e3
    await engine.dispose()
    return result


async def _answer(session: AsyncSession, who: str) -> None:
    """Store the update, then read who it is, write the note, its record, the reply and its button."""
    now, key = SystemClock().now(), new_id().hex
    inbox = InboxMessage(
        workspace_id=1, platform=NAME, tenant="bot", key=key, lane=who, payload=b"{}", received_at=now
    )  # fmt: skip
    session.add(inbox)
    await session.commit()
    account = (await session.scalars(select(ChatIdentity).where(ChatIdentity.user_id == who))).one()
    member = (await session.scalars(select(Member).where(Member.id == account.member_id))).one()
    note = Activity(
        workspace_id=1, kind="note", occurred_at=now, created_at=now, author_id=member.id, body="wants 50 seats",
        message_key=key,
    )  # fmt: skip
    session.add(note)
    await session.flush()
    operation = Operation(workspace_id=1, id=new_id(), at=now, member_id=member.id, summary="note")
    event_ = AuditEvent(
        workspace_id=1, at=now, operation_id=operation.id, member_id=member.id, action="create",
        record_table="activities", record_id=note.id, after={"body": note.body},
    )  # fmt: skip
    reply = OutboxMessage(
        workspace_id=1, id=new_id(), platform=NAME, tenant="bot", address_key=who, address={"chat_id": who},
        kind="reply", reply="{}", created_at=now, not_before=EPOCH,
    )  # fmt: skip
    session.add_all([operation, event_, reply])
    await session.flush()
    session.add(
        OpenChoice(
            workspace_id=1,
            token=key,
            outbox_id=reply.id,
            chat_key=who,
            number=1,
            label="Undo",
            action="undo",
            data={},
            expires_at=now,
        )
    )
    inbox.state, inbox.done_at = "done", now
    await session.commit()
    reply.state, reply.sent_at = "sent", now
    await session.commit()
