"""What config.yaml says about the web chat."""

import msgspec


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """The section `web`. Sizes are in bytes; `demo` lets whoever is signed in look through any sample person's eyes."""

    enabled: bool = True
    title: str = "Rapport"
    demo: bool = False
    upload_limit: int = 20_000_000
    text_limit: int = 100_000
    session_days: int = 30
