"""When a burst is complete: what waits together, what does not wait at all."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.gathering import next_turn
from domain.chat import Actor, Address, Forward, ForwardKind, Incoming, IncomingKind

START = datetime(2026, 11, 21, 9, tzinfo=UTC)
GATHER = timedelta(seconds=2)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def says(seconds: float, text: str = "he wants a demo", *, who: str = "alice", reply_to: str | None = None) -> Incoming:
    return Incoming(
        IncomingKind.MESSAGE,
        f"{who}-{seconds}",
        Actor("console", "main", who),
        Address("console", "main", "#sales"),
        at(seconds),
        text=text,
        reply_to=reply_to,
    )


def forwards(seconds: float, *, who: str = "alice") -> Incoming:
    forward = Forward(ForwardKind.HIDDEN, "Wang Lei")
    plain = says(seconds, "we want 50 seats", who=who)
    return Incoming(
        plain.kind, plain.key, plain.actor, plain.address, plain.received_at, text=plain.text, forward=forward
    )


def test_a_text_alone_is_never_held() -> None:
    assert next_turn([says(0)], at(0), GATHER).ready == (0,)


def test_a_forward_waits_for_more() -> None:
    found = next_turn([forwards(0)], at(0), GATHER)
    assert (found.ready, found.wait_until) == ((), at(2))


def test_each_forward_restarts_the_wait() -> None:
    assert next_turn([forwards(0), forwards(1.5)], at(2.5), GATHER).wait_until == at(3.5)


def test_a_burst_is_one_turn_once_the_wait_is_over() -> None:
    assert next_turn([forwards(0), forwards(1)], at(3), GATHER).ready == (0, 1)


def test_a_comment_joins_and_closes_the_burst_at_once() -> None:
    assert next_turn([forwards(0), forwards(1), says(1.5)], at(1.5), GATHER).ready == (0, 1, 2)


@pytest.mark.parametrize("other", [says(1, "/today"), says(1, "won", reply_to="m1")])
def test_anything_else_closes_the_burst_and_comes_after_it(other: Incoming) -> None:
    assert next_turn([forwards(0), other], at(1), GATHER).ready == (0,)


def test_nobody_waits_for_somebody_elses_burst() -> None:
    assert next_turn([forwards(0), says(1, who="bob")], at(1), GATHER).ready == (1,)


def test_two_people_gather_apart() -> None:
    waiting = [forwards(0), forwards(0.5, who="bob"), forwards(1)]
    assert next_turn(waiting, at(2.5), GATHER).ready == (1,)


def test_a_forward_after_the_wait_begins_another_burst() -> None:
    assert next_turn([forwards(0), forwards(5)], at(5), GATHER).ready == (0,)


def test_at_the_end_of_input_nothing_is_held() -> None:
    assert next_turn([forwards(0)], at(0), GATHER, ended=True).ready == (0,)


def test_nothing_waits_for_nothing() -> None:
    assert next_turn([], at(0), GATHER).wait_until is None
