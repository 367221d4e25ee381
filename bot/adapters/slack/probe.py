"""Ask Slack whether it knows the token: for `rapport doctor`. No SDK."""

import json
from http.client import HTTPException
from urllib.error import URLError
from urllib.request import Request, urlopen

from bot.adapters.slack.settings import Settings
from domain.errors import ConfigError

PATIENCE = 10.0  # seconds


def probe(settings: Settings) -> str:
    """The workspace's name; raises ConfigError for a token that is not known, OSError where nobody answers."""
    if not settings.bot_token:
        return "configured; workspaces install it themselves"
    address = f"{settings.api_url.rstrip('/')}/auth.test"
    request = Request(  # noqa: S310 - the operator's own address
        address, method="POST", headers={"Authorization": f"Bearer {settings.bot_token}"}
    )
    try:
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - as above
            document = json.load(answer)
    except (URLError, HTTPException, ValueError) as error:
        raise OSError(str(getattr(error, "reason", "") or "no sensible answer")) from None
    if not document.get("ok"):
        raise ConfigError("slack.bot_token", f"Slack refused it ({document.get('error', 'unknown')})")
    return f"{document.get('team', '?')}, as @{document.get('user', '?')}"
