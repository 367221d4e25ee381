"""Who comes in: cookies, the check of a request's origin, and the page for those without a session."""

from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, Response

from i18n import best_language, translator

COOKIE = "rapport"
PREVIEWERS = ("bot", "preview", "facebookexternalhit", "whatsapp", "skype", "slack", "crawler", "spider")
"""Parts of the user agents that fetch a link only to show a preview of it: they must not spend a one-time link."""


def cookie_name(as_person: str | None) -> str:
    """Each sample person one looks through has a session of its own, so that two windows can show two sides."""
    return COOKIE if as_person is None else f"{COOKIE}-{sha256(as_person.encode()).hexdigest()[:16]}"


def session_of(connection: HTTPConnection) -> str | None:
    return connection.cookies.get(cookie_name(connection.query_params.get("as")))


@dataclass(frozen=True, slots=True)
class Cookies:
    """How sessions are kept in a browser: for `days`, and over TLS alone where the public address has it."""

    days: int
    base_url: str

    def remember(self, response: Response, request: Request, name: str, session: str) -> None:
        """Set a session's cookie. Lax, because a one-time link is followed from another site's page."""
        age = self.days * 86_400
        is_secure = self._is_secure(request)
        response.set_cookie(name, session, max_age=age, httponly=True, samesite="lax", secure=is_secure)

    def _is_secure(self, request: Request) -> bool:
        public = urlsplit(self.base_url)
        by_proxy = public.scheme == "https" and public.netloc == request.headers.get("host")
        return by_proxy or request.url.scheme == "https"


def is_same_origin(connection: HTTPConnection, base_url: str) -> bool:
    """Whether a page of ours asks: browsers name the origin with every WebSocket and every POST."""
    origin = connection.headers.get("origin")
    if not origin:
        return False
    if base_url and origin == "{0.scheme}://{0.netloc}".format(urlsplit(base_url)):
        return True
    return urlsplit(origin).netloc == connection.headers.get("host")


def is_preview(request: Request) -> bool:
    agent = request.headers.get("user-agent", "").lower()
    ahead = request.headers.get("sec-purpose", request.headers.get("purpose", ""))
    return request.method == "HEAD" or "prefetch" in ahead or any(part in agent for part in PREVIEWERS)


def closed_door(request: Request, title: str, page: Path, *, is_link: bool) -> HTMLResponse:
    """A friendly word for a stranger, or for somebody whose link was used or has expired."""
    language = best_language(request.headers.get("accept-language", "").split(",")[0])
    t = translator(language)
    if is_link:
        heading = t("This sign-in link does not work any more")
        words = t("A link works once, and only for a while. Ask for a new one where you got it; it takes a second.")
    else:
        heading = t("Please come in through your link")
        words = t(
            "{title} knows its team by a personal sign-in link. Ask your admin for one; it works at once.",
            title=title,
        )
    values = {"language": language, "title": title, "heading": heading, "words": words}
    values["root"] = request.scope.get("root_path", "")
    text = Template(page.read_text("utf-8")).substitute({k: escape(v) for k, v in values.items()})
    return HTMLResponse(text, status_code=401)
