"""A question as its author typed it, kept in a note's data: with it a package can be read back, exactly.

What the format's table says is lost isn't kept either, so that a table and a package never say different things.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Any

from qbank.api import AnyQuestion, Carry, Cloze, Context, fill_media
from qbank_anki.carries import CARRIES


def as_typed(question: AnyQuestion, context: Context) -> dict[str, Any]:
    """Return the question's fields, its stimulus, and the names of the files that their texts show."""
    table = CARRIES[question.type]
    lost = {name for name, one in table.items() if one.how == "lost"} if not isinstance(table, Carry) else set()
    fields = {name: one for name, one in question.as_typed().items() if name not in question.IDENTITY}
    kept = question.model_copy(update={"objectives": ()})
    files = context.files(kept)
    if isinstance(question, Cloze) and question.points != len(question.filled):
        fields["points"] = str(question.points)  # the sum of the blanks' points, which aren't kept
    found: dict[str, Any] = {"question": _without(fields, "", lost)}
    if context.stimulus is not None:
        found["stimulus"] = {**context.stimulus.as_typed(), "id": context.stimulus.id}
        files |= context.files(context.stimulus)
    return found | ({"files": {address: one.name for address, one in files.items()}} if files else {})


def _without(value: Any, path: str, lost: set[str]) -> Any:
    if isinstance(value, list | tuple):
        return [_without(one, path, lost) for one in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for name, one in value.items():
        below = f"{path}.{name}" if path else name
        if below == "blanks":  # by their names, which no table has
            found[name] = {blank: _without(fields, below, lost) for blank, fields in one.items()}
        elif below not in lost:
            found[name] = _without(one, below, lost)
    return found["text"] if path and set(found) == {"text"} else found


def fingerprint(fields: Mapping[str, str]) -> str:
    """Return what tells whether a note's fields were edited since: of all that the card shows."""
    shown = "\x1f".join(fill_media(one, str) for name, one in fields.items() if name not in ("Data", "Extra"))
    return hashlib.sha256(unicodedata.normalize("NFC", shown).encode()).hexdigest()[:16]
