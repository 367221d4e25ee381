"""Nobody unknown is served: one polite line a day, and the admins are told once."""

from crm import members
from domain.cards import Message
from domain.chat import Incoming
from handlers.saying import text_card
from handlers.turn import Handled
from i18n import best_language, translator
from storage.unit_of_work import UnitOfWork


def turn_away(uow: UnitOfWork, incoming: Incoming) -> Handled:
    """A polite line."""
    t = translator(best_language(incoming.language_hint, members.get_workspace(uow).language))
    card = text_card(t("Hello! I only work for the members of this team. Ask an admin for an invitation."))
    return Handled((Message(incoming.address, card),))
