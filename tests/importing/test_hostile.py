"""Files of strangers: each reader is given 200 damaged ones (`mutate.py` tries as many as one likes)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qbank.importing.registry import names

PROGRAM = Path(__file__).parent / "mutate.py"


@pytest.mark.parametrize("name", names())
def test_damaged_files_end_well(name: str) -> None:
    """No traceback, no hang, no more than 512 MB; what is written is a bank without errors."""
    done = subprocess.run([sys.executable, str(PROGRAM), name], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
