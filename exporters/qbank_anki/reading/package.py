"""A package's files: the collection, which may be packed by zstandard, and the media, which have numbers for names."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from qbank.importing.api import InputFault, Members

PACKED, COLLECTIONS = "collection.anki21b", ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first: a new package also has an old collection, with a note that says to update Anki."""
MAX_BYTES = 200 * 1024 * 1024
_CHUNK = 64 * 1024
_ZSTANDARD = b"\x28\xb5\x2f\xfd"


def write_collection(members: Members, target: Path) -> None:
    """Write the database of a package into a file.

    Raises InputFault where there is none, or what it needs isn't installed.
    """
    name = next((one for one in COLLECTIONS if one in members), "")
    if not name:
        raise InputFault("the package has no collection", "export the deck again, as .apkg")
    if name != PACKED:
        members.copy(name, target)
        return
    packed = target.with_name("packed")
    members.copy(name, packed)
    with packed.open("rb") as source, target.open("wb") as file:
        for data in _unpacked(source, MAX_BYTES):
            file.write(data)


def unpacked(data: bytes, most: int = MAX_BYTES) -> bytes:
    """Return what zstandard packed. Raises InputFault for damaged data, and for more than `most` bytes."""
    return b"".join(_unpacked(io.BytesIO(data), most))


def _unpacked(source: BinaryIO, most: int) -> Iterator[bytes]:
    try:
        import zstandard
    except ImportError:
        hint = "pip install 'qbank[anki]', or export with “Support older Anki versions”"
        raise InputFault("reading new Anki packages needs zstandard", hint) from None
    try:
        with zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(source) as reader:
            while data := reader.read(_CHUNK):
                most -= len(data)
                if most < 0:
                    raise InputFault(f"it unpacks to more than {MAX_BYTES // 1024 // 1024} MB", "split it")
                yield data
    except zstandard.ZstdError as error:
        raise InputFault(f"the package is damaged: {error}", "export it again") from None


class Media:
    """The files of a package, by the names that notes use."""

    def __init__(self, members: Members) -> None:
        self.members = members
        self.names = _names(members.read("media")) if "media" in members else {}

    def read(self, name: str) -> bytes | None:
        """Return a file; None where there is none, or it is damaged."""
        number = self.names.get(name, "")
        if number not in self.members:
            return None
        data = self.members.read(number)
        try:
            return unpacked(data) if data.startswith(_ZSTANDARD) else data
        except InputFault:
            return None


def _names(data: bytes) -> dict[str, str]:
    """Return the members by the names of the files: from JSON, or from the protocol buffer of new packages."""
    if data.startswith(_ZSTANDARD):
        data = unpacked(data)
    if data[:1] in (b"{", b""):
        try:
            found = json.loads(data or b"{}")
        except (ValueError, RecursionError):
            return {}
        return {str(name): str(number) for number, name in found.items()} if isinstance(found, dict) else {}
    entries = (value for number, value in fields(data) if number == 1 and isinstance(value, bytes))
    return {name: str(place) for place, name in enumerate(map(_name, entries))}


def _name(entry: bytes) -> str:
    found = (value for number, value in fields(entry) if number == 1 and isinstance(value, bytes))
    return next(found, b"").decode("utf-8", "replace")


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield the fields of a protocol buffer: numbers and bytes, as far as they can be read.

    The wire format: https://protobuf.dev/programming-guides/encoding.
    """
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        kind = tag & 7
        if kind == 0:
            value, at = _varint(message, at)
            yield tag >> 3, value
        elif kind == 2:
            size, at = _varint(message, at)
            yield tag >> 3, message[at : at + size]
            at += size
        elif kind in (1, 5):
            at += 8 if kind == 1 else 4
        else:
            return


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place, byte in enumerate(message[at : at + 10]):
        value |= (byte & 127) << (7 * place)
        if byte < 128:
            return value, at + place + 1
    return 0, len(message)


def settings(config: Mapping[int, int | bytes], number: int) -> str:
    """Return a text of a protocol buffer."""
    value = config.get(number, b"")
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else ""
