"""A file's lines while faults in them are mended, so that the rest of the file can be read as well.

Characters that YAML takes for its own are masked: each is replaced by one stand-in that occurs nowhere in the file
and is put back in the values. So text keeps its places, and reads as if it had been quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from qbank.diagnostics import Diagnostic

_SPECIAL = "*&!`@%[]{}|>\"'\\:,#?-<=~\u2028\u2029"
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Edit:
    """A line in place of another; from column `at` of a shift on, it is `shift` characters further to the right."""

    line: int
    text: str
    shifts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to mend a fault, and what to tell the author."""

    diagnostic: Diagnostic
    edits: tuple[Edit, ...]


class Draft:
    """The lines as typed, and as mended so far. A file without faults is never cut into lines."""

    def __init__(self, text: str) -> None:
        """Start with the text as typed, U+2028 and U+2029 masked at once: to libyaml they are line breaks."""
        self.typed = text
        self.masks = _stand_ins(text)
        self.unmask = {ord(mask): chr(char) for char, mask in self.masks.items()}
        self.shifts: dict[int, tuple[tuple[int, int], ...]] = {}
        self._start = text
        if "\u2028" in text or "\u2029" in text:
            self._start = text.translate({char: self.masks.get(char, " ") for char in (0x2028, 0x2029)})
        self.has_masks = self._start != text

    @cached_property
    def original(self) -> list[str]:
        """The lines as typed."""
        return self.typed.split("\n")

    @cached_property
    def lines(self) -> list[str]:
        """The lines as mended so far."""
        return self._start.split("\n")

    def text(self) -> str:
        """Return the text to parse."""
        return "\n".join(self.lines) if self.has_masks and "lines" in self.__dict__ else self._start

    def masked(self, line: int, start: int, end: int) -> Edit:
        """Return the line with `start:end` made plain text."""
        text = self.lines[line]
        return self.replaced(line, text[:start] + text[start:end].translate(self.masks) + text[end:])

    def replaced(self, line: int, text: str, at: int = 0, shift: int = 0) -> Edit:
        """Return an edit of a line; a shift is added to those that it already has."""
        shifts = self.shifts.get(line, ())
        return Edit(line, text, (*shifts, (at, shift)) if shift else shifts)

    def apply(self, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """Make the edits; return those that undo them."""
        self.has_masks = True
        undo = []
        for edit in edits:
            undo.append(Edit(edit.line, self.lines[edit.line], self.shifts.pop(edit.line, ())))
            self.lines[edit.line] = edit.text
            if edit.shifts:
                self.shifts[edit.line] = edit.shifts
        return tuple(reversed(undo))

    def typed_column(self, line: int, column: int) -> int:
        """Return the column, in the line as typed, of a column in the line as mended."""
        for at, shift in reversed(self.shifts.get(line, ())):
            column = column - shift if column >= at + max(shift, 0) else min(column, at)
        return column


def _stand_ins(text: str) -> dict[int, str]:
    """Choose private characters that the text doesn't use; none where it uses all (then nothing can be mended)."""
    for base in range(0xE000, 0xF8C0, _BLOCK):
        if re.search(f"[{chr(base)}-{chr(base + _BLOCK - 1)}]", text) is None:
            return {ord(char): chr(base + number) for number, char in enumerate(_SPECIAL)}
    return {}
