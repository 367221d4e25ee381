"""What of a text stands nowhere else on its card."""

from datetime import UTC, datetime

import pytest

from handlers.filing.gist import amount_clause, gist_of
from understanding.extraction import Context, understand


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("Met Li Wei of Acme Robotics today, wants 50 seats, about ¥200k", "wants 50 seats"),
        ("Li Wei wants 50 seats", "wants 50 seats"),
        ("Li Wei helped us a lot", "helped us a lot"),
        ("lunch with Li Wei, thanks", "lunch with Li Wei"),
        ("Li Wei, 138 0013 8000", None),
        ("Li Wei called. the price is too high", "called, the price is too high"),
        ("刚跟顺达物流的李总聊完，想要30个账号", "想要30个账号"),
        ("Li Wei wrote <!channel> in the brief", "wrote <!channel> in the brief"),
    ],
)
def test_names_numbers_and_plans_are_left_out(text: str, gist: str | None) -> None:
    understood = understand(text, Context(datetime(2026, 11, 18, tzinfo=UTC), "UTC", currency="CNY", region="CN"))
    assert gist_of(text, understood, with_amounts=False) == gist


def test_an_amounts_clause_is_what_was_said_of_it() -> None:
    text = "明天下午三点给王芳打电话，报价20万"
    understood = understand(text, Context(datetime(2026, 11, 18, tzinfo=UTC), "UTC", currency="CNY", region="CN"))
    assert amount_clause(text, understood) == "报价20万"


@pytest.mark.parametrize("text", ["C1 pricing matters", "note C1 Clara wants tea", "记 C1 想要看演示"])
def test_the_words_after_a_reference_stay_whole(text: str) -> None:
    understood = understand(text, Context(datetime(2026, 11, 18, tzinfo=UTC), "UTC", currency="CNY", region="CN"))
    words = text.partition("C1 ")[2].removeprefix("Clara ")
    assert gist_of(words, understood, with_amounts=False) == words
