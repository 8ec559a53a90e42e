"""Moodle's fixed list of weights, and the nearest thing to what an author wants.

Source: `question_bank::fraction_options_full` of Moodle. A weight that is off the list by more than 1e-5 makes Moodle
skip the question; a multiple-response question whose positive weights don't add up to 100% stops the import.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from qbank.api import write_share

LISTED = (
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20", "16.66667",
    "14.28571", "12.5", "11.11111", "10", "5", "0",
)  # fmt: skip
"""The weights in percent, as they are written; all but 0 also negative."""

_SHARES = {text: Fraction(text) / 100 for text in LISTED}
_SAME = Fraction(1, 1_000_000)
"""`33.33333` is a third."""
_SUM = Fraction(1, 250)
"""How far from 100% a sum may be: Moodle rounds it to two decimals."""
_STATES = 5000


@lru_cache(maxsize=1024)  # a bank has few shares; without it this takes a third of rendering
def nearest(share: Fraction) -> str:
    """Return the listed weight that is nearest to a share, as GIFT writes it: `-33.33333`."""
    text = min(LISTED, key=lambda one: abs(_SHARES[one] - abs(share)))
    return f"-{text}" if share < 0 and text != "0" else text


def value(weight: str) -> Fraction:
    """Return the share that a written weight is."""
    return -_SHARES[weight[1:]] if weight.startswith("-") else _SHARES[weight]


def missing(share: Fraction, written: str) -> str:
    """Return what to say of a share that isn't on the list: what is written in its place, and which format holds it."""
    return f"Moodle's list has no {write_share(share)}; the nearest is {written}; moodle_xml holds it"


def is_listed(share: Fraction, weight: str) -> bool:
    """Return whether a written weight is the share that was meant."""
    return abs(value(weight) - share) <= _SAME


def fit(shares: Sequence[Fraction]) -> list[str]:
    """Return listed weights near the shares of a multiple-response question; the positive ones add up to 100%."""
    weights = [nearest(share) for share in shares]
    positive = [index for index, share in enumerate(shares) if share > 0]
    if _adds_up(sum((value(weights[index]) for index in positive), Fraction(0))):
        return weights
    for index, weight in zip(positive, _adding_up([shares[index] for index in positive]), strict=True):
        weights[index] = weight
    return weights


def _adds_up(total: Fraction) -> bool:
    return abs(total - 1) <= _SUM


def _adding_up(shares: Sequence[Fraction]) -> list[str]:
    """Return the listed weights that add up to 100% and differ the least from the shares, made to do so themselves."""
    total = sum(shares)
    reached: dict[Fraction, tuple[Fraction, list[str]]] = {Fraction(0): (Fraction(0), [])}
    for share in shares:
        wanted, following = share / total, dict[Fraction, tuple[Fraction, list[str]]]()
        for weight in sorted(LISTED, key=lambda one: (abs(_SHARES[one] - wanted), one))[:6]:
            for so_far, (cost, chosen) in reached.items():
                here, more = so_far + _SHARES[weight], cost + (_SHARES[weight] - wanted) ** 2
                if here <= 1 + _SUM and (here not in following or more < following[here][0]):
                    following[here] = (more, [*chosen, weight])
        reached = dict(sorted(following.items(), key=lambda one: (one[1][0], one[0]))[:_STATES])
    found = [entry for total, entry in reached.items() if _adds_up(total)]
    return min(found)[1] if found else ["100", *["0"] * (len(shares) - 1)]
