"""Tables read back by Python's csv and by openpyxl: the same bank to the last character, and nothing runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from bank_files import BANKS, SINK, expected, made, unit_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from qbank_tables import csv as csv_format
from qbank_tables import xlsx as xlsx_format
from strategies import any_plains, any_texts, banks
from tables import PARTS, bank_of, csv_rows, media_of, xlsx_rows

from qbank.model import KINDS, Bank, Stimulus
from qbank.model.bank import BankHeader

READERS = {"csv": (csv_format, csv_rows), "xlsx": (xlsx_format, xlsx_rows)}
FORMATS = pytest.mark.parametrize("name", READERS)
FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", " =1+1", "＝1+1", "-cmd|' /C calc'!A0", "'=1", "'", "''x"]
NUMBERS = ["-1.5", "+3", "-1e3"]
thorough = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
without_returns = any_texts.filter(lambda text: "\r" not in text)
"""openpyxl leaves a carriage return as Excel writes it (`_x000D_`); only programs can bring one into a text."""


def table(name: str, bank: Bank, **more: Any) -> tuple[bytes, dict[str, bytes]]:
    """Return the table of a bank, and all files."""
    files = made(READERS[name][0], bank, **more)
    (found,) = (file for file in files if file.endswith(f".{name}"))
    return files[found], files


def prompts(*texts: str) -> Bank:
    """Return a bank whose questions have these prompts."""
    questions = [{"type": "essay", "id": f"q{n}", "prompt": text} for n, text in enumerate(texts)]
    return Bank.model_validate({"schema": "1", "bank": "b", "questions": questions})


@FORMATS
@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_a_bank_is_read_back_exactly(name: str, path: Path) -> None:
    """Every question and stimulus, and what the bank says of itself; the files that texts show stand beside it."""
    unit, project = unit_of(path)
    assert unit.bank
    data, files = table(name, unit.bank, folder=project, unit=unit)
    rows = READERS[name][1](data)
    assert bank_of(rows) == expected(unit.bank)
    for address, file in media_of(rows).items():
        assert files[file] == (path.parent / address).read_bytes()
    assert set(media_of(rows).values()) == {file for file in files if file.startswith("media/")}


@thorough
@given(banks(any_texts, any_plains))
def test_any_bank_is_read_back_from_csv(bank: Bank) -> None:
    """Whatever its texts hold."""
    assert bank_of(csv_rows(table("csv", bank)[0])) == expected(bank)


@thorough
@given(banks(without_returns, any_plains))
def test_any_bank_is_read_back_from_xlsx(bank: Bank) -> None:
    """Whatever its texts hold, names of characters as Excel escapes them included."""
    assert bank_of(xlsx_rows(table("xlsx", bank)[0])) == expected(bank)


@FORMATS
def test_there_is_a_column_for_every_field(name: str) -> None:
    """And the columns with parts are those that docs/data.md names."""
    models = [*KINDS.values(), Stimulus, BankHeader]
    fields = {field for model in models for field in model.model_fields} - {"schema_version"}
    rows = READERS[name][1](table(name, prompts("Why?"))[0])
    assert set(rows[0]) == fields | {"media"} and set(rows[0]) > PARTS
    assert list(rows[0])[:4] == ["id", "bank", "type", "title"]


def test_points_can_be_added_up() -> None:
    """They are numbers in Excel, and nothing else is."""
    bank = unit_of(SINK / "source" / "kitchen-sink.yaml")[0].bank
    assert bank
    sheet = load_workbook(io.BytesIO(table("xlsx", bank)[0])).active
    assert sheet
    kinds = {
        (head.value, cell.data_type) for head, *cells in sheet.iter_cols() for cell in cells if cell.value is not None
    }
    assert {name for name, kind in kinds if kind == "n"} == {"points"}
    assert {kind for _, kind in kinds} == {"s", "n"}


def test_csv_has_no_cell_that_is_a_formula() -> None:
    """What looks like one begins with ' instead; what begins with ' has one more; numbers stay as they are."""
    data, _ = table("csv", prompts(*FORMULAS, *NUMBERS, "a=1"))
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    cells = [row[head.index("prompt")] for row in rows][1:]
    assert data.startswith(b"\xef\xbb\xbfid,bank,") and data.endswith(b"\r\n")
    assert cells == [f"'{one}" for one in FORMULAS] + [*NUMBERS, "a=1"]
    assert [row["prompt"] for row in csv_rows(data)][1:] == [*FORMULAS, *NUMBERS, "a=1"]


@given(st.text(st.sampled_from("=+-@\t\n'1＝ a"), min_size=1, max_size=6))
def test_defusing_is_reversible(text: str) -> None:
    """Whatever a cell begins with."""
    from qbank_tables.defuse import marked

    assert marked(text).removeprefix("'") == text
    assert marked(text)[0] not in "=@＝\t\n"


def test_excel_takes_no_text_for_a_formula() -> None:
    """Cells are text by their type, and marked so that editing one makes no formula of it."""
    sheet = load_workbook(io.BytesIO(table("xlsx", prompts(*FORMULAS, "a=1"))[0])).active
    assert sheet
    (column,) = (cells for cells in sheet.iter_cols() if cells[0].value == "prompt")
    cells = column[2:]
    assert [(cell.value, cell.data_type) for cell in cells] == [(one, "s") for one in [*FORMULAS, "a=1"]]
    assert [bool(cell.quotePrefix) for cell in cells] == [not one.startswith("'") for one in FORMULAS] + [False]


def test_rows_are_as_high_as_their_texts() -> None:
    """Up to a limit, so that a sheet can be read through; LibreOffice measures no rows itself."""
    sheet = load_workbook(io.BytesIO(table("xlsx", prompts("one", "one\ntwo\nthree", "long " * 1000))[0])).active
    assert sheet
    assert [sheet.row_dimensions[row].height or 15 for row in (3, 4, 5)] == [15, 45, 180]


def test_a_text_that_is_too_long_for_a_cell_goes_on_below() -> None:
    """Excel holds 32,767 UTF-16 units a cell; emoji count twice."""
    text = "😀" * 40_000 + "end"
    data, _ = table("xlsx", prompts(text, "next"))
    assert [row["prompt"] for row in xlsx_rows(data)] == ["", text, "next"]
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet and sheet.max_row == 6
    assert all(len(str(cell.value).encode("utf-16-le")) // 2 <= 32_767 for row in sheet.iter_rows() for cell in row)


@FORMATS
def test_the_same_bank_is_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it is written."""
    bank = prompts("Why?", "=1")
    first = table(name, bank)[0]
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert table(name, bank)[0] == first


def test_a_sheet_of_a_language_from_right_to_left_is_laid_out_so() -> None:
    """Its first column stands on the right."""
    bank = prompts("لماذا؟").model_copy(update={"language": "ar"})
    for one, rtl in ((bank, True), (prompts("Why?"), False)):
        sheet = load_workbook(io.BytesIO(table("xlsx", one)[0])).active
        assert sheet and bool(sheet.sheet_view.rightToLeft) == rtl
        assert sheet.freeze_panes == "B2"
