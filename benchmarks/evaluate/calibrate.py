"""Fits the weights of evidence to labelled cases: `python -m benchmarks.evaluate.calibrate --data DIR`.

A query's candidates and "nobody" share one probability, each candidate in proportion to the exponential of
its weighted evidence: the form in which the matcher scores. Fitted by gradient ascent (Adam) with a small
pull to zero, on the half of the cases that is not kept aside.
"""

import argparse
import json
from collections.abc import Sequence
from math import exp, log, sqrt
from pathlib import Path
from random import Random

from benchmarks.evaluate import chinese
from benchmarks.evaluate.cases import directory
from benchmarks.evaluate.matching_cases import Case, Index, index_of, kept_aside, pairs_in, read_cases, read_lines
from understanding.matching.evidence import weigh
from understanding.matching.model import Subject
from understanding.matching.pairs import signals as pair_signals

Signals = dict[str, float]
Example = tuple[list[Signals], list[int]]
EPOCHS, RATE, PULL, BATCH = 60, 0.08, 0.0001, 64


def examples(index: Index, cases: Sequence[Case]) -> dict[Subject, list[Example]]:
    """For each query the evidence about its candidates, and which of these are right."""
    places = {id(record): place for place, record in enumerate(index.records)}
    found: dict[Subject, list[Example]] = {Subject.CONTACT: [], Subject.COMPANY: []}
    for case in cases:
        records, frequency = index.candidates(case.query)
        if not records:
            continue
        rows = [each.signals for each in weigh(case.query, records, frequency)]
        right = [i for i, record in enumerate(records) if index.who[places[id(record)]] & case.right]
        found[records[0].subject].append((rows, right))
    return found


def fit(data: Sequence[Example], start: Signals, *, epochs: int = EPOCHS, pull: float = PULL) -> Signals:
    """The weights that make the right answers likeliest."""
    weights = dict(start) or {"bias": -4.0}
    first: Signals = {}
    second: Signals = {}
    order, random, step = list(range(len(data))), Random(7), 0  # noqa: S311 - a shuffle that can be repeated
    for epoch in range(epochs):
        random.shuffle(order)
        rate = RATE * (1 - epoch / epochs) + 0.005
        for at in range(0, len(order), BATCH):
            step += 1
            slope = _slope([data[i] for i in order[at : at + BATCH]], weights)
            for name, value in slope.items():
                pulled = value - pull * weights.get(name, 0.0)
                first[name] = 0.9 * first.get(name, 0.0) + 0.1 * pulled
                second[name] = 0.999 * second.get(name, 0.0) + 0.001 * pulled**2
                gain = (first[name] / (1 - 0.9**step)) / (sqrt(second[name] / (1 - 0.999**step)) + 1e-8)
                weights[name] = weights.get(name, 0.0) + rate * gain
    return {name: round(value, 3) for name, value in sorted(weights.items())}


def _slope(batch: Sequence[Example], weights: Signals) -> Signals:
    slope: Signals = {}
    for rows, right in batch:
        chances = [exp(max(-20.0, min(20.0, _total(row, weights)))) for row in rows]
        everything = 1.0 + sum(chances)
        good = sum(chances[i] for i in right)
        for i, row in enumerate(rows):
            wanted = chances[i] / good if i in right else 0.0
            push = (wanted - chances[i] / everything) / len(batch)
            if abs(push) < 1e-7:
                continue
            slope["bias"] = slope.get("bias", 0.0) + push
            for name, value in row.items():
                slope[name] = slope.get(name, 0.0) + push * value
    return slope


def _total(row: Signals, weights: Signals) -> float:
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in row.items())


def likelihood(data: Sequence[Example], weights: Signals) -> float:
    """The mean logarithm of the probability given to what is right."""
    total = 0.0
    for rows, right in data:
        chances = [exp(max(-20.0, min(20.0, _total(row, weights)))) for row in rows]
        everything = 1.0 + sum(chances)
        total += log((sum(chances[i] for i in right) if right else 1.0) / everything + 1e-12)
    return total / max(1, len(data))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="folder of customers_*.jsonl and queries_*.jsonl")
    parser.add_argument("--out", type=Path, default=Path("understanding/matching/data/weights.json"))
    chosen = parser.parse_args()
    tuned: dict[Subject, list[Example]] = {Subject.CONTACT: [], Subject.COMPANY: []}
    aside: dict[Subject, list[Example]] = {Subject.CONTACT: [], Subject.COMPANY: []}
    for customers in sorted(directory("matching", chosen.data).glob("customers_*.jsonl")):
        index = index_of(read_lines(customers))
        cases = read_cases(customers.with_name(customers.name.replace("customers", "queries")))
        for part, target in ((False, tuned), (True, aside)):
            for subject, found in examples(index, [c for c in cases if kept_aside(c) is part]).items():
                target[subject] += found
    for rows, cases in (chinese.people(), chinese.companies()):
        index = index_of(rows)
        thinned = [case for number, case in enumerate(cases) if number % 6 == 0]
        for subject, found in examples(index, thinned).items():
            tuned[subject] += found
    table = {subject.value: fit(data, {}) for subject, data in tuned.items()}
    pairs = directory("matching", chosen.data) / "pairs.jsonl"
    for subject in Subject:
        found = [
            ([pair_signals(a, b, subject)], [0] if same else [])
            for a, b, kind, same in pairs_in(pairs)
            if kind is subject
        ]
        table[f"pair_{subject}"] = fit([pair for n, pair in enumerate(found) if n % 2 == 0], {}, epochs=300, pull=0.01)
    for subject in Subject:
        print(subject, likelihood(tuned[subject], table[subject]), likelihood(aside[subject], table[subject]))
    chosen.out.write_text(json.dumps(table, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
