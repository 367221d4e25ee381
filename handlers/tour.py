"""The guided tour: four real things to try, one message each; it notices when one was done."""

from dataclasses import dataclass
from datetime import datetime

from crm.conversations import ask
from crm.tour import has_filed, has_finished
from domain.cards import Button, Card
from handlers.cards.base import bold, heading, line, quote
from handlers.turn import Turn
from i18n import N_

KIND = "tour"


@dataclass(frozen=True, slots=True)
class Step:
    """What to try: `text` says it, `example` is what one may type. `noticed` is said once it was done."""

    name: str
    text: str
    example: str
    noticed: str


STEPS = (
    Step(
        "file",
        N_("Tell me about a customer, in one line, as you would tell a colleague. For example:"),
        N_("Met Lena Vogel of Bergmann Tools today, wants 20 seats, about 15k, call her Friday 10am"),
        N_("Filed, with a reminder; Undo takes it back for a day."),
    ),
    Step(
        "ask",
        N_("Ask me something, in your own words. For example:"),
        N_("deals closing this quarter by owner"),
        N_("Every answer says what it answered and of whose deals."),
    ),
    Step(
        "do",
        N_("See what waits for you, and tap ✓ on something you have done. Type:"),
        N_("today"),
        N_("Done, and it stands in the customer's history."),
    ),
    Step(
        "forward",
        N_("Forward me a customer's message, or share a contact; in the web chat with the forward button."),
        N_("Or simply reply to one of my cards: a reply to a card is a note on it."),
        N_("Kept, with its sender and its time."),
    ),
)


def step_card(turn: Turn, place: int, noticed: str | None = None) -> Card:
    """One step of the tour; beyond the last one, its end."""
    t = turn.t
    praise = (line("✓ ", t(noticed)),) if noticed else ()
    if place >= len(STEPS):
        return Card((*praise, heading(bold(t("That was the tour."))), line(t("Type help for everything else."))))
    step = STEPS[place]
    greeting = (line(t("Hello {name}! Four things to try, two minutes.", name=turn.member.shown)),) if not place else ()
    title = heading(bold(t("Tour {n} of {all}", n=place + 1, all=len(STEPS))))
    data = {"step": place, "since": turn.uow.now.isoformat()}
    buttons = (Button(t("Next"), "tour_next", data), Button(t("Stop the tour"), "tour_stop", data))
    return Card((*praise, *greeting, title, line(t(step.text)), quote(t(step.example))), (buttons,))


def wait_for(turn: Turn, place: int) -> None:
    """Notice the next thing said in this chat: it may be what the step asks for."""
    if place < len(STEPS):
        ask(turn.uow, turn.member.id, turn.conversation.chat_key, KIND, {"step": place})


def done_since(turn: Turn, place: int, since: datetime) -> bool:
    """Whether what the step asks for was done since then, as far as it left a trace."""
    if STEPS[place].name == "do":
        return has_finished(turn.uow, turn.member, since)
    return STEPS[place].name in {"file", "forward"} and has_filed(turn.uow, turn.member, since)
