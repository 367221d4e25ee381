"""What a check-up found: by the doctor, and by adapters that look at their platform for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

DRIFT = timedelta(seconds=30)
"""How far two clocks may differ before reminders come noticeably late or signatures are refused."""


class State(StrEnum):
    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `remedy` is what to do, empty where all is well."""

    what: str
    state: State
    told: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an adapter needs to look at its platform: the moment, our address from outside, the groups that get news.

    `groups` are (chat id, name). `is_running`: Rapport runs. `holders`: who holds which lease ("telegram:4200").
    """

    now: datetime
    base_url: str
    groups: Sequence[tuple[str, str]]
    is_running: bool
    holders: Sequence[tuple[str, str]]


def clock_against(what: str, date: str | None, now: datetime) -> Finding | None:
    """Our clock beside the Date header of a platform's answer; None where it sent none."""
    if not date:
        return None
    try:
        drift = now - parsedate_to_datetime(date)
    except ValueError:
        return None
    if abs(drift) <= DRIFT:
        return Finding(what, State.GOOD, "its clock and ours agree")
    where = "ahead of" if drift > timedelta(0) else "behind"
    told = f"this machine's clock is {abs(drift).total_seconds():.0f} s {where} its"
    return Finding(what, State.BAD, told, "let this machine keep time by NTP")
