"""Moodle's list of grades, to which imported ones are matched (`question_bank::fraction_options_full`)."""

from __future__ import annotations

from collections.abc import Sequence

from consumers.moodle_rules.model import Answer, RefusedError

FRACTIONS = [1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667,
             0.1428571, 0.125, 0.1111111, 0.1, 0.05, 0]  # fmt: skip


def listed(fraction: float) -> float:
    """Return the fraction of the list that is stored for one (“Error if grade not listed”)."""
    for one in FRACTIONS:
        for signed in (one, -one):
            if abs(fraction - signed) < 0.00001:
                return signed
    raise RefusedError(f"{fraction} is not on Moodle's list")


def whole(answers: Sequence[Answer]) -> None:
    """Refuse answers none of which is worth everything."""
    if not answers or max(answer.fraction for answer in answers) != 1:
        raise RefusedError("one answer must be worth 100%")
