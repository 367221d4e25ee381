"""Companies (accounts)."""

from uuid import UUID

from crm.contacts import LONGEST_NAME
from crm.identify import identify, index, reindex
from domain.terms import Kind, Verdict
from storage.entities import Company
from storage.unit_of_work import UnitOfWork
from understanding.matching import Query


def create_company(
    uow: UnitOfWork, name: str, *, owner_id: UUID | None, address: str | None = None, source: str | None = None
) -> Company:
    """A new company, findable at once."""
    company = uow.add(
        Company(
            number=uow.next_number(Kind.COMPANY),
            name=name[:LONGEST_NAME],
            owner_id=owner_id,
            first_owner_id=owner_id,
            address=address,
            source=source,
            created_at=uow.now,
            touched_at=uow.now,
        )
    )
    index(uow, company)
    return company


def find_sure(uow: UnitOfWork, name: str, member_id: UUID | None) -> Company | None:
    """The company that is surely meant by a name; None where it is new or doubtful."""
    decision = identify(uow, Query(company=name), member_id=member_id)
    if decision.verdict is not Verdict.SURE:
        return None
    return uow.get(Company, decision.candidates[0].record.id)


def rename(uow: UnitOfWork, company: Company, name: str) -> None:
    """Give the company another name; the old one stays an alias."""
    if company.name != name:
        company.aliases = list(dict.fromkeys([*company.aliases, company.name]))
        company.name = name[:LONGEST_NAME]
        uow.session.flush()
        reindex(uow, company)
