"""`->` in an accepted answer: it makes a matching question of a short answer, and can't be escaped in plain text."""

from __future__ import annotations

_ARROW = "->"


def holds_arrow(pattern: str) -> bool:
    """Return whether a pattern has `->`."""
    return _ARROW in pattern


def without_arrow(pattern: str) -> str:
    """Return the pattern with any text allowed inside of `->`: GIFT holds that, and it accepts the arrow as well."""
    return pattern.replace(_ARROW, "-*>")
