"""Invitations by the hash of their code."""

from sqlalchemy import update

from storage.entities import Invite
from storage.unit_of_work import UnitOfWork


def take(uow: UnitOfWork, code_hash: str) -> Invite | None:
    """Use an invitation up; None if there is none, it was used, or it has ended. Two who try at once: one gets it."""
    taken = uow.connection.execute(
        update(Invite)
        .where(
            Invite.workspace_id == uow.workspace_id,
            Invite.code_hash == code_hash,
            Invite.used_at.is_(None),
            Invite.expires_at > uow.now,
        )
        .values(used_at=uow.now)
        .returning(Invite.id)
    ).scalar()
    return uow.get(Invite, taken)
