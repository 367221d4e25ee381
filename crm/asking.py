"""Ask a colleague about their private customer: who asks and why reaches the owner, nothing reaches the asker."""

from datetime import timedelta

from crm.records import owner_of
from domain.errors import NotAllowed, NotFound
from storage.activities import count_asked
from storage.entities import Activity, Company, Contact, Deal, Lead, Member, Record
from storage.unit_of_work import UnitOfWork

A_DAY = timedelta(days=1)
MOST_A_DAY = 10


def ask_owner(uow: UnitOfWork, member: Member, record: Record) -> Member:
    """Note on the record who asked; its owner, to be told. Raises NotAllowed for asking too often."""
    owner = owner_of(uow, record)
    if owner is None or owner.removed_at is not None:
        raise NotFound("Nobody owns that any more; ask a manager.")
    since = uow.now - A_DAY
    if count_asked(uow, member.id, since, record.id):
        raise NotAllowed("You asked {owner} already today.", owner=owner.shown)
    if count_asked(uow, member.id, since) >= MOST_A_DAY:
        raise NotAllowed("You asked about {n} customers today already; try again tomorrow.", n=MOST_A_DAY)
    uow.add(
        Activity(
            kind="asked",
            occurred_at=uow.now,
            created_at=uow.now,
            author_id=member.id,
            contact_id=record.id if isinstance(record, Contact) else None,
            company_id=record.id if isinstance(record, Company) else None,
            lead_id=record.id if isinstance(record, Lead) else None,
            deal_id=record.id if isinstance(record, Deal) else None,
            message_key=uow.message_key,
        )
    )
    return owner
