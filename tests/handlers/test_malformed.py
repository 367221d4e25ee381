"""Whatever is written, there is a kind answer and nothing breaks."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.talk import Talk

WORDS = st.sampled_from(
    [
        "note",
        "won",
        "C5",
        "L1",
        "not",
        "200k",
        "Dora Diaz",
        "Friday",
        "assign",
        "to",
        "/",
        "记",
        "公司是",
        "\x00",
        "😀",
        "；",
    ]
)
LINES = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=8).map(" ".join))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_any_line_is_answered(shanghai: Talk, line: str) -> None:
    bob = shanghai.person("bob")
    assert bob.says(line).lines


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, LINES)
def test_any_reply_and_any_forward_is_answered(shanghai: Talk, words: str, sender: str) -> None:
    bob = shanghai.person("bob")
    card = bob.says("Dora Diaz wants a quote")
    assert bob.says(words, reply_to=card).lines
    assert bob.forwards(words, sender=sender).lines
