"""CSV by RFC 4180, in UTF-8 with a mark at the beginning, by which Excel knows it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from qbank.api import Document, Output
from qbank_tables.columns import COLUMNS
from qbank_tables.defuse import marked
from qbank_tables.exporter import Table
from qbank_tables.rows import Row


class Csv(Table):
    """The exporter of `<bank id>.csv`."""

    def write(self, document: Document, found: Iterator[Row], out: Output) -> None:
        """Write the file row by row."""
        with out.open(f"{document.info.id}.csv") as file:
            text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
            writer = csv.writer(text, lineterminator="\r\n")
            writer.writerow(COLUMNS)
            writer.writerows([marked(row.get(name, "")) for name in COLUMNS] for row in found)
            text.detach()
