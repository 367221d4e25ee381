from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.telegram.vcard import read_vcard


def test_a_folded_line_is_one_line() -> None:
    card = read_vcard("BEGIN:VCARD\nFN:Li\n  Wei\nEMAIL:li.wei@\n acme.example\nEND:VCARD")
    assert card.name == "Li Wei"
    assert card.emails == ("li.wei@acme.example",)


def test_the_old_phones_quoted_printable_is_read() -> None:
    card = read_vcard("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B=E8=8A=B3")
    assert card.name == "王芳"


def test_grouped_and_escaped_properties_are_read() -> None:
    card = read_vcard("item1.TEL;VALUE=uri:tel:+49-30-1234\nitem2.ORG:Acme\\, Inc.;Sales")
    assert card.phones == ("+49-30-1234",)
    assert card.company == "Acme, Inc."


def test_the_same_phone_twice_counts_once() -> None:
    assert read_vcard("TEL:1\nTEL:1\nTEL:2").phones == ("1", "2")


def test_a_card_cut_in_the_middle_keeps_what_it_has() -> None:
    assert read_vcard("BEGIN:VCARD\nFN:Li Wei\nTEL;TYPE=CE").name == "Li Wei"


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    read_vcard(text)
