"""An open page's WebSocket: a full picture first, then every change as it happens, and the person's actions."""

import asyncio
import contextlib
import logging
import re
from typing import Any

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.adapters.web.deeds import PAGE, Deeds
from bot.adapters.web.doors import is_same_origin, session_of
from bot.adapters.web.entries import person_shown
from bot.adapters.web.live import Stage, Viewer, chat_shown
from bot.adapters.web.settings import Settings
from bot.adapters.web.wire import read_action
from bot.adapters.web.wording import wording
from domain.errors import Overloaded, UserError
from domain.house import House, WebChat, WebPerson, WebRoom
from i18n import best_language, languages, translator

SIGNED_OUT = 4401
"""The close code that tells a page not to come back by itself."""
COME_AGAIN = 1012
"""The WebSocket's own code for "service restart": the page reconnects."""
_KEY = re.compile(r'"key"\s*:\s*"([A-Za-z0-9_-]{1,64})"')

log = logging.getLogger(__name__)


class Sockets:
    """Serves the pages' WebSockets."""

    def __init__(self, settings: Settings, house: House, room: WebRoom, deeds: Deeds, stage: Stage) -> None:
        self._settings = settings
        self._house = house
        self._room = room
        self._deeds = deeds
        self._stage = stage

    async def serve(self, socket: WebSocket) -> None:
        if not is_same_origin(socket, self._house.base_url):
            await socket.close(SIGNED_OUT)
            return
        await socket.accept()
        session = session_of(socket)
        person = None if session is None else await self._room.person(session)
        if session is None or person is None:
            await socket.close(SIGNED_OUT)
            return
        language = best_language(socket.query_params.get("language"), best_language(person.language))
        viewer = Viewer(session, person, language)
        self._stage.enter(viewer)
        try:
            await self._talk(socket, viewer)
        finally:
            self._stage.leave(viewer)

    async def _talk(self, socket: WebSocket, viewer: Viewer) -> None:
        """Until either side ends it. The picture is taken after entering, so nothing falls between."""
        viewer_tasks = (
            asyncio.create_task(self._tell(socket, viewer)),
            asyncio.create_task(self._listen(socket, viewer)),
            asyncio.create_task(viewer.over.wait()),
        )
        try:
            await asyncio.wait(viewer_tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in viewer_tasks:
                task.cancel()
            await asyncio.gather(*viewer_tasks, return_exceptions=True)
        if viewer.over.is_set():
            ended = await self._room.person(viewer.session) is None
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):  # it may be closed already
                await socket.close(SIGNED_OUT if ended else COME_AGAIN)

    async def _tell(self, socket: WebSocket, viewer: Viewer) -> None:
        with contextlib.suppress(WebSocketDisconnect):
            await socket.send_text(msgspec.json.encode(await self._picture(viewer)).decode())
            while True:
                await socket.send_text(await viewer.queue.get())

    async def _listen(self, socket: WebSocket, viewer: Viewer) -> None:
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                raw = await socket.receive_text()
                person = await self._room.person(viewer.session)
                if person is None:
                    viewer.over.set()
                    return
                viewer.tell(await self._answer(person, viewer, raw))

    async def _answer(self, person: WebPerson, viewer: Viewer, raw: str) -> dict[str, Any]:
        answer = await carry_out(self._deeds, person, viewer.language, raw)
        if answer["is"] == "picture":
            return await self._picture(viewer) | answer
        return answer

    async def _picture(self, viewer: Viewer) -> dict[str, Any]:
        person = viewer.person
        chats = [await self._with_entries(person, chat) for chat in await self._room.chats(person)]
        viewer.chats.update(chat["id"] for chat in chats)
        menu = self._house.menu(viewer.language)
        return {
            "is": "hello",
            "person": person_shown(person),
            "people": [person_shown(one) for one in await self._room.people()],
            "chats": chats,
            "words": wording(viewer.language),
            "language": viewer.language,
            "languages": list(languages()),
            "menu": [{"name": entry.name, "description": entry.description} for entry in menu],
            "title": self._settings.title,
            "demo": self._settings.demo,
            "upload_limit": self._settings.upload_limit,
            "page": PAGE,
        }

    async def _with_entries(self, person: WebPerson, chat: WebChat) -> dict[str, Any]:
        return chat_shown(chat, tuple(await self._room.history(chat.id, person.user_id, None, PAGE)))


async def carry_out(deeds: Deeds, person: WebPerson, language: str, raw: bytes | str) -> dict[str, Any]:
    """Do what a client asks and say how it went; whatever it sent, there is an answer."""
    t = translator(language)
    try:
        action = read_action(raw)
    except msgspec.MsgspecError:
        return {
            "is": "refused",
            "key": _key_in(raw),
            "message": t("The page sent something that makes no sense here."),
        }
    key = getattr(action, "key", None)
    try:
        return await deeds.do(person, language, action)
    except UserError as error:
        return {"is": "refused", "key": key, "message": t(error.message, **error.values)}
    except Overloaded:
        return {"is": "busy", "key": key}
    except Exception:  # the edge: one action that fails by our fault must not take the others' connection along
        log.exception("A web action failed")
        return {"is": "busy", "key": key}


def _key_in(raw: bytes | str) -> str | None:
    """The key of an action that could not be read, so that its page stops sending it."""
    text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    found = _KEY.search(text)
    return found.group(1) if found else None
