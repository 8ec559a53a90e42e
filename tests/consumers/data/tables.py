"""A reading of tables by their rules as docs/data.md has them, independent of the writer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import yaml
from openpyxl import load_workbook

from qbank.model import Bank

PARTS = {
    "choices", "accept", "units", "pairs", "distractors", "items", "blanks", "rubric", "hints", "feedback", "tags",
    "objectives", "aliases", "allow", "authors", "media",
}  # fmt: skip
"""Columns whose cells are YAML."""


def csv_rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file; what keeps a cell from being a formula is taken off."""
    head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert all(len(row) == len(head) for row in rows)
    return [{name: cell.removeprefix("'") for name, cell in zip(head, row, strict=True)} for row in rows]


def xlsx_rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of an Excel file as openpyxl reads it; a row without an id goes on with the one above."""
    book = load_workbook(io.BytesIO(data))
    (sheet,) = book.worksheets
    head, *rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    found: list[dict[str, str]] = []
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        if cells["id"]:
            found.append(cells)
        else:
            found[-1] = {name: one + cells[name] for name, one in found[-1].items()}
    return found


def bank_of(rows: Iterable[dict[str, str]]) -> Bank:
    """Return the bank that a table's rows are."""
    data: dict[str, Any] = {"schema": "1", "stimuli": {}, "questions": []}
    for row in rows:
        said = {name: _value(name, cell) for name, cell in row.items() if cell and name not in ("media", "bank")}
        kind, name = row["type"], said.pop("id")
        if kind == "bank":
            said.pop("type")
            data |= {**said, "bank": name}
        elif kind == "stimulus":
            data["stimuli"][name] = {key: one for key, one in said.items() if key != "type"}
        else:
            data["questions"].append({**said, "id": name})
    return Bank.model_validate(data)


def media_of(rows: Iterable[dict[str, str]]) -> dict[str, str]:
    """Return the files that texts show, by their addresses."""
    return {address: file for row in rows if row["media"] for address, file in _value("media", row["media"]).items()}


def _value(name: str, cell: str) -> Any:
    if name not in PARTS:
        return cell
    held = yaml.load(cell, yaml.BaseLoader)
    assert list(held) == [name]
    return held[name]
