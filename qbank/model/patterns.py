r"""Accepted answers as wildcard patterns (`*` is any text, `\*` a star), for platforms that know nothing else.

A regular expression is written as the texts that it stands for, where they are few: `colou?r` is `color` and `colour`.
"""

from __future__ import annotations

from qbank.model.expand import expand
from qbank.model.text import Match


def as_patterns(text: str, match: Match) -> list[str] | None:
    """Return the patterns that accept what an answer does; None for a regular expression that has too many."""
    if match == "wildcard":
        return [text]
    if match == "exact":
        return [text.replace("*", r"\*")]
    return expand(text)
