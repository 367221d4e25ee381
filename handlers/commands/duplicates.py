"""/duplicates: who probably stands in the books twice."""

from crm.access import check_role
from crm.duplicates import Pair, list_duplicates
from crm.records import ref_of
from domain.cards import Button, Card
from domain.terms import Role
from handlers.cards.base import dotted, heading, line
from handlers.cards.evidence import evidence
from handlers.commands import Command
from handlers.saying import say, text_card
from handlers.turn import Handled, Outcome, Question, Turn
from i18n import N_
from storage.entities import Company, Contact


def run(turn: Turn, rest: str) -> Outcome:
    del rest
    check_role(turn.member, Role.MANAGER)
    return Question(_answer)


def _answer(turn: Turn) -> Handled:
    pairs = list_duplicates(turn.uow, turn.member)
    if not pairs:
        return say(turn, text_card(turn.t("No duplicates were found.")), private=True)
    body = [heading(turn.t("Probably the same"))]
    body += [line(f"{_shown(pair.one)} = {_shown(pair.other)} · {evidence(turn.t, pair.why)}") for pair in pairs]
    return say(turn, Card(tuple(body), tuple(_buttons(turn, pair) for pair in pairs[:5])), private=True)


def _shown(record: Contact | Company) -> str:
    return dotted(record.name, str(ref_of(record)))


def _buttons(turn: Turn, pair: Pair) -> tuple[Button, Button]:
    refs = {"one": str(ref_of(pair.one)), "other": str(ref_of(pair.other))}
    both = f"{refs['one']} + {refs['other']}"
    return (Button(turn.t("Merge {both}", both=both), "merge", refs), Button(turn.t("Two people"), "two", refs))


COMMAND = Command(
    "duplicates",
    ("查重", "重复客户"),
    N_("List customers who probably stand here twice"),
    run,
    role=Role.MANAGER,
    examples=(("en", "duplicates"), ("zh", "查重")),
    order=70,
)
