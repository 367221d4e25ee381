"""What a body becomes on Telegram: one text, entities in UTF-16 units, nothing that acts by itself."""

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.telegram.richtext import rich_text, units
from domain.chat import Block, Bullets, Line, Span, Style, Table
from tests.fakes.telegram.rules import check_text


def one(*spans: Span, **more: bool) -> tuple[Line]:
    return (Line(spans, **more),)


def test_an_emoji_before_a_bold_word_counts_two() -> None:
    rich = rich_text(one(Span("🙂 "), Span("Li Wei", Style.BOLD)))
    assert rich.text == "🙂 Li Wei"
    assert rich.entities == ({"type": "bold", "offset": 3, "length": 6},)


def test_lines_quoted_in_a_row_are_one_quote() -> None:
    rich = rich_text((*one(Span("he said")), *one(Span("one"), quote=True), *one(Span("two"), quote=True)))
    assert rich.text == "he said\none\ntwo"
    assert rich.entities == ({"type": "blockquote", "offset": 8, "length": 7},)


def test_a_heading_is_bold_except_for_its_code() -> None:
    rich = rich_text(one(Span("Lead "), Span("L12", Style.CODE), heading=True))
    assert [(entity["type"], entity["offset"]) for entity in rich.entities] == [("bold", 0), ("code", 5)]


def test_a_link_is_an_entity_and_never_text() -> None:
    rich = rich_text(one(Span("open", url="https://rapport.example/L12")))
    assert rich.text == "open"
    assert rich.entities[0]["url"] == "https://rapport.example/L12"


def test_a_link_telegram_would_refuse_stays_words() -> None:
    assert rich_text(one(Span("call", url="javascript:alert(1)"))).entities == ()


def test_bullets_and_rows_stand_on_lines_of_their_own() -> None:
    body: tuple[Block, ...] = (
        Bullets(((Span("one"),), (Span("two"),))),
        Table(("Stage", "Sum"), (("Won", "5"),)),
    )
    assert rich_text(body).text == "• one\n• two\nStage · Sum\nWon · 5"


def test_a_name_somebody_wrote_calls_nobody() -> None:
    text = rich_text(one(Span("ask @bob_b or li@acme.example"))).text
    assert text == "ask @\u2060bob_b or li@acme.example"


def test_a_command_in_a_customers_words_cannot_be_tapped() -> None:
    assert rich_text(one(Span("say /won or 1/2"), quote=True)).text == "say /\u2060won or 1/2"
    assert rich_text(one(Span("say /won"))).text == "say /won"


def test_names_do_not_make_a_text_too_long() -> None:
    """Cut to fit before the joiners came in: then a sign that only looks like @ takes their place."""
    rich = rich_text(one(Span("@bob " * 819)))
    assert units(rich.text) <= 4096
    assert "@" not in rich.text


def test_half_a_character_becomes_a_sign_that_can_be_sent() -> None:
    assert rich_text(one(Span("a\ud83dz"))).text == "a\ufffdz"


def test_more_than_a_hundred_entities_are_cut() -> None:
    rich = rich_text(one(*(Span("x", Style.BOLD) for _ in range(150))))
    assert len(rich.entities) == 100
    assert len(rich.text) == 150


SPANS = st.builds(
    Span,
    text=st.text(max_size=20),
    style=st.sampled_from(Style),
    url=st.sampled_from([None, "https://x.example", "mailto:a@x.example"]),
)
LINES = st.builds(Line, spans=st.lists(SPANS, max_size=4).map(tuple), quote=st.booleans(), heading=st.booleans())


@given(st.lists(LINES, min_size=1, max_size=6))
def test_telegram_takes_whatever_a_body_becomes(lines: list[Line]) -> None:
    rich = rich_text((*lines, Line((Span("end"),))))
    check_text(rich.text, list(rich.entities))
    assert units(rich.text) == len(rich.text.encode("utf-16-le")) // 2
