"""Leads and deals on their way in: each with the contact and company its row names."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from crm.imports.known import Found
from crm.imports.rows import CustomerRow, Wrong
from crm.imports.surroundings import Surroundings
from storage import imports
from storage.entities import Deal, Lead, new_id
from storage.unit_of_work import UnitOfWork

STATUSES = {"open": "open", "new": "open", "qualified": "qualified", "lost": "lost", "won": "qualified"}
_WORDS = {
    "赢单": "won",
    "成交": "won",
    "已成交": "won",
    "输单": "lost",
    "丢单": "lost",
    "已丢单": "lost",
    "跟进中": "open",
}


def check(row: CustomerRow, around: Surroundings) -> None:
    """Raises Wrong for a stage or status nobody knows."""
    if around.kind == "deals" and row.stage and _stage_named(around.stages, row.stage) is None:
        raise Wrong(f"no stage is called {row.stage}")
    if around.kind == "leads" and row.status and _plain(row.status) not in STATUSES:
        raise Wrong(f"no status is called {row.status}")


class Opportunities:
    """Gathers a batch's leads or deals; one whose foreign id is there already is left as it is, or changed."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._kind: type[Lead | Deal] = Deal if around.kind == "deals" else Lead
        self._rows: list[dict[str, Any]] = []
        self._stored: dict[str, UUID] = {}
        self._made: set[str] = set()

    def look_up(self, uow: UnitOfWork, rows: Sequence[CustomerRow]) -> None:
        """Which of the rows' own ids are there already."""
        self._stored = imports.find_by_external_ids(
            uow, self._kind, {row.opportunity_id for row in rows if row.opportunity_id}
        )

    def place(self, uow: UnitOfWork, row: CustomerRow, contact: Found | None, company: Found | None) -> str:
        """What becomes of a row: new, changed, unchanged or duplicate."""
        if row.opportunity_id:
            if row.opportunity_id in self._made:
                return "duplicate"
            self._made.add(row.opportunity_id)
            if row.opportunity_id in self._stored:
                return self._change(uow, self._stored[row.opportunity_id], row)
        common = self._common(uow, row, contact, company)
        self._rows.append(common | (self._deal(row, common) if self._kind is Deal else self._lead(row, common)))
        return "new"

    def write(self, uow: UnitOfWork) -> None:
        """Insert what was gathered; contacts and companies must be there."""
        imports.insert_numbered(uow, self._kind, self._rows)
        self._rows = []

    def _common(
        self, uow: UnitOfWork, row: CustomerRow, contact: Found | None, company: Found | None
    ) -> dict[str, Any]:
        at = row.created_at or uow.now
        owner_id = self._around.find_owner(row)
        return {
            "id": new_id(),
            "name": row.label or row.name or row.company,
            "contact_id": contact.id if contact else None,
            "company_id": company.id if company else contact.company_id if contact else None,
            "owner_id": owner_id,
            "first_owner_id": owner_id,
            "source": row.source,
            "external_id": row.opportunity_id,
            "amount_minor": row.amount.minor if row.amount else None,
            "currency": row.amount.currency if row.amount else None,
            "lost_reason": row.lost_reason,
            "created_at": at,
            "touched_at": at,
        }

    def _lead(self, row: CustomerRow, common: dict[str, Any]) -> dict[str, Any]:
        status = STATUSES[_plain(row.status)] if row.status else "open"
        return {"status": status, "closed_at": None if status == "open" else common["created_at"]}

    def _deal(self, row: CustomerRow, common: dict[str, Any]) -> dict[str, Any]:
        stages = self._around.stages
        stage = _stage_named(stages, row.stage) if row.stage else stages[0]
        at = common["created_at"]
        return {
            "lead_id": None,
            "stage_id": stage.id,
            "stage_since_at": at,
            "close_on": row.close_on,
            "outcome": stage.outcome,
            "closed_at": at if stage.outcome else None,
        }

    def _change(self, uow: UnitOfWork, identifier: UUID, row: CustomerRow) -> str:
        stored = uow.get(self._kind, identifier)
        if stored is None:
            return "unchanged"
        before = (stored.name, stored.amount_minor, stored.currency, stored.owner_id, getattr(stored, "stage_id", None))
        stored.name = row.label or stored.name
        if row.amount:
            stored.amount_minor, stored.currency = row.amount.minor, row.amount.currency
        if row.owner:
            stored.owner_id = self._around.find_owner(row)
        if isinstance(stored, Deal):
            self._move(stored, row, uow.now)
        after = (stored.name, stored.amount_minor, stored.currency, stored.owner_id, getattr(stored, "stage_id", None))
        return "changed" if before != after else "unchanged"

    def _move(self, deal: Deal, row: CustomerRow, now: datetime) -> None:
        deal.close_on = row.close_on or deal.close_on
        stage = _stage_named(self._around.stages, row.stage) if row.stage else None
        if stage is not None and stage.id != deal.stage_id:
            deal.stage_id, deal.stage_since_at, deal.outcome = stage.id, now, stage.outcome
            deal.closed_at = now if stage.outcome else None


def _stage_named(stages: Sequence[Any], name: str) -> Any:
    wanted = _plain(name)
    for stage in stages:
        if wanted in {stage.name.casefold(), stage.outcome}:
            return stage
    return None


def _plain(text: str) -> str:
    folded = text.strip().casefold()
    return _WORDS.get(folded, folded)
