"""What phones, e-mail addresses and handles say: the same, nearly the same, or somebody else's."""

from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from understanding.matching.identifiers import Phone, company_domain, parse_email, parse_handle, parse_phone, phone_end
from understanding.matching.model import Query, Record


@dataclass(slots=True)
class Identity:
    """`same`: an exact identity. `other`: one that says otherwise. `near`: a number that differs by a slip."""

    signals: dict[str, float] = field(default_factory=dict)
    why: list[str] = field(default_factory=list)
    same: bool = False
    other: bool = False
    near: bool = False

    def note(self, words: str, *, same: bool, other: bool) -> None:
        if same:
            self.same = True
            self.why.insert(0, words)
        self.other = self.other or other


def identity_of(query: Query, record: Record) -> Identity:
    """How the identities asked for compare with those of a record."""
    found = Identity()
    _phones(query, record, found)
    _emails(query, record, found)
    handle = parse_handle(query.handle) if query.handle else None
    if handle and record.handles:
        same = handle in {parse_handle(text) for text in record.handles}
        found.signals["handle_same" if same else "handle_other"] = 1.0
        found.note("same handle", same=same, other=not same)
    return found


def _phones(query: Query, record: Record, found: Identity) -> None:
    tail = phone_end(query.phone) if query.phone else None
    if tail and record.phones:
        same = any(p.national.endswith(tail) for text in record.phones if (p := parse_phone(text, record.region)))
        found.signals["phone_tail" if same else "phone_tail_other"] = 1.0
        found.why += ["phone ends the same"] * same
    phone = parse_phone(query.phone, query.region) if query.phone and not tail else None
    if not phone:
        return
    known = [p for text in record.phones if (p := parse_phone(text, record.region))]
    way = max((_phone_way(phone, p) for p in known), default="none")
    found.signals[f"phone_{way.partition('_')[2] or way}"] = 1.0
    found.note("same phone", same=way == "3_same", other=bool(known) and way != "3_same")
    if way == "1_near":
        found.near = True
        found.why.append("phone differs in one digit")


def _emails(query: Query, record: Record, found: Identity) -> None:
    email = parse_email(query.email) if query.email else None
    if not email:
        return
    known = [parse_email(text) for text in record.emails]
    same = email in known
    if known:
        found.signals["email_same" if same else "email_other"] = 1.0
    domain = company_domain(email)
    if not same and domain and domain in {company_domain(e) for e in known if e}:
        found.signals["email_domain"] = 1.0
        found.why.append("same mail domain")
    found.note("same email", same=same, other=bool(known) and not same)


def _phone_way(asked: Phone, known: Phone) -> str:
    """How two numbers agree, as words that sort by strength. A country read wrongly does not part equal digits."""
    one, other = sorted((asked.national, known.national), key=len)
    if other.endswith(one):
        elsewhere = asked.country and known.country and asked.country != known.country
        return "3_same" if len(one) >= (10 if elsewhere else 7) else "0_other"
    if len(one) == len(other) >= 7 and OSA.distance(one, other, score_cutoff=2) <= 1 + (len(one) > 8):
        return "1_near"
    return "0_other"
