"""`rapport explain`: why it understood what it did."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from bot.cli._common import configured, opened
from crm.explain import explain_text, explain_text_lines
from crm.explain_match import explain_match, explain_match_lines
from domain.clock import SystemClock
from i18n import translator
from understanding.extraction import Context

JSONL = click.option("--jsonl", is_flag=True, help="One JSON object a line on stdin, one a line on stdout.")


@click.group()
def command() -> None:
    """Show what a text says, or whom a name means, and why."""


@command.command()
@click.argument("sentence", required=False)
@JSONL
@click.option("--tz", default="UTC", show_default=True, help="The zone of a sentence.")
def text(*, sentence: str | None, jsonl: bool, tz: str) -> None:
    """Tell the people, amounts, times and intents of a text."""
    if jsonl:
        _print(explain_text_lines(sys.stdin))
    elif sentence:
        click.echo(explain_text(sentence, Context(at=SystemClock().now(), tz=tz), translator("en")))
    else:
        raise click.UsageError("say a sentence, or use --jsonl")


@command.command()
@click.argument("name", required=False)
@JSONL
@configured
def match(*, name: str | None, jsonl: bool, config: Path | None, database: str | None) -> None:
    """Tell which customer a name, phone or company means."""
    with opened(config, database) as place:
        if jsonl:
            place.read(lambda uow: _print(explain_match_lines(uow, sys.stdin)))
        elif name:
            click.echo(place.read(lambda uow: explain_match(uow, name, translator("en"))))
        else:
            raise click.UsageError("say a name, or use --jsonl")


def _print(lines: Iterator[str]) -> None:
    """Flushed line by line: whoever asks may wait for each answer."""
    for line in lines:
        click.echo(line)
        sys.stdout.flush()
