"""A vCard that came unread is read."""

from domain.chat import SharedContact
from handlers.filing.shared_cards import completed

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Omar Haddad\r\nORG:Gulf;Sales\r\nTEL;TYPE=CELL:+971501234567\r\nEND:VCARD\r\n"


def test_what_only_the_card_holds_is_taken_from_it() -> None:
    contact = completed(SharedContact("", vcard=CARD))
    assert (contact.name, contact.company, contact.phones) == ("Omar Haddad", "Gulf", ("+971501234567",))


def test_what_the_platform_read_stands() -> None:
    assert completed(SharedContact("Omar", phones=("+97142223333",), vcard=CARD)).phones == ("+97142223333",)
