"""What a browser is told about every answer: nothing from elsewhere, no script but ours, no framing, no sniffing."""

from typing import Any

from starlette.datastructures import MutableHeaders

from domain.chat import AsgiApp

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",  # a sign-in link must not travel on
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def with_headers(app: AsgiApp) -> AsgiApp:
    """The same application, its HTTP answers carrying the headers."""

    async def serve(scope: Any, receive: Any, send: Any) -> None:
        async def answer(message: Any) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await app(scope, receive, answer if scope["type"] == "http" else send)

    return serve
