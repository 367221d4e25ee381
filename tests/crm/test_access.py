import pytest

from crm.access import check_may_change, check_may_see, check_role, may_see, scope_of
from domain.errors import NotAllowed
from domain.terms import Role
from tests.office import NOW, Office


def test_a_rep_sees_own_shared_and_unowned_records_and_no_others(office: Office) -> None:
    alice, bob = office.member("alice"), office.member("bob")
    own, others, free, shared = (
        office.contact(n, owner=o) for n, o in zip("abcd", (alice, bob, None, bob), strict=True)
    )
    office.share(shared, alice)
    assert [may_see(office.uow, alice, record) for record in (own, others, free, shared)] == [True, False, True, True]


def test_a_manager_sees_the_team_and_the_teams_below_it(office: Office) -> None:
    north = office.team("North")
    berlin, south = office.team("Berlin", parent=north), office.team("South")
    mia = office.member("mia", "manager", north)
    below, beside = office.member("alice", team=berlin), office.member("bob", team=south)
    assert may_see(office.uow, mia, office.deal("Below", owner=below))
    assert not may_see(office.uow, mia, office.deal("Beside", owner=beside))


def test_a_ring_of_teams_ends(office: Office) -> None:
    north = office.team("North")
    south = office.team("South", parent=north)
    north.parent_id = south.id
    mia, bob = office.member("mia", "manager", north), office.member("bob", team=south)
    scope = scope_of(office.uow, mia)
    assert scope.owner_ids == frozenset({mia.id, bob.id})


def test_a_manager_without_a_team_stands_at_the_root(office: Office) -> None:
    boss, bob = office.member("boss", "manager"), office.member("bob", team=office.team("South"))
    assert may_see(office.uow, boss, office.lead("Any", owner=bob))


def test_an_admin_sees_all(office: Office) -> None:
    root, bob = office.member("root", "admin"), office.member("bob")
    assert may_see(office.uow, root, office.company("Any", owner=bob))


def test_a_removed_member_sees_nothing(office: Office) -> None:
    gone = office.member("gone", "admin")
    gone.removed_at = NOW
    assert not may_see(office.uow, gone, office.company("Free"))


def test_a_refusal_names_the_owner_and_nothing_else(office: Office) -> None:
    alice, bob = office.member("alice"), office.member("bob")
    contact = office.contact("Secret Name", owner=bob)
    for check in (check_may_see, check_may_change):
        with pytest.raises(NotAllowed) as refusal:
            check(office.uow, alice, contact)
        assert refusal.value.values == {"owner": "bob"}
        assert "Secret" not in refusal.value.message


def test_a_follow_up_is_its_owners_and_their_managers(office: Office) -> None:
    team = office.team("North")
    alice, bob = office.member("alice", team=team), office.member("bob", team=team)
    mia = office.member("mia", "manager", team)
    call = office.follow_up("Call", alice, NOW)
    assert [may_see(office.uow, who, call) for who in (alice, bob, mia)] == [True, False, True]


def test_a_role_reaches_as_far_as_its_rank(office: Office) -> None:
    mia = office.member("mia", "manager")
    check_role(mia, Role.REP)
    check_role(mia, Role.MANAGER)
    with pytest.raises(NotAllowed):
        check_role(mia, Role.ADMIN)
