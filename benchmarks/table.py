"""The figures as the table of docs/performance.md, between its two marks."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Figure

BEGIN, END = "<!-- figures: written by make bench ARGS=--keep -->", "<!-- end of figures -->"
HEAD = "| path | what | measured | beside it | ratio | target | |\n|---|---|---|---|---|---|---|"
VERDICT = {True: "reached", False: "**not reached**", None: ""}


def write(figures: Sequence[Figure], page: Path) -> None:
    """Put the table in; a page without the marks stays as it is."""
    text = page.read_text()
    if BEGIN not in text or END not in text:
        return
    before, after = text[: text.index(BEGIN)], text[text.index(END) :]
    page.write_text("\n".join([f"{before}{BEGIN}", HEAD, *map(_row, figures), after]))


def _row(figure: Figure) -> str:
    beside = figure.floor if figure.floor is not None else figure.peer
    words = figure.floor_is if figure.floor is not None else figure.peer_is
    cells = (
        figure.path,
        figure.what,
        f"{_number(figure.value)} {figure.unit}",
        f"{_number(beside)} ({words})" if beside is not None else words,
        f"{figure.ratio:.2f}" if figure.ratio is not None else "",
        figure.target,
        VERDICT[figure.reached],
    )
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1_000 else f"{value:.3g}"
