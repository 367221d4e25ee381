"""What a page says: kept, stored, and acknowledged in that order, once, in the name of who is signed in."""

from datetime import UTC, datetime
from pathlib import Path

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bot.adapters.web.adapter import build
from bot.adapters.web.settings import Settings
from bot.adapters.web.wire import read_action
from domain.chat import Actor, Address, ForwardKind, IncomingKind, Reaction
from domain.house import WebEntry
from tests.adapters.web.conftest import OpenPage
from tests.adapters.web.standin import Scene, house_for
from tests.fakes.web_room import FakeWebRoom


async def test_a_line_is_heard_and_answered_with_a_card(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    answer = await alice.says(do="message", key="key-00000001", chat="dm:alice", text="Met Li Wei")
    assert answer["is"] == "ack"
    (heard,) = scene.core.heard()
    assert heard.text == "Met Li Wei"
    assert heard.actor == Actor("web", "web", "alice")
    assert heard.address == Address("web", "web", "dm:alice")
    assert (heard.is_private, heard.is_to_me) == (True, True)
    said, card = scene.room.entries("dm:alice")
    assert said.payload["text"] == "Met Li Wei"
    assert card.payload["choices"][0][0]["label"] == "Undo"


async def test_nobody_can_speak_in_anothers_name(scene: Scene, page: OpenPage) -> None:
    mallory = await page("bob")
    forged = {"actor": {"id": "alice", "name": "Alice"}, "user_id": "alice"}
    await mallory.says(do="message", key="key-00000001", chat="dm:bob", text="mine", **forged)
    assert scene.core.heard()[0].actor.user_id == "bob"


@pytest.mark.parametrize("chat", ["dm:alice", "#elsewhere", "dm:", "nonsense"])
async def test_one_writes_only_in_ones_own_chats(scene: Scene, page: OpenPage, chat: str) -> None:
    bob = await page("bob")
    answer = await bob.says(do="message", key="key-00000001", chat=chat, text="hello")
    assert answer == {"is": "refused", "key": "key-00000001", "message": "You are not in that chat."}
    assert not scene.core.updates


async def test_the_same_key_again_is_acknowledged_and_changes_nothing(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    first = await alice.says(do="message", key="key-00000001", chat="dm:alice", text="once")
    again = await alice.says(do="message", key="key-00000001", chat="dm:alice", text="once")
    assert first["entry"] == again["entry"]
    assert len(scene.core.updates) == 1
    assert len(scene.room.entries("dm:alice")) == 2


async def test_two_people_may_make_the_same_key(scene: Scene, page: OpenPage) -> None:
    for name in ("alice", "bob"):
        answer = await (await page(name)).says(do="message", key="key-00000001", chat=f"dm:{name}", text=name)
        assert answer["is"] == "ack"
    assert [one.text for one in scene.core.heard()] == ["alice", "bob"]


async def test_overload_asks_the_page_to_try_again_and_loses_nothing(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    scene.core.refusals = 1
    line = {"do": "message", "key": "key-00000001", "chat": "dm:alice", "text": "patient"}
    assert (await alice.says(**line))["is"] == "busy"
    assert (await alice.says(**line))["is"] == "ack"
    assert [one.text for one in scene.core.heard()] == ["patient"]


async def test_over_http_overload_is_503_and_the_same_action_is_taken_later(
    scene: Scene, alice: httpx.AsyncClient
) -> None:
    scene.core.refusals = 1
    line = {"do": "message", "key": "key-00000001", "chat": "dm:alice", "text": "over HTTP"}
    busy = await alice.post("/act", json=line)
    taken = await alice.post("/act", json=line)
    assert (busy.status_code, taken.status_code) == (503, 200)
    assert taken.json()["is"] == "ack"


async def test_until_the_core_listens_nothing_is_acknowledged(room: FakeWebRoom, tmp_path: Path) -> None:
    (adapter,) = build(Settings(), house_for(room, tmp_path))
    cookies = {"rapport": room.session("alice")}
    line = {"do": "message", "key": "key-00000001", "chat": "dm:alice", "text": "too early"}
    transport = httpx.ASGITransport(adapter.routes()[0].app)
    async with httpx.AsyncClient(transport=transport, base_url="http://web.test", cookies=cookies) as client:
        answer = await client.post("/act", json=line, headers={"origin": "http://web.test"})
    assert answer.status_code == 503
    assert not room.entries("dm:alice")


@pytest.mark.parametrize(
    ("text", "is_to_me"),
    [("hello all", False), ("@rapport pipeline", True), ("@Rapport hi", True), ("/find acme", True), ("a / b", False)],
)
async def test_in_a_group_we_are_addressed_by_mention_or_command(
    scene: Scene, page: OpenPage, text: str, *, is_to_me: bool
) -> None:
    alice = await page("alice")
    await alice.says(do="message", key="key-00000001", chat="#sales", text=text)
    (heard,) = scene.core.heard()
    assert (heard.is_private, heard.is_to_me) == (False, is_to_me)
    assert heard.chat_title == "#sales"


async def test_in_a_group_a_reply_to_us_is_addressed_to_us_and_one_to_a_colleague_is_not(
    scene: Scene, page: OpenPage
) -> None:
    alice = await page("alice")
    asked = await alice.says(do="message", key="key-00000001", chat="#sales", text="@rapport hi")
    ours = scene.room.entries("#sales")[1].id
    await alice.says(do="message", key="key-00000002", chat="#sales", text="won", reply_to=ours)
    await alice.says(do="message", key="key-00000003", chat="#sales", text="me", reply_to=asked["entry"]["id"])
    assert [one.is_to_me for one in scene.core.heard()] == [True, True, False]
    assert scene.core.heard()[1].reply_to == ours


async def test_a_press_names_the_card_and_edits_it_in_place(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    await alice.says(do="message", key="key-00000001", chat="dm:alice", text="Met Li Wei")
    card = scene.room.entries("dm:alice")[1]
    token = card.payload["choices"][0][0]["token"]
    await alice.says(do="press", key="key-00000002", chat="dm:alice", message=card.id, token=token, label="Undo")
    heard = scene.core.heard()[1]
    assert heard.kind is IncomingKind.PRESS
    assert heard.pressed is not None
    assert (heard.pressed.token, heard.pressed.message_id) == (token, card.id)
    changed = scene.room.entries("dm:alice")[1]
    assert (changed.id, changed.position) == (card.id, card.position)
    assert changed.payload["edited"] is True
    assert "choices" not in changed.payload


@pytest.mark.parametrize(("message", "is_to_me"), [("out:1", True), ("from:bob:key-00000001", False)])
async def test_a_sign_in_a_group_is_for_us_if_it_is_on_our_message(
    scene: Scene, page: OpenPage, message: str, *, is_to_me: bool
) -> None:
    alice = await page("alice")
    await alice.says(do="react", key="key-00000001", chat="#sales", message=message, emoji="👍")
    await alice.says(do="react", key="key-00000002", chat="#sales", message=message, emoji="👍", added=False)
    added, taken = scene.core.heard()
    assert added.reaction == Reaction("👍", message)
    assert taken.reaction == Reaction("👍", message, added=False)
    assert added.is_to_me is is_to_me


async def test_a_press_in_a_group_is_seen_by_the_presser_alone(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    await alice.says(do="press", key="key-00000001", chat="#sales", message="card", token="token")
    assert scene.room.entries("#sales")[0].only_for == "alice"


async def test_ones_own_line_can_be_changed(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    first = await alice.says(do="message", key="key-00000001", chat="dm:alice", text="Met Li Way")
    line = first["entry"]["id"]
    await alice.says(do="edit", key="key-00000002", chat="dm:alice", edit_of=line, text="Met Li Wei")
    heard = scene.core.heard()[1]
    assert (heard.kind, heard.edit_of, heard.text) == (IncomingKind.EDIT, line, "Met Li Wei")
    assert heard.key != line
    kept = scene.room.entries("dm:alice")[0]
    assert (kept.payload["text"], kept.payload["edited"]) == ("Met Li Wei", True)


async def test_anothers_line_and_ours_cannot_be_changed(scene: Scene, page: OpenPage) -> None:
    bob = await page("bob")
    theirs = await bob.says(do="message", key="key-00000001", chat="#sales", text="@rapport mine")
    alice = await page("alice")
    for number, line in enumerate((theirs["entry"]["id"], scene.room.entries("#sales")[1].id)):
        answer = await alice.says(do="edit", key=f"key-1000000{number}", chat="#sales", edit_of=line, text="ha")
        assert answer["message"] == "Only your own messages can be changed."
    assert scene.room.entries("#sales")[0].payload["text"] == "@rapport mine"


async def test_a_forward_keeps_its_sender_and_time_and_a_hidden_one_has_no_id(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    forward = {"name": "王磊", "user_id": "customer:1", "sent_at": "2026-11-20T09:30:00+08:00"}
    for number, kind in enumerate(("user", "hidden", "channel", "chat")):
        line = {"do": "message", "key": f"key-0000000{number}", "chat": "dm:alice", "text": "我要报价"}
        assert (await alice.says(**line, forward={"kind": kind, **forward}))["is"] == "ack"
    forwards = [one.forward for one in scene.core.heard() if one.forward]
    assert [one.kind for one in forwards] == [
        ForwardKind.USER,
        ForwardKind.HIDDEN,
        ForwardKind.CHANNEL,
        ForwardKind.CHAT,
    ]
    assert [one.user_id for one in forwards] == ["customer:1", None, "customer:1", "customer:1"]
    assert {one.sent_at for one in forwards} == {datetime(2026, 11, 20, 1, 30, tzinfo=UTC)}


async def test_a_shared_contact_arrives_with_its_card(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    contact = {"name": "Li Wei", "phones": ["138 0013 8000"], "emails": ["li@acme.example"], "company": "Acme"}
    await alice.says(do="message", key="key-00000001", chat="dm:alice", contacts=[contact | {"vcard": "BEGIN:VCARD"}])
    (shared,) = scene.core.heard()[0].contacts
    assert (shared.name, shared.phones, shared.company) == ("Li Wei", ("138 0013 8000",), "Acme")
    assert shared.vcard == "BEGIN:VCARD"


@pytest.mark.parametrize(
    ("parts", "answer"),
    [
        ({"text": "   "}, "There is nothing in that message."),
        (
            {"text": "x" * 2001},
            "That is too long for one message: 2000 characters at most. You can attach it as a file.",
        ),
        ({"files": [{"id": "../../etc/passwd", "name": "x"}]}, "That file is no longer here. Please attach it again."),
    ],
)
async def test_what_cannot_be_taken_is_refused_with_a_reason(
    scene: Scene, page: OpenPage, parts: dict[str, object], answer: str
) -> None:
    alice = await page("alice")
    heard = await alice.says(do="message", key="key-00000001", chat="dm:alice", **parts)
    assert (heard["is"], heard["message"]) == ("refused", answer)
    assert not scene.core.updates


async def test_a_refusal_speaks_the_pages_language(page: OpenPage) -> None:
    heard = await (await page("wang", language="zh")).says(do="message", key="key-00000001", chat="dm:wang", text="")
    assert heard["message"] == "这条消息是空的。"


@pytest.mark.parametrize("raw", ["", "nonsense", "{}", "[]", '{"do": "fly"}', '{"do":"message","key":"key-00000001"}'])
async def test_nonsense_gets_an_answer_and_the_line_lives_on(page: OpenPage, raw: str) -> None:
    alice = await page("alice")
    await alice.socket.send(raw)
    assert (await alice.hears())["is"] == "refused"
    assert (await alice.says(do="message", key="key-00000002", chat="dm:alice", text="still here"))["is"] == "ack"


async def test_no_nul_reaches_the_core(scene: Scene, page: OpenPage) -> None:
    await (await page("alice")).says(do="message", key="key-00000001", chat="dm:alice", text="a\x00b")
    assert scene.core.heard()[0].text == "ab"


@examples(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        read_action(raw)
    except msgspec.MsgspecError:
        return


async def test_a_page_may_look_again_for_what_another_process_said(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    entry = WebEntry("out:elsewhere", "dm:alice", datetime(2026, 11, 20, tzinfo=UTC), {"kind": "bot", "body": []})
    await scene.room.append(entry)
    await alice.socket.send('{"do":"look"}')
    picture = await alice.hears()
    assert picture["is"] == "picture"
    assert [one["id"] for chat in picture["chats"] for one in chat["entries"]] == ["out:elsewhere"]


async def test_earlier_messages_come_in_pages(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    for number in range(30):
        await alice.says(do="message", key=f"key-{number:08}", chat="dm:alice", text=str(number))
    fresh = await page("alice")
    (chat,) = [one for one in fresh.hello["chats"] if one["id"] == "dm:alice"]
    assert len(chat["entries"]) == 50
    older = await fresh.says(do="older", chat="dm:alice", before=chat["entries"][0]["position"])
    assert [one["position"] for one in older["entries"]] == list(range(1, 11))
