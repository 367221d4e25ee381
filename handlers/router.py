"""The one path from what came in to what goes out.

`prepare` reads before the transaction, `handle` acts in it, `answer` computes a question outside it. The order in
which a message is tried stands in `_route`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crm import choices, conversations, members
from crm.access import check_role
from crm.speakers import Speaker, find_speaker
from domain.cards import Card
from domain.chat import Direction, Incoming, IncomingKind
from domain.errors import NotAllowed, NotUnderstood, UserError
from handlers.actions import actions
from handlers.answers import answers
from handlers.commands import invoked
from handlers.doors import business, forms, groups, home, queries, reactions, strangers
from handlers.help_line import help_line, unknown_command
from handlers.plain import meanings
from handlers.reading import has_words, understand_all, understand_burst, words_of
from handlers.replies import replies
from handlers.saying import own_words, tell, text_card
from handlers.turn import Handled, Outcome, Question, Turn
from i18n import translator
from storage.entities import OpenChoice, OutboxMessage
from storage.unit_of_work import UnitOfWork
from understanding.extraction.model import Understanding

SAYING_NOTHING = Handled()


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was read before the transaction: one understanding for each update of the burst."""

    understood: tuple[Understanding | None, ...] = ()


def prepare(uow: UnitOfWork, burst: tuple[Incoming, ...]) -> Prepared:
    """Understand the burst, on a read-only connection. Strangers are not read."""
    if not _is_for_us(burst[-1]) or not has_words(burst):
        return Prepared()
    speaker = find_speaker(uow, burst[-1])
    if speaker is None:
        return Prepared()
    return Prepared(understand_burst(uow, burst, speaker.member, speaker.workspace))


def handle(uow: UnitOfWork, burst: tuple[Incoming, ...], prepared: Prepared) -> Outcome:
    """Act on the burst, in THE transaction. Errors a person can mend become a private line; others are the edge's."""
    last = burst[-1]
    unspoken = _unspoken(uow, burst)
    if unspoken is not None:
        return unspoken
    speaker = find_speaker(uow, last)
    if speaker is None:
        return SAYING_NOTHING if last.kind is IncomingKind.REACTION else strangers.turn_away(uow, last)
    members.note_seen(uow, speaker.account, last)
    turn = _turn(uow, burst, prepared, speaker)
    try:
        with uow.attempt():
            return _route(turn)
    except UserError as error:
        return tell(turn, own_words(turn)(error.message, **error.values))


def _unspoken(uow: UnitOfWork, burst: tuple[Incoming, ...]) -> Outcome | None:
    """What is not said to us: who came and went, a member's own chats, what is asked in passing."""
    last = burst[-1]
    if last.kind is IncomingKind.MEMBERSHIP:
        return groups.came_or_went(uow, last)
    if last.direction is not Direction.IN:
        return business.heard(uow, burst)
    if last.kind is IncomingKind.QUERY:
        return _asked(last) if members.find_by_actor(uow, last.actor) is not None else SAYING_NOTHING
    return None if _is_for_us(last) else SAYING_NOTHING


def _asked(query: Incoming) -> Outcome:
    """A Home page that was opened, or something asked in passing."""
    if home.is_home(query):
        return Question(home.show)
    return Question(queries.results) if query.text is not None else SAYING_NOTHING


def answer(uow: UnitOfWork, burst: tuple[Incoming, ...], prepared: Prepared, question: Question) -> Handled:
    """Compute a question on a read-only connection."""
    speaker = find_speaker(uow, burst[-1])
    if speaker is None:
        return SAYING_NOTHING
    turn = _turn(uow, burst, prepared, speaker)
    try:
        choice = _tapped(turn)
        card = choices.get_card(uow, choice) if choice else turn.replied
        return question.answer(replace(turn, choice=choice, replied=card))
    except UserError as error:
        return tell(turn, own_words(turn)(error.message, **error.values))


def apology(language: str, error_id: str) -> Card:
    """What is said, once, when something failed by our fault."""
    t = translator(language)
    return text_card(t("Sorry, something went wrong on our side (error {id}). Your message is kept.", id=error_id))


def _is_for_us(incoming: Incoming) -> bool:
    """In a group only what is addressed to the bot, and never what is said in a member's own chat with a customer."""
    if incoming.direction is not Direction.IN or incoming.kind is IncomingKind.QUERY:
        return False
    return incoming.is_private or incoming.is_to_me or incoming.kind is IncomingKind.REACTION


def _turn(uow: UnitOfWork, burst: tuple[Incoming, ...], prepared: Prepared, speaker: Speaker) -> Turn:
    last, member = burst[-1], speaker.member
    conversation = speaker.conversation or conversations.begin_conversation(uow, last)
    uow.member_id = member.id
    uow.chat_key = conversation.chat_key
    spoken = member.language if last.is_private else conversation.language or member.language
    return Turn(
        uow,
        burst,
        member,
        speaker.workspace,
        conversation,
        translator(spoken),
        prepared.understood,
        replied=_replied(uow, last, conversation.chat_key),
        pending=speaker.pending,
    )


def _replied(uow: UnitOfWork, incoming: Incoming, chat_key: str) -> OutboxMessage | None:
    """The card this replies or reacts to; in a thread that somebody else began, the one that answered them there."""
    shown = incoming.reaction.message_id if incoming.reaction else incoming.reply_to
    found = choices.find_card(uow, chat_key, shown) if shown else None
    if found is None and incoming.thread_key is not None:
        return choices.find_answer(uow, chat_key, incoming.thread_key)
    return found


def _route(turn: Turn) -> Outcome:
    """The written order: a waiting question, a command, a button, a reply to a card, plain words, a line of help."""
    if turn.last.reaction is not None:
        return reactions.react(turn) or SAYING_NOTHING
    if turn.last.form is not None:
        return forms.take(turn)
    for outcome in _tries(turn):
        if outcome is not None:
            return outcome
    return help_line(turn)


def _tries(turn: Turn) -> Iterator[Outcome | None]:
    if turn.last.pressed is not None:
        yield _press(turn)
        return
    yield _answer_pending(turn)
    yield _command(turn)
    turn = _read_again(turn)
    yield _typed_number(turn)
    if turn.replied is not None:
        for take in replies():
            yield take(turn)
    for take in meanings():
        yield take(turn)


def _answer_pending(turn: Turn) -> Outcome | None:
    if turn.pending is None or turn.last.kind is not IncomingKind.MESSAGE:
        return None
    read = answers().get(turn.pending.kind)
    outcome = read(turn) if read else None
    if outcome is not None:
        conversations.forget_answered(turn.uow, turn.pending)
    return outcome


def _command(turn: Turn) -> Outcome | None:
    if len(turn.burst) > 1 or turn.last.forward or turn.last.kind is not IncomingKind.MESSAGE:
        return None
    invocation = invoked(words_of(turn.last), meant=turn.last.as_command)
    if invocation is None:
        return None
    if invocation.command is None:
        return unknown_command(turn, invocation.word)
    check_role(turn.member, invocation.command.role)
    return invocation.command.run(turn, invocation.rest)


def _read_again(turn: Turn) -> Turn:
    """A bare word that proved to be no command belongs to the sentence ("lost Vortex to price")."""
    if len(turn.burst) > 1 or turn.last.forward or turn.last.kind is not IncomingKind.MESSAGE:
        return turn
    invocation = invoked(words_of(turn.last))
    if invocation is None or invocation.command is None or not invocation.command.reads:
        return turn
    return replace(turn, understood=(understand_all(turn.uow, turn.last, turn.member, turn.workspace),))


def _typed_number(turn: Turn) -> Outcome | None:
    choice = _tapped(turn)
    return _tap(replace(turn, choice=choice)) if choice else None


def _tapped(turn: Turn) -> OpenChoice | None:
    """The choice that was tapped, or meant by a typed number."""
    if turn.last.pressed is not None:
        return choices.find_choice(turn.uow, turn.last.pressed.token)
    words = words_of(turn.last)
    if not (words.isascii() and words.isdigit() and len(words) <= 2):
        return None
    return choices.find_numbered(turn.uow, turn.conversation.chat_key, int(words), turn.member.id)


def _press(turn: Turn) -> Outcome:
    choice = _tapped(turn)
    if choice is None or choice.chat_key != turn.conversation.chat_key:
        raise NotUnderstood("That button is no longer there.")
    if choice.member_id not in {None, turn.member.id}:
        raise NotAllowed("That button is somebody else's.")
    return _tap(replace(turn, choice=choice))


def _tap(turn: Turn) -> Outcome:
    """Do what the choice says, once."""
    choice = turn.choice
    action = actions().get(choice.action) if choice else None
    if choice is None or action is None:
        raise NotUnderstood("That button is no longer there.")
    if choice.spent_at is not None:
        raise NotUnderstood("That was already done; nothing changed.")
    if choice.expires_at <= turn.uow.now:
        raise NotUnderstood("That button has expired; nothing changed.")
    card = choices.get_card(turn.uow, choice)
    outcome = action.run(replace(turn, replied=card))
    if isinstance(outcome, Handled) and not action.repeatable and not choices.spend(turn.uow, choice):
        raise NotUnderstood("That was already done; nothing changed.")
    return outcome
