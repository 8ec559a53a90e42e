"""One format, items one by one: what it makes of an item, as far as anyone could tell two of them apart."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sink import KITCHEN_SINK, kitchen_sink

from qbank.compiler.context import Context
from qbank.compiler.output import Output
from qbank.compiler.protocols import Format
from qbank.compiler.rows import row_of
from qbank.compiler.values import Document, Entry, Fragment, Loss, Media, Plan, Row
from qbank.model import Item, Stimulus


@dataclass(frozen=True)
class Made:
    """What a format makes of a question and its stimulus: a row and a fragment of each; of the item itself first."""

    parts: tuple[tuple[Row, Fragment], ...]

    @property
    def losses(self) -> tuple[Loss, ...]:
        """The conditional losses of the item itself."""
        return self.parts[0][1].losses

    @property
    def shown(self) -> dict[str, tuple[bytes, tuple[Media, ...]]]:
        """What is made of each item, losses set aside."""
        return {row.id: (one.body, one.media) for row, one in self.parts}

    @property
    def rows(self) -> list[Row]:
        """What `assemble` knows of each item."""
        return [row for row, _ in self.parts]


class Bench:
    """Renders items of the kitchen sink for a format, and assembles a bank of one question where that says more."""

    def __init__(self, found: Format[Any]) -> None:
        self.format = found
        self._exporter = found.make(found.options())
        self.slow = bool(found.programs)
        """Whether files take seconds, as a program makes them."""
        self._originals: dict[str, Made] = {}
        self._files_of: dict[Made, dict[str, bytes]] = {}

    def holds(self, item: Item) -> bool:
        """Return whether the format is given such items at all."""
        return self.format.carries.holds(item.type)

    def original(self, item: Item) -> Made:
        """Return what becomes of an item of the kitchen sink as it is."""
        if item.id not in self._originals:
            self._originals[item.id] = self.make(item)
        return self._originals[item.id]

    def make(self, item: Item, media: Mapping[str, Media] | None = None) -> Made:
        """Return what becomes of an item: of a question with its stimulus, of a stimulus with a question of its."""
        sink = kitchen_sink()
        shown: list[Item] = [item]
        if isinstance(item, Stimulus):
            shown += [one for one in sink.questions if one.stimulus == item.id and self.holds(one)][:1]
        elif item.stimulus:
            shown.append(sink.stimuli[item.stimulus])
        return Made(tuple(self._part(one, shown, media or sink.media) for one in shown if self.holds(one)))

    def _part(self, item: Item, shown: list[Item], media: Mapping[str, Media]) -> tuple[Row, Fragment]:
        sink = kitchen_sink()
        assert sink.info
        stimulus = next((one for one in shown if isinstance(one, Stimulus) and one is not item), None)
        fragment = self._exporter.render(item, Context(sink.info, media, stimulus))
        # A hash is no trace of a field: all have the original's.
        return row_of(item, sink)._replace(hash=_hashes()[item.id]), fragment

    def differ(self, original: Made, changed: Made) -> bool:
        """Return whether someone who has the files could tell which of the two they were made of.

        Files are assembled only where fragments don't tell and rows differ: `assemble` sees nothing else of an item.
        """
        if not self.same_fragments(original, changed):
            return True
        return original.rows != changed.rows and self.files(original) != self.files(changed)

    def same_fragments(self, original: Made, changed: Made) -> bool:
        """Return whether the items that are in both became the same."""
        there = changed.shown
        return all(there.get(name, one) == one for name, one in original.shown.items())

    def files(self, made: Made) -> dict[str, bytes]:
        """Return the files that a bank of these items becomes."""
        if made not in self._files_of:
            self._files_of[made] = self._assembled(made)
        return self._files_of[made]

    def _assembled(self, made: Made) -> dict[str, bytes]:
        ordered = sorted(made.parts, key=lambda part: part[0].kind != "stimulus")
        entries = {Entry(row, int(row.kind != "stimulus"), 1_800_000_000): fragment for row, fragment in ordered}
        info = kitchen_sink().info
        assert info
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            plan = Plan([Document(info, [*entries])])
            self._exporter.assemble(plan, entries.__getitem__, Output(folder, KITCHEN_SINK))
            files = sorted(path for path in folder.rglob("*") if path.is_file())
            return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@cache
def _hashes() -> dict[str, str]:
    return {item.id: row_of(item, kitchen_sink()).hash for item in kitchen_sink().items}
