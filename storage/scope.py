"""What a person may see, as a filter every query takes. crm/access.py decides it; here it becomes SQL."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select, true

from storage.entities import Activity, Collaborator, FollowUp, Record
from storage.statements import Prepared
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Scope:
    """The viewer and the owners whose records they see; `owner_ids` None means everybody's.

    Records without an owner are everyone's; a record shared with the viewer is theirs to see.
    """

    member_id: UUID
    owner_ids: frozenset[UUID] | None = None

    def sees_owner(self, owner_id: UUID | None) -> bool:
        return owner_id is None or self.owner_ids is None or owner_id in self.owner_ids


def visible(scope: Scope, kind: type[Record]) -> ColumnElement[bool]:
    """The rows of `kind` (Company, Contact, Lead, Deal) that the viewer may see."""
    if scope.owner_ids is None:
        return true()
    shared = exists().where(
        and_(
            Collaborator.workspace_id == kind.workspace_id,
            Collaborator.record_id == kind.id,
            Collaborator.member_id == scope.member_id,
        )
    )
    return or_(kind.owner_id.is_(None), kind.owner_id.in_(scope.owner_ids), shared)


def visible_follow_ups(scope: Scope) -> ColumnElement[bool]:
    return true() if scope.owner_ids is None else FollowUp.owner_id.in_(scope.owner_ids)


def authored(scope: Scope) -> ColumnElement[bool]:
    """Activities written by somebody whose work the viewer may see."""
    return true() if scope.owner_ids is None else Activity.author_id.in_(scope.owner_ids)


_SHARED = Prepared(
    select(Collaborator.id)
    .where(
        Collaborator.workspace_id == bindparam("ws"),
        Collaborator.record_id == bindparam("record"),
        Collaborator.member_id == bindparam("member"),
    )
    .limit(1)
)


def is_shared_with(uow: UnitOfWork, record_id: UUID, member_id: UUID) -> bool:
    """Whether the record is shared with that member beside its owner."""
    values = {"ws": uow.workspace_id, "record": record_id, "member": member_id}
    return _SHARED.first(uow.connection, values) is not None
