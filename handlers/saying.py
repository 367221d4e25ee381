"""From a card to what a turn came to: where it goes, who may see it, which message it takes the place of."""

from uuid import UUID

from domain.cards import Button, Card, Message
from domain.chat import Line, Span, Visibility
from handlers.cards.base import Reader
from handlers.turn import Handled, Turn
from i18n import Translator, translator


def say(turn: Turn, card: Card, *, edit_of: UUID | None = None, private: bool = False) -> Handled:
    """Answer where the person spoke; `private`: for their eyes only."""
    return Handled((message(turn, card, edit_of=edit_of, private=private),))


def message(turn: Turn, card: Card, *, edit_of: UUID | None = None, private: bool = False) -> Message:
    alone = private and not turn.last.is_private
    return Message(
        turn.last.address,
        card,
        visibility=Visibility.PRIVATE if alone else Visibility.CHAT,
        edit_of=edit_of,
        for_member=turn.member.id,
    )


def tell(turn: Turn, text: str) -> Handled:
    """One line, privately where the turn was said in a group."""
    return say(turn, text_card(text), private=True)


def text_card(text: str, *buttons: Button) -> Card:
    return Card(tuple(Line((Span(line),)) for line in text.split("\n")), (buttons,) if buttons else ())


def own_words(turn: Turn) -> Translator:
    """The member's own language: for what only they see, whatever the group speaks."""
    return translator(turn.member.language)


def undo_button(turn: Turn, operation: str | None = None) -> Button:
    """What every card of a write carries: it takes back the present operation, unless told another."""
    return Button(turn.t("Undo"), "undo", {"operation": operation or str(turn.uow.operation_id)})


def reader_of(turn: Turn) -> Reader:
    """Who reads what this turn answers."""
    return Reader(turn.t, turn.member.tz, turn.uow.now, turn.workspace.currency, turn.workspace.region)
