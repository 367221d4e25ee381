"""The JSON Lines chat is a contract that others script against: its formats, its clock, its bursts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.replaying import Line, Said, dones, said, the_team

LEAD = "Met Li Wei of Acme Robotics today, wants 50 seats, about ¥200k, call her next Tuesday 3pm, 138-0013-8000"


@pytest.fixture
def url(database_url: str) -> str:
    the_team(database_url)
    return database_url


def alice(text: str, **more: object) -> Line:
    return {"from": "alice", "text": text, **more}


async def test_a_line_becomes_a_card_with_its_choices(url: str, tmp_path: Path) -> None:
    card = (await said(url, tmp_path, alice(LEAD))).only(1)
    assert card["to"] == "alice"
    assert card["text"].startswith("✓ New lead L1 · Li Wei · Acme Robotics\n138 0013 8000 · ¥200,000")
    assert "⏰ Call · Tue 24 Nov, 15:00" in card["text"]
    assert "Undo" in [choice["label"] for choice in card["choices"]]
    assert card["at"] == "2026-11-18T08:00:00+00:00"


async def test_every_line_is_followed_by_its_done_blank_ones_passed_over(url: str, tmp_path: Path) -> None:
    found = await said(url, tmp_path, alice("lol ok"), "", alice("thanks!"))
    assert dones(found.documents) == [1, 3]
    assert found.status == 0


async def test_a_key_that_came_before_prints_only_done(url: str, tmp_path: Path) -> None:
    found = await said(url, tmp_path, alice(LEAD, key="k1"), alice(LEAD, key="k1"))
    assert len(found.texts) == 1
    again = await said(url, tmp_path, alice(LEAD, key="k1"))
    assert again.documents == [{"done": 1}]


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("{not json", "no valid JSON"),
        ("[1]", "Expected object"),
        ({"from": "alice", "txt": "hi"}, "unknown field txt"),
        ({"from": "alice"}, "nothing is said"),
        ({"text": "hi"}, "expected `from`"),
        ({"from": "alice", "text": 5}, "Expected str"),
        ({"from": "alice", "text": "x", "at": "yesterday"}, "no ISO 8601"),
        ({"from": "alice", "text": "x", "at": "2026-11-18T17:00:00"}, "offset"),
        ({"from": "alice", "text": "x", "at": "2020-01-01T00:00:00Z"}, "before the clock"),
        ({"from": "alice", "files": ["/nowhere/x.png"]}, "no such file"),
        ({"from": "alice", "text": "x", "chat": "sales"}, "#sales"),
        ({"advance": "2026-11-19T00:00:00Z", "from": "alice"}, "stands alone"),
        ({"chat": "dm", "members": ["alice"]}, "group"),
    ],
)
async def test_a_line_that_is_no_input_says_why_and_the_rest_goes_on(
    sqlite_url: str, tmp_path: Path, line: Line, about: str
) -> None:
    the_team(sqlite_url)
    found = await said(sqlite_url, tmp_path, line, alice("help"))
    assert found.documents[0]["line"] == 1
    assert about in found.documents[0]["error"]
    assert found.documents[1] == {"done": 1}
    assert found.of(2)
    assert found.status == 2


async def test_a_stranger_gets_one_line_and_learns_nothing(url: str, tmp_path: Path) -> None:
    found = await said(url, tmp_path, alice(LEAD), {"from": "eve", "text": "find acme"})
    assert "Acme" not in found.only(2)["text"]
    assert "only work for the members" in found.only(2)["text"]


async def test_a_choice_is_pressed_by_its_token_and_spent_by_it(url: str, tmp_path: Path) -> None:
    first = await said(url, tmp_path, alice(LEAD))
    press = {"from": "alice", "press": first.token(1, "Undo")}
    undone = await said(url, tmp_path, press, press, alice("find acme"))
    assert undone.of(1)
    assert "Li Wei" not in undone.of(3)[0]["text"]


async def test_time_brings_the_reminder_with_the_time_it_was_due(url: str, tmp_path: Path) -> None:
    found = await said(url, tmp_path, alice(LEAD), {"advance": "2026-11-24T15:30:00+08:00"})
    reminders = [d for d in found.documents if d.get("text", "").startswith("⏰ Call")]
    assert [(d["at"], d["to"], "line" in d) for d in reminders] == [("2026-11-24T07:00:00+00:00", "alice", False)]


async def test_forwards_are_gathered_and_a_comment_closes_them(url: str, tmp_path: Path) -> None:
    forward = {"kind": "hidden", "name": "Wang Lei"}
    found = await said(
        url,
        tmp_path,
        {"from": "alice", "text": "We saw your demo", "forward": forward},
        {"from": "alice", "text": "Can you send an offer?", "forward": forward},
        alice("he wants a demo next week"),
    )
    assert dones(found.documents)[:2] == [1, 2]
    assert found.documents[:2] == [{"done": 1}, {"done": 2}]
    assert "Wang Lei" in found.only(3)["text"]


async def test_a_held_burst_is_handled_when_its_time_is_over(url: str, tmp_path: Path) -> None:
    forward = {"kind": "hidden", "name": "Wang Lei"}
    found = await said(
        url,
        tmp_path,
        {"from": "alice", "text": "Can you send an offer?", "forward": forward},
        {"advance": "2026-11-18T16:01:00+08:00"},
    )
    assert found.documents[0] == {"done": 1}
    assert found.only(1)["at"] == "2026-11-18T08:00:02+00:00"


async def test_what_is_held_at_the_end_is_handled_then(url: str, tmp_path: Path) -> None:
    forward = {"kind": "hidden", "name": "Wang Lei"}
    found = await said(url, tmp_path, {"from": "alice", "text": "Send an offer?", "forward": forward})
    assert found.documents[0] == {"done": 1}
    assert found.of(1)


async def test_the_teams_group_hears_of_a_new_lead_without_contact_details(url: str, tmp_path: Path) -> None:
    found = await said(
        url, tmp_path, {"chat": "#sales", "members": ["alice", "bob", "mia"], "team": "East"}, alice(LEAD)
    )
    (news,) = [document for document in found.of(2) if document["chat"] == "#sales"]
    assert "Li Wei" in news["text"]
    assert "138" not in news["text"]


async def test_in_a_group_it_speaks_when_spoken_to(url: str, tmp_path: Path) -> None:
    group = {"chat": "#sales", "members": ["alice", "bob"], "team": "East"}
    found = await said(
        url,
        tmp_path,
        group,
        alice("how are you all", chat="#sales"),
        alice("@rapport pipeline this month", chat="#sales"),
    )
    assert found.of(2) == []
    assert found.of(3)[0]["chat"] in ("#sales", "dm")


async def test_an_edited_line_changes_its_note(url: str, tmp_path: Path) -> None:
    found = await said(
        url,
        tmp_path,
        alice("note Acme wants 50 seats", key="n1"),
        alice("note Acme wants 60 seats", edit_of="n1"),
    )
    assert found.of(2)[0].get("edit_of") == found.of(1)[0]["id"]
    assert "60 seats" in found.of(2)[0]["text"]


async def test_a_reply_to_an_edited_card_finds_the_same_record(url: str, tmp_path: Path) -> None:
    first: Said = await said(url, tmp_path, alice(LEAD))
    changed = await said(url, tmp_path, alice("not 200k, 250k", reply_to=first.only(1)["id"]))
    again = await said(url, tmp_path, alice("not 250k, 300k", reply_to=changed.only(1)["id"]))
    assert "¥250,000" in changed.only(1)["text"]
    assert "¥300,000" in again.only(1)["text"]


async def test_a_customer_is_given_away_by_name_in_either_language(sqlite_url: str, tmp_path: Path) -> None:
    the_team(sqlite_url)
    found = await said(
        sqlite_url,
        tmp_path,
        alice(LEAD),
        alice("assign Acme to bob"),
        {"from": "bob", "text": "把Acme转给alice"},
        alice("assign Acme to nobody"),
        alice("assign Zebra to bob"),
    )
    assert "→ bob" in found.of(2)[0]["text"]
    assert [document["to"] for document in found.of(2)] == ["alice", "bob"]
    assert "→ alice" in found.of(3)[0]["text"]
    assert "Nobody here is called" in found.only(4)["text"]
    assert "Zebra" in found.only(5)["text"]
    assert len([text for text in found.texts if text.startswith("✓ New")]) == 1


@pytest.mark.parametrize(
    "text", ["", " ", "\x00\x01\x02", "🎉🎉🎉", "x" * 1_000_000, "<b>bold</b> & *stars* <!channel>", "\u202eevil\u200b"]
)
async def test_whatever_is_typed_gets_an_answer_and_nothing_breaks(sqlite_url: str, tmp_path: Path, text: str) -> None:
    the_team(sqlite_url)
    found = await said(sqlite_url, tmp_path, alice(text), alice("help"))
    assert not [d for d in found.texts if "went wrong" in d or "Traceback" in d]
    assert found.of(2)


def test_as_a_program_it_flushes_lines_and_tells_by_its_exit_status(sqlite_url: str, tmp_path: Path) -> None:
    the_team(sqlite_url)
    command = [
        sys.executable,
        "-m",
        "bot",
        "chat",
        "--jsonl",
        "--database",
        sqlite_url,
        "--start",
        "2026-11-18T08:00:00Z",
    ]
    lines = '{"from":"alice","text":"help"}\n{"bad": true}\n'
    ran = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    documents = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 2, ran.stderr
    assert dones(documents) == [1, 2]


async def test_undo_says_what_it_took_back_by_name(sqlite_url: str, tmp_path: Path) -> None:
    the_team(sqlite_url)
    found = await said(sqlite_url, tmp_path, alice("Bluebird Ltd signed! 45k"), alice("undo"))
    assert "Bluebird Ltd" in found.of(2)[0]["text"]
