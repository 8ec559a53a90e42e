"""The handout as PDF: the same sheet and key, printed by Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from qbank.api import Fragments, Output, Plan
from qbank_html.options import PdfOptions
from qbank_html.paper.chromium import print_pdf
from qbank_html.paper.exporter import HandoutExporter
from qbank_html.paper.settle import settled
from qbank_html.paper.sheets import Sheets

AT_ONCE = 4
"""Chromiums side by side, at most: each takes a few hundred megabytes."""


class PdfExporter(HandoutExporter):
    """Renders what the handout renders, and prints it."""

    def __init__(self, options: PdfOptions) -> None:
        super().__init__(options)
        self._paper = options.paper

    def assemble(self, plan: Plan, fragments: Fragments, out: Output) -> None:
        """Write a sheet and a key for each bank. Raises FormatFault where Chromium prints nothing."""
        sheets = Sheets(self._engine, self._options, f"@page {{ size: {self._paper}; }}\n")
        with out.scratch() as scratch:
            dates: dict[str, int] = {}
            for document in plan.documents:
                changed = max(entry.modified for entry in document.entries)
                for name, pieces in sheets.files(document, fragments, out):
                    with (scratch / f"{name}.html").open("wb") as file:
                        file.writelines(pieces)
                    dates[name] = changed
            for name, pdf in _printed(scratch, list(dates)):
                out.write(f"{name}.pdf", settled(pdf.read_bytes(), dates[name]))


def _printed(scratch: Path, names: list[str]) -> Iterator[tuple[str, Path]]:
    """Print files and yield each with its PDF, in their order."""

    def one(name: str) -> Path:
        pdf = scratch / f"{name}.pdf"
        print_pdf(scratch / f"{name}.html", pdf, scratch / f"{name}-profile")
        return pdf

    with ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1)) as pool:
        try:
            yield from zip(names, pool.map(one, names), strict=True)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
