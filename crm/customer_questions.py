"""Answer a question about customers within what the asker may see: whom nobody called for weeks, who is new."""

from dataclasses import dataclass
from datetime import timedelta

from crm.access import scope_of
from crm.pipeline import LISTED, PipelineQuery, Show
from crm.pipeline_answers import owners_named
from storage.customers import Customer, CustomerFilter, count_customers, list_customers
from storage.entities import Company, Contact, Member
from storage.teams import list_members_by_id
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer in a list, with the names around it."""

    record: Customer
    company: str | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class CustomerAnswer:
    """How many customers, and the first of them."""

    query: PipelineQuery
    whole: bool
    count: int
    rows: tuple[CustomerRow, ...]


def ask_customers(uow: UnitOfWork, member: Member, query: PipelineQuery) -> CustomerAnswer:
    """Raises NotFound for an owner who does not exist."""
    scope = scope_of(uow, member)
    wanted = _filter(uow, member, query)
    found = [] if query.show is Show.COUNT else list_customers(uow, scope, wanted, query.limit or LISTED)
    owners = list_members_by_id(uow, frozenset(one.owner_id for one in found if one.owner_id))
    rows = tuple(
        CustomerRow(one, _company(uow, one), owners[one.owner_id].name if one.owner_id in owners else None)
        for one in found
    )
    whole = scope.owner_ids is None or len(scope.owner_ids) > 1
    return CustomerAnswer(query, whole, count_customers(uow, scope, wanted), rows)


def _filter(uow: UnitOfWork, member: Member, query: PipelineQuery) -> CustomerFilter:
    owner_ids, unowned = owners_named(uow, member, query.owners)
    created, idle = query.created, query.idle_days
    return CustomerFilter(
        owner_ids=owner_ids,
        unowned=unowned,
        created_from=created.starts_at(member.tz) if created else None,
        created_until=created.ends_at(member.tz) if created else None,
        idle_since=uow.now - timedelta(days=idle) if idle is not None else None,
        source=query.source,
    )


def _company(uow: UnitOfWork, record: Customer) -> str | None:
    company = uow.get(Company, record.company_id) if isinstance(record, Contact) else None
    return company.name if company else None
