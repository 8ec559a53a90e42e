"""Our own tables: a column is a field of the language, a cell what `rows.py` wrote there. They come back exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qbank.importing.api import (
    About,
    Address,
    Found,
    FoundStimulus,
    Input,
    Keep,
    Place,
    Read,
    Refused,
    beside,
    read_yaml,
    readdressed,
)
from qbank_tables.columns import BANK, COLUMNS
from qbank_tables.reading.lines import Line, Sheet
from qbank_tables.xlsx_file import LONGEST

PARTS = frozenset(
    (
        "choices", "accept", "units", "pairs", "distractors", "items", "blanks", "rubric", "hints", "feedback", "tags",
        "objectives", "aliases", "allow", "authors", "media",
    )
)  # fmt: skip
"""Columns whose cells are YAML, the field's name first."""
HEADER = ("title", "description", "language", "license", "authors", "tags")
STIMULUS = "stimulus"


def is_own(head: Sequence[str]) -> bool:
    """Return whether a first row is ours; columns may be missing, since people delete those that are empty."""
    return {"id", "bank", "type"} <= set(head) <= {*COLUMNS, ""}


def read_own(source: Input, sheet: Sheet, keep: Keep) -> Iterator[Read]:
    """Yield what the rows of our own table say, in its order."""
    lines = sheet.lines()
    head = next(lines).cells
    shared: list[Any] = []
    about: tuple[dict[str, Any], str] = {}, ""
    media: dict[str, Any] = {}
    for cells, place in _rows(head, lines, sheet):
        try:
            data = {name: _value(name, cell) for name, cell in cells.items()}
        except ValueError as error:
            yield Refused(place, str(error))
            continue
        files = data.pop("media", None)
        media |= files if isinstance(files, dict) else {}
        address = _addresses(source, files, keep)
        kind, name = data.get("type"), cells.get("id", "")
        fields = {one: value for one, value in data.items() if one not in ("id", "bank")}
        if kind == BANK:
            about = {one: value for one, value in fields.items() if one in HEADER}, name
            shared = _listed(about[0].get("tags"))
        elif kind == STIMULUS:
            yield FoundStimulus(name, readdressed(data.get("text", ""), address), place, cells.get("title", ""))
        elif kind is None:
            yield Refused(place, "it says no type")
        else:
            tags = _listed(fields.get("tags"))
            if shared and tags[: len(shared)] == shared:
                fields["tags"] = tags[len(shared) :]
            yield Found(readdressed(fields, address), place, name)
    # The bank's own row comes first, but the files that its description shows are those of other rows.
    yield About(readdressed(about[0], _addresses(source, media, keep)), about[1])


def _rows(head: Sequence[str], lines: Iterator[Line], sheet: Sheet) -> Iterator[tuple[dict[str, str], Place]]:
    """Yield rows as cells by column; what was too long for a cell goes on in the row below."""
    row: dict[str, str] = {}
    place = Place()
    for line in lines:
        cells = {name: sheet.unmarked(cell) for name, cell in zip(head, line.cells, strict=False) if cell and name}
        if row and all(len(row.get(name, "")) % LONGEST == 0 and row.get(name) for name in cells):
            row = {**row, **{name: row[name] + cell for name, cell in cells.items()}}
            continue
        if row:
            yield row, place
        row, place = cells, line.place
    if row:
        yield row, place


def _value(name: str, cell: str) -> Any:
    """Return a field's value. Raises ValueError where a cell isn't the YAML that it should be."""
    if name not in PARTS:
        return cell
    try:
        found = read_yaml(cell + "\n")
    except ValueError as error:
        raise ValueError(f"the cell {name} is no YAML: {error}") from None
    if not isinstance(found, dict) or set(found) != {name}:
        raise ValueError(f"the cell {name} doesn't begin with `{name}:`")
    return found[name]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _addresses(source: Input, files: Any, keep: Keep) -> Address:
    """Return what finds the file that an address in a row's texts stands for."""
    known: Mapping[str, Any] = files if isinstance(files, dict) else {}

    def address(typed: str) -> str | None:
        data = beside(source, str(known[typed])) if typed in known else None
        return None if data is None else keep(typed, data)

    return address
