"""Every body becomes blocks Slack takes, and the words on the screen are the words meant."""

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.slack.blocks import fallback_text, message_blocks
from domain.chat import Body, Bullets, Choice, Line, Span, Style, Table
from tests.fakes.slack.checks import faults_of_message, faults_of_view
from tests.fakes.slack.showing import lines_of, rings

long_words = st.builds(lambda char, times: char * times, st.sampled_from("x字😀&<\n"), st.integers(0, 300))
words = st.one_of(st.text(max_size=20), long_words)  # long by repeating: drawing each character is slow
spans = st.lists(st.builds(Span, words, st.sampled_from(Style)), max_size=4).map(tuple)
lines = st.builds(Line, spans, st.booleans(), st.booleans())
bullets = st.builds(Bullets, st.lists(spans, min_size=1, max_size=5).map(tuple))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 5))
    row = st.lists(words, min_size=columns, max_size=columns).map(tuple)
    ragged = st.lists(words, max_size=columns + 1).map(tuple)
    return Table(draw(row), tuple(draw(st.lists(ragged, max_size=5))), (columns - 1,))


bodies = st.lists(st.one_of(lines, bullets, tables()), max_size=8).map(tuple)
choices = st.lists(
    st.lists(st.builds(Choice, words, st.text("abc", min_size=1, max_size=48)), max_size=5).map(tuple), max_size=5
)


@given(bodies, choices)
def test_slack_takes_every_body(body: Body, rows: list[tuple[Choice, ...]]) -> None:
    assert faults_of_message(message_blocks(body, rows)) == []


@given(bodies, choices)
def test_a_home_tab_takes_every_body(body: Body, rows: list[tuple[Choice, ...]]) -> None:
    view = {"type": "home", "blocks": message_blocks(body, rows, in_view=True)}
    assert faults_of_view(view) == []


@given(bodies)
def test_no_body_rings_anybody(body: Body) -> None:
    assert rings(message_blocks(body, ()), fallback_text(body)) == []


def test_markup_in_a_customers_words_is_shown_as_typed() -> None:
    nasty = "*bold* <!channel> <@U1> <https://evil.example|bank> &amp; `x`"
    body = (Line((Span(nasty),)), Line((Span(nasty),), quote=True), Bullets(((Span(nasty),),)))
    blocks = message_blocks(body, ())
    assert lines_of(blocks, "") == f"{nasty}\n{nasty}\n• {nasty}"
    assert rings(blocks, fallback_text(body)) == []


def test_a_heading_is_bold_and_a_struck_item_struck() -> None:
    body = (Line((Span("Today"),), heading=True), Line((Span("done", Style.STRIKE),)))
    (block,) = message_blocks(body, ())
    (section,) = block["elements"]
    assert section["elements"] == [
        {"type": "text", "text": "Today", "style": {"bold": True}},
        {"type": "text", "text": "\n"},
        {"type": "text", "text": "done", "style": {"strike": True}},
    ]


def test_the_first_table_is_slacks_own_and_the_second_is_aligned_by_width() -> None:
    table = Table(("阶段", "n"), (("Qualified", "5"), ("谈判", "12")), right=(1,))
    native, plain = message_blocks((table, table), ())
    assert native["type"] == "table"
    assert native["column_settings"] == [{"align": "left"}, {"align": "right"}]
    assert plain["elements"][0]["elements"][0]["text"].split("\n") == [
        "阶段        n",
        "Qualified   5",
        "谈判       12",
    ]


def test_a_long_text_spreads_over_several_blocks() -> None:
    body = tuple(Line((Span("x" * 900),)) for _ in range(20))
    blocks = message_blocks(body, ())
    assert len(blocks) > 1
    assert "".join(lines_of(blocks, "").split("\n")) == "x" * 18_000


def test_rows_of_buttons_are_rows_and_a_long_label_is_cut() -> None:
    rows = ((Choice("Undo", "a"),), (Choice("y" * 90, "b"), Choice("z", "c")))
    first, second = message_blocks((), rows)
    assert [element["value"] for element in first["elements"] + second["elements"]] == ["a", "b", "c"]
    assert second["elements"][0]["text"]["text"] == "y" * 74 + "…"
