"""The Home page of a platform that has one: what there is to do, and how one's pipeline stands."""

from crm.team_day import team_day
from crm.work_queue import queue_of
from domain.cards import Card, Message
from domain.chat import Incoming, IncomingKind
from handlers.cards.base import heading, line
from handlers.cards.digest import digest_card
from handlers.questions.answering import answer_words
from handlers.saying import reader_of
from handlers.turn import Handled, Turn


def is_home(incoming: Incoming) -> bool:
    """Whether somebody opened their Home page: a query without words."""
    return incoming.kind is IncomingKind.QUERY and incoming.text is None


def show(turn: Turn) -> Handled:
    """The page as of now, for its owner alone."""
    return Handled((Message(turn.last.address, _page(turn), for_member=turn.member.id),))


def _page(turn: Turn) -> Card:
    day = digest_card(reader_of(turn), queue_of(turn.uow, turn.member), team_day(turn.uow, turn.member))
    day = day or Card((line(turn.t("Nothing is waiting for you today.")),))
    (answered,) = answer_words(turn, "deals").answer(turn).messages
    deals = answered.card
    body = (*day.body, heading(turn.t("Your pipeline")), *deals.body)
    return Card(body, (*day.buttons, *deals.buttons), (*day.about, *deals.about))
