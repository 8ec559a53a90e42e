"""A table as both readers see it: rows of cells that know their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qbank.importing.api import Place

MAX_COLUMNS = 500
"""Of a row; more is no table of questions."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table; its cells are text, as they stand there."""

    cells: Sequence[str]
    place: Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name where there are several in a file, its rows, and how a cell is undone that was marked."""

    name: str
    lines: Callable[[], Iterator[Line]]
    """Yields the rows that aren't empty, from the first, each time that it is called."""
    unmarked: Callable[[str], str] = str
