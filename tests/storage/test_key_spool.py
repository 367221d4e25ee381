"""What a killed import left in the temporary folder is removed by the next."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from storage.key_spool import KeySpool


def test_the_file_of_a_process_that_is_gone_is_removed_and_that_of_a_living_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = tmp_path / f"rapport-keys-{gone.pid}-abc"
    left.mkdir()
    (left / "keys.db").write_text("left")
    with KeySpool(), KeySpool():
        assert not left.exists()
        assert len(list(tmp_path.iterdir())) == 2
    assert not list(tmp_path.iterdir())
