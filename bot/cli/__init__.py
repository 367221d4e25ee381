"""The command line: `rapport COMMAND`. One file a command in this folder; a file `inbox_list.py` is no command,
`inbox.py` with a click command named `command` is. Loaded when called, so that no command pays for another's imports.
"""

import logging
import sys
from collections.abc import Sequence
from pkgutil import iter_modules
from typing import Any

import click

from bot.loading import load
from domain.errors import ConfigError, CrmError, UserError
from i18n import translator


class _Commands(click.Group):
    """Finds commands by file name (underscores become dashes)."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(module.name.replace("_", "-") for module in iter_modules(__path__) if module.name[0] != "_")

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = load(f"{__name__}.{cmd_name.replace('-', '_')}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("-v", "--verbose", is_flag=True, help="Say more in the log.")
def rapport(*, verbose: bool) -> None:
    """Rapport, a CRM that lives in the chat. Begin with `rapport demo`."""
    _log(logging.INFO if verbose else logging.WARNING)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; what went wrong is one plain line with what to do, and exit status 1 (2 for wrong usage)."""
    try:
        status: Any = rapport.main(args=arguments, prog_name="rapport", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except ConfigError as error:
        _complain(f"configuration: {error}")
    except UserError as error:
        _complain(translator("en")(error.message, **error.values))
    except CrmError as error:
        _complain(str(error))
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        _complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except Exception as error:
        logging.getLogger("rapport").info("the command failed", exc_info=error)
        _complain(f"{_first_line(error)}; see `rapport doctor`, or `rapport -v ...` for the details")
    sys.exit(status if isinstance(status, int) else 0)


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _complain(message: str) -> None:
    click.echo(f"rapport: {message}", err=True)
    sys.exit(1)


def _log(level: int) -> None:
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for name in ("httpx", "httpcore", "aiohttp", "alembic", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)  # URLs of some platforms carry tokens
