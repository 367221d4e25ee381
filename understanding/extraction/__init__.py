"""What does this say? Plain text in, the fields of a CRM out; offline, pure, in milliseconds."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from understanding.extraction.model import Context, KnownName, KnownNames, Understanding

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Context", "KnownName", "KnownNames", "Understanding", "understand"]


@cache
def _load_reading() -> "Callable[[str, Context], Understanding]":
    """The grammars, loaded at first use: importing this package costs nothing."""
    return cast("Callable[[str, Context], Understanding]", import_module("understanding.extraction.reading").read)


def understand(text: str, context: Context) -> Understanding:
    """Everything that `text` says, read as written at `context.at`. Never raises for any text; finds nothing rather
    than inventing. Beyond 8,000 characters a text is a document: the rest is not searched.
    """
    return _load_reading()(text, context)
