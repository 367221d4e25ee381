"""What must hold whatever happened. Each check names what it found; no finding is a pass."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from tests.faults.evidence import Evidence, Promise, tokens_in

LATEST = timedelta(seconds=5)
"""The lease and the time a request may take, as the harness configures them: nothing stays leased for longer."""

PARKED = ("dead", "dropped")
"""How a promise may end without being sent; then it must say why."""


def violations(evidence: Evidence) -> list[str]:
    """Everything that is wrong, in words."""
    return [f"{check.__name__}: {finding}" for check in CHECKS for finding in check(evidence)]


def every_update_has_one_effect(evidence: Evidence) -> Iterator[str]:
    """None lost, none doubled, none invented."""
    wanted = Counter(said.token for said in evidence.said)
    found = Counter(token for token, _ in evidence.effects)
    yield from (f"{token} was lost" for token in wanted - found)
    yield from (f"{token} took effect {found[token]} times" for token in found - wanted)


def every_update_is_acknowledged(evidence: Evidence) -> Iterator[str]:
    yield from (f"update {update} still waits at the platform" for update in evidence.unacknowledged)
    yield from (f"update {update} was not handled" for update in evidence.unhandled)


def every_update_is_one_operation(evidence: Evidence) -> Iterator[str]:
    """The audit knows each effect once, by the update that made it."""
    yield from (f"{key} has {n} operations" for key, n in Counter(evidence.operations).items() if n > 1)
    yield from (f"{what} stands without its audit" for what in evidence.unwitnessed)


def the_trail_is_whole(evidence: Evidence) -> Iterator[str]:
    """Every event under a seal, and every seal as it is computed again."""
    yield from evidence.unchained


def every_promise_is_kept(evidence: Evidence) -> Iterator[str]:
    """Sent means that the platform took it; anything else says why it was not."""
    taken = {(take.chat, tokens_in(take.text)) for take in evidence.takes}
    for promise in evidence.promises:
        if promise.state == "sent" and (promise.chat, promise.tokens) not in taken:
            yield f"{_name(promise)} is marked sent, and nobody took it"
        if promise.state not in ("sent", *PARKED):
            yield f"{_name(promise)} is {promise.state} still"
        if promise.state in PARKED and not promise.error:
            yield f"{_name(promise)} was {promise.state} without a reason"


def everything_is_answered(evidence: Evidence) -> Iterator[str]:
    """What people said and what time brought: each reaches its chat, or stands parked with a reason."""
    heard = {(take.chat, token) for take in evidence.takes for token in tokens_in(take.text)}
    heard |= {(one.chat, token) for one in evidence.promises if one.state in PARKED for token in one.tokens}
    wanted = [one for one in (*evidence.said, *evidence.due) if evidence.promises and one.chat not in evidence.removed]
    yield from (f"{one.token} was never heard of in {one.chat}" for one in wanted if (one.chat, one.token) not in heard)
    promised = {promise.chat for promise in evidence.promises if promise.kind == "digest"}
    yield from (
        f"{chat} was promised no digest"
        for chat in evidence.digests
        if chat not in promised and chat not in evidence.removed
    )
    yield from (f"{action!r} is due and was not promised" for action in evidence.unsaid)


def copies(evidence: Evidence) -> dict[tuple[str, frozenset[str]], int]:
    """How often more than promised each message was taken: by its chat and what it is about."""
    promised = Counter((one.chat, one.tokens) for one in evidence.promises)
    taken = Counter((take.chat, tokens_in(take.text)) for take in evidence.takes)
    return {key: taken[key] - promised[key] for key in taken if taken[key] > promised[key]}


def excused(evidence: Evidence) -> int:
    """The bound: the sends in flight at each unclean death, and the ambiguous answers."""
    return sum(evidence.in_flight) + evidence.in_doubt


def copies_stay_within_the_bound(evidence: Evidence) -> Iterator[str]:
    """Copies <= the sends in flight at each unclean death, and the ambiguous answers sent again; no digest twice."""
    found = copies(evidence) if evidence.promises else {}
    if sum(found.values()) > excused(evidence):
        named = ", ".join(f"{'+'.join(sorted(tokens))} in {chat} {n}" for (chat, tokens), n in found.items())
        yield f"{sum(found.values())} copies ({named}), and no more than {excused(evidence)} are excused"
    digests = {(one.chat, one.tokens) for one in evidence.promises if one.kind == "digest"}
    yield from (f"the digest {sorted(key[1])} of {key[0]} came again" for key in digests if key in found)


def order_holds_in_every_chat(evidence: Evidence) -> Iterator[str]:
    """Effects and first answers come in the order the lines were said; unless the platform offered them otherwise."""
    if evidence.reordered:
        return
    said: dict[str, list[str]] = defaultdict(list)
    for one in evidence.said:
        said[one.chat].append(one.token)
    answers: dict[str, list[str]] = defaultdict(list)
    for take in evidence.takes:
        tokens = tokens_in(take.text)
        if len(tokens) == 1:  # more: a list of what is due, which answers nobody
            answers[take.chat] += tokens
    effects = [token for token, _ in evidence.effects]
    for chat, lines in said.items():
        for what, order in (("effects", effects), ("answers", answers[chat])):
            found = list(dict.fromkeys(token for token in order if token in lines))
            wanted = [token for token in lines if token in found]
            if found != wanted:
                yield f"the {what} of {chat} came as {' '.join(found)}, said as {' '.join(wanted)}"


def no_lease_outlives_its_time(evidence: Evidence) -> Iterator[str]:
    for promise in evidence.promises:
        until = promise.lease_until if promise.state == "sending" else None
        if until and evidence.now and until + LATEST < evidence.now:
            yield f"{_name(promise)} has been leased until {until} and nobody took it over"
    for lease, seconds in evidence.overdue.items():
        if seconds > LATEST.total_seconds():
            yield f"{lease} stood overdue for {seconds:.1f} s during the round"


def nothing_reaches_who_left(evidence: Evidence) -> Iterator[str]:
    """A message that was on its way when its reader was removed may arrive, and none after it."""
    for take in evidence.takes:
        left_at = evidence.removed.get(take.chat)
        if left_at is not None and take.at > left_at + LATEST.total_seconds():
            yield f"{take.text[:40]!r} reached {take.chat} {take.at - left_at:.1f} s after they had left"


def _name(promise: Promise) -> str:
    return f"{promise.kind} {'+'.join(sorted(promise.tokens)) or promise.id} to {promise.chat}"


CHECKS: Sequence[Callable[[Evidence], Iterator[str]]] = (
    every_update_has_one_effect,
    every_update_is_acknowledged,
    every_update_is_one_operation,
    the_trail_is_whole,
    every_promise_is_kept,
    everything_is_answered,
    copies_stay_within_the_bound,
    order_holds_in_every_chat,
    no_lease_outlives_its_time,
    nothing_reaches_who_left,
)
