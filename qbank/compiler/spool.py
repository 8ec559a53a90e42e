"""What a file came to for all formats, on the disk: its fragments, where each lies, and what is lost where.

Who assembles a format reads its fragments, and who shows losses one by one reads those. Nobody else does: what a
process sends of a file, and what the one that links all files has in memory, stays small.

The fragments come first, then a line of JSON with their places, one with the losses, and a line with where these begin.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from qbank.compiler.values import Fragment, Media
from qbank.diagnostics import Diagnostic, Span

_END = "%016x\n"
_END_LENGTH = 17


class SpoolWriter:
    """A spool being written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[str, dict[str, tuple[int, int, list[str]]]] = {}
        self._losses: dict[tuple[str, str, str], list[tuple[str, str, int, int, int, int]]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no fragment was added."""
        return not self._places

    def add(self, format_name: str, item: str, fragment: Fragment) -> None:
        """Write a fragment of an item."""
        shown = [media.name for media in fragment.media]
        self._places.setdefault(format_name, {})[item] = (self._file.tell(), len(fragment.body), shown)
        self._file.write(fragment.body)

    def lose(self, losses: Iterable[Diagnostic]) -> None:
        """Note losses. They are of one file, and without hints."""
        for loss in losses:
            at = loss.span
            place = (loss.item, loss.path, at.line, at.column, at.end_line, at.end_column)
            self._losses.setdefault((loss.code, loss.message, loss.severity), []).append(place)

    def finish(self) -> None:
        """Write where everything lies."""
        end = self._file.tell()
        for data in (self._places, list(self._losses.items())):
            self._file.write(json.dumps(data, separators=(",", ":")).encode() + b"\n")
        self._file.write((_END % end).encode())


class SpoolReader:
    """The fragments of one format in a spool. `media` are the files that they may show, by name."""

    def __init__(self, path: str, format_name: str, media: Mapping[str, Media]) -> None:
        self._file = Path(path).open("rb")  # noqa: SIM115 - closed by `close`
        self._places: dict[str, tuple[int, int, list[str]]] = _read(self._file, 0).get(format_name, {})
        self._media = media

    def __getitem__(self, item: str) -> Fragment:
        """Return what rendering made of an item. Raises KeyError."""
        offset, length, shown = self._places[item]
        self._file.seek(offset)
        return Fragment(self._file.read(length), tuple(self._media[name] for name in shown))

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def losses(path: str, file: str) -> Iterator[Diagnostic]:
    """Yield the losses that a spool holds, of the source `file`."""
    with Path(path).open("rb") as spool:
        for (code, message, severity), places in _read(spool, 1):
            for item, field, *place in places:
                yield Diagnostic(code, message, Span(file, *place), severity, "", item, field)


def _read(spool: IO[bytes], line: int) -> Any:
    """Return a line of what follows the fragments."""
    spool.seek(-_END_LENGTH, 2)
    spool.seek(int(spool.read(), 16))
    for _ in range(line):
        spool.readline()
    return json.loads(spool.readline())
