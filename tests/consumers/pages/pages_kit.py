"""Builds pages as `qbank build` does, and reads a bank's questions for comparison."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from qbank.compiler.build import build
from qbank.compiler.outcome import Outcome, Request
from qbank.compiler.project import open_project
from qbank.compiler.reader import compile_file

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
BANKS = HERE / "banks"
NOW = 1_750_000_000


def built(folder: Path, *banks: Path, formats: tuple[str, ...] = ("study",), settings: str = "") -> Outcome:
    """Build banks in a project of their own under `folder`; the outcome has no errors."""
    source = folder / "source"
    source.mkdir(parents=True, exist_ok=True)
    for bank in banks:
        shutil.copy(bank, source / bank.name)
    if settings:
        (folder / "qbank.yaml").write_text(settings, encoding="utf-8")
    outcome = build(open_project(folder), Request(formats=formats, jobs=1, now=NOW, trust=True))
    assert not outcome.failed(), outcome.diagnostics
    return outcome


def questions(bank: Path) -> dict[str, Any]:
    """Return a bank's questions by id."""
    unit = compile_file(bank.parent, bank.name)
    return {question.id: question for question in unit.questions}
