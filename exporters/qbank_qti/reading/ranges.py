"""Ranges of numbers: what conditions with bounds say, and how a question of ours says the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`; None is without end. `middle` is the number that was meant, where it is said."""

    low: Fraction | None = None
    high: Fraction | None = None
    middle: Fraction | None = None
    percent: str = ""
    """The tolerance, where it was given as a percentage."""
    ends: bool = False
    """Whether its ends were meant, not a number between them."""
    written: str = ""
    """The number that was meant, as it was typed."""
    open_ended: bool = False
    """Whether a bound itself doesn't count."""

    @property
    def inside(self) -> Fraction:
        """A number in it."""
        if self.middle is not None:
            return self.middle
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        return self.low + 1 if self.low is not None else self.high - 1 if self.high is not None else Fraction(0)

    def holds(self, number: Fraction) -> bool:
        """Tell whether a number is in it."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


def both(first: Range, second: Range) -> Range | None:
    """Return the numbers in both ranges; None where there are none."""
    lows = [one for one in (first.low, second.low) if one is not None]
    highs = [one for one in (first.high, second.high) if one is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return None
    middle = first.middle if first.middle is not None else second.middle
    return Range(low, high, middle, first.percent or second.percent, open_ended=first.open_ended or second.open_ended)


def every(groups: Iterable[Sequence[Range]]) -> list[Range]:
    """Return the ranges of "all of these"; a group without ranges says nothing of numbers."""
    found = [Range()]
    told = False
    for group in groups:
        if group:
            told = True
            found = [joined for one in found for other in group if (joined := both(one, other)) is not None][:1000]
    return found if told else []


def some(groups: Iterable[Sequence[Range]]) -> list[Range]:
    """Return the ranges of "one of these": a number in a range is what that range means, as Canvas writes it."""
    ranges = [*{(one.low, one.high): one for group in groups for one in reversed(group)}.values()]
    points = [one for one in ranges if one.low is not None and one.low == one.high]
    wide = [one for one in ranges if one not in points]
    if len(points) == 1 and len(wide) == 1:
        [point], [range_] = points, wide
        if point.percent or not range_.holds(point.inside):
            return [point]
        return [replace(range_, middle=point.inside)]
    told = [one for one in ranges if one.middle is not None and one.low != one.high]
    return told if len(told) == 1 and len(wide) == 2 else ranges


def joined(ranges: Sequence[Range]) -> Range:
    """Return one range that holds all numbers of several which overlap; what was meant is what all of them hold."""
    lows = [one.low for one in ranges if one.low is not None]
    highs = [one.high for one in ranges if one.high is not None]
    low = min(lows) if len(lows) == len(ranges) else None
    high = max(highs) if len(highs) == len(ranges) else None
    middles = [
        one.middle for one in ranges if one.middle is not None and all(other.holds(one.middle) for other in ranges)
    ]
    return Range(low, high, middles[0] if middles else None, open_ended=any(one.open_ended for one in ranges))


@lru_cache(maxsize=8192)
def number(text: str) -> Fraction | None:
    """Return a number as QTI writes it; None where it is none."""
    text = text.strip()
    return Fraction(Decimal(text)) if len(text) < 60 and _NUMBER.fullmatch(text) else None
