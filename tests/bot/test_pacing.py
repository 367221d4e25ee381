"""No second, and no minute of a group, holds more messages than the platform allows."""

import pytest

from bot.pacing import Pace
from domain.chat import Limits

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
