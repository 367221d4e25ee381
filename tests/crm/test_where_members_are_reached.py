"""Private messages go to the member's own chat, whatever chat they were seen in last."""

from dataclasses import replace

import pytest

from crm import members
from domain.chat import Actor, Address, Incoming, IncomingKind
from storage.addresses import find_direct_address
from storage.entities import ChatIdentity
from storage.unit_of_work import UnitOfWork
from tests.office import NOW, Office

OWN = Address("telegram", "1", "42")
SAID = Incoming(IncomingKind.MESSAGE, "k", Actor("telegram", "1", "42"), OWN, NOW)


def reached_after(uow: UnitOfWork, office: Office, *seen: Incoming) -> Address | None:
    """Where Bob is written to after he was seen there."""
    bob = office.member("bob")
    account = uow.add(ChatIdentity(platform="telegram", tenant="1", user_id="42", member_id=bob.id))
    uow.session.flush()
    for incoming in seen:
        members.note_seen(uow, account, incoming)
        uow.session.refresh(account)
    return find_direct_address(uow, bob.id)


def test_the_private_chat_is_where_a_member_is_reached(uow: UnitOfWork, office: Office) -> None:
    assert reached_after(uow, office, SAID) == OWN


def test_a_thread_of_it_is_only_a_corner_of_it(uow: UnitOfWork, office: Office) -> None:
    assert reached_after(uow, office, replace(SAID, address=replace(OWN, thread_id="7"))) == OWN


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(SAID, address=Address("telegram", "1", "-100"), is_private=False),
        replace(SAID, address=Address("telegram", "1", "99", via="business")),
        replace(SAID, kind=IncomingKind.QUERY, address=Address("telegram", "1", "inline:5")),
    ],
    ids=["a group", "a customer's chat", "a query from anywhere"],
)
def test_nowhere_else_becomes_it(uow: UnitOfWork, office: Office, elsewhere: Incoming) -> None:
    assert reached_after(uow, office, SAID, elsewhere) == OWN


def test_where_the_platform_has_such_a_chat_anybody_is_reached(uow: UnitOfWork, office: Office) -> None:
    in_a_group = replace(SAID, address=Address("telegram", "1", "-100"), is_private=False, direct=OWN)
    assert reached_after(uow, office, in_a_group) == OWN
