"""LibreOffice opens both tables: the cells are what was written, and no formula ran."""

from __future__ import annotations

import csv
import io

import pytest
from bank_files import SINK, expected, made, unit_of
from office import CSV, UTF_8, convert
from qbank_tables import csv as csv_format
from qbank_tables import xlsx as xlsx_format
from tables import bank_of, csv_rows

from qbank.model import Bank

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    " =1+1",
    "＝1+1",
    "=A1",
    '=HYPERLINK("http://a.example")',
    "'=1",
]


def formulas() -> Bank:
    """Return a bank of what looks like formulas: in texts, in lists, in titles."""
    questions = [
        {"type": "flashcard", "id": f"q{n}", "title": one.strip(), "front": one, "back": "x", "hints": [one]}
        for n, one in enumerate(FORMULAS)
    ]
    return Bank.model_validate({"schema": "1", "bank": "formulas", "language": "en", "questions": questions})


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return tables, and one that isn't ours, as LibreOffice saves them as CSV."""
    folder = tmp_path_factory.mktemp("office")
    sink = unit_of(SINK / "source" / "kitchen-sink.yaml")
    assert sink[0].bank
    written = {
        "sink.xlsx": made(xlsx_format, sink[0].bank, sink[1], sink[0])["kitchen-sink.xlsx"],
        "formulas-x.xlsx": made(xlsx_format, formulas())["formulas.xlsx"],
        "formulas-c.csv": made(csv_format, formulas())["formulas.csv"],
        "bare.csv": "\ufeffid,title\r\n1,=1+1\r\n".encode(),
    }
    for name, data in written.items():
        (folder / name).write_bytes(data)
    found = {}
    for kind, more in (("xlsx", ()), ("csv", (UTF_8,))):
        names = [name for name in written if name.endswith(kind)]
        found |= zip(names, convert([folder / name for name in names], CSV, folder / kind, *more), strict=True)
    return {name: path.read_bytes() for name, path in found.items()}


def cells(data: bytes) -> list[list[str]]:
    """Return the cells of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_cell_of_excel_is_what_was_written(opened: dict[str, bytes]) -> None:
    """The kitchen sink, saved by LibreOffice as CSV, is the same bank."""
    unit, _ = unit_of(SINK / "source" / "kitchen-sink.yaml")
    assert unit.bank
    rows = [dict(zip(cells(opened["sink.xlsx"])[0], row, strict=True)) for row in cells(opened["sink.xlsx"])[1:]]
    assert bank_of(rows) == expected(unit.bank)


def test_nothing_runs(opened: dict[str, bytes]) -> None:
    """Each text is there as typed; a formula of a file that doesn't guard against it did run."""
    assert cells(opened["bare.csv"])[1] == ["1", "2"]
    head, _, *rows = cells(opened["formulas-x.xlsx"])
    assert [row[head.index("front")] for row in rows] == FORMULAS
    assert [row[head.index("title")] for row in rows] == [one.strip() for one in FORMULAS]
    assert bank_of(csv_rows(opened["formulas-c.csv"])) == expected(formulas())
