"""Values in response processing: None (NULL), a scalar (text, number, truth), or a tuple of scalars."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from qbank_qti.reading.items.declared import NUMBERS, Variable
from qbank_qti.reading.ranges import number

Scalar = str | Fraction | bool
Value = None | Scalar | tuple[Scalar, ...]


@lru_cache(maxsize=1024)
def scalar(text: str, base: str) -> Scalar | None:
    """Return a value from its text."""
    if base in NUMBERS:
        return number(text)
    if base == "boolean":
        return text.strip() in {"true", "1"}
    if base in {"pair", "directedPair"}:
        return " ".join(sorted(text.split()) if base == "pair" else text.split())
    return text


def held(variable: Variable, texts: tuple[str, ...]) -> Value:
    """Return what a variable holds that has these texts."""
    values = tuple(one for one in (scalar(text, variable.base) for text in texts) if one is not None)
    if not values:
        return None
    return values if variable.cardinality in {"multiple", "ordered"} else values[0]


def many(value: Value) -> tuple[Scalar, ...]:
    """Return the scalars of a value."""
    return () if value is None else value if isinstance(value, tuple) else (value,)


def same(first: Value, second: Value, *, ordered: bool) -> bool | None:
    """Return whether two values are the same, in the same order where that counts; None where one is NULL."""
    if first is None or second is None:
        return None
    if isinstance(first, tuple) or isinstance(second, tuple):
        one, other = many(first), many(second)
        return one == other if ordered else sorted(map(str, one)) == sorted(map(str, other))
    return first == second
