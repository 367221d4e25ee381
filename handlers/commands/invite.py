"""/invite: a one-time code with role and team, for admins."""

import re

from crm import groups, invites
from domain.cards import Card
from domain.chat import Span, Style
from domain.terms import Role
from handlers.cards.base import heading, line
from handlers.commands import Command
from handlers.saying import say, undo_button
from handlers.turn import Outcome, Turn
from i18n import N_

ROLES = {
    "rep": Role.REP,
    "销售": Role.REP,
    "manager": Role.MANAGER,
    "主管": Role.MANAGER,
    "经理": Role.MANAGER,
    "admin": Role.ADMIN,
    "管理员": Role.ADMIN,
}
ROLE_NAMES = {Role.REP: N_("rep"), Role.MANAGER: N_("manager"), Role.ADMIN: N_("admin")}

_SMALL = frozenset(
    {"a", "an", "new", "another", "one", "the", "colleague", "as", "for", "to", "team", "me", "同事", "成员"}
)
_COUNTED = re.compile(r"(?:一|两)?[个位名](?:新的?)?|新的?(?=销售|同事|成员|主管|经理|管理员)")


def run(turn: Turn, rest: str) -> Outcome:
    """`invite`, `invite manager`, `invite rep East`, `invite dora rep East`; always answered privately."""
    t = turn.t
    role, team, name = _read(turn, _COUNTED.sub(" ", rest).split())
    code = invites.invite(turn.uow, turn.member, role=role, team=team, name=name)
    turn.uow.summary = t("Invitation for a {role}", role=t(ROLE_NAMES[role]))
    card = Card(
        (
            heading("✓ ", turn.uow.summary, f" · {team}" if team else ""),
            line(t("Send them this; it works once, for 7 days:")),
            line(Span(f"start {code}", Style.CODE)),
            *(line(Span(link, url=link)) for link in invites.links(turn.uow, code)),
        ),
        ((undo_button(turn),),),
    )
    return say(turn, card, private=True)


def _read(turn: Turn, words: list[str]) -> tuple[Role, str | None, str | None]:
    """Role, team and short name, in any order; a word that is neither role nor team is the name."""
    role, team, name = Role.REP, None, None
    for word in words:
        if word.lower() in _SMALL:
            continue
        if word.lower() in ROLES:
            role = ROLES[word.lower()]
        elif groups.find_team(turn.uow, word):
            team = word
        elif name is None:
            name = word
        else:
            groups.get_team(turn.uow, word)  # raises: it says which teams there are
    return role, team, name


COMMAND = Command(
    "invite",
    ("邀请",),
    N_("Invite a colleague"),
    run,
    usage=N_("invite <role> <team>"),
    examples=(("en", "invite rep East"), ("zh", "邀请 销售 华东")),
    role=Role.ADMIN,
    order=80,
    glued=("邀请",),
)
