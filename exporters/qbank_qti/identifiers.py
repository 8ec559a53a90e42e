"""Identifiers that every reader of QTI takes: `[A-Za-z_][A-Za-z0-9_-]*`, 32 characters at most, no dot, no colon.

The specification allows more (an NCName); OpenOlat refuses dots, and 32 characters are what all are bound to keep.
"""

from __future__ import annotations

import hashlib
import re

LONGEST = 32
_FITS = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,31}")
_HASH = 8
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[1-9])")
"""Names that no file can have on Windows, whatever its suffix: there a package with one can't be unpacked."""


def digest(text: str, length: int) -> str:
    """Return the first hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def identifier(name: str) -> str:
    """Return a name as an identifier: itself where it is one, else as much of it as fits and a hash of the whole."""
    if _FITS.fullmatch(name):
        return name
    kept = re.sub(r"[^A-Za-z0-9_-]+", "-", name)
    start = kept if re.match(r"[A-Za-z_]", kept) else f"q-{kept}"
    return f"{start[: LONGEST - _HASH - 1]}-{digest(name, _HASH)}"


def reserved(purpose: str, name: str) -> str:
    """Return an identifier of our own (a manifest, a test), which no author's id is equal to."""
    return f"{purpose}-{digest(f'{purpose}/{name}', 16)}"


def file_stem(found: str) -> str:
    """Return an identifier as a file's name: two that differ in case alone are two files on every system."""
    plain = found == found.lower() and not _DEVICE.fullmatch(found)
    return found if plain else f"{found}-{digest(found, 4)}"
