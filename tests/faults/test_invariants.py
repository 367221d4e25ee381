"""Each check finds what it is there for, in evidence made up; and good evidence passes all of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tests.faults.doors.door import Take
from tests.faults.evidence import Evidence, Promise
from tests.faults.invariants import violations
from tests.faults.office import Said

ALICE = "1001"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def promise(n: int, **more: object) -> Promise:
    made = Promise(UUID(int=n), ALICE, frozenset({f"n{n:05}"}), "reply", "sent", None)
    return replace(made, **more)  # type: ignore[arg-type]  # the names are those of the fields


def take(n: int, at: float = 0.0) -> Take:
    return Take(n, at, ALICE, f"Note saved: n{n:05}")


GOOD = Evidence(
    said=[Said(ALICE, "n00001"), Said(ALICE, "n00002")],
    effects=[("n00001", "a"), ("n00002", "b")],
    takes=[take(1), take(2)],
    promises=[promise(1), promise(2)],
    operations=["a", "b"],
    now=NOW,
)


def test_good_evidence_passes() -> None:
    assert violations(GOOD) == []


BAD = {
    "every_update_has_one_effect: n00002 was lost": replace(GOOD, effects=[("n00001", "a")]),
    "every_update_has_one_effect: n00001 took effect 2 times": replace(
        GOOD, effects=[("n00001", "a"), ("n00001", "a"), ("n00002", "b")]
    ),
    "every_update_is_acknowledged: update 7 still waits at the platform": replace(GOOD, unacknowledged=["7"]),
    "every_update_is_acknowledged: update 7 pending was not handled": replace(GOOD, unhandled=["7 pending"]),
    "every_update_is_one_operation: a has 2 operations": replace(GOOD, operations=["a", "a", "b"]),
    "every_update_is_one_operation: activities 1 stands without its audit": replace(GOOD, unwitnessed=["activities 1"]),
    "the_trail_is_whole: seal 1: an event under it was changed": replace(
        GOOD, unchained=["seal 1: an event under it was changed"]
    ),
    "every_promise_is_kept: reply n00001 to 1001 is marked sent, and nobody took it": replace(GOOD, takes=[take(2)]),
    "every_promise_is_kept: reply n00002 to 1001 is queued still": replace(
        GOOD, promises=[promise(1), promise(2, state="queued")]
    ),
    "every_promise_is_kept: reply n00002 to 1001 was dropped without a reason": replace(
        GOOD, promises=[promise(1), promise(2, state="dropped")]
    ),
    "everything_is_answered: r00003 was never heard of in 1001": replace(GOOD, due=[Said(ALICE, "r00003")]),
    "everything_is_answered: 'call r00003' is due and was not promised": replace(GOOD, unsaid=["call r00003"]),
    "copies_stay_within_the_bound: 1 copies (n00002 in 1001 1), and no more than 0 are excused": replace(
        GOOD, takes=[take(1), take(2), take(2)]
    ),
    "order_holds_in_every_chat: the effects of 1001 came as n00002 n00001, said as n00001 n00002": replace(
        GOOD, effects=[("n00002", "b"), ("n00001", "a")]
    ),
    "order_holds_in_every_chat: the answers of 1001 came as n00002 n00001, said as n00001 n00002": replace(
        GOOD, takes=[take(2), take(1)]
    ),
    "no_lease_outlives_its_time: reply n00002 to 1001 has been leased until 2026-11-21 11:59:00+00:00 and nobody took "
    "it over": replace(
        GOOD, promises=[promise(1), promise(2, state="sending", lease_until=NOW - timedelta(minutes=1))]
    ),
    "no_lease_outlives_its_time: message 7, attempt 1 stood overdue for 6.0 s during the round": replace(
        GOOD, overdue={"message 7, attempt 1": 6.0, "message 8, attempt 1": 4.0}
    ),
    "nothing_reaches_who_left: 'Note saved: n00002' reached 1001 60.0 s after they had left": replace(
        GOOD, takes=[take(1, 90.0), take(2, 160.0)], removed={ALICE: 100.0}
    ),
}


@pytest.mark.parametrize("finding", BAD)
def test_a_violation_is_found(finding: str) -> None:
    assert finding in violations(BAD[finding])


def test_a_copy_is_excused_by_a_send_in_flight_at_a_death_and_by_an_answer_that_was_lost() -> None:
    doubled = replace(GOOD, takes=[take(1), take(2), take(2)])
    assert violations(replace(doubled, in_flight=[1])) == []
    assert violations(replace(doubled, in_doubt=1)) == []


def test_a_digest_is_never_excused() -> None:
    digest = replace(
        GOOD, promises=[promise(1), promise(2, kind="digest")], takes=[take(1), take(2), take(2)], in_flight=[5]
    )
    assert violations(digest) == [
        "copies_stay_within_the_bound: the digest ['n00002'] of 1001 came again",
    ]
