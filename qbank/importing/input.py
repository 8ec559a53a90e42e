"""A file, an archive or a folder that somebody gave us, read with care."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from qbank.importing.archive import MAX_FILES, Members, folder, zipped
from qbank.importing.found import InputFault

HEAD = 64 * 1024
"""Bytes that are looked at to find out the format."""
MAX_TEXT = 200 * 1024 * 1024
"""Bytes of one file: more is no question bank."""


@dataclass
class Input:
    """What a reader gets: bytes, text or members, whichever the format has."""

    path: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    """What the command line says for readers of this kind."""
    max_files: int = MAX_FILES
    """How many files an archive or a folder may have."""

    @property
    def name(self) -> str:
        """The file's name without its suffix: what a bank can be called by."""
        return self.path.name if self.path.is_dir() else self.path.stem

    @cached_property
    def head(self) -> bytes:
        """The first bytes; empty for a folder."""
        if self.path.is_dir():
            return b""
        with self.path.open("rb") as file:
            return file.read(HEAD)

    @cached_property
    def head_text(self) -> str:
        """The first bytes as text, as far as they are."""
        return decoded(self.head, cut=True)[0]

    @cached_property
    def members(self) -> Members | None:
        """The files inside of an archive or a folder; None for any other file. Raises InputFault for a hostile one."""
        if self.path.is_dir():
            return folder(self.path, self.max_files)
        return zipped(self.path, self.max_files) if self.head.startswith(b"PK\x03\x04") else None

    def has(self, *names: str) -> bool:
        """Whether it is an archive or a folder that has one of these members, at any depth."""
        found = self.members.names if self.members is not None else ()
        return any(one.rsplit("/", 1)[-1] in names for one in found)

    def open(self) -> BinaryIO:
        """Open the file. Raises InputFault for one that is too large."""
        if self.path.stat().st_size > MAX_TEXT:
            raise InputFault(f"it has more than {MAX_TEXT // 1024 // 1024} MB", "split it")
        return self.path.open("rb")

    @cached_property
    def _text(self) -> tuple[str, str]:
        with self.open() as file:
            return decoded(file.read())

    @property
    def text(self) -> str:
        r"""The whole file as text; line breaks are `\n`."""
        return self._text[0]

    @property
    def encoding(self) -> str:
        """How the text was encoded."""
        return self._text[1]

    @cached_property
    def head_encoding(self) -> str:
        """How the first bytes are encoded. Raises InputFault where they are no text."""
        encoding = decoded(self.head, cut=True)[1]
        if encoding == "binary":
            raise InputFault("it is no text", "choose the file that was exported")
        return encoding

    @cached_property
    def _line_encoding(self) -> str:
        """How the lines are encoded: UTF-8 holds only where it does so to the end."""
        encoding = self.head_encoding
        if encoding not in ("utf-8", "utf-8-sig"):
            return encoding
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with self.open() as file:
                while data := file.read(HEAD):
                    decoder.decode(data)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
        return encoding

    def lines(self) -> Iterator[str]:
        """Yield the lines of a text file, without their ends, without keeping them all."""
        encoding = self._line_encoding
        with self.open() as file:
            errors = "replace" if encoding == "cp1252" else "strict"
            reader = io.TextIOWrapper(file, encoding=encoding, errors=errors, newline=None)
            try:
                for line in reader:
                    yield line.rstrip("\n")
            except UnicodeError:
                raise InputFault(f"it is no {encoding} text", "save it as UTF-8") from None


ENCODINGS: Sequence[tuple[bytes, str]] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decoded(data: bytes, *, cut: bool = False) -> tuple[str, str]:
    """Return bytes as text, and the encoding: what a mark says, UTF-8, or else windows-1252, which old files have.

    With `cut` the data may end amid a character. Raises InputFault where it is no text at all.
    """
    encoding = next((name for mark, name in ENCODINGS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding, "ignore" if cut and encoding != "utf-8" else "strict")
    except UnicodeDecodeError as error:
        if cut and error.start >= len(data) - 4:
            text = data[: error.start].decode(encoding)
        elif encoding != "utf-8" or b"\0" in data:
            if not cut:
                raise InputFault("it is no text", "choose the file that was exported") from None
            text, encoding = "", "binary"
        else:
            text, encoding = data.decode("cp1252", "replace"), "cp1252"
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding
