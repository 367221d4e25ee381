"""What people type is shown as typed and harms nobody, on every platform, through the whole program."""

from pathlib import Path

import pytest

from tests.acceptance.reps import PLATFORMS, Card, Rep, SlackRep, TelegramRep, rep_over

NASTY = (
    "*bold* _it_ ~x~ `code` [link](http://x.example) <b>50</b> &amp; &lt;",
    "<!channel> <!here> @everyone @here /start <#general|x>",
    "<http://x.example|click> <script>alert(1)</script> javascript:alert(1)",
    "emoji 👩‍👩‍👧 👍🏽 🇩🇪 all day",
    "right-to-left \u202eabc\u202c \u05d0\u05d1\u05d2 شركة",
    "zero\u200bwidth\u200d and \ufeffmarks",
    "{braces} {0} %s %(x)s \\backslash | pipe $HOME",
)
HARMLESS = {"bold", "blockquote", "expandable_blockquote", "strikethrough", "code"}
LONG = "she asked for 50 seats " * 190 + "👩‍👩‍👧很长" * 150  # well over 4,096 in any unit


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_words_are_only_words(platform: str, sqlite_url: str, tmp_path: Path) -> None:
    async with rep_over(platform, sqlite_url, tmp_path) as rep:
        for words in NASTY:
            card = await rep.says(f"note the fair {words}")
            assert words in card.text
            assert_harmless(rep, card)
        kept = await rep.effects()
    assert sorted(body for _, body, *_ in kept.activities) == sorted(f"the fair {words}" for words in NASTY)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_more_than_a_message_holds_is_kept_whole_and_answered(
    platform: str, sqlite_url: str, tmp_path: Path
) -> None:
    async with rep_over(platform, sqlite_url, tmp_path) as rep:
        card = await rep.says(f"note the fair {LONG}")
        assert card.text
        kept = await rep.effects()
    assert [body for _, body, *_ in kept.activities] == [f"the fair {LONG}".strip()]


def assert_harmless(rep: Rep, card: Card) -> None:
    """Nothing rings, links or runs: the platform's own view of the message says so."""
    if isinstance(rep, SlackRep):
        assert card.handle.rings == []
    if isinstance(rep, TelegramRep):
        assert {entity["type"] for entity in card.handle.raw.get("entities", ())} <= HARMLESS
