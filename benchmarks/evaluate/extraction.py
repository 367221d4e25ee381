"""How well a text is understood, per kind and language, with what was confused for what.

Reads the sets named in judging.JUDGES from a directory of .jsonl files; prints a table, writes JSON and a report.
"""

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.evaluate import blind
from benchmarks.evaluate.cases import ROOT, directory, read
from benchmarks.evaluate.figure import Figure
from benchmarks.evaluate.judging import JUDGES, Judged, context_of
from understanding.extraction import Context, Understanding, understand

_BLIND = (
    "Every row of the sets above has been read while the grammars were written, so they prove little. These",
    "batches were written with their answers before anything was run on them, one after the other; what a batch",
    "showed was mended before the next was written. Its first sight is kept and tells what the grammars did on",
    "texts they were not made for; of the grammars as they are now, the last batch tells most.",
)
_DECIDED = (
    "- What a customer means to do on a day, in a week or a month is a follow-up (“will decide Tuesday”: ask then);",
    "  a quarter, half or year is one only with something to do in it (“call in Q2”), not for “they decide in Q1”.",
    "- Opening hours, birthdays, habits, lengths in terms (“60 days net”), what was called off, the date lines of a",
    "  pasted mail or chat are none; neither is a month whose next one is ten months away, unless planned.",
    "- 年后 and a feast with 后 are the day on which work goes on; a day said outright beside a feast goes first.",
    "- Both ends of a range are amounts, in their order; the first one is taken for the deal (“between five and ten",
    "  thousand dollars”: 5,000).",
    "- Numbers of services (110, 10086, 95588: less than six digits) are nobody's phone; company lines (400, 800) are.",
    "- A name that several countries call their money by (kr, peso, rupee) is the workspace's own, where it is one.",
    "- Lakhs and crores without a currency are rupees. Coins are BTC, ETH, USDT and USDC, counted to their own digits.",
    "- An unknown count (几十万, mid six figures) is no amount; one that is about so much (三十来万, 近百万) is,",
    "  百八十万 is a million, and a bound (不到50万, under 100k) is its figure.",
    "- A bare number below a thousand after a word for a whole deal (预算80, below a hundred in English) could be",
    "  thousands or ten thousands: no amount, unless an amount before it says its scale (从120万砍到80).",
    "- A well-known firm is one by its name alone; a name that is also a word needs words around it that speak for a",
    "  firm, and any other name is what no everyday word explains where a firm stands.",
)
_SHOWN = 12  # confusions listed per figure


Figures = dict[str, dict[str, Figure]]


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    folder = directory("extraction", options.data)
    figures, milliseconds = evaluate(folder)
    _print(folder, figures, milliseconds, shown=options.confusions)
    if options.json:
        Path(options.json).write_text(_as_json(figures, milliseconds), encoding="utf-8")
    if options.report:
        Path(options.report).write_text(report(folder, figures, milliseconds), encoding="utf-8")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluate extraction")
    parser.add_argument("--data", help="a directory of labelled sets")
    parser.add_argument("--json", default=str(ROOT / "benchmarks" / "extraction.json"), help="where figures go")
    parser.add_argument("--report", default=str(ROOT / "docs" / "extraction.md"), help="where the report goes")
    parser.add_argument("--confusions", type=int, default=0, help="how many confusions to print per figure")
    return parser.parse_args(arguments)


def evaluate(folder: Path) -> tuple[Figures, float]:
    """The figures of every set in `folder`, and the milliseconds a text took on average."""
    figures: Figures = {}
    count, seconds = 0, 0.0
    understand("warm up 预热", context_of({}))
    for name, judge in JUDGES.items():
        found: dict[str, Figure] = defaultdict(Figure)
        for row in read(folder, name):
            answer, took = _timed(row["text"], context_of(row))
            count, seconds = count + 1, seconds + took
            for seen in judge(row, answer):
                found[seen.figure].add(seen)
        if found:
            figures[name] = dict(found)
    return figures, 1000 * seconds / max(count, 1)


def _timed(text: str, context: Context) -> tuple[Understanding, float]:
    began = time.process_time()
    answer = understand(text, context)
    return answer, time.process_time() - began


def _print(folder: Path, figures: Figures, milliseconds: float, *, shown: int) -> None:
    print(f"{folder}: {milliseconds:.2f} ms a text")
    print(f"{'set':<12} {'figure':<30} {'cases':>5} {'right':>7} {'wrong':>7} {'missing':>7} {'false':>7}")
    for name, of_set in figures.items():
        for figure, seen in of_set.items():
            shares = " ".join(f"{seen.share(verdict):>7.1%}" for verdict in ("right", "wrong", "missing", "false"))
            print(f"{name:<12} {figure:<30} {seen.total:>5} {shares}")
            for each in seen.confusions[:shown]:
                print(f"    {each.verdict}: {each.text!r}\n        wanted {each.wanted}\n        got    {each.got}")
    sys.stdout.flush()


def _as_json(figures: Figures, milliseconds: float) -> str:
    sets = {
        name: {figure: {"cases": seen.total, **seen.counts} for figure, seen in of_set.items()}
        for name, of_set in figures.items()
    }
    return json.dumps({"milliseconds_a_text": round(milliseconds, 3), "sets": sets}, indent=2) + "\n"


def report(folder: Path, figures: Figures, milliseconds: float) -> str:
    """The report as Markdown: the table, then the confusions of each figure."""
    lines = [
        "# How well texts are understood",
        "",
        "Written by `make evaluate`. Each set is scored on what a text yields when read alone, knowing no customer.",
        f"A text took {milliseconds:.2f} ms on average. Sets read from `{folder.name}`.",
        "",
        "| set | figure | cases | right | wrong | missing | false |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for name, of_set in figures.items():
        for figure, seen in of_set.items():
            shares = " | ".join(f"{seen.share(verdict):.1%}" for verdict in ("right", "wrong", "missing", "false"))
            lines.append(f"| {name} | {figure} | {seen.total} | {shares} |")
    lines += ["", "## Texts written blind", "", *_BLIND, "", *blind.table(), *_amounts_blind()]
    lines += ["", "## What is decided", "", *_DECIDED]
    lines += ["", "## What was confused for what", ""]
    for name, of_set in figures.items():
        for figure, seen in of_set.items():
            if seen.confusions and not figure.startswith("every"):
                lines += [f"### {name}: {figure}", ""]
                lines += [_confusion(each) for each in seen.confusions[:_SHOWN]]
                lines += [""]
    return "\n".join(lines)


def _amounts_blind() -> Iterator[str]:
    """The rows of the batches of amounts, phones and names: their first sight, and what is read of them today."""
    for folder in sorted(blind.FOLDER.glob("amounts-*")):
        then = json.loads((folder / "first_sight.json").read_text(encoding="utf-8"))["sets"]
        for name, of_set in evaluate(folder)[0].items():
            for figure, seen in of_set.items():
                first = then[name].get(figure)
                if first is not None:
                    share = first.get("right", 0) / first["cases"]
                    right = f"{share:.1%} | {seen.share('right'):.1%}"
                    yield f"| {folder.name} {name.rpartition('_')[2]} | {figure} | {seen.total} | {right} |"


def _confusion(seen: Judged) -> str:
    text = seen.text.replace("\n", " ⏎ ").replace("|", "\\|")
    short = text if len(text) <= 140 else f"{text[:140]} …"
    return f"- {seen.verdict}: “{short}” — wanted `{seen.wanted}`, got `{seen.got}`"
