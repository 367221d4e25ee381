"""Where Slack lets us answer for a while: known to whoever handles an envelope, whichever process took it in."""

import json
import logging
from datetime import UTC, datetime, timedelta

from bot.adapters.slack.answers import Answers
from domain.chat import RawUpdate
from domain.clock import VirtualClock

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def stored(body: object) -> RawUpdate:
    return RawUpdate("slack", "T1", "k1", "C1", json.dumps(body).encode(), NOON)


def answers(now: datetime = NOON) -> Answers:
    return Answers(VirtualClock(now), 5, logging.getLogger("test"))


def test_an_envelope_that_another_process_took_in_can_be_answered_at_its_url() -> None:
    here = answers()
    here.remember_stored(stored({"response_url": "https://hooks/1", "user_id": "U1"}))
    assert here.take("T1", "k1", "U1") == "https://hooks/1"
    assert here.take("T1", "k1", "U2") is None


def test_reading_it_again_gives_no_more_uses() -> None:
    here = answers()
    update = stored({"response_url": "https://hooks/1", "user_id": "U1"})
    for _ in range(5):
        here.remember_stored(update)
        assert here.take("T1", "k1") == "https://hooks/1"
    here.remember_stored(update)
    assert here.take("T1", "k1") is None


def test_one_handled_too_late_is_not_answered_there() -> None:
    here = answers(NOON + timedelta(minutes=40))
    here.remember_stored(stored({"response_url": "https://hooks/1", "user_id": "U1"}))
    assert here.take("T1", "k1") is None


def test_what_has_no_url_is_not_even_read() -> None:
    answers().remember_stored(RawUpdate("slack", "T1", "k1", "C1", b"{not json", NOON))
