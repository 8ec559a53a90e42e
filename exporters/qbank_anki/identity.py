"""Names that last: Anki finds a note again by its GUID, a note type by its id, a deck by its name.

What is computed here may never change: every card ever imported would become another card.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container

from qbank.api import BankInfo, Row

_OLDEST, _SPAN = 1_000_000_000_000, 500_000_000_000
"""Anki's ids are milliseconds since 1970, and its database check mends those in the future: ours lie before 2017."""


def guid(family: str, info: BankInfo, row: Row) -> str:
    """Return a note's GUID: of the family of kinds, the project (else the bank), and the question's first id.

    The family is part of it because Anki refuses to update a note that has another note type.
    """
    first = row.aliases[0] if row.aliases else row.id
    return _digest("note", family, info.project or info.id, first)[:20]


def free_id(guid: str, taken: Container[int]) -> int:
    """Return the id for what the GUID names: always the same, or the next that isn't taken in this package."""
    found = _number(guid)
    while found in taken:
        found += 1
    return found


def deck_id(name: str) -> int:
    """Return the id of the deck with this name."""
    return _number(_digest("deck", name))


def checksum(first_field: str) -> int:
    """Return what Anki finds duplicates of the first field by; the field is plain text."""
    return int(hashlib.sha1(first_field.encode(), usedforsecurity=False).hexdigest()[:8], 16)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _number(digest: str) -> int:
    return _OLDEST + int(digest[:16], 16) % _SPAN
