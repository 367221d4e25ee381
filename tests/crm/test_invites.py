"""An invitation's code is secret, good once, and ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crm.invites import code_in, invite, link_code, redeem
from domain.chat import Actor
from domain.errors import NotAllowed
from domain.terms import Role
from storage.entities import Invite
from storage.unit_of_work import UnitOfWork
from tests.office import Office

EVE = Actor("telegram", "bot", "7")


def test_a_code_lets_in_once(uow: UnitOfWork, office: Office) -> None:
    code = invite(uow, office.member("alice", "admin"), role=Role.MANAGER)
    member = redeem(uow, code, EVE, "Eve Adams")
    assert member is not None
    assert (member.name, member.full_name, member.role) == ("eve", "Eve Adams", "manager")
    assert redeem(uow, code, replace(EVE, user_id="8"), "Mallory") is None


def test_only_its_hash_is_kept(uow: UnitOfWork, office: Office) -> None:
    code = invite(uow, office.member("alice", "admin"))
    [row] = uow.session.query(Invite).all()
    assert code not in row.code_hash
    assert code_in(f"/start {code}") == code


def test_a_rep_cannot_invite(uow: UnitOfWork, office: Office) -> None:
    with pytest.raises(NotAllowed):
        invite(uow, office.member("bob"))


def test_a_taken_name_is_numbered(uow: UnitOfWork, office: Office) -> None:
    alice = office.member("alice", "admin")
    member = redeem(uow, invite(uow, alice), EVE, "Alice")
    assert member is not None
    assert member.name == "alice2"


def test_a_link_ends_after_an_hour(uow: UnitOfWork, office: Office) -> None:
    bob = office.member("bob")
    code = link_code(uow, bob)
    uow.now += timedelta(minutes=61)
    assert redeem(uow, code, EVE, "Bob") is None
    assert redeem(uow, link_code(uow, bob), EVE, "Bob") is bob
