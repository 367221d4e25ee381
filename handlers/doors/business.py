"""A member's own chats with customers: asked for once, kept with the customer, never answered there."""

from crm import business, members, records
from crm.facts import Facts
from crm.recognise import Doubtful, Known, Taken, Whom, recognise
from domain.cards import Button, Card, Message
from domain.chat import Incoming
from handlers.cards.base import dotted, heading, line
from handlers.turn import Handled
from i18n import Translator, translator
from storage.entities import Contact, Conversation, Member
from storage.unit_of_work import UnitOfWork

DAYS = 24.0 * 30  # hours a question about a chat stays open: it is nobody's hurry


def connected(uow: UnitOfWork, incoming: Incoming) -> Handled:
    """A member connected the bot to their chats, or took it away. Anybody else's connection is left alone."""
    found = members.find_by_actor(uow, incoming.actor)
    change = incoming.membership
    if found is None or change is None:
        return Handled()
    if change.change != "joined":
        business.disconnect(uow, incoming.address)
        return Handled()
    member = found[0]
    uow.member_id = member.id
    connection = business.connect(uow, member, incoming.address)
    t, data = translator(member.language), {"chat": connection.chat_key}
    card = Card(
        (
            heading(t("Your own chats with customers")),
            line(t("Shall I keep what is said there with each customer's record? I never write to a customer.")),
        ),
        ((Button(t("Keep them"), "business_on", data, hours=DAYS), Button(t("No"), "business_off", data, hours=DAYS)),),
    )
    return Handled((_to(member, card),))


def heard(uow: UnitOfWork, burst: tuple[Incoming, ...]) -> Handled:
    """Lines of a chat with a customer: kept where the member agreed, and asked about once where it is unclear."""
    return Handled(tuple(message for incoming in burst for message in _heard(uow, incoming)))


def _heard(uow: UnitOfWork, incoming: Incoming) -> tuple[Message, ...]:
    member = business.find_listener(uow, incoming)
    if member is None or members.find_by_actor(uow, business.customer_of(incoming.address)):
        return ()  # not agreed to, or a talk among colleagues
    uow.member_id = member.id
    chat = business.find_chat(uow, incoming)
    if chat is not None:
        uow.chat_key = chat.chat_key
        if chat.paused_at is None:
            business.keep_line(uow, incoming, chat)
        return ()
    chat = business.add_chat(uow, incoming)
    uow.chat_key = chat.chat_key
    whom = recognise(uow, member, _facts(incoming))
    return (_to(member, _first(uow, member, incoming, chat, whom)),)


def _facts(incoming: Incoming) -> Facts:
    customer = business.customer_of(incoming.address)
    account = (customer.platform, customer.tenant, customer.user_id)
    return Facts(person=incoming.chat_title, sender=incoming.chat_title, account=account)


def _first(uow: UnitOfWork, member: Member, incoming: Incoming, chat: Conversation, whom: Whom) -> Card:
    """What is said to the member when a chat is heard for the first time."""
    t = translator(member.language)
    if isinstance(whom, Taken):
        business.switch(uow, member, chat.chat_key, listen=False)
        text = t("{name} is {owner}'s customer: I keep nothing of your chat.", name=chat.title, owner=whom.owner)
        return Card((line(text),))
    business.keep_line(uow, incoming, chat)
    if isinstance(whom, Known) and isinstance(whom.record, Contact):
        business.bind(uow, chat, whom.record)
        return kept_card(t, uow, chat, whom.record)
    candidates = whom.candidates if isinstance(whom, Doubtful) else ()
    return question_card(t, uow, chat, tuple(one for one in candidates if isinstance(one, Contact)))


def kept_card(t: Translator, uow: UnitOfWork, chat: Conversation, contact: Contact) -> Card:
    """That a chat is kept, and with whom."""
    ref, data = str(records.ref_of(contact)), {"chat": chat.chat_key}
    company = records.company_of(uow, contact)
    buttons = (
        Button(t("Not them"), "business_unlink", data, hours=DAYS),
        Button(t("Stop for this chat"), "business_stop", data, hours=DAYS),
    )
    return Card(
        (
            heading("💬 ", dotted(contact.name, company.name if company else None, ref)),
            line(t("What you two write is kept there from now on.")),
        ),
        (buttons,),
        (ref,),
    )


def question_card(t: Translator, uow: UnitOfWork, chat: Conversation, candidates: tuple[Contact, ...] = ()) -> Card:
    """Who is it: up to three to tap, a new contact, or nobody for the books."""
    data = {"chat": chat.chat_key}
    offered = tuple(
        (Button(_label(uow, contact), "business_link", {**data, "to": str(contact.id)}, hours=DAYS),)
        for contact in candidates
    )
    last = (
        Button(t("New contact"), "business_new", data, hours=DAYS),
        Button(t("Not a customer"), "business_stop", data, hours=DAYS),
    )
    text = t("You talk with {name}. Whom shall I keep it with?", name=chat.title or "?")
    return Card((heading("💬 ", text),), (*offered, last))


def _label(uow: UnitOfWork, contact: Contact) -> str:
    company = records.company_of(uow, contact)
    return dotted(contact.name, company.name if company else None, str(records.ref_of(contact)))


def _to(member: Member, card: Card) -> Message:
    return Message(member.id, card, kind="notice", for_member=member.id)
