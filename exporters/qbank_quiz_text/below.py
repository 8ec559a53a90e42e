"""What stands further down in a block: whether choices go on after a line. Each line is looked at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from qbank_quiz_text.lines import Line, Option, named, option, stuck

NEAR = 3
"""Lines in which the next choice must follow, where its letter sticks to its words."""


class Below:
    """The lines of a block, by what they can be."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.named: list[int] = []
        self.choices: dict[str, list[int]] = {}
        """The lines that can be choices, by their letters; those without one by the empty text."""
        for at, one in enumerate(lines):
            if named(one.text):
                self.named.append(at)
            elif (found := option(one.text)) is not None:
                self.choices.setdefault(found.letter, []).append(at)

    def go_on(self, at: int, before: Sequence[Option]) -> bool:
        """Whether the choice after those `before` comes below a line, before anything that has a name."""
        letter = chr(ord("A") + len(before))
        end = _next(self.named, at, len(self.lines))
        if min(_next(self.choices.get(one, ()), at, end) for one in ("", letter)) < end:
            return True
        near = self.lines[at + 1 : min(at + 1 + NEAR, end)]
        return bool(before[0].letter) and any(stuck(one.text, letter) for one in near)


def _next(places: Sequence[int], at: int, otherwise: int) -> int:
    index = bisect_right(places, at)
    return places[index] if index < len(places) else otherwise
