"""What we say: kept once, shown to whoever may see it, changed in place."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bot.adapters.web.uploads import Uploads
from domain.chat import (
    Actor,
    Address,
    Bullets,
    Choice,
    FileRef,
    Line,
    OutFile,
    Outgoing,
    Span,
    Style,
    Table,
)
from tests.adapters.web.conftest import OpenPage
from tests.adapters.web.standin import Scene, text_line

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da63fcff1f0003030200"
    "efbfa7db0000000049454e44ae426082"
)


def to(chat: str, key: str = "out:1", **parts: object) -> Outgoing:
    body = (text_line("News", heading=True),)
    return Outgoing(key, Address("web", "web", chat), **({"body": body} | parts))  # type: ignore[arg-type]


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


async def test_a_message_arrives_live_and_stays_in_the_history(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    sent = await scene.adapter.send(to("dm:alice"))
    live = await alice.hears_entry()
    assert live["id"] == sent.message_id
    (chat,) = [one for one in (await page("alice")).hello["chats"] if one["id"] == "dm:alice"]
    assert chat["entries"] == [live]


async def test_sending_again_is_the_same_message(scene: Scene) -> None:
    first = await scene.adapter.send(to("dm:alice"))
    again = await scene.adapter.send(to("dm:alice"))
    assert first == again
    assert len(scene.room.entries("dm:alice")) == 1


async def test_an_edit_takes_the_messages_place(scene: Scene, page: OpenPage) -> None:
    sent = await scene.adapter.send(to("dm:alice", choices=((Choice("Claim", "t"),),)))
    alice = await page("alice")
    changed = await scene.adapter.send(to("dm:alice", "out:2", body=(text_line("Claimed"),), edit_of=sent.message_id))
    assert changed.message_id == sent.message_id
    live = await alice.hears_entry()
    assert (live["id"], live["edited"], live["position"]) == (sent.message_id, True, 1)
    assert len(scene.room.entries("dm:alice")) == 1


async def test_an_edit_of_what_is_gone_becomes_a_message(scene: Scene) -> None:
    await scene.adapter.send(to("dm:alice", "out:2", edit_of="lost"))
    assert len(scene.room.entries("dm:alice")) == 1


async def test_a_private_word_in_a_group_is_seen_by_one_person(scene: Scene, page: OpenPage) -> None:
    alice, bob = await page("alice"), await page("bob")
    await scene.adapter.send(to("#sales", "out:1", only_for=Actor("web", "web", "alice")))
    await scene.adapter.send(to("#sales", "out:2"))
    assert [(await alice.hears_entry())["id"] for _ in range(2)] == ["out:1", "out:2"]
    assert (await bob.hears_entry())["id"] == "out:2"
    (chat,) = [one for one in (await page("bob")).hello["chats"] if one["id"] == "#sales"]
    assert [one["id"] for one in chat["entries"]] == ["out:2"]


async def test_a_group_is_shown_to_its_members_only(scene: Scene, page: OpenPage) -> None:
    wang = await page("wang")
    assert [one["id"] for one in wang.hello["chats"]] == ["dm:wang"]
    await scene.adapter.send(to("#sales"))
    await scene.adapter.send(to("dm:wang", "out:2"))
    assert (await wang.hears_entry())["id"] == "out:2"


async def test_in_the_demo_one_hears_that_something_waits_for_another(scene: Scene, page: OpenPage) -> None:
    alice = await page("alice")
    await scene.adapter.send(to("dm:bob"))
    assert await alice.hears() == {"is": "elsewhere", "person": "bob"}


async def test_a_body_travels_as_data_and_a_dangerous_link_stays_text(scene: Scene) -> None:
    body = (
        Line((Span("<b>bold</b>", Style.BOLD), Span("tap", url="javascript:alert(1)"), Span("call", url="tel:+86138"))),
        Bullets(((Span("one"),),)),
        Table(("Stage", "Sum"), (("Won", "€5"),), right=(1,)),
    )
    await scene.adapter.send(to("dm:alice", body=body))
    line, bullets, table = scene.room.entries("dm:alice")[0].payload["body"]
    assert line["spans"] == [
        {"text": "<b>bold</b>", "style": "bold"},
        {"text": "tap"},
        {"text": "call", "url": "tel:+86138"},
    ]
    assert bullets == {"is": "bullets", "items": [[{"text": "one"}]]}
    assert table == {"is": "table", "head": ["Stage", "Sum"], "rows": [["Won", "€5"]], "right": [1]}


async def test_a_picture_of_ours_is_copied_and_served_inline(
    scene: Scene, alice: httpx.AsyncClient, tmp_path: Path
) -> None:
    chart = tmp_path / "chart.png"
    chart.write_bytes(PIXEL)
    message = to("dm:alice", files=(OutFile(str(chart), "image/png", "Pipeline.png"),))
    await scene.adapter.send(message)
    await scene.adapter.send(message)
    chart.unlink()
    (file,) = scene.room.entries("dm:alice")[0].payload["files"]
    assert (file["name"], file["size"]) == ("Pipeline.png", len(PIXEL))
    served = await alice.get(f"/files/{file['id']}/Pipeline.png")
    assert (served.content, served.headers["content-type"]) == (PIXEL, "image/png")
    assert len(names_in(tmp_path / "uploads")) == 1


async def test_a_file_of_any_other_kind_is_only_for_download(alice: httpx.AsyncClient) -> None:
    page = b"<script>alert(1)</script>"
    file_id = (await alice.post("/upload", content=page)).json()["id"]
    served = await alice.get(f"/files/{file_id}/evil.html")
    assert served.headers["content-type"] == "application/octet-stream"
    assert served.headers["content-disposition"].startswith("attachment")
    assert served.content == page


async def test_a_file_needs_a_session(scene: Scene, alice: httpx.AsyncClient) -> None:
    file_id = (await alice.post("/upload", content=PIXEL)).json()["id"]
    alice.cookies.clear()
    assert (await alice.get(f"/files/{file_id}/x.png")).status_code == 404


async def test_too_large_a_file_is_refused_in_clear_words(alice: httpx.AsyncClient, tmp_path: Path) -> None:
    answer = await alice.post("/upload", content=b"x" * 1001)
    assert answer.status_code == 413
    assert "too large" in answer.json()["message"]
    assert not names_in(tmp_path / "uploads")


async def test_an_attached_file_reaches_the_core_and_can_be_fetched(
    scene: Scene, alice: httpx.AsyncClient, tmp_path: Path
) -> None:
    file_id = (await alice.post("/upload", content=PIXEL)).json()["id"]
    files = [{"id": file_id, "name": "card.png", "media_type": "text/html", "size": 1}]
    await alice.post("/act", json={"do": "message", "key": "key-00000001", "chat": "dm:alice", "files": files})
    (file,) = scene.core.heard()[0].files
    assert (file.name, file.media_type, file.size) == ("card.png", "image/png", len(PIXEL))
    assert file.path is not None
    assert file_id in names_in(Path(file.path).parent)
    assert names_in(tmp_path / "uploads" / "waiting") == []
    assert await scene.adapter.fetch(FileRef(file_id, "card.png")) == PIXEL


def test_what_was_chosen_and_never_sent_is_dropped_after_a_while(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path, limit=1000)
    sent, forgotten = (asyncio.run(uploads.keep(one(PIXEL))) for _ in range(2))
    uploads.claim(sent)
    uploads.drop_unclaimed(before=datetime(2020, 1, 1, tzinfo=UTC))
    assert uploads.find(forgotten) is not None
    uploads.drop_unclaimed(before=datetime(2100, 1, 1, tzinfo=UTC))
    assert uploads.find(forgotten) is None
    assert uploads.find(sent) is not None


async def one(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def test_a_new_group_appears_on_its_members_pages(page: OpenPage) -> None:
    alice, bob, wang = await page("alice"), await page("bob"), await page("wang")
    made = await alice.says(do="group", key="key-00000001", title="deals", members=["bob"])
    assert made["chat"]["id"] == "#deals"
    assert (await bob.hears())["chat"]["title"] == "#deals"
    again = await wang.says(do="group", key="key-00000002", title="deals", members=[])
    assert again["message"] == "There is a group named deals already."
