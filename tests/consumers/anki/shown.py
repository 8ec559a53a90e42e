"""What a side of a card shows, compared with the parts that were written."""

from __future__ import annotations

from collections.abc import Sequence

from html_text import parsed, shown


def side(source: str) -> str:
    """Return the squeezed text of a side of a card, as Anki has rendered it; it has one root."""
    (root,) = parsed(source).find_class("qb")
    return shown(root)


Part = str | Sequence[str]
"""A text; or several that may come in any order."""


def differing(text: str, parts: Sequence[Part]) -> str:
    """Return where the text isn't the parts one after the other, each once and nothing else; empty if it is."""
    for part in parts:
        waiting = [part] if isinstance(part, str) else sorted(part, key=len, reverse=True)
        while waiting:
            found = next((one for one in waiting if text.startswith(one)), None)
            if found is None:
                return f"{text[:200]!r} begins with none of {waiting!r}"
            waiting.remove(found)
            text = text.removeprefix(found)
    return f"{text!r} is too much" if text else ""
