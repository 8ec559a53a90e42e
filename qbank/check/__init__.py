"""What a question means: one rule a file. Rules find; where and how it is shown is the compiler's matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qbank.check import accepted, arrangement, blanks, essays, keys, numbers, pictures, signs, weights
from qbank.check.finding import Finding
from qbank.model import Item

Rule = Callable[[Item], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    keys.check,
    weights.check,
    accepted.check,
    numbers.check,
    arrangement.check,
    blanks.check,
    blanks.check_literals,
    essays.check,
    pictures.check,
    signs.check,
)

__all__ = ["RULES", "Finding", "Rule"]
