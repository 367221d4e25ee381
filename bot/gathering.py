"""When a burst of forwards, or an album, is complete: a pure rule over what waits in a lane."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.chat import Actor, Incoming, IncomingKind


@dataclass(frozen=True, slots=True)
class Next:
    """Either the places of what can be handled now as one turn, or when to look again (None: nothing waits)."""

    ready: tuple[int, ...] = ()
    wait_until: datetime | None = None


def next_turn(waiting: Sequence[Incoming], now: datetime, gather: timedelta, *, ended: bool = False) -> Next:
    """The next turn of a lane.

    Forwards and album parts of one person wait `gather`, restarted by each. A plain text joins their open burst and
    closes it; anything else of that person closes it and comes after it. Nobody waits for somebody else's burst.
    `ended`: no more will come, so nothing is held any longer.
    """
    bursts: dict[Actor, list[int]] = {}
    for place, incoming in enumerate(waiting):
        burst = bursts.get(incoming.actor)
        if burst is None:
            if not is_gathered(incoming):
                return Next((place,))
            bursts[incoming.actor] = [place]
        elif _is_over(waiting[burst[-1]], incoming.received_at, gather):
            return Next(tuple(burst))
        elif is_gathered(incoming):
            burst.append(place)
        elif _joins(incoming):
            return Next((*burst, place))
        else:
            return Next(tuple(burst))
    return _held(waiting, bursts, now, gather, ended=ended)


def _held(
    waiting: Sequence[Incoming], bursts: dict[Actor, list[int]], now: datetime, gather: timedelta, *, ended: bool
) -> Next:
    for burst in bursts.values():
        if ended or waiting[burst[-1]].received_at + gather <= now:
            return Next(tuple(burst))
    ends = [waiting[burst[-1]].received_at + gather for burst in bursts.values()]
    return Next(wait_until=min(ends, default=None))


def is_gathered(incoming: Incoming) -> bool:
    """Whether more of the same may follow: a forward, or a part of an album."""
    return incoming.kind is IncomingKind.MESSAGE and bool(incoming.forward or incoming.group_key)


def _is_over(last: Incoming, moment: datetime, gather: timedelta) -> bool:
    return last.received_at + gather <= moment


def _joins(incoming: Incoming) -> bool:
    """A comment on the burst: words alone, answering nothing else and no command."""
    text = (incoming.text or "").strip()
    plain = incoming.kind is IncomingKind.MESSAGE and not (incoming.files or incoming.contacts or incoming.reply_to)
    return plain and bool(text) and not text.startswith("/")
