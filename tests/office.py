"""An office to test in: people, customers and deals with one line each, on a real database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from domain.money import Money
from storage.database import Database
from storage.entities import (
    Activity,
    Collaborator,
    Company,
    Contact,
    ContactPoint,
    Deal,
    FollowUp,
    Lead,
    Member,
    Pipeline,
    Stage,
    Team,
    Workspace,
    schema,
)
from storage.references import References
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)  # a Wednesday
STAGES = (
    ("Qualified", 20, None),
    ("Proposal", 50, None),
    ("Negotiation", 80, None),
    ("Won", 100, "won"),
    ("Lost", 0, "lost"),
)


def new_database(folder: Path) -> Database:
    """A fresh SQLite database with every table."""
    database = Database(str(folder / "office.db"))
    schema().create_all(database.writing)
    return database


@contextmanager
def work(database: Database, now: datetime = NOW) -> Iterator[UnitOfWork]:
    """A unit of work that is committed at the end."""
    with database.writing.connect() as connection, connection.begin():
        unit = UnitOfWork(connection, 1, now, References())
        try:
            yield unit
            unit.finish()
        finally:
            unit.close()


def writing(database: Database, now: datetime = NOW) -> Any:
    """What runs work in a transaction of its own, as an import asks for it."""

    def write(do: Callable[[UnitOfWork], Any]) -> Any:
        with work(database, now) as uow:
            return do(uow)

    return write


class Office:
    """Makes rows with believable defaults. Numbers are those the database hands out."""

    def __init__(self, uow: UnitOfWork, currency: str = "EUR") -> None:
        self.uow = uow
        self.workspace = uow.add(Workspace(name="Nord", currency=currency, created_at=uow.now))
        pipeline = uow.add(Pipeline(name="Sales"))
        self.stages = {
            name: uow.add(
                Stage(pipeline_id=pipeline.id, name=name, position=position, probability=probability, outcome=outcome)
            )
            for position, (name, probability, outcome) in enumerate(STAGES)
        }

    def team(self, name: str, parent: Team | None = None) -> Team:
        return self.uow.add(Team(name=name, parent_id=parent.id if parent else None))

    def member(self, name: str, role: str = "rep", team: Team | None = None, language: str = "en") -> Member:
        return self.uow.add(
            Member(
                name=name,
                role=role,
                team_id=team.id if team else None,
                language=language,
                tz="Europe/Berlin",
                created_at=self.uow.now,
            )
        )

    def company(self, name: str, owner: Member | None = None, touched_at: datetime | None = None) -> Company:
        at = touched_at or self.uow.now
        return self.uow.add(
            Company(
                name=name,
                number=self.uow.next_number("company"),
                owner_id=_id(owner),
                first_owner_id=_id(owner),
                created_at=at,
                touched_at=at,
            )
        )

    def contact(
        self,
        name: str,
        *,
        owner: Member | None = None,
        company: Company | None = None,
        phone: str | None = None,
        email: str | None = None,
        handle: str | None = None,
        touched_at: datetime | None = None,
    ) -> Contact:
        at = touched_at or self.uow.now
        contact = self.uow.add(
            Contact(
                name=name,
                number=self.uow.next_number("contact"),
                company_id=company.id if company else None,
                owner_id=_id(owner),
                first_owner_id=_id(owner),
                created_at=at,
                touched_at=at,
            )
        )
        for kind, value in (("phone", phone), ("email", email), ("telegram", handle)):
            if value:
                self.uow.add(ContactPoint(kind=kind, value=value, contact_id=contact.id))
        return contact

    def lead(
        self,
        name: str,
        *,
        owner: Member | None = None,
        contact: Contact | None = None,
        source: str | None = None,
        status: str = "open",
        created_at: datetime | None = None,
    ) -> Lead:
        at = created_at or self.uow.now
        return self.uow.add(
            Lead(
                name=name,
                number=self.uow.next_number("lead"),
                contact_id=contact.id if contact else None,
                company_id=contact.company_id if contact else None,
                owner_id=_id(owner),
                first_owner_id=_id(owner),
                source=source,
                status=status,
                created_at=at,
                touched_at=at,
            )
        )

    def deal(
        self,
        name: str,
        amount: str | None = "1000",
        *,
        owner: Member | None = None,
        stage: str = "Qualified",
        currency: str = "EUR",
        company: Company | None = None,
        contact: Contact | None = None,
        close_on: date | None = None,
        idle_days: int = 0,
        closed_days_ago: float | None = None,
        lost_reason: str | None = None,
        created_days_ago: float = 30,
    ) -> Deal:
        closed_at = None if closed_days_ago is None else self.uow.now - timedelta(days=closed_days_ago)
        return self.uow.add(
            Deal(
                name=name,
                number=self.uow.next_number("deal"),
                company_id=company.id if company else None,
                contact_id=contact.id if contact else None,
                owner_id=_id(owner),
                first_owner_id=_id(owner),
                stage_id=self.stages[stage].id,
                stage_since_at=self.uow.now - timedelta(days=idle_days),
                amount_minor=Money.of(amount, currency).minor if amount is not None else None,
                currency=currency if amount is not None else None,
                close_on=close_on,
                outcome=self.stages[stage].outcome,
                lost_reason=lost_reason,
                closed_at=closed_at,
                created_at=self.uow.now - timedelta(days=created_days_ago),
                touched_at=self.uow.now - timedelta(days=idle_days),
            )
        )

    def follow_up(
        self, action: str, owner: Member, due_at: datetime, contact: Contact | None = None, deal: Deal | None = None
    ) -> FollowUp:
        return self.uow.add(
            FollowUp(
                number=self.uow.next_number("follow_up"),
                action=action,
                owner_id=owner.id,
                due_at=due_at,
                contact_id=contact.id if contact else None,
                deal_id=deal.id if deal else None,
                created_at=self.uow.now,
            )
        )

    def note(
        self,
        body: str,
        author: Member,
        *,
        contact: Contact | None = None,
        deal: Deal | None = None,
        at: datetime | None = None,
        kind: str = "note",
    ) -> Activity:
        return self.uow.add(
            Activity(
                kind=kind,
                body=body,
                occurred_at=at or self.uow.now,
                created_at=at or self.uow.now,
                author_id=author.id,
                contact_id=contact.id if contact else None,
                company_id=contact.company_id if contact else None,
                deal_id=deal.id if deal else None,
            )
        )

    def share(self, record: Company | Contact | Lead | Deal, member: Member) -> Collaborator:
        return self.uow.add(
            Collaborator(record_kind=type(record).__name__.lower(), record_id=record.id, member_id=member.id)
        )


def _id(member: Member | None) -> UUID | None:
    return member.id if member else None
