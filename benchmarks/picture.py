"""A picture of how cost grows: two small charts as SVG, drawn from the figures that have a place on an axis."""

import math
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Figure

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360, 240, 52, 34, 40
INK, LINE, GRID = "#444", "#2f6fb0", "#ddd"


def draw(figures: Sequence[Figure], path: Path) -> None:
    """Write the picture, if anything in it was measured."""
    charts = [
        _chart(0, "CPU a free-text note (ms) by customers", [f for f in figures if _is(f, "customers")]),
        _chart(WIDTH, "commands a second by conversations", [f for f in figures if _is(f, "conversation")]),
    ]
    if not all(charts):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {HEIGHT}" font-family="sans-serif">'
    ground = f'<rect width="{2 * WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    path.write_text("\n".join([head, ground, *charts, "</svg>", ""]))


def _is(figure: Figure, word: str) -> bool:
    return figure.path == "growth" and figure.at is not None and word in figure.what


def _chart(x: int, title: str, figures: Sequence[Figure]) -> str:
    """Points over a logarithmic axis, from zero upwards."""
    points = sorted((figure.at or 0.0, figure.value) for figure in figures)
    if len(points) <= 1:
        return ""
    low, high = math.log(points[0][0]), math.log(points[-1][0])
    top = max(value for _, value in points) * 1.15

    def place(at: float, value: float) -> tuple[float, float]:
        across = x + LEFT + (WIDTH - LEFT - 24) * (math.log(at) - low) / (high - low)
        return round(across, 1), round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 1)

    drawn = [place(at, value) for at, value in points]
    parts = [_text(x + LEFT, 20, title, "start", 13)]
    for share in (0.0, 0.5, 1.0):
        level = place(points[0][0], top * share)[1]
        parts.append(
            f'<line x1="{x + LEFT}" x2="{x + WIDTH - 24}" y1="{level}" y2="{level}" stroke="{GRID}"/>'
            + _text(x + LEFT - 6, level + 4, f"{top * share:,.3g}", "end")
        )
    path = " ".join(f"{across},{down}" for across, down in drawn)
    parts.append(f'<polyline points="{path}" fill="none" stroke="{LINE}" stroke-width="2"/>')
    for (across, down), (at, value) in zip(drawn, points, strict=True):
        parts.append(f'<circle cx="{across}" cy="{down}" r="3" fill="{LINE}"/>')
        parts.append(_text(across, HEIGHT - BOTTOM + 16, f"{at:,.0f}", "middle"))
        parts.append(_text(across, down - 7, f"{value:,.3g}", "middle"))
    return "\n".join(parts)


def _text(x: float, y: float, words: str, anchor: str, size: int = 10) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{INK}">{words}</text>'
