"""All match keys anew, a page at a time, so that nobody waits long."""

from crm.identify import reindex_many
from storage import match_keys
from storage.unit_of_work import UnitOfWork

PAGE = 500
Place = tuple[int, int]
"""A kind (0 contacts, 1 companies) and the last short number done."""


def reindex_page(uow: UnitOfWork, after: Place) -> tuple[int, Place | None]:
    """Make the keys of the next few customers anew: how many, and where to go on (None: done)."""
    kind, number = after
    listed = match_keys.list_contacts_after if kind == 0 else match_keys.list_companies_after
    records = listed(uow, number, PAGE)
    reindex_many(uow, records)
    if len(records) == PAGE:
        return len(records), (kind, records[-1].number)
    return len(records), ((1, 0) if kind == 0 else None)
