"""What a message says, ready to be filed: whoever read it (chat, form, import), this is what crm is handed."""

import re
from datetime import datetime
from typing import Any

import msgspec

from domain.chat import Actor
from domain.money import Money, is_currency
from domain.terms import Grain
from understanding.matching import Query

EMAIL, PHONE = "email", "phone"

_CURRENCY = re.compile(r"(?i:dollar|euro|yuan|rmb|pound|yen|buck|quid)|[$¥€£₹₩₽₺฿₫₱₪元块镑]|[美欧日港]")
_CODE = re.compile(r"(?<![a-z])[a-z]{3,4}(?![a-z])")


def names_currency(text: str) -> bool:
    """Whether a currency is named with an amount: "250k" names none and keeps the one there was."""
    codes = (code.upper() for code in _CODE.findall(text.lower()))
    return _CURRENCY.search(text) is not None or any(map(is_currency, codes))


class Plan(msgspec.Struct, omit_defaults=True):
    """Something to do. `exact`: that very time or day was named, so nothing moves the reminder."""

    action: str
    due_at: datetime
    grain: Grain
    exact: bool = False
    recurs: str | None = None


class Point(msgspec.Struct, omit_defaults=True):
    """A way to reach somebody: `kind` phone, email, telegram ...; `label` as it was written."""

    kind: str
    value: str
    label: str | None = None

    @property
    def parts(self) -> tuple[str, str, str | None]:
        return self.kind, self.value, self.label


class Companion(msgspec.Struct, omit_defaults=True):
    """Somebody named in one breath with whom the message is about: "met Anna and Ben of Acme"."""

    name: str
    title: str | None = None
    company: str | None = None


class Facts(msgspec.Struct, omit_defaults=True):
    """Kept with the operation as JSON, so that an answer or a correction later knows what was said.

    `body` is the text as written, `gist` what of it stands nowhere else on the card; `amount_clause` is what was said
    of the amount, `amount_text` the amount in it as written. `sender` is who was forwarded,
    `account` their (platform, tenant, user id). `further` are plans beside the first. `ref` names a record outright.
    `title` is what the person does or is addressed by, `role` what whom it is about does; `role_told`: said outright.
    `vague_at` is a time that is no plan yet. `sells`: there is business in it; `wants` names what was asked for
    outright (lead, contact, company, deal). `cut`: the text was longer than what is kept.
    """

    body: str | None = None
    gist: str | None = None
    lines: list[dict[str, Any]] = []
    files: list[dict[str, Any]] = []
    person: str | None = None
    title: str | None = None
    role: str | None = None
    role_told: bool = False
    company: str | None = None
    others: list[Companion] = []
    points: list[Point] = []
    address: str | None = None
    amount_minor: int | None = None
    currency: str | None = None
    amount_text: str | None = None
    amount_clause: str | None = None
    plan: Plan | None = None
    further: list[Plan] = []
    vague_at: datetime | None = None
    vague_action: str | None = None
    sells: bool = False
    wants: str | None = None
    ref: str | None = None
    sender: str | None = None
    account: tuple[str, str, str] | None = None
    source: str | None = None
    occurred_at: datetime | None = None
    message_key: str | None = None
    cut: bool = False
    outcome: str | None = None
    stage: str | None = None
    reason: str | None = None

    @property
    def amount(self) -> Money | None:
        if self.amount_minor is None or self.currency is None:
            return None
        return Money(self.amount_minor, self.currency)

    def amount_in(self, known: str | None) -> Money | None:
        """The amount in the currency the record counts in, unless the words name another."""
        said = self.amount
        if said is None or known is None or known == said.currency or names_currency(self.amount_text or ""):
            return said
        return Money.of(said.amount, known)

    @property
    def actor(self) -> Actor | None:
        return Actor(*self.account) if self.account else None

    @property
    def names_somebody(self) -> bool:
        return bool(self.person or self.company or self.points or self.ref or self.account)

    def query(self, region: str | None) -> Query:
        """What is known of the person, as matching asks it; of the company where no person is named."""
        handle = next((p.value for p in self.points if p.kind not in {PHONE, EMAIL}), None)
        return Query(
            name=self.person,
            company=self.company,
            phone=self._first(PHONE),
            email=self._first(EMAIL),
            handle=handle,
            address=self.address,
            region=region,
        )

    def _first(self, kind: str) -> str | None:
        return next((point.value for point in self.points if point.kind == kind), None)
