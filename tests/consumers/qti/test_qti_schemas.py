"""Packages of QTI 1.2 to 3.0 by the published schemas: the example banks, and banks that Hypothesis makes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import kitchen
import pytest
import strategies
from hypothesis import given, settings
from published import faults
from qbank_qti import qti12, qti12_plain, qti21, qti22, qti30

from qbank.api import BankInfo
from qbank.compiler.build import build
from qbank.compiler.outcome import Request
from qbank.compiler.project import open_project
from qbank.model import Bank

ROOT = Path(__file__).parents[3]

FORMATS = [qti12, qti12_plain, qti21, qti22, qti30]
each_version = pytest.mark.parametrize("format_", FORMATS, ids=lambda one: one.name)


@each_version
@pytest.mark.parametrize("source", ["source", "tests/kitchen_sink/source"])
def test_banks_as_the_compiler_builds_them_are_valid(format_: Any, source: str, tmp_path: Path) -> None:
    """The example banks, and the kitchen sink of all formats."""
    shutil.copytree(ROOT / source, tmp_path / "source")
    assert build(open_project(tmp_path), Request(formats=(format_.name,), jobs=1, now=1_800_000_000)).written
    packages = sorted((tmp_path / "build" / format_.name).glob("*.zip"))
    assert len(packages) == len(list((tmp_path / "source").rglob("*.yaml")))
    for package in packages:
        assert faults(package) == []


@each_version
@given(bank=strategies.banks(strategies.texts | strategies.any_texts, strategies.plains | strategies.any_plains))
@settings(max_examples=25, deadline=None)
def test_any_bank_is_valid(format_: Any, bank: Bank) -> None:
    """Every kind, every field, any text."""
    info = BankInfo(
        id=bank.bank,
        title=bank.title or bank.bank,
        file="source/any.yaml",
        description=bank.description or "",
        language=bank.language or "en",
        license=bank.license or "",
        authors=bank.authors,
        tags=bank.tags,
    )
    with tempfile.TemporaryDirectory() as folder:
        items = [*map(bank.item, bank.stimuli), *bank.questions]
        held = [item for item in items if format_.carries.holds(item.type)]
        assert faults(kitchen.build(format_.make(format_.options()), held, Path(folder), info)) == []
