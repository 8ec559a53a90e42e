"""Tables → questions: our own exactly, those of others by the headers of their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qbank.importing.api import About, Aside, Importer, Input, InputFault, Keep, Place, Read
from qbank_tables.reading.csv_rows import best_delimiter, csv_sheet, first_row
from qbank_tables.reading.foreign import is_table, read_foreign
from qbank_tables.reading.headers import Headers, known, listed
from qbank_tables.reading.lines import Sheet
from qbank_tables.reading.own import is_own, read_own
from qbank_tables.reading.xlsx_rows import WORKBOOK, xlsx_sheets

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
HINT = 'say which column is which: --map "prompt=Question text,answer=Correct"'


def _sniff_csv(source: Input) -> float:
    head = source.head_text
    if not head.strip() or "\0" in head or source.members is not None or head.startswith("#"):
        return 0.0
    row = first_row(head, best_delimiter(source))
    headers = Headers(source.settings)
    named = source.path.suffix.lower() in (".csv", ".tsv")
    if is_own(row):
        return 0.98
    if is_table(headers.fields(row)):
        return 0.95 if named else 0.8 if known(row, headers) > 1 else 0.0
    return 0.3 if named else 0.0


def _sniff_xlsx(source: Input) -> float:
    if source.head.startswith(OLD_EXCEL) and source.path.suffix.lower() == ".xls":
        return 0.5
    if not source.head.startswith(b"PK") or source.members is None:
        return 0.0
    return 0.98 if WORKBOOK in source.members else 0.5 if OPEN_DOCUMENT in source.head[:200] else 0.0


def _read_csv(source: Input, keep: Keep) -> Iterator[Read]:
    """Yield what a CSV file has."""
    return _read(source, [csv_sheet(source)], keep)


def _read_xlsx(source: Input, keep: Keep) -> Iterator[Read]:
    """Yield what the sheets of a workbook have, in its order."""
    return _read(source, xlsx_sheets(source), keep)


def _read(source: Input, sheets: Iterable[Sheet], keep: Keep) -> Iterator[Read]:
    headers = Headers(source.settings)
    columns: list[str] = []
    found = 0
    for sheet in sheets:
        head = next((line.cells for line in sheet.lines()), ())
        columns += head
        if is_own(head):
            found += 1
            yield from read_own(source, sheet, keep)
        elif is_table(headers.fields(head)):
            if not found:
                yield About({}, source.name)
            found += 1
            yield from read_foreign(source, sheet, headers, keep)
        elif head:
            yield Aside(Place(sheet.name), "no column of this sheet is known to have questions")
    headers.check(columns)
    if not found:
        raise InputFault("no column is known to have the questions", f"{HINT}; its columns are: {listed(columns)}")


csv = Importer("csv", "CSV table", _sniff_csv, _read_csv, options=("map",))
xlsx = Importer("xlsx", "Excel table", _sniff_xlsx, _read_xlsx, options=("map",))
