"""Excel's own file: every cell is text but the points; what looks like a formula is marked as text as well."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from qbank.api import BankInfo, Document, Output, direction
from qbank_tables.columns import COLUMNS, WIDE
from qbank_tables.defuse import is_formula
from qbank_tables.exporter import Table
from qbank_tables.rows import Row

LONGEST = 16_000
"""Characters a cell may have. Excel's limit is 32,767 UTF-16 units, and it cuts or refuses what is longer."""
LINE, HIGHEST = 15, 12
"""The height of a line in points, and the lines that a row has at most: the rest is there when the cell is opened."""
NARROW = ("id", "type", "title")
"""Columns for names, which should stand on one line."""
EXACT = 15
"""Digits that a spreadsheet's numbers keep."""
EPOCH = datetime.datetime(1980, 1, 1)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Xlsx(Table):
    """The exporter of `<bank id>.xlsx`."""

    def write(self, document: Document, found: Iterator[Row], out: Output) -> None:
        """Write the file; its parts are packed again, so that it is the same on every system."""
        made = zipfile.ZipFile(io.BytesIO(_workbook(document.info, found)))
        with made, out.zip(f"{document.info.id}.xlsx") as archive:
            for name in made.namelist():
                archive.add(name, made.read(name))


def _workbook(info: BankInfo, found: Iterator[Row]) -> bytes:
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, OPTIONS) as book:
        book.set_properties(
            {"title": info.title, "author": ", ".join(info.authors), "created": EPOCH, "comments": info.license}
        )
        sheet = book.add_worksheet("Questions")
        shown = {"valign": "top", "text_wrap": True}
        plain, marked = book.add_format(shown), book.add_format({**shown, "quote_prefix": True})
        for column, name in enumerate(COLUMNS):
            sheet.set_column(column, column, _width(name), plain)
        sheet.write_row(0, 0, COLUMNS, book.add_format({**shown, "bold": True, "bottom": 1}))
        sheet.freeze_panes(1, 1)
        if direction(info.language) == "rtl":
            sheet.right_to_left()
        last = 0
        for last, row in enumerate(_fitting(found), 1):
            sheet.set_row(last, LINE * min(HIGHEST, max(_lines(name, cell) for name, cell in row.items())))
            for column, name in enumerate(COLUMNS):
                _write(sheet, last, column, row.get(name, ""), marked if is_formula(row.get(name, "")) else plain)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    return file.getvalue()


def _width(name: str) -> int:
    """Return the width of a column in characters."""
    return 48 if name in WIDE else 22 if name in NARROW else 14


def _lines(name: str, cell: str) -> int:
    """Return how many lines a cell takes, about: what opens a file doesn't always measure rows itself."""
    return sum(1 + len(line) // _width(name) for line in cell.split("\n"))


def _write(sheet: Any, row: int, column: int, cell: str, shown: Any) -> None:
    if COLUMNS[column] == "points" and cell and len(cell) <= EXACT:
        sheet.write_number(row, column, float(cell), shown)
    elif cell:
        sheet.write_string(row, column, cell, shown)


def _fitting(found: Iterator[Row]) -> Iterator[Row]:
    """Yield the rows; what is too long for a cell goes on in the row below, which has no id."""
    for row in found:
        while row:
            yield {name: cell[:LONGEST] for name, cell in row.items()}
            row = {name: cell[LONGEST:] for name, cell in row.items() if len(cell) > LONGEST}
