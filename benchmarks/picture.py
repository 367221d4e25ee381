"""A picture of how cost grows: four small charts as SVG, drawn from the figures that have a place on an axis."""

import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measuring import Figure

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 360, 240, 52, 34, 40
INK, LINE, GRID = "#444", "#2f6fb0", "#ddd"
Wanted = Callable[[Figure], bool]


def draw(figures: Sequence[Figure], path: Path) -> None:
    """Write the picture, if everything in it was measured."""
    shown = [
        (title, sorted((one.at, one.value) for one in figures if one.at is not None and wanted(one)))
        for title, wanted in _charts()
    ]
    if any(len(points) <= 1 for _, points in shown):
        return
    charts = [_chart(n % 2 * WIDTH, n // 2 * HEIGHT, *one) for n, one in enumerate(shown)]
    width, height = 2 * WIDTH, (len(charts) + 1) // 2 * HEIGHT
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">'
    ground = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    path.write_text("\n".join([head, ground, *charts, "</svg>", ""]))


def _charts() -> Sequence[tuple[str, Wanted]]:
    """What is drawn, and which figures belong to it."""
    return (
        ("CPU a free-text note (ms) by customers", lambda one: one.path == "growth" and "customers" in one.what),
        ("commands a second by conversations", lambda one: one.path == "growth" and "conversation" in one.what),
        (
            f"notes a second by workers, {os.cpu_count()} cores",
            lambda one: one.path == "workers" and one.unit == "/s",
        ),
        (
            "CPU a note (ms), workers and server, by workers",
            lambda one: one.path == "workers" and one.unit == "ms",
        ),
    )


def _chart(x: int, y: int, title: str, points: Sequence[tuple[float, float]]) -> str:
    """Points over a logarithmic axis, from zero upwards."""
    low, high = math.log(points[0][0]), math.log(points[-1][0])
    top = max(value for _, value in points) * 1.15

    def place(at: float, value: float) -> tuple[float, float]:
        across = x + LEFT + (WIDTH - LEFT - 24) * (math.log(at) - low) / (high - low)
        return round(across, 1), round(y + HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 1)

    drawn = [place(at, value) for at, value in points]
    parts = [_text(x + LEFT, y + 20, title, "start", 13)]
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
        parts.append(_text(across, y + HEIGHT - BOTTOM + 16, f"{at:,.0f}", "middle"))
        parts.append(_text(across, down - 7, f"{value:,.3g}", "middle"))
    return "\n".join(parts)


def _text(x: float, y: float, words: str, anchor: str, size: int = 10) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{INK}">{words}</text>'
