"""/timezone: where the member is; days, reminders and the digest follow."""

from crm.preferences import set_zone
from domain.errors import NotUnderstood
from handlers.cards.base import Reader, moment
from handlers.commands import Command
from handlers.saying import own_words, reader_of, say, tell, text_card, undo_button
from handlers.turn import Outcome, Turn
from handlers.typed.zones import find_zone
from i18n import N_


def run(turn: Turn, rest: str) -> Outcome:
    t = own_words(turn)
    if not rest:
        now = moment(reader_of(turn), turn.uow.now)
        return tell(turn, t("Your time zone is {zone}; it is {now} there.", zone=turn.member.tz, now=now))
    zone = find_zone(rest)
    if zone is None:
        raise NotUnderstood("I do not know that zone. For example: timezone Europe/Berlin")
    set_zone(turn.uow, turn.member, zone)
    now = moment(Reader(t, zone, turn.uow.now), turn.uow.now)
    card = text_card(t("Your time zone is {zone}; it is {now} there.", zone=zone, now=now), undo_button(turn))
    return say(turn, card, private=True)


COMMAND = Command(
    "timezone",
    ("时区", "tz"),
    N_("Choose your time zone"),
    run,
    usage=N_("timezone <city or zone>"),
    examples=(("en", "timezone Europe/Berlin"), ("zh", "时区 上海")),
    order=72,
)
