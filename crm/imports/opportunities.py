"""Leads and deals on their way in: each with the contact and company its row names."""

from typing import Any
from uuid import UUID

from crm.imports.known import Found
from crm.imports.rows import CustomerRow, Wrong
from domain.terms import Kind
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


class Opportunities:
    """Gathers a batch's leads or deals; one whose foreign id is there already is left as it is, or changed."""

    def __init__(self, uow: UnitOfWork, kind: str, currency: str) -> None:
        self._uow, self._currency = uow, currency
        self._kind: type[Lead | Deal] = Deal if kind == "deals" else Lead
        self._stages = imports.list_stages(uow)
        self._rows: list[dict[str, Any]] = []
        self._known: dict[str, UUID] = {}
        self._made: set[str] = set()

    def check(self, row: CustomerRow) -> None:
        """Raises Wrong for a stage or status nobody knows."""
        if row.stage and self._kind is Deal and self._stage_named(row.stage) is None:
            raise Wrong(f"no stage is called {row.stage}")
        if row.status and self._kind is Lead and _plain(row.status) not in STATUSES:
            raise Wrong(f"no status is called {row.status}")

    def place(self, row: CustomerRow, contact: Found | None, company: Found | None, owner_id: UUID | None) -> str:
        """What becomes of a row: new, changed, unchanged or duplicate."""
        if row.opportunity_id:
            if row.opportunity_id in self._made:
                return "duplicate"
            self._made.add(row.opportunity_id)
            stored = imports.find_by_external_ids(self._uow, self._kind, [row.opportunity_id])
            if stored:
                return self._change(stored[row.opportunity_id], row, owner_id)
        common = self._common(row, contact, company, owner_id)
        self._rows.append(common | (self._deal(row, common) if self._kind is Deal else self._lead(row, common)))
        return "new"

    def write(self) -> None:
        """Insert what was gathered; contacts and companies must be there."""
        if self._rows:
            kind = Kind.DEAL if self._kind is Deal else Kind.LEAD
            for row, number in zip(self._rows, imports.take_numbers(self._uow, kind, len(self._rows)), strict=True):
                row["number"] = number
            imports.insert_rows(self._uow, self._kind, self._rows)
            self._rows = []

    def _common(
        self, row: CustomerRow, contact: Found | None, company: Found | None, owner_id: UUID | None
    ) -> dict[str, Any]:
        at = row.created_at or self._uow.now
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
        stage = self._stage_named(row.stage) if row.stage else self._stages[0]
        at = common["created_at"]
        return {
            "lead_id": None,
            "stage_id": stage.id,
            "stage_since_at": at,
            "close_on": row.close_on,
            "outcome": stage.outcome,
            "closed_at": at if stage.outcome else None,
        }

    def _change(self, identifier: UUID, row: CustomerRow, owner_id: UUID | None) -> str:
        stored = self._uow.get(self._kind, identifier)
        if stored is None:
            return "unchanged"
        before = (stored.name, stored.amount_minor, stored.currency, stored.owner_id, getattr(stored, "stage_id", None))
        stored.name = row.label or stored.name
        if row.amount:
            stored.amount_minor, stored.currency = row.amount.minor, row.amount.currency
        if row.owner:
            stored.owner_id = owner_id
        if isinstance(stored, Deal):
            self._move(stored, row)
        after = (stored.name, stored.amount_minor, stored.currency, stored.owner_id, getattr(stored, "stage_id", None))
        return "changed" if before != after else "unchanged"

    def _move(self, deal: Deal, row: CustomerRow) -> None:
        deal.close_on = row.close_on or deal.close_on
        stage = self._stage_named(row.stage) if row.stage else None
        if stage is not None and stage.id != deal.stage_id:
            deal.stage_id, deal.stage_since_at, deal.outcome = stage.id, self._uow.now, stage.outcome
            deal.closed_at = self._uow.now if stage.outcome else None

    def _stage_named(self, name: str) -> Any:
        wanted = _plain(name)
        for stage in self._stages:
            if wanted in {stage.name.casefold(), stage.outcome}:
                return stage
        return None


def _plain(text: str) -> str:
    folded = text.strip().casefold()
    return _WORDS.get(folded, folded)
