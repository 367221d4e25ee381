"""During the tour: what is said is done as always, and the tour goes on where it was what the step asked for."""

from collections.abc import Mapping

from crm.access import check_role
from crm.conversations import find_pending
from domain.cards import Message
from handlers.answers import Reader
from handlers.commands import invoked
from handlers.plain import meanings
from handlers.reading import words_of
from handlers.replies import replies
from handlers.saying import message
from handlers.tour import KIND, STEPS, step_card, wait_for
from handlers.turn import Handled, Outcome, Question, Turn


def read(turn: Turn) -> Outcome | None:
    """What the words come to, with the next step after it; None where the step asked for something else."""
    place = int(turn.pending.data["step"]) if turn.pending else len(STEPS)
    if place >= len(STEPS):
        return None
    outcome = _done(turn)
    if outcome is None:
        return None
    fits = _fits(turn, STEPS[place].name, outcome)
    if not _asked_something(turn):  # a question of the deed itself comes first; the tour's button is still there
        wait_for(turn, place + 1 if fits else place)
    if not fits:
        return outcome
    following = message(turn, step_card(turn, place + 1, STEPS[place].noticed), private=True)
    return _followed_by(outcome, following)


def _done(turn: Turn) -> Outcome | None:
    """What would be done without a tour: a command, a reply to a card, plain words."""
    invocation = None if turn.last.forward else invoked(words_of(turn.last))
    if invocation is not None and invocation.command is not None and invocation.command.name != "tour":
        check_role(turn.member, invocation.command.role)
        outcome = invocation.command.run(turn, invocation.rest)
        if outcome is not None:
            return outcome
    takes = [*(replies() if turn.replied is not None else ()), *meanings()]
    outcomes = (take(turn) for take in takes)
    return next((outcome for outcome in outcomes if outcome is not None), None)


def _asked_something(turn: Turn) -> bool:
    waiting = find_pending(turn.uow, turn.member.id, turn.conversation.chat_key)
    return waiting is not None and turn.pending is not None and waiting.id != turn.pending.id


def _fits(turn: Turn, step: str, outcome: Outcome) -> bool:
    if step == "ask":
        return isinstance(outcome, Question)
    if step == "forward":
        forwarded = any(each.forward or each.contacts for each in turn.burst)
        return isinstance(outcome, Handled) and (forwarded or turn.replied is not None)
    return step == "file" and isinstance(outcome, Handled) and turn.uow.has_changes


def _followed_by(outcome: Outcome, following: Message) -> Outcome:
    if isinstance(outcome, Question):
        answer = outcome.answer
        return Question(lambda reading: _with(answer(reading), following))
    return _with(outcome, following)


def _with(handled: Handled, following: Message) -> Handled:
    return Handled((*handled.messages, following), handled.spent, handled.close)


ANSWERS: Mapping[str, Reader] = {KIND: read}
