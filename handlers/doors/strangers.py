"""Nobody unknown is served: one polite line a day, and the admins are told once. An invitation's code lets in."""

from crm import invites, members
from domain.cards import Card, Message
from domain.chat import Incoming, Visibility
from handlers.cards.base import heading, line
from handlers.reading import words_of
from handlers.saying import text_card
from handlers.turn import Handled
from i18n import Translator, best_language, translator
from storage.entities import Member
from storage.unit_of_work import UnitOfWork


def turn_away(uow: UnitOfWork, incoming: Incoming) -> Handled:
    """Let a stranger in who brings a code; else say one polite line, and tell the admins of a new face."""
    t = translator(best_language(incoming.language_hint, members.get_workspace(uow).language))
    code = invites.code_in(words_of(incoming))
    member = (
        invites.redeem(
            uow, code, incoming.actor, incoming.actor_name, incoming.language_hint and t.language, incoming.zone_hint
        )
        if code
        else None
    )
    if member is not None:
        members.note_first_seen(uow, incoming)
        return _welcome(incoming, member)
    is_due, is_news = members.note_stranger(uow, incoming.actor)
    if not is_due:
        return Handled()
    refused = t("That code is not valid any more. Ask an admin for a new one.") if code else _polite(t)
    told = tuple(_notice(admin, incoming) for admin in members.list_admins(uow)) if is_news else ()
    return Handled((Message(incoming.address, text_card(refused), Visibility.PRIVATE), *told))


def _polite(t: Translator) -> str:
    return t("Hello! I only work for the members of this team. Ask an admin for an invitation.")


def _notice(admin: Member, incoming: Incoming) -> Message:
    t = translator(admin.language)
    actor = incoming.actor
    who = incoming.actor_name or actor.user_id
    text = t(
        "{who} ({platform}: {id}) wrote to me and is no member. To let them in: invite",
        who=who[:80],
        platform=actor.platform,
        id=actor.user_id,
    )
    return Message(admin.id, text_card(text), kind="notice", for_member=admin.id)


def _welcome(incoming: Incoming, member: Member) -> Handled:
    t = translator(member.language)
    card = Card(
        (
            heading(t("Welcome, {name}!", name=member.shown)),
            line(t("Just tell me what happened, or forward a message.")),
            line(t("For example: Met Li Wei of Acme, wants 50 seats, call her next Tuesday 3pm")),
            line(t("Type help for more.")),
        )
    )
    return Handled((Message(incoming.address, card, Visibility.PRIVATE, for_member=member.id),))
