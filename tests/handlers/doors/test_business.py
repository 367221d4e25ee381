"""A member's own chats with customers: kept only where the member agreed, and never answered there."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from crm import contacts
from crm.business import CONNECTION, switch
from domain.chat import Address, Direction, Incoming, IncomingKind, Membership
from domain.errors import NotAllowed
from storage.database import Database
from storage.entities import Activity, Contact
from storage.members import find_named
from tests.office import work
from tests.talk import PLATFORM, TENANT, Said, Talk

LI = "2002"
CHAT = Address(PLATFORM, TENANT, LI, None, "bc-1")


class Business:
    """Bob and his own chats."""

    def __init__(self, talk: Talk) -> None:
        self.talk, self.bob = talk, talk.person("bob")

    def connects(self, change: str = "joined") -> list[Said]:
        place = Address(PLATFORM, TENANT, "bob", None, "bc-1")
        update = self.talk.update(self.bob, None, kind=IncomingKind.MEMBERSHIP, membership=Membership(change))
        return self.talk.handle(_at(update, place))

    def agrees(self) -> None:
        (asked,) = self.connects()
        self.bob.taps("Keep them", asked)

    def line(
        self, text: str, *, own: bool = False, name: str = "Li Wei", number: int = 1, edit: bool = False
    ) -> list[Said]:
        who = self.bob if own else self.talk.person(LI)
        update = self.talk.update(
            who,
            None,
            text=text,
            kind=IncomingKind.EDIT if edit else IncomingKind.MESSAGE,
            direction=Direction.OWN if own else Direction.CUSTOMER,
            is_private=False,
            is_to_me=False,
            chat_title=name,
            message_id=str(number),
            edit_of=str(number) if edit else None,
        )
        return self.talk.handle(_at(update, CHAT))


def _at(update: Incoming, place: Address) -> Incoming:
    return replace(update, address=place)


@pytest.fixture
def business(talk: Talk) -> Business:
    return Business(talk)


def kept(database: Database) -> Sequence[tuple[str | None, str, UUID | None]]:
    with work(database) as uow:
        rows = uow.session.query(Activity).filter_by(kind="message").order_by(Activity.id).all()
        return [(row.body, (row.detail or {})["direction"], row.contact_id) for row in rows]


def know_li(database: Database) -> UUID:
    with work(database) as uow:
        bob = find_named(uow, "bob")
        assert bob is not None
        return contacts.create_contact(uow, "Li Wei", owner_id=bob.id).id


def test_the_member_is_asked_before_anything_is_kept(business: Business, database: Database) -> None:
    (asked,) = business.connects()
    assert asked.to == "bob"
    assert asked.buttons == ["Keep them", "No"]
    assert business.line("50 seats please") == []
    assert kept(database) == []


def test_no_means_no(business: Business, database: Database) -> None:
    (asked,) = business.connects()
    business.bob.taps("No", asked)
    business.line("50 seats please")
    assert kept(database) == []


def test_nothing_is_ever_said_in_the_customers_chat(business: Business) -> None:
    business.agrees()
    business.line("/note hello")
    business.line("pipeline", own=True, number=2)
    assert LI not in {said.to for said in business.talk.heard}


def test_an_unknown_customer_is_asked_about_once(business: Business, database: Database) -> None:
    business.agrees()
    (question,) = business.line("50 seats please")
    assert question.to == "bob"
    assert question.buttons == ["New contact", "Not a customer"]
    assert business.line("sure", own=True, number=2) == []
    card = business.bob.taps("New contact", question)
    assert "Li Wei" in card.heading
    rows = kept(database)
    assert [(body, direction) for body, direction, _ in rows] == [("50 seats please", "customer"), ("sure", "own")]
    with work(database) as uow:
        (contact,) = uow.session.query(Contact).all()
        assert {contact_id for _, _, contact_id in rows} == {contact.id}


def test_a_known_customer_is_kept_and_said(business: Business, database: Database) -> None:
    contact_id = know_li(database)
    business.agrees()
    said = business.line("50 seats please")
    if said[0].buttons != ["Not them", "Stop for this chat"]:  # the name alone was not sure enough
        business.bob.taps(next(label for label in said[0].buttons if "Li Wei" in label), said[0])
    business.line("60 seats", number=2)
    assert [contact for _, _, contact in kept(database)] == [contact_id, contact_id]


def test_not_them_takes_the_lines_back(business: Business, database: Database) -> None:
    business.agrees()
    (question,) = business.line("50 seats please")
    card = business.bob.taps("New contact", question)
    business.bob.taps("Not them", card)
    assert [contact for _, _, contact in kept(database)] == [None]


def test_an_edited_line_follows(business: Business, database: Database) -> None:
    business.agrees()
    business.line("50 seats")
    business.line("60 seats", edit=True)
    assert [body for body, _, _ in kept(database)] == ["60 seats"]


def test_one_chat_can_be_stopped(business: Business, database: Database) -> None:
    business.agrees()
    (question,) = business.line("happy birthday!")
    business.bob.taps("Not a customer", question)
    business.line("thanks", number=2)
    assert len(kept(database)) == 1


def test_a_disconnected_bot_keeps_nothing(business: Business, database: Database) -> None:
    business.agrees()
    assert business.connects("left") == []
    business.line("50 seats")
    assert kept(database) == []


def test_a_chat_among_colleagues_is_not_kept(business: Business, database: Database) -> None:
    business.agrees()
    update = business.talk.update(business.bob, None, text="lunch?", direction=Direction.OWN, chat_title="Carol")
    assert business.talk.handle(_at(update, Address(PLATFORM, TENANT, "carol", None, "bc-1"))) == []
    assert kept(database) == []


def test_nobody_switches_somebody_elses_chats(business: Business, talk: Talk) -> None:
    (asked,) = business.connects()
    with work(talk.database) as uow:
        carol = find_named(uow, "carol")
        assert carol is not None
        with pytest.raises(NotAllowed):
            switch(uow, carol, replace(CHAT, chat_id=CONNECTION).chat_key, listen=True)
    assert asked.to == "bob"


def test_a_strangers_connection_is_left_alone(talk: Talk) -> None:
    eve = talk.person("eve")
    update = talk.update(eve, None, kind=IncomingKind.MEMBERSHIP, membership=Membership("joined"))
    assert talk.handle(_at(update, Address(PLATFORM, TENANT, "eve", None, "bc-9"))) == []
