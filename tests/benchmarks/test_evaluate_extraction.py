"""`make evaluate`: our own cases are all right, and the report shows what is not."""

import json
from pathlib import Path

from benchmarks.evaluate.cases import ROOT
from benchmarks.evaluate.extraction import evaluate, main


def test_every_case_of_our_own_is_understood() -> None:
    figures, _ = evaluate(ROOT / "benchmarks" / "cases" / "extraction")
    wrong = [each for of_set in figures.values() for seen in of_set.values() for each in seen.confusions]
    assert figures
    assert wrong == []


def test_a_wrong_answer_stands_in_the_figures_and_in_the_report(tmp_path: Path) -> None:
    case = {
        "at": "2026-11-18T10:00:00+08:00",
        "tz": "Asia/Shanghai",
        "text": "call Tom tomorrow",
        "expect": {"people": ["Tim"]},
    }
    (tmp_path / "notes_en.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    figures, report = tmp_path / "figures.json", tmp_path / "report.md"
    main(["--data", str(tmp_path), "--json", str(figures), "--report", str(report)])
    assert json.loads(figures.read_text(encoding="utf-8"))["sets"]["notes_en"]["people"] == {"cases": 1, "wrong": 1}
    assert "“call Tom tomorrow” — wanted `['Tim']`, got `['Tom']`" in report.read_text(encoding="utf-8")
