"""Placeholders for what is only known later: the blanks of a cloze, and the bytes of a media file.

They are made of control characters, which the language refuses in a source, so that no author can type one. Every
renderer passes them on unchanged, in text, in code, and inside attributes; whoever assembles the output fills them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

BLANK = re.compile(r"\x02([0-9]{1,9})\x03")
"""A blank's marker; group 1 is its number."""

MEDIA = re.compile(r"\x0e([^\x00-\x1f]+)\x0f")
"""A media file's marker; group 1 is its name."""

BLANK_BYTES = re.compile(rb"\x02([0-9]{1,9})\x03")
MEDIA_BYTES = re.compile(rb"\x0e([^\x00-\x1f]+)\x0f")

MARKER = re.compile(f"{BLANK.pattern}|{MEDIA.pattern}")
"""Either of them."""


def blank_marker(number: int) -> str:
    """Return what stands for a blank until it is filled; numbers are the caller's, and never negative."""
    return f"\x02{number}\x03"


def media_marker(name: str) -> str:
    """Return what stands for a media file's address or bytes; `name` is not empty and has no control characters."""
    return f"\x0e{name}\x0f"


def fill_blanks(html: str, fn: Callable[[int], str]) -> str:
    """Return the output with every blank's marker replaced by `fn(number)`, which is put in as it is."""
    return BLANK.sub(lambda match: fn(int(match[1])), html)


def fill_media(text: str, fn: Callable[[str], str]) -> str:
    """Return the output with every media marker replaced by `fn(name)`, which is put in as it is."""
    return MEDIA.sub(lambda match: fn(match[1]), text)


def fill_media_bytes(body: bytes, fn: Callable[[str], Iterable[bytes]]) -> Iterator[bytes]:
    """Yield the body in pieces, with every media marker replaced by the pieces of `fn(name)`.

    A film is then never in memory as a whole: `fn` may read, and encode, a file piece by piece.
    """
    end = 0
    for match in MEDIA_BYTES.finditer(body):
        if match.start() > end:
            yield body[end : match.start()]
        yield from fn(match[1].decode())
        end = match.end()
    if end < len(body):
        yield body[end:]
