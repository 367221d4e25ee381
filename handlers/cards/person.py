"""A member as they see themselves."""

from crm.self_portrait import SelfPortrait
from domain.cards import Card
from domain.chat import Bullets, Span
from domain.terms import Role
from handlers.cards.amounts import short_money
from handlers.cards.base import Reader, bold, dotted, heading
from i18n import N_

ROLES = {Role.REP: N_("rep"), Role.MANAGER: N_("manager"), Role.ADMIN: N_("admin")}
LANGUAGES = {"en": "English", "zh": "中文"}


def self_card(reader: Reader, me: SelfPortrait) -> Card:
    """Who one is here, what one sees, and what one may change by a word."""
    t, member = reader.t, me.member
    role = t(ROLES[Role(member.role)])
    full = member.full_name if member.full_name != member.name else None
    rows = [
        dotted(t("sees {what}", what=_sees(reader, me))),
        dotted(LANGUAGES.get(member.language, member.language), member.tz),
    ]
    if me.target:
        rows.append(t("target {amount} a month", amount=short_money(reader, me.target)))
    if me.accounts:
        rows.append(t("known as {accounts}", accounts=", ".join(me.accounts)))
    title = heading(bold(dotted(member.name, full)), f" · {dotted(role, me.team)}")
    return Card((title, Bullets(tuple((Span(row),) for row in rows))))


def _sees(reader: Reader, me: SelfPortrait) -> str:
    t = reader.t
    if me.sees is None:
        return t("everything")
    if not me.sees:
        return t("your own records, shared ones, and those without an owner")
    return t.plural(
        "your own records and those of {n} colleague", "your own records and those of {n} colleagues", me.sees
    )
