"""What a file came to for all formats, on the disk: its fragments, where each lies, and what is lost where.

Who assembles a format reads its fragments, who shows losses one by one reads those, and the next build takes over what
didn't change. Nobody else does: what a process sends of a file, and what the one that links all files has in memory,
stays small.

The fragments come first, then lines of JSON: the places of each format's fragments, the losses, the items with
their keys; then a line that says where these lines begin, and one where that line does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from qbank.compiler.losses import Said
from qbank.compiler.values import Fragment, Loss, Media
from qbank.diagnostics import Diagnostic, Span

_END = "%016x\n"
_END_LENGTH = 17
_LOSSES = ".losses"
_ITEMS = ".items"

Place = tuple[int, int, list[str], list[tuple[str, str]]]
"""Where a fragment begins, its length, the names of the media that it shows, and the losses that rendering reported."""


class SpoolWriter:
    """A spool being written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._items: dict[str, tuple[str, Said]] = {}
        self._places: dict[str, dict[str, Place]] = {}
        self._losses: dict[tuple[str, str, str], list[tuple[str, str, int, int, int, int]]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no fragment was added."""
        return not self._places

    def note(self, item: str, key: str, says: Said) -> None:
        """Note an item: the hash of all that its fragments depend on, and what it says."""
        self._items[item] = (key, says)

    def add(self, format_name: str, item: str, fragment: Fragment) -> None:
        """Write a fragment of an item."""
        shown, losses = [media.name for media in fragment.media], [(one.path, one.note) for one in fragment.losses]
        self._places.setdefault(format_name, {})[item] = (self._file.tell(), len(fragment.body), shown, losses)
        self._file.write(fragment.body)

    def lose(self, losses: Iterable[Diagnostic]) -> None:
        """Note losses. They are of one file, and without hints."""
        for loss in losses:
            at = loss.span
            place = (loss.item, loss.path, at.line, at.column, at.end_line, at.end_column)
            self._losses.setdefault((loss.code, loss.message, loss.severity), []).append(place)

    def finish(self) -> None:
        """Write where everything lies."""
        lines: dict[str, Any] = {**self._places, _LOSSES: list(self._losses.items()), _ITEMS: self._items}
        begins: dict[str, int] = {}
        for name, data in lines.items():
            begins[name] = self._file.tell()
            self._line(data)
        end = self._file.tell()
        self._line(begins)
        self._file.write((_END % end).encode())

    def _line(self, data: Any) -> None:
        self._file.write(json.dumps(data, separators=(",", ":")).encode() + b"\n")


class SpoolReader:
    """The fragments of one format in a spool. `media` are the files that they may show, by name."""

    def __init__(self, path: str, format_name: str, media: Mapping[str, Media]) -> None:
        self._file = Path(path).open("rb")  # noqa: SIM115 - closed by `close`
        self._places: dict[str, Place] = _read(self._file, format_name) or {}
        self._media = media

    def __contains__(self, item: str) -> bool:
        return item in self._places

    def __getitem__(self, item: str) -> Fragment:
        """Return what rendering made of an item. Raises KeyError."""
        offset, length, shown, losses = self._places[item]
        self._file.seek(offset)
        body = self._file.read(length)
        return Fragment(body, tuple(self._media[name] for name in shown), tuple(Loss(*one) for one in losses))

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def losses(path: str, file: str) -> Iterator[Diagnostic]:
    """Yield the losses that a spool holds, of the source `file`."""
    with Path(path).open("rb") as spool:
        for (code, message, severity), places in _read(spool, _LOSSES):
            for item, field, *place in places:
                yield Diagnostic(code, message, Span(file, *place), severity, "", item, field)


def items(path: str) -> dict[str, tuple[str, Said]]:
    """Return the items of a spool by id: the key of each, and what it says."""
    with Path(path).open("rb") as spool:
        found = _read(spool, _ITEMS)
    return {item: (key, tuple((path, name) for path, name in says)) for item, (key, says) in found.items()}


def _read(spool: IO[bytes], name: str) -> Any:
    """Return a line of what follows the fragments; None where there is none of that name."""
    spool.seek(-_END_LENGTH, 2)
    spool.seek(int(spool.read(), 16))
    begins = json.loads(spool.readline())
    if name not in begins:
        return None
    spool.seek(begins[name])
    return json.loads(spool.readline())
