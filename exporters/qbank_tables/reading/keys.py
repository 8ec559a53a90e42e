"""Which choices an answer's cell means: by letter, by number, or by their own text. Where two are possible, none is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank_tables.reading.cells import plain

_PLACE = re.compile(
    r"\(?(?:(?:choice|option|answer|antwort|réponse|respuesta|opción|risposta)\s+)?(?:([a-z])|(\d{1,2}))[).:]?",
    re.IGNORECASE,
)


class NoKey(Exception):
    """Why no choice can be said to be the key."""


def keys(cell: str, choices: Sequence[str], first: int = 1) -> list[int]:
    """Return the positions of the choices that a cell names; `first` is the first one's number.

    An empty choice is none: it keeps the letters and numbers of the others. Raises NoKey where a key isn't certain.
    """
    if not cell.strip():
        raise NoKey("no key is marked")
    whole = _one(cell, choices, first)
    if whole is not None:
        return [whole]
    for between in (r"\n", r";", r"\|", r",", r"&|\band\b|\bund\b", ""):
        named = [one.strip() for one in re.split(between, cell) if one.strip()] if between else list(cell.strip())
        if not between and not re.fullmatch(r"[A-Z]{2,}", cell.strip()):
            continue
        found = [_one(one, choices, first) for one in named]
        if len(found) > 1 and None not in found:
            return sorted({one for one in found if one is not None})
    raise NoKey(f"the key {plain(cell)[:60]!r} is none of the choices")


def _one(cell: str, choices: Sequence[str], first: int) -> int | None:
    said = _same(cell)
    texts = [place for place, choice in enumerate(choices) if _same(choice) == said]
    place = _place(cell, choices, first)
    if place is None:
        if len(texts) > 1:
            raise NoKey(f"the key {said[:60]!r} is the text of several choices")
        return texts[0] if texts else None
    if texts and texts != [place]:
        raise NoKey(f"the key {said[:60]!r} may be the text of a choice, or its place")
    return place


def _place(cell: str, choices: Sequence[str], first: int) -> int | None:
    """Return the position that a letter or a number means."""
    match = _PLACE.fullmatch(cell.strip())
    if match is None:
        return None
    place = ord(match[1].lower()) - ord("a") if match[1] else int(match[2]) - first
    return place if 0 <= place < len(choices) and choices[place] else None


def _same(text: str) -> str:
    return plain(text).casefold().rstrip(".")
