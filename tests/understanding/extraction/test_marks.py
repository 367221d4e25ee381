"""Currencies' names are found in a text as whole words, the longest first."""

from understanding.extraction.marks import FIRST, REST, Marks

_BEHIND = Marks(["usd", "us dollars", "dollars", "元", "日元", "€", "kr", "kr."], ends_word=True)


def test_the_longest_name_stands_in() -> None:
    assert _BEHIND.stand_in("5 us dollars now") == f"5 {FIRST}{REST * 9} now"
    assert _BEHIND.stand_in("5日元") == f"5{FIRST}{REST}"


def test_a_name_inside_a_word_is_none() -> None:
    assert _BEHIND.stand_in("krone and dollarsign") is None


def test_a_code_may_follow_a_scale() -> None:
    assert _BEHIND.stand_in("20kusd") == f"20k{FIRST}{REST * 2}"


def test_before_a_number_a_name_may_touch_it() -> None:
    ahead = Marks(["usd", "€"], ends_word=False)
    assert ahead.stand_in("usd20") == f"{FIRST}{REST * 2}20"
    assert _BEHIND.stand_in("usd20") is None


def test_the_name_a_text_ends_with_is_told() -> None:
    assert _BEHIND.name_ending("报价日元") == "日元"
    assert _BEHIND.name_ending("报价") is None
