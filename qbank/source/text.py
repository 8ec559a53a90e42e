"""Bytes to text: UTF-8 only, line breaks made equal, characters that no target format can hold refused."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qbank.diagnostics import Diagnostic, Span

MAX_BYTES = 16 * 1024 * 1024
"""A bank of 10,000 questions has about 5 MB; far beyond that, a file is a mistake or an attack."""

MAX_SHOWN = 50
"""How many stray control characters are listed: a binary file would have millions."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML can't hold or terminals would obey, U+0085 included, which YAML would take for a line break."""

REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file; `text` is for display only where `readable` is false."""

    text: str
    readable: bool
    diagnostics: tuple[Diagnostic, ...]


def decode(data: bytes, file: str) -> Decoded:
    """Return the text of a file without its BOM, with `\\n` as the only line break and no control characters."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1024 / 1024:.0f} MB"
        message = f"The file is {size} large; {MAX_BYTES // 1024 // 1024} MB is the most that is read."
        hint = "Split the bank into several files."
        return _refused("", Diagnostic("file-too-large", message, Span(file), hint=hint))
    if name := _other_encoding(data):
        return _refused("", _wrong_encoding(f"The file is saved as {name}.", Span(file)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _lines_made_equal(data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"The file isn't saved as UTF-8: the byte 0x{data[error.start]:02X} here belongs to another encoding."
        shown = CONTROL.sub(REPLACEMENT, _lines_made_equal(data.decode("utf-8", "replace").removeprefix("\ufeff")))
        return _refused(shown, _wrong_encoding(message, Span(file, line, column, line, column + 1)))
    text = _lines_made_equal(text.removeprefix("\ufeff"))
    if CONTROL.search(text) is None:
        return Decoded(text, True, ())
    return Decoded(CONTROL.sub(REPLACEMENT, text), True, _control_characters(text, file))


def control_character(character: str, span: Span) -> Diagnostic:
    """Return the finding for a character that questions can't contain, at its place."""
    message = f"There is an invisible control character here (U+{ord(character):04X})."
    hint = "Delete it; type `<br>` or start a new line for a break."
    return Diagnostic("control-character", message, span, hint=hint)


def _lines_made_equal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _other_encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    head = data[:4]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(head) == 4 and head.count(0) == 2 and head[0] != head[1]):
        return "UTF-16"
    return ""


def _wrong_encoding(message: str, span: Span) -> Diagnostic:
    return Diagnostic("wrong-encoding", message, span, hint='Save the file as UTF-8 ("Save with encoding").')


def _refused(text: str, diagnostic: Diagnostic) -> Decoded:
    return Decoded(text, False, (diagnostic,))


def _control_characters(text: str, file: str) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    line, line_start, seen = 1, 0, 0
    for match in CONTROL.finditer(text):
        at = match.start()
        if newlines := text.count("\n", seen, at):
            line += newlines
            line_start = text.rfind("\n", seen, at) + 1
        seen = at
        column = at - line_start + 1
        found.append(control_character(match.group(), Span(file, line, column, line, column + 1)))
        if len(found) == MAX_SHOWN:
            break
    return tuple(found)
