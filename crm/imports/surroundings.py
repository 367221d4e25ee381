"""What an import goes by: the workspace's region and currency, who is a member, which stages there are."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from crm.imports.rows import CustomerRow
from crm.members import get_workspace
from storage import imports
from storage.unit_of_work import UnitOfWork

KINDS = ("customers", "leads", "deals")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`kind` is what the rows are; `members` are ids by folded name, `stages` those of the first pipeline in order."""

    kind: str
    region: str
    currency: str
    members: dict[str, UUID]
    stages: list[Any]

    def find_owner(self, row: CustomerRow) -> UUID | None:
        """The member a row names as its owner."""
        return self.members.get(row.owner.casefold()) if row.owner else None


def look_around(uow: UnitOfWork, kind: str) -> Surroundings:
    workspace = get_workspace(uow)
    return Surroundings(kind, workspace.region, workspace.currency, imports.list_members(uow), imports.list_stages(uow))
