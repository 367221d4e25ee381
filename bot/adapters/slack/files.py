"""A file somebody sent, brought here with the bot's token."""

from typing import Any
from urllib.parse import urlsplit

from slack_sdk.web.async_client import AsyncWebClient

from domain.chat import FileRef
from domain.errors import DeliveryError, UserError
from i18n import N_

_TOO_LARGE = N_("That file is too large: I can take up to {limit} MB.")
_CHUNK = 64 * 1024


async def fetch(client: AsyncWebClient, token: str, file: FileRef, limit: int) -> bytes:
    """The content of a file named `<team>/<file id>`; UserError above `limit` bytes."""
    if file.size is not None and file.size > limit:
        raise _too_large(limit)
    answer = await client.files_info(file=file.id.split("/")[-1], token=token)
    info: dict[str, Any] = answer["file"]
    if (info.get("size") or 0) > limit:
        raise _too_large(limit)
    url = str(info.get("url_private_download") or info.get("url_private") or "")
    if not _is_slacks(url, client.base_url):
        raise DeliveryError("the file lies outside Slack", permanent=True)
    return await _download(client, url, token, info, limit)


def _is_slacks(url: str, base_url: str) -> bool:
    """The token goes to Slack's own hosts and to no other."""
    parts, base = urlsplit(url), urlsplit(base_url)
    if parts.netloc == base.netloc:
        return parts.scheme == base.scheme
    return parts.scheme == "https" and (parts.hostname or "").endswith(".slack.com")


async def _download(client: AsyncWebClient, url: str, token: str, info: dict[str, Any], limit: int) -> bytes:
    session = client.session
    if session is None:
        raise DeliveryError("no connection to Slack is open")
    headers = {"Authorization": f"Bearer {token}"}
    async with session.get(url, headers=headers, allow_redirects=False) as response:
        is_page = response.content_type == "text/html" and info.get("mimetype") != "text/html"
        if response.status >= 500:
            raise DeliveryError("Slack does not give the file out now")
        if response.status != 200 or is_page:  # without files:read Slack shows its sign-in page
            raise DeliveryError("Slack does not give the file out", permanent=True)
        content = bytearray()
        async for chunk in response.content.iter_chunked(_CHUNK):
            content += chunk
            if len(content) > limit:
                raise _too_large(limit)
        return bytes(content)


def _too_large(limit: int) -> UserError:
    return UserError(_TOO_LARGE, limit=limit // 1_000_000)
