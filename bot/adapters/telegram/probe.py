"""Ask Telegram whether it knows the token: for `rapport doctor`. No SDK, and no token in what is said."""

import json
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from bot.adapters.telegram.settings import Settings
from domain.errors import ConfigError

PATIENCE = 10.0  # seconds


def probe(settings: Settings) -> str:
    """The bot's name; raises ConfigError for a token that is not known, OSError where nobody answers."""
    url = f"{settings.api_url.rstrip('/')}/bot{settings.token}/getMe"
    try:
        with urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - the settings' check allows http(s) only
            document = json.load(answer)
    except HTTPError as error:
        raise ConfigError(
            "telegram.token", f"Telegram refused it ({error.code}); ask @BotFather for the bot's token"
        ) from None
    except (URLError, HTTPException, ValueError) as error:
        raise OSError(str(getattr(error, "reason", "") or "no sensible answer")) from None
    return f"@{document.get('result', {}).get('username', '?')}"
