"""Who gets in, who stays out, and what a browser is told to guard."""

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.adapters.web.conftest import OpenPage
from tests.adapters.web.standin import Scene


async def test_a_link_signs_in_once(scene: Scene, browser_like: httpx.AsyncClient) -> None:
    link = scene.sign_in("alice")
    first = await browser_like.get(link)
    assert first.status_code == 303
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert (await browser_like.get("/")).status_code == 200
    browser_like.cookies.clear()
    again = await browser_like.get(link)
    assert again.status_code == 401
    assert "does not work any more" in again.text


async def test_a_spent_link_opens_the_chat_of_somebody_who_is_still_signed_in(
    scene: Scene, browser_like: httpx.AsyncClient
) -> None:
    link = scene.sign_in("alice")
    await browser_like.get(link)
    assert (await browser_like.get(link)).headers["location"] == "/"


@pytest.mark.parametrize("agent", ["Slackbot-LinkExpanding 1.0", "TelegramBot (like TwitterBot)", "WhatsApp/2.2"])
async def test_a_link_preview_does_not_spend_the_link(
    scene: Scene, browser_like: httpx.AsyncClient, agent: str
) -> None:
    link = scene.sign_in("alice")
    await browser_like.get(link, headers={"user-agent": agent})
    await browser_like.head(link)
    assert (await browser_like.get(link)).status_code == 303


async def test_a_stranger_reads_a_friendly_page_in_their_language(browser_like: httpx.AsyncClient) -> None:
    english = await browser_like.get("/")
    chinese = await browser_like.get("/", headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert english.status_code == chinese.status_code == 401
    assert "come in through your link" in english.text
    assert "专属链接" in chinese.text


async def test_every_answer_forbids_foreign_and_inline_code(alice: httpx.AsyncClient) -> None:
    for path in ("/", "/assets/main.js", "/nowhere"):
        headers = (await alice.get(path)).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


async def test_the_page_names_no_other_site_and_no_inline_script(alice: httpx.AsyncClient) -> None:
    text = (await alice.get("/")).text
    assert "//" not in text.replace("<!doctype html>", "")
    assert "<script>" not in text
    assert "style=" not in text


@pytest.mark.parametrize("name", ["..%2Fadapter.py", "index.html", "nothing.js", "door.html"])
async def test_only_the_parts_of_the_page_are_served(alice: httpx.AsyncClient, name: str) -> None:
    assert (await alice.get(f"/assets/{name}")).status_code == 404


@pytest.mark.parametrize("path", ["/act", "/upload", "/switch", "/sign-out"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
async def test_another_site_can_do_nothing_in_ones_name(alice: httpx.AsyncClient, path: str, origin: str) -> None:
    answer = await alice.post(path, headers={"origin": origin}, content=b"{}")
    assert answer.status_code == 403


async def test_another_site_cannot_listen_in(scene: Scene) -> None:
    headers = {"Cookie": f"rapport={scene.room.session('alice')}"}
    url = f"{scene.url.replace('http', 'ws')}/live"
    with pytest.raises(InvalidStatus):
        await connect(url, origin="https://evil.example", additional_headers=headers, proxy=None)  # type: ignore[arg-type]


async def test_without_a_session_there_is_no_live_line(scene: Scene) -> None:
    url = f"{scene.url.replace('http', 'ws')}/live"
    async with connect(url, origin=scene.url, proxy=None) as socket:  # type: ignore[arg-type]
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


async def test_a_removed_members_page_ends_with_the_next_message(scene: Scene, page: OpenPage) -> None:
    alice, bob = await page("alice"), await page("bob")
    scene.room.remove_member("bob")
    await alice.says(do="message", key="key-00000001", chat="#sales", text="a secret")
    with pytest.raises(ConnectionClosed):
        await bob.hears()


async def test_signing_out_ends_the_session(alice: httpx.AsyncClient) -> None:
    assert (await alice.post("/sign-out")).json() == {"location": "/"}
    assert (await alice.get("/")).status_code == 401


async def test_in_the_demo_one_sees_another_persons_side_beside_ones_own(alice: httpx.AsyncClient) -> None:
    answer = await alice.post("/switch", content=b'{"person": "bob"}')
    assert answer.json() == {"location": "/?as=bob"}
    assert (await alice.get("/?as=bob")).status_code == 200
    assert (await alice.get("/")).status_code == 200
    assert (await alice.get("/?as=wang")).status_code == 401


@pytest.mark.parametrize("content", [b"", b"[]", b'{"person": 5}', b'{"person": "nobody"}'])
async def test_switching_to_nobody_is_refused(alice: httpx.AsyncClient, content: bytes) -> None:
    assert (await alice.post("/switch", content=content)).status_code == 403
