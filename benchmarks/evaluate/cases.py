"""Where labelled cases are read from: a directory told, else the shared ones beside the project, else our own."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
Row = dict[str, Any]


def directory(subject: str, told: str | None) -> Path:
    """The folder with a subject's sets; `told` may name it or its parent. Raises FileNotFoundError if told wrongly."""
    if told is not None:
        path = Path(told)
        path = path / subject if (path / subject).is_dir() else path
        if not path.is_dir():
            raise FileNotFoundError(path)
        return path
    shared = ROOT.parent / "shared" / "data" / subject
    return shared if shared.is_dir() else ROOT / "benchmarks" / "cases" / subject


def read(folder: Path, name: str) -> Sequence[Row]:
    """The rows of a set, none where there is no such file."""
    path = folder / f"{name}.jsonl"
    if not path.is_file():
        return ()
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
