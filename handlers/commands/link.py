"""/link: a code that lets the same person in from a further platform."""

from crm import invites
from domain.cards import Card
from domain.chat import Span, Style
from domain.errors import NotAllowed
from handlers.cards.base import heading, line
from handlers.commands import Command
from handlers.saying import say
from handlers.turn import Outcome, Turn
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome | None:
    t = turn.t
    if rest:
        if invites.code_in(rest) is None:
            return None
        raise NotAllowed("You are in already; the code is still good for somebody else.")
    code = invites.link_code(turn.uow, turn.member)
    card = Card(
        (
            heading(t("Link another app")),
            line(t("Write this to me there within the hour:")),
            line(Span(f"start {code}", Style.CODE)),
            *(line(Span(link, url=link)) for link in invites.links(turn.uow, code)),
        )
    )
    return say(turn, card, private=True)


COMMAND = Command(
    "link",
    ("绑定", "关联账号"),
    N_("Talk to me from another app too"),
    run,
    examples=(("en", "link"), ("zh", "绑定")),
    order=70,
    bare=False,
)
