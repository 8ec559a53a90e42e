"""A cloze's prompt is read with markers for its blanks, which are no Markdown; findings lead back to what was typed."""

from __future__ import annotations

from qbank.content.markers import blank_marker
from qbank.model import Cloze

_ESCAPED, _TYPED = r"\[\[", r"\[["


class Prompt:
    """A text that an author typed, and as it is read: a cloze's blanks are markers in it."""

    def __init__(self, text: str, cloze: Cloze | None = None) -> None:
        self.text = cloze.with_gaps(blank_marker) if cloze else text
        self._places = _places(text, cloze) if cloze else None

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the text that is read was typed; a blank is all of it."""
        if self._places is None:
            return start, end
        begins, ends = self._places
        first = begins[start] if start < len(begins) else ends[-1]
        return first, max(first, ends[end - 1]) if end else first


def _places(typed: str, cloze: Cloze) -> tuple[list[int], list[int]]:
    """Return for each character that is read where the one, or the blank, that it stands for begins and ends."""
    begins: list[int] = []
    ends: list[int] = []
    at = number = 0
    for part in cloze.found.parts:
        if not isinstance(part, str):
            number += 1
            length = len(blank_marker(number))
            begins += [part.start] * length
            ends += [part.end] * length
            at = part.end
            continue
        index = 0
        while index < len(part):
            # `\[[` is read as `\[\[`
            grown = part.startswith(_ESCAPED, index) and typed.startswith(_TYPED, at)
            steps = [at, at, at + 1, at + 2] if grown else [at]
            begins += steps
            ends += [step + 1 for step in steps]
            index, at = index + len(steps), steps[-1] + 1
    return begins, ends
