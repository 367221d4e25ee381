"""Dialogues in which time speaks: the tick promises, the composer says, and people tap."""

from datetime import datetime

from sqlalchemy import select, update

from scheduler.compose import compose
from scheduler.tick import tick
from storage.entities import OutboxMessage
from storage.unit_of_work import UnitOfWork
from tests.talk import Said, Talk


def brings(talk: Talk, moment: datetime) -> list[Said]:
    """Move the clock there; everything time says then, in order."""
    talk.clock.move_to(moment)
    with talk.database.writing.connect() as connection, connection.begin():
        uow = UnitOfWork(connection, 1, talk.clock.now(), talk.references)
        while tick(uow):
            pass
        said = _compose(talk, uow)
        uow.finish()
        uow.close()
    for message in said:
        talk.heard.append(message)
    return said


def _compose(talk: Talk, uow: UnitOfWork) -> list[Said]:
    said = []
    queued = uow.session.scalars(
        select(OutboxMessage).where(OutboxMessage.state == "queued").order_by(OutboxMessage.id)
    ).all()
    for row in queued:
        message = compose(uow, str(row.template), str(row.subject), row.member_id)
        if message is not None:
            said.append(talk._keep(uow, message))
    uow.session.execute(update(OutboxMessage).where(OutboxMessage.state == "queued").values(state="sent"))
    return said
