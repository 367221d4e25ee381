"""A web chat on a loopback port, and people who use it as their pages do."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from websockets.asyncio.client import ClientConnection, connect

from domain.house import WebPerson
from tests.adapters.web.standin import Scene, running
from tests.fakes.web_room import FakeWebRoom

ALICE = WebPerson("alice", "Alice Chen", "en", "rep")
BOB = WebPerson("bob", "Bob Müller", "en", "rep")
WANG = WebPerson("wang", "王芳", "zh", "manager")


@pytest.fixture
def room() -> FakeWebRoom:
    made = FakeWebRoom(ALICE, BOB, WANG, demo=True)
    made.group("sales", "alice", "bob")
    return made


@pytest.fixture
async def scene(room: FakeWebRoom, tmp_path: Path) -> AsyncIterator[Scene]:
    async with running(room, tmp_path, demo=True, upload_limit=1000, text_limit=2000) as made:
        yield made


@dataclass
class Page:
    """An open page as the wire sees it: the picture it got first, then what it says and hears."""

    socket: ClientConnection
    hello: dict[str, Any]

    async def says(self, **action: Any) -> dict[str, Any]:
        """Do something; what the server answered to it, past whatever else it told in between."""
        await self.socket.send(msgspec.json.encode(action).decode())
        while (heard := await self.hears())["is"] not in {"ack", "refused", "busy", "older", "made"}:
            pass
        return heard

    async def hears(self) -> dict[str, Any]:
        heard: dict[str, Any] = msgspec.json.decode(await self.socket.recv())
        return heard

    async def hears_entry(self) -> dict[str, Any]:
        while (heard := await self.hears())["is"] != "entry":
            pass
        entry: dict[str, Any] = heard["entry"]
        return entry


OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def page(scene: Scene) -> AsyncIterator[OpenPage]:
    """Open a person's page."""
    async with AsyncExitStack() as stack:

        async def open_page(user_id: str, language: str = "en") -> Page:
            session = scene.room.session(user_id)
            uri = f"{scene.url.replace('http', 'ws')}/live?language={language}"
            headers = {"Cookie": f"rapport={session}"}
            socket = await stack.enter_async_context(
                connect(uri, origin=scene.url, additional_headers=headers, proxy=None)  # type: ignore[arg-type]
            )
            return Page(socket, msgspec.json.decode(await socket.recv()))

        yield open_page


@pytest.fixture
async def browser_like(scene: Scene) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client that names its origin, as browsers do, and is not signed in."""
    async with httpx.AsyncClient(base_url=scene.url, headers={"origin": scene.url}, trust_env=False) as client:
        yield client


@pytest.fixture
async def alice(scene: Scene, browser_like: httpx.AsyncClient) -> httpx.AsyncClient:
    """The same client, signed in as Alice."""
    await browser_like.get(scene.sign_in("alice"))
    return browser_like
