"""How well the matcher answers labelled cases: `python -m benchmarks.evaluate matching --data DIR`.

Per data set: of the answers `sure` how many were right, who was linked wrongly, how many were asked, how
many of those with a sure answer got it (recall), how often the first candidate was right, and the recall at
one per cent false links.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from benchmarks.evaluate import chinese, chinese_firms
from benchmarks.evaluate.calibrate import WeightsOf, thinned, weights_without
from benchmarks.evaluate.cases import directory
from benchmarks.evaluate.matching_cases import Case, Index, index_of, pairs_in, read_cases, read_lines
from domain.terms import Verdict
from understanding.matching import SHIPPED, Decision, Subject, Thresholds, decide
from understanding.matching.pairs import SAME, likeness_of


@dataclass(frozen=True, slots=True)
class Answer:
    """What the matcher said to a case: `right` if its first candidate is one of the right ones."""

    case: Case
    decision: Decision
    right: bool

    @property
    def score(self) -> float:
        return self.decision.candidates[0].score if self.decision.candidates else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares are 0 to 1.

    `sure_right` of the answers sure; `false_links` of those who are no customers; `ask_sure` of the cases in
    which one would ask; `recall` and `ranking` of those who are customers.
    """

    cases: int
    sure_right: float
    wrong: int
    false_links: float
    ask_sure: float
    ask_rate: float
    recall: float
    ranking: float
    recall_at_1: float
    queries_per_s: float


def answers(
    index: Index, cases: Sequence[Case], thresholds: Thresholds = SHIPPED, weights: WeightsOf | None = None
) -> list[Answer]:
    places = {id(record): place for place, record in enumerate(index.records)}
    found = []
    for case in cases:
        records, frequency = index.candidates(case.query)
        tables = weights(case.id) if weights else None
        decision = decide(case.query, records, frequency=frequency, thresholds=thresholds, weights=tables)
        first = decision.candidates[0].record if decision.candidates else None
        right = first is not None and bool(index.who[places[id(first)]] & case.right)
        found.append(Answer(case, decision, right))
    return found


def figures(found: Sequence[Answer], seconds: float) -> Figures:
    sure = [a for a in found if a.decision.verdict is Verdict.SURE]
    new = [a for a in found if a.case.expect == "new"]
    ask = [a for a in found if a.case.expect == "ask"]
    known = [a for a in found if a.case.expect == "sure"]
    judged = [a for a in sure if a.case.expect != "ask"]
    bar = sorted((a.score for a in new), reverse=True)[len(new) // 100] if new else 0.0
    return Figures(
        len(found),
        _share([a.right for a in sure]),
        sum(not a.right for a in judged),
        _share([a.decision.verdict is Verdict.SURE for a in new], none=0.0),
        _share([a.decision.verdict is Verdict.SURE for a in ask], none=0.0),
        _share([a.decision.verdict is Verdict.ASK for a in found]),
        _share([a.right and a.decision.verdict is Verdict.SURE for a in known]),
        _share([a.right for a in found if a.case.right]),
        _share([a.right and a.score > bar for a in known]),
        len(found) / seconds if seconds else 0.0,
    )


def _share(flags: Sequence[bool], none: float = 1.0) -> float:
    return sum(flags) / len(flags) if flags else none


def evaluate(customers: Path, weights: WeightsOf | None = None) -> tuple[Figures, list[Answer]]:
    """One data set, with the shipped weights or those told for a case."""
    index = index_of(read_lines(customers))
    cases = read_cases(customers.with_name(customers.name.replace("customers", "queries")))
    began = time.perf_counter()
    found = answers(index, cases, weights=weights)
    return figures(found, time.perf_counter() - began), found


HEAD = "set cases sure_right wrong false_links ask_sure ask_rate recall ranking recall@1% q/s"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.evaluate matching", description=__doc__)
    parser.add_argument("--data", help="folder of customers_*.jsonl and queries_*.jsonl")
    parser.add_argument("--folds", type=int, help="fit anew, and answer each case with weights that never saw its fold")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--report", type=Path, help="put the figures into this page, between its two marks")
    parser.add_argument("--errors", type=int, default=0, help="show so many wrong answers of each set")
    chosen, _ = parser.parse_known_args(arguments)
    folder = directory("matching", chosen.data)
    weights = weights_without(folder, chosen.folds) if chosen.folds else None
    table: list[str] = []
    for name, result, found in _results(folder, weights):
        if chosen.json:
            print(json.dumps({"set": name, **asdict(result)}))
            continue
        if not table:
            print(" ".join(f"{word:>14}" for word in HEAD.split()))
        print(f"{name:>14}", *(_cell(value) for value in asdict(result).values()))
        table.append(f"| {name} | " + " | ".join(_cell(value).strip() for value in asdict(result).values()) + " |")
        _show_errors(found, chosen.errors)
    pairs = _pairs(folder)
    print(pairs if not chosen.json else json.dumps({"set": "pairs", "told": pairs}))
    if chosen.report:
        _write_report(chosen.report, table, pairs, chosen.folds)
    return 0


def _results(folder: Path, weights: WeightsOf | None) -> Iterator[tuple[str, Figures, list[Answer]]]:
    for customers in sorted(folder.glob("customers_*.jsonl")):
        yield (customers.stem.removeprefix("customers_"), *evaluate(customers, weights))
    for name, made in (("made-up zh people", chinese.people), ("made-up zh firms", chinese_firms.companies)):
        rows, cases = made()
        index = index_of(rows)
        began = time.perf_counter()
        found = answers(index, thinned(cases, part=1), weights=weights)
        yield name, figures(found, time.perf_counter() - began), found


def _pairs(folder: Path) -> str:
    """F1 of names alone, of every other pair (the rest is what the weights were fitted to).

    And microseconds a pair, each name read once before, as in a list that is compared.
    """
    numbers = {subject: count() for subject in Subject}
    wanted = []
    for one, other, subject, same in pairs_in(folder / "pairs.jsonl"):
        if next(numbers[subject]) % 2 == 1:
            wanted.append((one, other, subject, same))
    if not wanted:
        return "no pairs"
    said = [likeness_of(one, other, subject) >= SAME for one, other, subject, _ in wanted]
    right = sum(a and pair[3] for a, pair in zip(said, wanted, strict=True))
    f1 = 2 * right / (sum(said) + sum(pair[3] for pair in wanted))
    began = time.process_time()
    for one, other, subject, _ in wanted:
        likeness_of(one, other, subject)
    micros = (time.process_time() - began) / len(wanted) * 1e6
    return f"pairs of names: {len(wanted)}, F1 {f1:.3f}, {micros:.0f} us a pair"


def _write_report(page: Path, table: Sequence[str], pairs: str, folds: int | None) -> None:
    before, _, rest = page.read_text("utf-8").partition("<!-- figures -->")
    after = rest.partition("<!-- end of figures -->")[2]
    head = f"| {' | '.join(HEAD.split())} |\n|{'---|' * len(HEAD.split())}"
    told = f"Each case answered by weights fitted to the other {folds - 1} of {folds} folds." if folds else "Fitted."
    body = "\n".join([told, "", head, *table, "", pairs])
    page.write_text(f"{before}<!-- figures -->\n{body}\n<!-- end of figures -->{after}", "utf-8")


def _cell(value: float) -> str:
    return f"{value:>12}" if isinstance(value, int) else f"{value:>12.4f}" if value <= 1 else f"{value:>12.0f}"


def _show_errors(found: Sequence[Answer], limit: int) -> None:
    bad = [a for a in found if a.decision.verdict is Verdict.SURE and not a.right]
    bad += [a for a in found if a.decision.verdict is Verdict.SURE and a.right and a.case.expect == "ask"]
    missed = [a for a in found if a.case.expect == "sure" and not (a.right and a.decision.verdict is Verdict.SURE)]
    for label, some in (("!", bad[:limit]), ("-", missed[:limit])):
        for a in some:
            asked = {k: v for k, v in asdict(a.case.query).items() if v}
            got = [(c.record.name, c.record.company, round(c.score, 3), c.why) for c in a.decision.candidates[:2]]
            print("   ", label, a.case.kind, a.case.expect, asked, "=>", got)


if __name__ == "__main__":
    main()
