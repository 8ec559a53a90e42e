"""Recipe R0: an integer is computed, and constants follow from it by thresholds.

One player prints computed decimals in the user's language ("0,7", "1,000"), so what is computed is a whole number below
1000, and what is reported is a constant that stands in the item.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

BELOW = 999
_COARSE = 900
"""A step that halves, thirds, quarters, fifths and tenths are multiples of."""


@dataclass(frozen=True)
class Scale:
    """How credits become integers, and what the integers are worth.

    `levels` has the integers above 0 that can be reached and their credit. `exact` is False where the credits need
    finer steps than there are.
    """

    raws: dict[Fraction, int]
    levels: dict[int, Fraction]
    exact: bool = True

    def raw(self, credit: Fraction) -> int:
        """Return the integer of one of the credits that the scale was made for."""
        return self.raws[credit]

    @property
    def top(self) -> int:
        """The integer of full credit."""
        return max(self.levels, default=0)


def ranked(worth: Iterable[Fraction]) -> Scale:
    """Return a scale for one answer, of which one credit counts: ranks do, so that it is always exact."""
    steps = sorted({credit for credit in worth if credit > 0})
    ranks = {credit: rank for rank, credit in enumerate(steps, 1)}
    return Scale({Fraction(0): 0, **ranks}, {rank: credit for credit, rank in ranks.items()})


def summed(parts: Sequence[Iterable[Fraction]], whole: Fraction) -> Scale:
    """Return a scale for several answers whose credits are added; each may take one of its `parts`' values, or 0.

    `whole` is what counts as full credit; sums are clamped to 0 and `whole`.
    """
    values = [sorted({Fraction(0), *part}) for part in parts]
    step = lcm(*(value.denominator for row in values for value in row), whole.denominator)
    exact = whole * step <= BELOW
    factor = Fraction(step) if exact else Fraction(_COARSE) / whole
    raws = {value: round(value * factor) for row in values for value in row}
    top = round(whole * factor)
    reached = {0}
    for row in values:
        reached = {total + raws[value] for total in reached for value in row}
    clamped = sorted({min(top, total) for total in reached if total > 0})
    return Scale(raws, {total: Fraction(total, top) for total in clamped}, exact)
