"""A row of a foreign table: its cells by the fields that their columns are for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from qbank.api import KINDS
from qbank.importing.api import Address
from qbank_tables.reading import cells
from qbank_tables.reading.headers import CHOICE, REMARK
from qbank_tables.reading.lines import Line

WORDS = {
    "difficulty": ("easy", "medium", "hard"),
    "bloom": ("remember", "understand", "apply", "analyze", "evaluate", "create"),
}
_LISTED = re.compile(r"[,;|\n]")


class Record:
    """A row; what couldn't be taken as it is gathers in `notes`."""

    def __init__(self, line: Line, fields: Mapping[str, Sequence[int]], width: int, address: Address) -> None:
        self.fields, self.place, self.address = fields, line.place, address
        self.cells = [cell.strip() for cell in line.cells]
        self.notes = ["cells beyond the last column were left"] if any(self.cells[width:]) else []

    def all(self, field: str) -> list[str]:
        """Return the cells of a field's columns, empty ones as well."""
        return [self.cells[column] if column < len(self.cells) else "" for column in self.fields.get(field, ())]

    def cell(self, field: str) -> str:
        """Return the first cell of a field that isn't empty."""
        return next(filter(None, self.all(field)), "")

    def text(self, field: str) -> str:
        """Return a field as Markdown."""
        return self.markdown(self.cell(field))

    def markdown(self, cell: str) -> str:
        """Return a cell as Markdown."""
        return cells.text(cell, self.address)

    @cached_property
    def choices(self) -> tuple[list[tuple[str, str]], int]:
        """The choices with their feedback, and the number of the first (0 or 1).

        An empty one stands for a column or a letter that the table leaves out, so that letters and numbers fit.
        """
        mapped = [cell for cell in self.all(CHOICE) if cell]
        named = sorted((_place(field), field) for field in self.fields if field.startswith(CHOICE) and field != CHOICE)
        if mapped or not named:
            return [(cell, "") for cell in mapped or cells.parts(self.cell("choices"))], 1
        first = min(1, named[0][0])
        found = [("", "")] * (named[-1][0] + 1 - first)
        for place, field in named:
            remark = self.text(REMARK + field.removeprefix(CHOICE))
            found[place - first] = self.cell(field) or found[place - first][0], remark
        return found, first

    def wrong(self) -> list[tuple[str, str]]:
        """Return the choices that stand in columns for distractors."""
        named = sorted((_place(field), field) for field in self.fields if field.startswith("distractor "))
        single = [self.cell(field) for _, field in named]
        listed = self.all("distractors")
        several = listed if len(listed) > 1 else cells.parts(self.cell("distractors"))
        return [(cell, "") for cell in [*single, *several] if cell]

    def common(self, kind: str) -> dict[str, Any]:
        """Return the fields that every kind has."""
        found: dict[str, Any] = {
            "title": cells.plain(self.cell("title")),
            "points": self._number("points"),
            "hints": [self.markdown(cell) for cell in self.all("hints") if cell],
            "explanation": "\n\n".join(self.markdown(cell) for cell in self.all("explanation") if cell),
            "tags": self._tags(),
            **{field: self._word(field, words) for field, words in WORDS.items()},
            "objectives": [self.markdown(one) for one in self.cell("objectives").split("\n") if one.strip()],
            "source": self.text("source"),
        }
        said = {name: value for name, value in found.items() if value}
        self.notes += [f"its {name} were left" for name in said if name not in KINDS[kind].model_fields]
        return {name: value for name, value in said.items() if name in KINDS[kind].model_fields}

    def _number(self, field: str) -> str:
        cell = self.cell(field)
        if cell and not cells.number(cell):
            self.notes.append(f"its {field} are no number: {cells.plain(cell)[:40]}")
        return cells.number(cell)

    def _tags(self) -> list[str]:
        found = [cells.plain(one) for cell in self.all("tags") for one in _LISTED.split(cell)]
        return [*dict.fromkeys(filter(None, found))]

    def _word(self, field: str, words: Sequence[str]) -> str:
        cell = cells.plain(self.cell(field))
        word = cell.casefold().replace("analyse", "analyze")
        if cell and word not in words:
            self.notes.append(f"its {field} was left: {cell[:40]}")
        return word if word in words else ""


def _place(field: str) -> int:
    """Return the number that a column's letter or number is; the first letter is 1."""
    which = field.rpartition(" ")[2]
    return int(which) if which.isdecimal() else ord(which) - ord("a") + 1
