"""/group: whose team's news this group gets, and in what language."""

from crm import groups
from crm.access import check_role
from domain.cards import Card
from domain.errors import NotUnderstood
from domain.terms import Role
from handlers.cards.base import heading, line
from handlers.commands import Command
from handlers.saying import say
from handlers.turn import Outcome, Turn
from i18n import N_, languages, translator
from storage.entities import Team

TEAM_WORDS = ("team", "团队")
LANGUAGE_WORDS = ("language", "语言")
LANGUAGES = {"english": "en", "英文": "en", "英语": "en", "chinese": "zh", "中文": "zh", "汉语": "zh"}


def run(turn: Turn, rest: str) -> Outcome:
    if not turn.conversation.is_group:
        raise NotUnderstood("Say that in the group it is about: /group team East")
    word, _, value = rest.partition(" ")
    if not rest:
        return say(turn, _about(turn))
    check_role(turn.member, Role.MANAGER)
    if word.lower() in TEAM_WORDS and value:
        turn.conversation.team_id = groups.get_team(turn.uow, value.strip()).id
    elif word.lower() in LANGUAGE_WORDS and _language(value):
        turn.conversation.language = _language(value)
    else:
        raise NotUnderstood("For example: /group team East, or: /group language 中文")
    turn.uow.session.flush()
    return say(turn, _about(turn))


def _language(value: str) -> str | None:
    wanted = value.strip().lower()
    wanted = LANGUAGES.get(wanted, wanted)
    return wanted if wanted in languages() else None


def _about(turn: Turn) -> Card:
    t = translator(turn.conversation.language or turn.member.language)
    team = turn.uow.get(Team, turn.conversation.team_id)
    if team is None:
        return Card((heading(t("This group gets no team's news yet")), line(t("For example: /group team East"))))
    return Card(
        (
            heading(t("This group gets the news of {team}", team=team.name)),
            line(t("New leads, won and lost deals. I speak otherwise only when spoken to.")),
        )
    )


COMMAND = Command(
    "group",
    ("群", "群设置"),
    N_("Whose news a group gets"),
    run,
    usage=N_("group team <team>"),
    examples=(("en", "/group team East"), ("zh", "/群 团队 华东")),
    order=75,
    bare=False,
)
