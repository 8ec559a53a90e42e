"""CSV → rows, streamed: the delimiter by the first row, the encoding by the first bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from qbank.importing.api import Input, InputFault, Place
from qbank_tables.defuse import MARK
from qbank_tables.reading.headers import Headers, known
from qbank_tables.reading.lines import MAX_COLUMNS, Line, Sheet

DELIMITERS = ",;\t|"
LONGEST = 4 * 1024 * 1024
"""Characters of a cell: a quote that is never closed would make the rest of a file one cell."""


def csv_sheet(source: Input) -> Sheet:
    """Return the table of a CSV file."""
    delimiter = best_delimiter(source)
    return Sheet("", lambda: _lines(source, delimiter), lambda cell: cell.removeprefix(MARK))


def best_delimiter(source: Input) -> str:
    """Return the character between cells: what `sep=` says, or what gives most columns whose headers are known."""
    said = _said(source.head_text)
    if said:
        return said
    headers = Headers(source.settings)

    def worth(delimiter: str) -> tuple[int, int]:
        cells = first_row(source.head_text, delimiter)
        return known(cells, headers), len(cells)

    return max(DELIMITERS, key=worth)


def first_row(head: str, delimiter: str) -> list[str]:
    """Return the cells of the first row that isn't empty, as far as they lie in the beginning of a file."""
    csv.field_size_limit(LONGEST)
    rows = csv.reader(io.StringIO(head), delimiter=delimiter)
    try:
        return next((row for row in rows if any(row) and not _said(delimiter.join(row))), [])
    except csv.Error:
        return []


def _said(head: str) -> str:
    """Return the delimiter that Excel's first line says (`sep=;`)."""
    line = head.partition("\n")[0]
    return line[4] if len(line) == 5 and line.lower().startswith("sep=") else ""


def _lines(source: Input, delimiter: str) -> Iterator[Line]:
    csv.field_size_limit(LONGEST)
    encoding = source.head_encoding
    with source.open() as file:
        # A byte that is no UTF-8 after so many that are: the file is in windows-1252, as Excel saves it.
        text = io.TextIOWrapper(file, encoding=encoding, errors="surrogateescape", newline="")
        reader = csv.reader(text, delimiter=delimiter)
        row, line = 0, 1
        try:
            for cells in reader:
                row += 1
                if any(cells) and not (row == 1 and _said(delimiter.join(cells))):
                    yield Line([_mended(cell) for cell in cells[:MAX_COLUMNS]], Place(line=line, label=f"row {row}"))
                line = reader.line_num + 1
        except csv.Error as error:
            hint = "look for a quote that is opened and never closed"
            raise InputFault(f"the table can't be read: {error}", hint, Place(line=line)) from None
        except UnicodeError:
            raise InputFault(f"it is no {encoding} text", "save it as UTF-8", Place(line=line)) from None


def _mended(cell: str) -> str:
    if cell.isascii() or not any("\udc80" <= one <= "\udcff" for one in cell):
        return cell
    return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
