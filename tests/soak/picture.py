"""The soak as one small picture: memory, what waits, and the log, each over time."""

from collections.abc import Callable, Sequence

from tests.soak.verdict import MEGABYTE, Sample

WIDTH, HEIGHT, LEFT, TOP = 640, 110, 60, 24
LINES: Sequence[tuple[str, str, Callable[[Sample], float]]] = (
    ("memory, MB", "#2563eb", lambda one: one.memory / MEGABYTE),
    ("oldest update waiting, s", "#d97706", lambda one: one.inbox_oldest),
    ("write-ahead log, MB", "#059669", lambda one: one.log / MEGABYTE),
)


def draw(samples: Sequence[Sample]) -> str:
    """An SVG: one strip a line, each from 0 to its own top, which is written beside it."""
    strips = [_strip(n, title, colour, samples, value) for n, (title, colour, value) in enumerate(LINES)]
    size = f'width="{LEFT + WIDTH + 20}" height="{len(LINES) * (HEIGHT + TOP) + 20}"'
    minutes = f"{samples[-1].at / 60:.0f} minutes"
    end = f'<text x="{LEFT + WIDTH}" y="{len(LINES) * (HEIGHT + TOP) + 14}" text-anchor="end">{minutes}</text>'
    style = "<style>text{font:12px sans-serif;fill:#444}</style>"
    background = '<rect width="100%" height="100%" fill="#fff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{style}{background}{"".join(strips)}{end}</svg>\n'


def _strip(n: int, title: str, colour: str, samples: Sequence[Sample], value: Callable[[Sample], float]) -> str:
    bottom = n * (HEIGHT + TOP) + TOP + HEIGHT
    most = max(*map(value, samples), 1e-9)
    points = " ".join(
        f"{LEFT + one.at / samples[-1].at * WIDTH:.1f},{bottom - value(one) / most * HEIGHT:.1f}" for one in samples
    )
    return (
        f'<text x="{LEFT}" y="{bottom - HEIGHT - 8}">{title}</text>'
        f'<text x="{LEFT - 6}" y="{bottom - HEIGHT + 8}" text-anchor="end">{most:.3g}</text>'
        f'<text x="{LEFT - 6}" y="{bottom}" text-anchor="end">0</text>'
        f'<line x1="{LEFT}" y1="{bottom}" x2="{LEFT + WIDTH}" y2="{bottom}" stroke="#ccc"/>'
        f'<polyline fill="none" stroke="{colour}" stroke-width="1.5" points="{points}"/>'
    )
