"""What turns text round stays within the customer's own words; everything else is shown as it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bidi import isolate, isolated
from domain.chat import Bullets, Choice, Line, QueryResult, Reply, Span, Table

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("text", ["Acme", "شركة", "李伟", "", "two\nlines", "👩‍👩‍👧", "\u200fmark"])
def test_text_without_such_a_character_is_left_alone(text: str) -> None:
    assert isolated(text) == text


def test_an_override_ends_with_the_name_that_holds_it() -> None:
    assert isolated("\u202eemcA") == "\u2068\u202eemcA\u2069"


def test_each_line_is_kept_to_itself() -> None:
    assert isolated("a\u202eb\nc") == "\u2068a\u202eb\u2069\nc"


@given(st.text(st.sampled_from("ab\n" + CONTROLS), max_size=30))
def test_nothing_gets_out_of_its_isolate(text: str) -> None:
    for line in isolated(text).split("\n"):
        depth = 0
        for place, letter in enumerate(line):
            kind = unicodedata.bidirectional(letter)
            depth += (kind in {"LRI", "RLI", "FSI"}) - (kind == "PDI")
            assert depth > 0 or place == len(line) - 1 or not any(one in CONTROLS for one in line)
        assert depth == 0


@given(st.text(max_size=50))
def test_every_letter_is_still_there(text: str) -> None:
    def letters(shown: str) -> str:
        return "".join(letter for letter in shown if letter not in CONTROLS)

    assert letters(isolated(text)) == letters(text)


def test_every_place_of_a_reply_is_looked_at() -> None:
    evil, kept = "\u202ex", "\u2068\u202ex\u2069"
    reply = Reply(
        body=(Line((Span("✓ "), Span(evil))), Bullets(((Span(evil),),)), Table((evil,), ((evil,),))),
        choices=((Choice(evil, "t"),),),
        results=(QueryResult("1", evil, evil, (Line((Span(evil),)),)),),
    )
    assert isolate(reply) == Reply(
        body=(Line((Span("✓ "), Span(kept))), Bullets(((Span(kept),),)), Table((kept,), ((kept,),))),
        choices=((Choice(kept, "t"),),),
        results=(QueryResult("1", kept, kept, (Line((Span(kept),)),)),),
    )
