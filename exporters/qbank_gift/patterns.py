r"""Accepted answers as Moodle's patterns: `*` is any text, `\*` a star, case never counts.

A regular expression is written as the texts that it stands for, where they are few: `colou?r` is `color` and `colour`.
"""

from __future__ import annotations

from qbank_gift.expand import expand

_ARROW = "->"
"""Makes a matching question of a short answer, and can't be escaped in plain text."""


def patterns(text: str, match: str) -> list[str] | None:
    """Return the patterns that accept what an answer does; None for a regular expression that has too many."""
    if match == "wildcard":
        return [text]
    if match == "exact":
        return [text.replace("*", r"\*")]
    return expand(text)


def holds_arrow(pattern: str) -> bool:
    """Return whether a pattern has `->`."""
    return _ARROW in pattern


def without_arrow(pattern: str) -> str:
    """Return the pattern with any text allowed inside of `->`: GIFT holds that, and it accepts the arrow as well."""
    return pattern.replace(_ARROW, "-*>")
