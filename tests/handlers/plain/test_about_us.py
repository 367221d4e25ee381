"""Asked who it is, how it is used and who sees what: two lines, and nothing is filed."""

import pytest

from tests.talk import Talk


@pytest.mark.parametrize("words", ["who are you?", "what are you", "are you a bot?", "你是谁", "你是机器人吗"])
def test_it_says_what_it_is(shanghai: Talk, words: str) -> None:
    assert "Rapport" in shanghai.person("bob").says(words).heading


@pytest.mark.parametrize(
    "words",
    [
        "can other people see my customers?",
        "who can see my notes",
        "are my customers private?",
        "别人能看到我的客户吗",
        "我的数据安全吗",
    ],
)
def test_it_says_who_sees_ones_customers(shanghai: Talk, words: str) -> None:
    card = shanghai.person("bob").says(words)
    assert card.heading.startswith(("Your customers are seen by you", "您的客户只有您"))


@pytest.mark.parametrize("words", ["how do I use this?", "help me", "怎么用", "这个怎么用啊"])
def test_it_says_how_it_is_used(shanghai: Talk, words: str) -> None:
    assert "All commands" in shanghai.person("bob").says(words).buttons


@pytest.mark.parametrize(
    "words", ["Acme asked who can see their data", "how do they use it at Acme Robotics? no idea yet"]
)
def test_a_note_that_speaks_of_such_things_is_a_note(shanghai: Talk, words: str) -> None:
    bob = shanghai.person("bob")
    bob.says("met Li Wei from Acme Robotics, wants 20 seats")
    assert "Rapport" not in bob.says(words).heading
