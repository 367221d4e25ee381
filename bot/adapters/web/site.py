"""The web chat's addresses: the page and its parts, the doors in and out, files, and actions without a WebSocket."""

from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute

from bot.adapters.web.deeds import Deeds
from bot.adapters.web.doors import (
    Cookies,
    closed_door,
    cookie_name,
    is_preview,
    is_same_origin,
    session_of,
)
from bot.adapters.web.headers import with_headers
from bot.adapters.web.live import Stage
from bot.adapters.web.settings import Settings
from bot.adapters.web.socket import Sockets, carry_out
from bot.adapters.web.uploads import TooLargeError, Uploads, picture_type
from bot.adapters.web.wire import read_switch
from domain.chat import AsgiApp
from domain.house import House, WebPerson, WebRoom
from i18n import best_language, translator

PAGE = Path(__file__).parent / "page"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
ACTION_LIMIT = 4_000_000
"""Bytes of one action: a text within its limit stays far below, escaped or not."""


class Site:
    """Answers HTTP. Everything but the page's own parts and the doors needs a session."""

    def __init__(
        self, settings: Settings, house: House, room: WebRoom, *, uploads: Uploads, deeds: Deeds, stage: Stage
    ) -> None:
        self._settings = settings
        self._base_url = house.base_url
        self._cookies = Cookies(settings.session_days, house.base_url)
        self._room = room
        self._uploads = uploads
        self._deeds = deeds
        self._stage = stage
        self._sockets = Sockets(settings, house, room, deeds, stage)

    def app(self) -> AsgiApp:
        return with_headers(
            Starlette(
                routes=[
                    Route("/", self._page),
                    Route("/assets/{name}", self._asset),
                    Route("/sign-in/{token}", self._sign_in),
                    Route("/sign-out", self._sign_out, methods=["POST"]),
                    Route("/switch", self._switch, methods=["POST"]),
                    Route("/act", self._act, methods=["POST"]),
                    Route("/upload", self._upload, methods=["POST"]),
                    Route("/files/{file_id}/{name}", self._file),
                    WebSocketRoute("/live", self._sockets.serve),
                ]
            )
        )

    async def _page(self, request: Request) -> Response:
        if await self._person(request) is None:
            return closed_door(request, self._settings.title, PAGE / "door.html", is_link=False)
        return HTMLResponse((PAGE / "index.html").read_text("utf-8"), headers={"cache-control": "no-store"})

    async def _asset(self, request: Request) -> Response:
        path = PAGE / request.path_params["name"]
        kind = TYPES.get(path.suffix)
        if kind is None or not path.is_file():
            return Response(status_code=404)
        return FileResponse(path, media_type=kind, headers={"cache-control": "no-cache"})

    async def _sign_in(self, request: Request) -> Response:
        if is_preview(request):
            return Response(status_code=204)
        session = await self._room.redeem(request.path_params["token"])
        if session is None:
            if await self._person(request) is not None:
                return RedirectResponse(self._home(request), status_code=303)
            return closed_door(request, self._settings.title, PAGE / "door.html", is_link=True)
        response = RedirectResponse(self._home(request), status_code=303)
        self._cookies.remember(response, request, cookie_name(None), session)
        return response

    async def _sign_out(self, request: Request) -> Response:
        session = session_of(request)
        if session is None or not self._is_ours(request):
            return _say(403, "")
        await self._room.sign_out(session)
        self._stage.sign_out(session)
        response = JSONResponse({"location": self._home(request)})
        response.delete_cookie(cookie_name(request.query_params.get("as")))
        return response

    async def _switch(self, request: Request) -> Response:
        """In the demo: a session as another sample person, beside the one there is."""
        session = session_of(request)
        if not self._settings.demo or session is None or not self._is_ours(request):
            return _say(403, "")
        whom = read_switch(await _body(request, ACTION_LIMIT))
        theirs = whom and await self._room.impersonate(session, whom)
        if not whom or not theirs:
            return _say(403, "")
        response = JSONResponse({"location": f"{self._home(request)}?as={quote(whom, safe='')}"})
        self._cookies.remember(response, request, cookie_name(whom), theirs)
        return response

    async def _act(self, request: Request) -> Response:
        person = await self._person(request)
        if person is None or not self._is_ours(request):
            return _say(403, "")
        raw = await _body(request, ACTION_LIMIT)
        answer = await carry_out(self._deeds, person, _language(request, person), raw)
        status = {"busy": 503, "refused": 422}.get(answer["is"], 200)
        return JSONResponse(answer, status_code=status, headers={"retry-after": "1"} if status == 503 else None)

    async def _upload(self, request: Request) -> Response:
        person = await self._person(request)
        if person is None or not self._is_ours(request):
            return _say(403, "")
        t = translator(_language(request, person))
        try:
            file_id = await self._uploads.keep(request.stream())
        except TooLargeError:
            size = self._settings.upload_limit // 1_000_000
            return _say(413, t("That file is too large: {size} MB at most.", size=size))
        except ClientDisconnect:
            return _say(400, "")
        return JSONResponse({"id": file_id})

    async def _file(self, request: Request) -> Response:
        path = self._uploads.find(request.path_params["file_id"])
        if path is None or await self._person(request) is None:
            return Response(status_code=404)
        kind = picture_type(path.name)
        return FileResponse(
            path,
            media_type=kind or "application/octet-stream",
            filename=request.path_params["name"],
            content_disposition_type="inline" if kind else "attachment",
            headers={"cache-control": "private, max-age=31536000, immutable"},
        )

    async def _person(self, request: Request) -> WebPerson | None:
        session = session_of(request)
        return None if session is None else await self._room.person(session)

    def _is_ours(self, request: Request) -> bool:
        return is_same_origin(request, self._base_url)

    def _home(self, request: Request) -> str:
        root: str = request.scope.get("root_path", "")
        return f"{root}/"


def _language(request: Request, person: WebPerson) -> str:
    return best_language(request.query_params.get("language"), best_language(person.language))


def _say(status: int, message: str) -> Response:
    return JSONResponse({"message": message}, status_code=status)


async def _body(request: Request, limit: int) -> bytes:
    """The body, cut where it is longer than anything we understand: then it makes no sense, and is refused as such."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > limit:
            break
    return bytes(content[:limit])
