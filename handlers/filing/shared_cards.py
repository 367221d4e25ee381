"""A shared contact completed by its vCard: what the platform did not read out of the card itself."""

import re
from dataclasses import replace

from domain.chat import SharedContact

_LINE = re.compile(
    r"^(?:\w+\.)?(?P<label>FN|ORG|TEL|EMAIL)(?:;[^:\n]*)?:(?P<value>[^\r\n]+)", re.IGNORECASE | re.MULTILINE
)
_MOST = 10


def completed(contact: SharedContact) -> SharedContact:
    """The contact with the phones, addresses and company its card (RFC 6350) holds, where it came without them."""
    if not contact.vcard:
        return contact
    found: dict[str, list[str]] = {"fn": [], "org": [], "tel": [], "email": []}
    for match in _LINE.finditer(contact.vcard[:20_000]):
        found[match["label"].lower()].append(match["value"].strip().removeprefix("tel:"))
    company = found["org"][0].split(";")[0].strip() if found["org"] else ""
    return replace(
        contact,
        name=contact.name.strip() or next(iter(found["fn"]), ""),
        phones=contact.phones or tuple(found["tel"][:_MOST]),
        emails=contact.emails or tuple(found["email"][:_MOST]),
        company=contact.company or company or None,
    )
