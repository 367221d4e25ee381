"""Fits the weights of evidence to labelled cases: `python -m benchmarks.evaluate.calibrate --data DIR`.

A query's candidates and "nobody" share one probability, each candidate in proportion to the exponential of
its weighted evidence: the form in which the matcher scores. Fitted by gradient ascent (Adam) with a small
pull to zero. Who is no customer counts more than once, since a wrong link costs more than a question.

The weights that ship are fitted to all cases; how good they are is told by `weights_without`: cases are parted
into folds by their identifiers, and each is answered by weights that never saw its fold.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import exp, log, sqrt
from pathlib import Path
from random import Random
from zlib import crc32

from benchmarks.evaluate import chinese, chinese_firms
from benchmarks.evaluate.cases import directory
from benchmarks.evaluate.matching_cases import Case, Index, index_of, pairs_in, read_cases, read_lines
from understanding.matching.evidence import weigh
from understanding.matching.model import Subject
from understanding.matching.pairs import signals as pair_signals

Signals = dict[str, float]
Row = tuple[tuple[int, float], ...]
WeightsOf = Callable[[str], dict[str, Signals]]
"""For a case's identifier, the weights of both subjects."""
Prepared = tuple[list[Row], frozenset[int], float]
EPOCHS, RATE, PULL, BATCH = 30, 0.06, 0.00005, 64
STRANGERS = {Subject.CONTACT: 2.0, Subject.COMPANY: 3.0}
SETTLED, HOPELESS = 5, 0.0001  # after so many rounds, candidates below that share of a query's chances are left out
THINNED = 6  # one in so many of the made-up cases is enough


@dataclass(frozen=True, slots=True)
class Example:
    """A query: the evidence about its candidates, which of these are right, and how much it counts."""

    rows: Sequence[Signals]
    right: Sequence[int]
    case: str = ""
    counts: float = 1.0


def fold_of(case: str, folds: int) -> int:
    """Into which of so many parts a case falls: by its identifier, the same for ever."""
    return crc32(case.encode()) % folds


def thinned(cases: Sequence[Case], part: int) -> list[Case]:
    """One in THINNED of the made-up cases, by a hash: they come in rows, and every so many would miss whole kinds."""
    return [case for case in cases if blake2b(case.id.encode()).digest()[0] % THINNED == part]


def examples(index: Index, cases: Sequence[Case]) -> Iterator[tuple[Subject, Example]]:
    """For each query the evidence about its candidates, and which of these are right."""
    places = {id(record): place for place, record in enumerate(index.records)}
    for case in cases:
        records, frequency = index.candidates(case.query)
        if not records:
            continue
        rows = [each.signals for each in weigh(case.query, records, frequency)]
        right = [i for i, record in enumerate(records) if index.who[places[id(record)]] & case.right]
        subject = records[0].subject
        yield subject, Example(rows, right, case.id, 1.0 if case.right else STRANGERS[subject])


def all_examples(folder: Path) -> dict[Subject, list[Example]]:
    """Those of every set of cases, and of the made-up Chinese ones."""
    found: dict[Subject, list[Example]] = {subject: [] for subject in Subject}
    for customers in sorted(folder.glob("customers_*.jsonl")):
        index = index_of(read_lines(customers))
        cases = read_cases(customers.with_name(customers.name.replace("customers", "queries")))
        for subject, example in examples(index, cases):
            found[subject].append(example)
    for rows, cases in (chinese.people(), chinese_firms.companies()):
        for subject, example in examples(index_of(rows), thinned(cases, part=0)):
            found[subject].append(example)
    return found


def fit(data: Sequence[Example], *, epochs: int = EPOCHS, pull: float = PULL) -> Signals:
    """The weights that make the right answers likeliest."""
    names = ["bias", *sorted({name for example in data for row in example.rows for name in row})]
    numbers = {name: number for number, name in enumerate(names)}
    prepared = [
        ([_numbered(row, numbers) for row in example.rows], frozenset(example.right), example.counts)
        for example in data
    ]
    weights = [0.0] * len(names)
    weights[0] = -4.0
    first, second = [0.0] * len(names), [0.0] * len(names)
    order, random, step = list(range(len(data))), Random(7), 0  # noqa: S311 - a shuffle that can be repeated
    for epoch in range(epochs):
        random.shuffle(order)
        if epoch == SETTLED:
            prepared = [_likely(example, weights) for example in prepared]
        rate = RATE * (1 - epoch / epochs) + 0.003
        for at in range(0, len(order), BATCH):
            step += 1
            slope = _slope([prepared[i] for i in order[at : at + BATCH]], weights)
            for number, value in slope.items():
                pulled = value - pull * weights[number]
                first[number] = 0.9 * first[number] + 0.1 * pulled
                second[number] = 0.999 * second[number] + 0.001 * pulled**2
                gain = (first[number] / (1 - 0.9**step)) / (sqrt(second[number] / (1 - 0.999**step)) + 1e-8)
                weights[number] += rate * gain
    return {name: round(weight, 3) for name, weight in zip(names, weights, strict=True)}


def _likely(example: Prepared, weights: Sequence[float]) -> Prepared:
    rows, right, counts = example
    chances = _chances(rows, weights)
    least = HOPELESS * (1.0 + sum(chances))
    kept = [i for i, chance in enumerate(chances) if chance > least or i in right]
    return [rows[i] for i in kept], frozenset(n for n, i in enumerate(kept) if i in right), counts


def _chances(rows: Sequence[Row], weights: Sequence[float]) -> list[float]:
    return [exp(max(-20.0, min(20.0, sum([weights[number] * value for number, value in row])))) for row in rows]


def _numbered(row: Signals, numbers: dict[str, int]) -> Row:
    return ((0, 1.0), *((numbers[name], value) for name, value in row.items() if value))


def _slope(batch: Sequence[Prepared], weights: Sequence[float]) -> dict[int, float]:
    slope: dict[int, float] = {}
    for rows, right, counts in batch:
        chances = _chances(rows, weights)
        everything = 1.0 + sum(chances)
        good = sum(chances[i] for i in right)
        for i, row in enumerate(rows):
            wanted = chances[i] / good if i in right else 0.0
            push = (wanted - chances[i] / everything) * counts / len(batch)
            if abs(push) < 1e-7:
                continue
            for number, value in row:
                slope[number] = slope.get(number, 0.0) + push * value
    return slope


def likelihood(data: Sequence[Example], weights: Signals) -> float:
    """The mean logarithm of the probability given to what is right."""
    total = 0.0
    for example in data:
        sums = [weights["bias"] + sum(weights.get(n, 0.0) * v for n, v in row.items()) for row in example.rows]
        chances = [exp(max(-20.0, min(20.0, each))) for each in sums]
        good = sum(chances[i] for i in example.right) if example.right else 1.0
        total += log(good / (1.0 + sum(chances)) + 1e-12)
    return total / max(1, len(data))


def weights_without(folder: Path, folds: int) -> WeightsOf:
    """For a case's identifier the weights fitted to all folds but its own."""
    data = all_examples(folder)
    tables = [
        {
            subject.value: fit([each for each in some if fold_of(each.case, folds) != fold])
            for subject, some in data.items()
        }
        for fold in range(folds)
    ]
    return lambda case: tables[fold_of(case, folds)]


def pair_table(pairs: Path, subject: Subject) -> Signals:
    """The weights of names alone, fitted to every other labelled pair."""
    found = [
        Example([pair_signals(a, b, subject)], [0] if same else [])
        for a, b, kind, same in pairs_in(pairs)
        if kind is subject
    ]
    return fit(found[::2], epochs=300, pull=0.01)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="folder of customers_*.jsonl and queries_*.jsonl")
    parser.add_argument("--out", type=Path, default=Path("understanding/matching/data/weights.json"))
    chosen = parser.parse_args()
    folder = directory("matching", chosen.data)
    data = all_examples(folder)
    table = {subject.value: fit(some) for subject, some in data.items()}
    for subject in Subject:
        print(subject, len(data[subject]), likelihood(data[subject], table[subject]))
        table[f"pair_{subject}"] = pair_table(folder / "pairs.jsonl", subject)
    chosen.out.write_text(json.dumps(table, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
