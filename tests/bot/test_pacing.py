"""No second, and no minute of a group, holds more messages than the platform allows."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.pacing import Pace, wait_after
from domain.chat import Limits

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LIMITS = Limits(per_second=30.0, per_chat_per_second=1.0, per_group_per_minute=20.0)


def sent_at(pace: Pace, time: list[float], chats: list[str], *, is_group: bool = False) -> list[float]:
    """When each of these messages may go, all asked for at the same moment."""
    return [time[0] + pace.reserve(chat, is_group=is_group) for chat in chats]


def busiest(moments: list[float], span: float) -> int:
    """The most messages any stretch of that many seconds holds."""
    return max(sum(start <= moment < start + span for moment in moments) for start in moments)


def test_no_second_holds_more_than_the_bots_limit() -> None:
    time = [100.0]
    moments = sent_at(Pace(LIMITS, lambda: time[0]), time, [f"chat{n}" for n in range(300)])
    assert busiest(moments, 1.0) <= 30
    assert 300 / (max(moments) - 100.0) >= 0.95 * 30


def test_a_chat_gets_one_a_second_and_holds_up_no_other() -> None:
    time = [100.0]
    pace = Pace(LIMITS, lambda: time[0])
    own = sent_at(pace, time, ["a"] * 5)
    assert busiest(own, 1.0) == 1
    assert sent_at(pace, time, ["b"])[0] < 100.5


@pytest.mark.parametrize("count", [20, 60])
def test_no_minute_of_a_group_holds_more_than_its_limit(count: int) -> None:
    time = [100.0]
    limits = Limits(per_group_per_minute=20.0)
    moments = sent_at(Pace(limits, lambda: time[0]), time, ["g"] * count, is_group=True)
    assert moments[:4] == [100.0] * 4
    assert busiest(moments, 60.0) <= 20


def test_without_limits_nothing_waits() -> None:
    time = [100.0]
    assert set(sent_at(Pace(Limits(), lambda: time[0]), time, ["a"] * 100)) == {100.0}


def test_several_processes_divide_the_bots_limit_among_them() -> None:
    time = [100.0]
    paces = [Pace(LIMITS, lambda: time[0]) for _ in range(3)]
    moments = sorted(
        time[0] + pace.reserve(f"chat{n}.{place}", is_group=False, share=3)
        for place, pace in enumerate(paces)
        for n in range(60)
    )
    assert busiest([moment for moment in moments if moment > 100.0], 1.0) <= 30
    assert len(moments) / (moments[-1] - 100.0) >= 0.95 * 30


def test_a_turn_that_was_given_back_costs_nobody_time() -> None:
    time = [100.0]
    pace = Pace(LIMITS, lambda: time[0])
    for _ in range(100):
        pace.reserve("a", is_group=False)
        pace.give_back("a")
    assert pace.reserve("a", is_group=False) == 0.0


def test_a_chats_next_message_is_counted_from_when_the_last_went_out() -> None:
    time = [100.0]
    pace = Pace(LIMITS, lambda: time[0])
    pace.reserve("a", is_group=False)
    time[0] = 100.8  # claimed late
    pace.posted("a")
    assert pace.reserve("a", is_group=False) >= 1.0


def sent(*ago: float) -> list[datetime]:
    return [NOON - timedelta(seconds=seconds) for seconds in ago]


def test_what_other_processes_sent_to_a_chat_is_counted() -> None:
    assert wait_after([], NOON, LIMITS, is_group=False) == 0.0
    assert 0.7 < wait_after(sent(0.3, 9.0), NOON, LIMITS, is_group=False) < 0.8
    assert wait_after(sent(1.1), NOON, LIMITS, is_group=False) == 0.0


def test_a_groups_minute_counts_what_other_processes_sent() -> None:
    full = sent(*(2.0 + n for n in range(20)))
    assert 39 < wait_after(full, NOON, LIMITS, is_group=True) < 41
    assert wait_after(full, NOON, LIMITS, is_group=False) == 0.0
    assert wait_after(full[:19], NOON, LIMITS, is_group=True) == 0.0
