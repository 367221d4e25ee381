"""A question nobody can answer: one kind line, two examples that fit, and nothing filed."""

from crm.records import company_of, contact_of, ref_of
from domain.cards import Button, Card
from handlers.cards.customer_answers import show_button
from handlers.questions.about_customers import points_at
from handlers.questions.whom import Whom
from handlers.saying import own_words, reader_of, text_card
from handlers.turn import Turn


def unanswered(turn: Turn, whom: Whom, words: str) -> Card:
    """What one may ask instead, about the customer it named; with one tap it is kept as a note."""
    t, record = own_words(turn), whom.record
    if record is None or not points_at(whom):
        if whom.said:
            text = t("I know nobody called “{name}”, so I have no answer to that.", name=whom.said[:60])
            return text_card(text, _keep(turn, words))
        return text_card(t("I have no answer to that. You may ask “what is due this week?” or “pipeline this month”."))
    contact, company = contact_of(turn.uow, record), company_of(turn.uow, record)
    name = contact.name if contact is not None else company.name if company is not None else record.name
    text = t(
        "I have no answer to that. About {name} you may ask “when did we last talk to {name}?” or “what did I promise"
        " {name}?”.",
        name=name,
    )
    ref = str(ref_of(record))
    card = text_card(text, show_button(reader_of(turn), record.name, ref), _keep(turn, words, ref))
    return Card(card.body, card.buttons, (ref,))


def _keep(turn: Turn, words: str, ref: str | None = None) -> Button:
    t, data = own_words(turn), {"text": words, **({"ref": ref} if ref else {})}
    return Button(t("Keep as a note"), "keep_note", data)
