"""An id made from a text, for hints: ids that exist are never derived from anything."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str, length: int = 100) -> str:
    """Return an id that reads like the text; empty where nothing of it can stand in an id."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    whole = re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-_")
    return whole if len(whole) <= length else whole[: length + 1].rpartition("-")[0] or whole[:length]
