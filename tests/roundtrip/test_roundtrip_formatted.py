"""A Markdown document that was put in order by Prettier, as editors do on saving, comes back all the same."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import lawful
import pytest
from bank_files import BANKS, ROOT, unit_of

PRETTIER = ROOT / "tests" / "node_modules" / "prettier" / "bin" / "prettier.cjs"


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_a_formatted_document_comes_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It changes the marks of emphasis and lists, empty lines, tables."""
    unit, project = unit_of(path)
    assert unit.bank
    write = lawful.written

    def formatted(*arguments: Any) -> Path:
        file = write(*arguments)
        before = file.read_bytes()
        subprocess.run(["node", str(PRETTIER), "--write", str(file)], check=True, capture_output=True)
        assert file.read_bytes() != before
        return file

    monkeypatch.setattr(lawful, "written", formatted)
    assert lawful.differences("markdown", unit.bank, unit, project) == []
