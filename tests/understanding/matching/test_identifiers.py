"""Phones, addresses and handles in the one form in which they can be equal."""

import pytest

from understanding.matching.identifiers import company_domain, parse_email, parse_handle, parse_phone


@pytest.mark.parametrize(
    ("text", "region", "e164"),
    [
        ("138-0013-8000", None, "+8613800138000"),
        ("13800138000", "US", "+8613800138000"),
        ("+86 138 0013 8000", "DE", "+8613800138000"),
        ("0086 13800138000", None, "+8613800138000"),
        ("(413) 555-0587", "US", "+14135550587"),
        ("1-413-555-0587", None, "+14135550587"),
        ("030 1234567", "DE", "+49301234567"),
        ("5345766", "US", "5345766"),
    ],
)
def test_a_number_however_it_is_written(text: str, region: str | None, e164: str) -> None:
    phone = parse_phone(text, region)
    assert phone is not None
    assert phone.e164 == e164


@pytest.mark.parametrize("text", ["", "12", "call me maybe", "🙂", "7" * 400, "letters 555 in between 1234"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_phone(text, "US") is None


def test_addresses_and_handles() -> None:
    assert parse_email("Anna+sales@ACME.co.uk") == "anna@acme.co.uk"
    assert parse_email("@@") is None
    assert company_domain("anna@acme.co.uk") == "acme"
    assert company_domain("anna@qq.com") is None
    assert parse_handle("https://t.me/Anna_S") == parse_handle("@anna_s") == "anna_s"
