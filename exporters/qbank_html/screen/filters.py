"""By what a page's questions can be told apart: their tags and how difficult they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qbank.api import Row

LEVELS = ("easy", "medium", "hard")

Filter = tuple[str, str, list[tuple[str, str, int]]]
"""The name in the form, the title, and each value with its text and how many questions have it."""


def filters(rows: Sequence[Row], w: dict[str, str]) -> list[Filter]:
    """Return what a learner may choose from; what all questions have in common is no choice."""
    levels = Counter(row.difficulty for row in rows)
    found: list[Filter] = [
        ("tag", w["tags"], [(tag, tag, count) for tag, count in telling_tags(rows)]),
        ("difficulty", w["difficulty"], [(level, w[level], levels[level]) for level in LEVELS if levels[level]]),
    ]
    return [one for one in found if len(one[2]) > 1 or (one[2] and one[2][0][2] < len(rows))]


def telling_tags(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """Return the tags that not every question has, each with how many have it, sorted."""
    counts = Counter(tag for row in rows for tag in dict.fromkeys(row.tags))
    return [(tag, count) for tag, count in sorted(counts.items()) if count < len(rows)]
