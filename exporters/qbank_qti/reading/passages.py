"""Passages that stand in the items that refer to them: each is found once."""

from __future__ import annotations

from collections.abc import Iterator

from qbank.importing.api import FoundStimulus, Place, Read

Passage = tuple[str, str, str]
"""The name that the file gives it, its title, its text."""


class Passages:
    """Remembers the passages that were found, by their text."""

    def __init__(self) -> None:
        self._names: dict[Passage, str] = {}

    def shared(self, inside: Passage | None, place: Place) -> Iterator[Read]:
        """Yield a passage the first time."""
        if inside is not None and inside[2].strip() and inside not in self._names:
            name, title, text = inside
            taken = set(self._names.values())
            if not name or name in taken:
                name = f"{title or 'passage'} {len(taken) + 1}" if taken else title or "passage"
            self._names[inside] = name
            yield FoundStimulus(name, text, place, title)

    def name(self, inside: Passage | None) -> str:
        """Return a passage's name; empty where there is none."""
        return self._names.get(inside, "") if inside is not None else ""
