"""The list of who probably stands in the books twice, a page at a time."""

from crm.duplicates import Pair, list_duplicates
from crm.records import ref_of
from domain.cards import Button, Card
from handlers.cards.base import dotted, heading, line
from handlers.cards.evidence import evidence
from handlers.saying import say, text_card
from handlers.turn import Handled, Turn
from storage.entities import Company, Contact

PAGE = 5


def probable(turn: Turn, offset: int = 0) -> Handled:
    """A page of pairs, each with its two buttons, and [More] where there are more."""
    pairs = list_duplicates(turn.uow, turn.member, PAGE + 1, offset=offset)
    if not pairs:
        return say(turn, text_card(turn.t("No duplicates were found.")), private=True)
    body = [heading(turn.t("Probably the same"))]
    body += [line(f"{_shown(pair.one)} = {_shown(pair.other)} · {evidence(turn.t, pair.why)}") for pair in pairs[:PAGE]]
    buttons = [_buttons(turn, pair) for pair in pairs[:PAGE]]
    if len(pairs) > PAGE:
        buttons.append((Button(turn.t("More"), "more_twins", {"offset": offset + PAGE}),))
    return say(turn, Card(tuple(body), tuple(buttons)), private=True)


def _shown(record: Contact | Company) -> str:
    return dotted(record.name, str(ref_of(record)))


def _buttons(turn: Turn, pair: Pair) -> tuple[Button, ...]:
    refs = {"one": str(ref_of(pair.one)), "other": str(ref_of(pair.other))}
    both = f"{refs['one']} + {refs['other']}"
    return (Button(turn.t("Merge {both}", both=both), "merge", refs), Button(turn.t("Two people"), "two", refs))
