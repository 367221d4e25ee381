"""What a platform cannot show is degraded once, for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering import plain, render, size
from domain.chat import (
    Address,
    Block,
    Body,
    Bullets,
    Capabilities,
    Choice,
    Limits,
    Line,
    OutFile,
    Outgoing,
    Reply,
    Span,
    Table,
    TextUnit,
)
from i18n import translator

BLANK = Outgoing("m1", Address("fake", "bot", "1"), ())
T = translator("en")


def parts(reply: Reply, can: Capabilities) -> list[Outgoing]:
    return render(reply, BLANK, can, T)


def said(text: str) -> Body:
    return (Line((Span(text),)),)


def test_without_buttons_choices_are_numbered_lines() -> None:
    reply = Reply(said("Which one?"), ((Choice("Li Wei", "a"), Choice("Li Wen", "b")), (Choice("New", "c"),)))
    (part,) = parts(reply, Capabilities(buttons=False))
    assert plain(part.body) == "Which one?\n[1] Li Wei  [2] Li Wen  [3] New\nAnswer with a number."
    assert part.choices == ()


def test_without_tables_rows_become_bullets() -> None:
    table = Table(("Stage", "Deals"), (("Qualified", "5"),), right=(1,))
    (part,) = parts(Reply((table,)), Capabilities(tables=False))
    assert plain(part.body) == "• Qualified · 5"


def test_a_table_lines_up_chinese_and_latin() -> None:
    body: Body = (Table(("阶段", "n"), (("报价", "5"), ("Proposal", "12")), right=(1,)),)
    assert plain(body).split("\n") == ["阶段       n", "报价       5", "Proposal  12"]


def test_a_long_text_is_split_at_words_and_only_the_last_part_has_buttons() -> None:
    text = " ".join(["word"] * 300)
    can = Capabilities(limits=Limits(text=400))
    found = parts(Reply(said(text), ((Choice("Undo", "u"),),)), can)
    assert "".join(plain(part.body) for part in found) == text
    assert [bool(part.choices) for part in found] == [False] * (len(found) - 1) + [True]
    assert all(part.body and not plain(part.body).startswith("ord") for part in found)


def test_parts_have_keys_of_their_own_that_do_not_change() -> None:
    can = Capabilities(limits=Limits(text=50))
    reply = Reply(said("word " * 40))
    assert [part.key for part in parts(reply, can)] == [part.key for part in parts(reply, can)]
    assert len({part.key for part in parts(reply, can)}) > 1


def test_an_accent_stays_with_its_letter() -> None:
    can = Capabilities(limits=Limits(text=16))
    found = parts(Reply(said("e\u0301" * 40)), can)
    assert all(not plain(part.body).startswith("\u0301") for part in found)


@pytest.mark.parametrize("sign", ["👩\u200d👩\u200d👧", "🇩🇪", "👍🏽", "9\ufe0f\u20e3", "नि"])
def test_a_sign_of_several_characters_is_never_torn(sign: str) -> None:
    can = Capabilities(limits=Limits(text=100, text_unit=TextUnit.UTF16))
    found = [plain(part.body) for part in parts(Reply(said("x" + sign * 90)), can)]
    assert "".join(found) == "x" + sign * 90
    assert all(text.removeprefix("x").replace(sign, "") == "" for text in found)


@pytest.mark.parametrize("char", ["\u0301", "\u200d", "\U0001f3fd"])
@pytest.mark.parametrize("unit", list(TextUnit))
def test_signs_without_end_still_fit(char: str, unit: TextUnit) -> None:
    """A wall of accents belongs to one letter; no platform takes it in one message."""
    text = "e" + char * 900
    found = [plain(part.body) for part in parts(Reply(said(text)), Capabilities(limits=Limits(100, text_unit=unit)))]
    assert "".join(found) == text
    assert all(size(one, unit) <= 100 for one in found)


def test_a_long_label_is_shortened_and_rows_fit() -> None:
    row = tuple(Choice("x" * 100, str(n)) for n in range(5))
    (part,) = parts(Reply(said("?"), (row,)), Capabilities(limits=Limits(label=20, choices_per_row=2)))
    assert [len(row) for row in part.choices] == [2, 2, 1]
    assert part.choices[0][0].label == "x" * 19 + "…"


def test_a_file_too_much_for_the_platform_is_named() -> None:
    reply = Reply(said("Chart"), files=(OutFile("/tmp/x.png", "image/png", "chart.png"),))  # noqa: S108 - never opened
    (part,) = parts(reply, Capabilities(files=False))
    assert plain(part.body) == "Chart\n📎 chart.png"
    assert part.files == ()


blocks = st.one_of(
    st.builds(lambda text: Line((Span(text),)), st.text(max_size=300)),
    st.builds(
        lambda items: Bullets(tuple((Span(item),) for item in items)), st.lists(st.text(max_size=80), max_size=9)
    ),
)


@given(st.lists(blocks, max_size=8), st.integers(40, 200), st.sampled_from(list(TextUnit)))
def test_no_part_is_longer_than_the_platform_takes_and_nothing_is_lost(
    body: list[Block], limit: int, unit: TextUnit
) -> None:
    found = parts(Reply(tuple(body)), Capabilities(limits=Limits(text=limit, text_unit=unit)))
    assert all(size(plain(part.body), unit) <= limit for part in found)
    letters = "".join(plain((block,)) for block in body).replace("• ", "").replace("\n", "")
    assert "".join(plain(part.body) for part in found).replace("• ", "").replace("\n", "") == letters
