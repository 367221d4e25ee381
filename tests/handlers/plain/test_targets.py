"""A manager sets a target in words; whoever asks reads how far it is."""

import pytest

from tests.talk import Talk


@pytest.mark.parametrize(
    "words",
    ["set bob's target to 80k", "please change bob's quota to 80k a month", "给bob定目标8万", "bob的目标改成8万"],
)
def test_a_target_is_set_in_words(shanghai: Talk, words: str) -> None:
    mia = shanghai.person("mia")
    assert mia.says(words).heading.startswith(("✓ Target of bob: ¥80k", "✓ bob 的目标"))
    asked = mia.says("did bob hit his target?")
    assert "bob" in asked.text
    assert "0 %" in asked.text


def test_a_customers_target_is_no_colleagues(shanghai: Talk) -> None:
    assert "Target of" not in shanghai.person("mia").says("set Acme's target to 80k").text


def test_a_rep_sets_nobodys_target(shanghai: Talk) -> None:
    assert "Target of" not in shanghai.person("bob").says("set carol's target to 80k").text
