"""`python -m benchmarks.evaluate known`: customers of the database are recognised in what reps write."""

import pytest

from benchmarks.evaluate.known import main


def test_those_named_in_full_are_always_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert "zh: person in full" in shown
    for line in shown.splitlines():
        if "person in full" in line or "en: company in full" in line:
            assert line.split()[-3:] == ["100.0%"] * 3
