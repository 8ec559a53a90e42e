"""From a place inside a token back to the text that the author typed.

markdown-it gives an inline token its lines and its content, from which indentation, `>`, `#` and table bars are gone;
the content of each line is found again in its line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

_BREAK = re.compile(r"\r\n?|\n")


class Locator:
    """Finds contents of tokens in one text. Table cells must be asked for in their order."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in _BREAK.finditer(text))]
        ends = [*(match.start() for match in _BREAK.finditer(text)), len(text)]
        # NUL is what markdown-it makes of it, or nothing would be found.
        self.lines = [text[a:b].replace("\0", "\ufffd") for a, b in zip(self.starts, ends, strict=True)]
        self.end = len(text)
        self._cells: dict[int, int] = {}

    def span(self, token: Token) -> tuple[int, int]:
        """Return the range of a token's lines, without the last line break."""
        first, last = token.map or (0, 1)
        last = min(max(last, first + 1), len(self.lines))
        return self.starts[first], self.starts[last - 1] + len(self.lines[last - 1])

    def content(self, token: Token, *, cell: bool = False) -> Sequence[int]:
        """Return the offset of each character of an inline token's content in the text, and of its end.

        A line that can't be found again gives the offset of its first character throughout.
        """
        offsets: list[int] = []
        number, last = token.map or (0, 1)
        if "\n" not in token.content and number == last - 1 and not cell:
            return self._line(number, token.content)
        lines = token.content.split("\n")
        # Lines that hold white space of other kinds only (a no-break space) are stripped from a paragraph's beginning.
        while number < last - 1 and not cell and lines[0].strip() not in self.lines[number]:
            number += 1
        for line in lines:
            offsets += self._cell(number, line) if cell else self._line(number, line)
            number += 1
        return offsets

    def formula(self, token: Token) -> Sequence[int]:
        """Return the offset of each character of a display formula's TeX, and of its end."""
        number = (token.map or (0, 1))[0]
        lines = token.content.split("\n")
        column = self.lines[number].find("$$") + 2
        offsets = [self.starts[number] + column + i for i in range(len(lines[0]) + 1)]
        for line in lines[1:]:
            number += 1
            offsets += self._line(number, line)
        return offsets

    def _line(self, number: int, line: str) -> Sequence[int]:
        if number >= len(self.lines):
            return [self.end] * (len(line) + 1)
        core = line.strip()
        # From the right: what precedes it are list markers, which may look like it (`1. 1`).
        column = self.lines[number].rfind(core) if core else 0
        start = self.starts[number]
        if column < 0:
            return [start] * (len(line) + 1)
        lead = len(line) - len(line.lstrip())
        if lead <= column:
            return range(start + column - lead, start + column - lead + len(line) + 1)
        return [max(start, start + column + i - lead) for i in range(len(line) + 1)]

    def _cell(self, number: int, cell: str) -> list[int]:
        """In a cell `\\|` is a bar that is part of the content."""
        line, start = self.lines[number], self.starts[number]
        typed = cell.replace("|", "\\|")
        column = line.find(typed, self._cells.get(number, 0))
        if column < 0:
            return [start] * (len(cell) + 1)
        self._cells[number] = column + len(typed)
        offsets, position = [], start + column
        for character in cell:
            position += character == "|"
            offsets.append(position)
            position += 1
        return [*offsets, position]
