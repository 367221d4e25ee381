"""Slack's wrapping comes off, ours never turns into markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.slack.text import clean, escape, mentions

NAMES = {"UBOB": "Bob Lee"}


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("mail <mailto:li@acme.example|li@acme.example> today", "mail li@acme.example today"),
        ("call <tel:+4930123456|+49 30 123456>", "call +49 30 123456"),
        ("see <http://acme.example|acme.example>", "see acme.example"),
        ("see <https://acme.example/a?b=1&amp;c=2>", "see https://acme.example/a?b=1&c=2"),
        ("see <https://acme.example/offer|the offer>", "see the offer (https://acme.example/offer)"),
        ("assign to <@UBOB>", "assign to @Bob Lee"),
        ("assign to <@UEVE>", "assign to @UEVE"),
        ("assign to <@UEVE|eve>", "assign to @eve"),
        ("<@UBOT> find acme", "find acme"),
        ("<@UBOT|rapport>  pipeline", "pipeline"),
        ("<@UBOT>, find acme", "find acme"),
        ("<@UBOT>：查 王芳", "查 王芳"),
        ("in <#C123|sales>", "in #sales"),
        ("<!here> and <!subteam^S1|@sales>", "@here and @sales"),
        ("AT&amp;T says 5 &lt; 6 &gt; 4", "AT&T says 5 < 6 > 4"),
        ("&amp;lt; stays &lt;", "&lt; stays <"),
        ("“smart” quotes and ’ stay", "“smart” quotes and ’ stay"),
        ("王芳 <tel:13800138000|138-0013-8000> 报价20万", "王芳 138-0013-8000 报价20万"),
    ],
)
def test_text_is_read_as_it_was_typed(sent: str, typed: str) -> None:
    assert clean(sent, NAMES, "UBOT") == typed


def test_each_person_mentioned_is_named_once() -> None:
    assert mentions("<@UBOB> and <@UEVE|eve> and <@UBOB>") == ["UBOB", "UEVE"]


@given(st.text())
def test_what_is_escaped_comes_back_the_same(text: str) -> None:
    assert clean(escape(text), {}) == text.strip()


@given(st.text(alphabet="<>&!@#|^UB01 ahttps:/.;"))
def test_no_text_trips_the_cleaning(text: str) -> None:
    clean(text, NAMES, "UBOT")


@given(st.text())
def test_nothing_escaped_can_be_read_as_markup(text: str) -> None:
    assert "<" not in escape(text)
    assert ">" not in escape(text)
