"""The weights that our own writer gave the blanks of a text, from the whole numbers that it counts with."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from qbank.importing.api import decimal
from qbank_qti.reading.asked import Part
from qbank_qti.reading.blanks import answered
from qbank_qti.reading.items.processing import RAW, ItemScoring
from qbank_qti.reading.texts import probe

_FINEST = 60


def raw_weights(parts: list[Part], scoring: ItemScoring) -> list[int]:
    """Return the weights: what a blank adds at most is its weight times the finest step of all credits."""
    rows = [[value for value in _raws(part, scoring) if value > 0] for part in parts]
    if not all(rows):
        return []
    values = {value.numerator for row in rows for value in row if value.denominator == 1}
    tops = [max(row).numerator for row in rows]
    if any(value.denominator != 1 for row in rows for value in row):
        return []
    whole = gcd(*tops)
    for step in range(min(_FINEST, whole), 0, -1):
        if whole % step == 0 and lcm(*(step // gcd(value, step) for value in values)) == step:
            return [top // step for top in tops]
    return []


def _raws(part: Part, scoring: ItemScoring) -> list[Fraction]:
    if part.sort == "one":
        given = [(option.ident,) for option in part.options]
    elif part.sort == "number":
        given = [(decimal(one.inside),) for one in scoring.ranges(part.ident)]
    else:
        given = [(probe(one),) for one in scoring.texts(part.ident)]
    values = [scoring.evaluate(answered(part, one)).outcomes.get(RAW) for one in given]
    return [value for value in values if isinstance(value, Fraction)]
