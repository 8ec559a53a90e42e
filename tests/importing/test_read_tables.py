"""Tables of ours, read back exactly, with what people changed in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bank_files import BANKS, expected, made, unit_of
from hypothesis import HealthCheck, given, settings
from qbank_tables import csv as csv_format
from qbank_tables import xlsx as xlsx_format
from read_back import detected, read, read_text, written
from strategies import any_plains, any_texts, banks

from qbank.api import Format
from qbank.importing.found import Refused
from qbank.model import Bank

FORMATS: dict[str, Format[Any]] = {"csv": csv_format, "xlsx": xlsx_format}
EACH = pytest.mark.parametrize("name", FORMATS)
thorough = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@EACH
@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_a_bank_comes_back_exactly(name: str, path: Path, tmp_path: Path) -> None:
    """Every question and stimulus, what the bank says of itself, and each file under its own address."""
    unit, project = unit_of(path)
    assert unit.bank
    file = written(made(FORMATS[name], unit.bank, project, unit), tmp_path, f".{name}")
    result = read(name, file)
    assert detected(file) == name
    assert result.bank == expected(unit.bank)
    assert result.kept == {address: (path.parent / address).read_bytes() for address in result.kept}
    assert set(result.kept) == set(unit.media) & set(result.kept) and len(result.kept) == len(unit.media)


@EACH
@thorough
@given(bank=banks(any_texts, any_plains))
def test_any_bank_comes_back_exactly(name: str, tmp_path_factory: pytest.TempPathFactory, bank: Bank) -> None:
    """Whatever its texts hold: formulas of spreadsheets, quotes, line breaks, carriage returns."""
    file = written(made(FORMATS[name], bank), tmp_path_factory.mktemp(name), f".{name}")
    assert read(name, file).bank == expected(bank)


@EACH
def test_texts_longer_than_a_cell_come_back(name: str, tmp_path: Path) -> None:
    """Excel's cells end at 32,767 characters."""
    texts = ["long " * 9_000, "x" * 16_000, "y" * 16_001, "-" + "z" * 40_000]
    questions = [{"type": "essay", "id": f"q{n}", "prompt": text} for n, text in enumerate(texts)]
    questions.append({"type": "multiple_choice", "id": "c", "prompt": "p", "choices": [{"answer": "a"}, "b " * 16_000]})
    bank = Bank.model_validate({"schema": "1", "bank": "b", "questions": questions})
    file = written(made(FORMATS[name], bank), tmp_path, f".{name}")
    assert read(name, file).bank == expected(bank)


def test_rows_that_people_added_come_in(tmp_path: Path) -> None:
    """Below ours, without an id; a row that is broken is refused, and named."""
    rows = (
        "id,bank,type,prompt,choices,answer",
        "b,b,bank,,,",
        ",,true_false,Is it?,,true",
        'x,,multiple_choice,Which?,"choices: [a",',
        "y,,,Which?,,",
    )
    result = read_text("csv", "\n".join(rows), tmp_path, "csv")
    assert result.data == [{"type": "true_false", "prompt": "Is it?", "answer": "true"}]
    assert [str(one.place) for one in result.of(Refused)] == ["line 4, row 4", "line 5, row 5"]
