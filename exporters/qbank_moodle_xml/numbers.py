"""Numbers as Moodle keeps them: grades on its list, decimals with a point."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

LISTED = (
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20", "16.66667",
    "14.28571", "12.5", "11.11111", "10", "5", "0",
)  # fmt: skip
"""Moodle's grades in percent (`question_bank::fraction_options_full`); all but 0 also negative. A question with any
other is skipped when it is imported; only the blanks of a cloze question may have others."""

_SHARES = {text: Fraction(text) / 100 for text in LISTED}
_SAME = Fraction(1, 1_000_000)
"""`33.33333` is a third."""
_DIGITS = 17
"""As many as a floating-point number holds."""
GREATEST = Decimal("99999.9999999")
"""A mark has twelve digits, seven of them decimals."""


@lru_cache(maxsize=1024)  # a bank has few shares; without it this takes half of rendering
def nearest(share: Fraction) -> str:
    """Return the listed grade that is nearest to a share: `-33.33333`."""
    text = min(LISTED, key=lambda one: abs(_SHARES[one] - abs(share)))
    return f"-{text}" if share < 0 and text != "0" else text


def value(grade: str) -> Fraction:
    """Return the share that a listed grade is."""
    return -_SHARES[grade[1:]] if grade.startswith("-") else _SHARES[grade]


@lru_cache(maxsize=1024)
def is_listed(share: Fraction) -> bool:
    """Return whether Moodle's list has a share."""
    return abs(value(nearest(share)) - share) <= _SAME


@lru_cache(maxsize=1024)
def percent(share: Fraction) -> str:
    """Return a share in percent with five decimals at most: as much as Moodle keeps."""
    return decimal(share * 100, 5)


def decimal(number: Fraction | Decimal, places: int) -> str:
    """Return a number in decimals, rounded."""
    rounded = round(Fraction(number), places)
    text = f"{Decimal(rounded.numerator) / Decimal(rounded.denominator):.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(number: Fraction) -> str:
    """Return a number as it is, rounded only where it has more digits than a floating-point number holds."""
    with localcontext(prec=_DIGITS):
        found = (Decimal(number.numerator) / Decimal(number.denominator)).normalize()
    return f"{found:f}" if -12 <= found.adjusted() <= _DIGITS else f"{found:e}"
