"""The `console` section of config.yaml."""

import msgspec


class Settings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The terminal needs no settings; `rapport chat` starts it, so it is never `enabled` in a server."""

    enabled: bool = False
