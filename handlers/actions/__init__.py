"""What a tapped button does: one file a group of actions, each holding `ACTIONS`, a mapping of name to handler.

`turn.choice.data` is the data the button was made with. A tap counts once: its choice is spent unless the handler only
reads (a Question) or the module names the action in `REPEATABLE`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from handlers.discovery import modules
from handlers.turn import Handler


@dataclass(frozen=True, slots=True)
class Action:
    """A handler of taps; a `repeatable` one may be tapped again (it asks, it does not write)."""

    run: Handler
    repeatable: bool = False


@cache
def actions() -> Mapping[str, Action]:
    """Every action there is, by the name buttons give."""
    return {
        name: Action(run, name in getattr(module, "REPEATABLE", ()))
        for module in modules(__name__, __path__)
        for name, run in module.ACTIONS.items()
    }
