"""A colleague's private customer stays private by whichever door one tries; Clara Oswald (C4) is carol's."""

import pytest

from tests.talk import Said, Talk

PHONE = "137 0013 7000"
NOTE = "budget frozen until spring"


def _secrets_in(heard: list[Said], reader: str) -> list[str]:
    shown = "\n".join(said.text for said in heard if said.to in {reader, "#sales"})
    return [secret for secret in (PHONE, PHONE.replace(" ", ""), NOTE) if secret in shown]


@pytest.mark.parametrize("group", [None, "#sales"])
@pytest.mark.parametrize(
    "words",
    [
        "C4",
        "find Clara",
        "who is +86 137 0013 7000",
        "history C4",
        "note C4 hello",
        "remind me C4 friday",
        "assign C4 to bob",
    ],
)
def test_a_colleague_asks_in_vain(shanghai: Talk, words: str, group: str | None) -> None:
    shanghai.person("carol").says(f"note C4 {NOTE}")
    bob = shanghai.person("bob")
    if group:
        bob.describes(group, ["bob", "carol"], "East")
    assert _secrets_in(bob.hears(bob.line(words, group)), "bob") == []


def test_a_card_seen_while_it_was_ones_own_opens_nothing_afterwards(shanghai: Talk) -> None:
    alice, bob, carol = (shanghai.person(name) for name in ("alice", "bob", "carol"))
    alice.says("assign C4 to bob")
    card = bob.says("C4")
    assert PHONE in card.text
    alice.says("assign C4 to carol")
    carol.says(f"note C4 {NOTE}")
    for words in ("history", "call her friday", "phone 13900139999", "hello there"):
        assert _secrets_in(bob.hears(bob.line(words, reply_to=card)), "bob") == []
    assert bob.taps("History", card).heading == "taken · owner carol"
    assert bob.taps("Note", card).heading == "That belongs to carol."


def test_a_card_seen_as_a_member_opens_nothing_to_a_stranger(shanghai: Talk) -> None:
    alice, carol = shanghai.person("alice"), shanghai.person("carol")
    card = carol.says("C4")
    alice.says("/remove carol")
    assert "members of this team" in carol.says("history", reply_to=card).text
    assert all(PHONE not in said.text for said in carol.hears(carol.line("C4")))
