"""Find the modules of a package: a new file is all it takes to add a command, an action, an answer."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def modules(package: str, path: Iterable[str]) -> Iterator[ModuleType]:
    """Every module directly in a package, by name."""
    for module in sorted(iter_modules(path), key=lambda found: found.name):
        yield import_module(f"{package}.{module.name}")
