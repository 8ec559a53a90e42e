"""Two ways to type the same question, made one: what a learner sees and what an answer is worth decide."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import gcd
from typing import Any

from qbank import content
from qbank.model import (
    ChoiceBlank,
    Cloze,
    Essay,
    MultipleChoice,
    MultipleResponse,
    NumberBlank,
    Numeric,
    Ordering,
    ShortAnswer,
    TextBlank,
    Tolerance,
)
from qbank.model.text import Match


def canonical(item: Any) -> Any:
    """Return an item with blanks by their place, weights and comparisons written out, tolerances as numbers."""
    if isinstance(item, Cloze):
        share = gcd(*(blank.points for blank in item.filled.values()))
        blanks = {
            str(number): _blank(blank).model_copy(update={"points": blank.points // share})
            for number, blank in enumerate(item.filled.values(), 1)
        }
        text = item.with_gaps(lambda number: f"[[@{number}]]")
        return item.model_copy(update={"prompt": text, "blanks": blanks})
    if isinstance(item, MultipleChoice):
        return item.model_copy(update={"choices": _worth(item.choices)})
    if isinstance(item, MultipleResponse) and item.weighted:
        weighed = zip(item.choices, item.credits, strict=True)
        choices = tuple(one.model_copy(update={"weight": share or None}) for one, share in weighed)
        return item.model_copy(update={"choices": choices, "scoring": "partial"})
    if isinstance(item, Essay):
        rubric = tuple(one.model_copy(update={"points": _plain(one.points)}) for one in item.rubric)
        return item.model_copy(update={"rubric": rubric})
    if isinstance(item, Ordering) and len(item.items) == 2 and item.scoring == "pairs":
        return item.model_copy(update={"scoring": "all_or_nothing"})
    return _blank(item)


def _worth(choices: Any) -> Any:
    return tuple(one.model_copy(update={"weight": one.weight or None}) for one in choices)


def in_order(item: Any) -> Any:
    """Return an item with its choices by their texts: for formats that draw their order."""
    if isinstance(item, Cloze):
        return item.model_copy(update={"blanks": {name: in_order(blank) for name, blank in item.blanks.items()}})
    if not hasattr(item, "choices"):
        return item
    return item.model_copy(update={"choices": tuple(sorted(item.choices, key=lambda one: content.plain(one.text)))})


def places(item: Any, path: str) -> list[str]:
    """Return a path of an item as the paths of its canonical form: a prompt's blanks have their own there."""
    if not isinstance(item, Cloze):
        return [path]
    names = list(item.filled)
    step = re.match(r"blanks\.(.+?)(?=\.(?:accept|answer|choices|points|hint|match|case|min|max|unit|tol)|$)", path)
    if step and step[1] in names:
        return [f"blanks.{names.index(step[1]) + 1}{path[step.end() :]}"]
    if path == "prompt":
        return ["prompt", *(f"blanks.{number}" for number, name in enumerate(names, 1) if name not in item.blanks)]
    return [path]


def _blank(item: Any) -> Any:
    if isinstance(item, ShortAnswer | TextBlank):
        accept = tuple(_accepted(one, item.match, item.case_sensitive) for one in _told(item.accept))
        return item.model_copy(update={"accept": accept, "match": "exact", "case_sensitive": False})
    if isinstance(item, Numeric | NumberBlank):
        return _number(item)
    if isinstance(item, ChoiceBlank):
        return item.model_copy(update={"choices": _worth(item.choices)})
    return item


def _told(accept: Any) -> list[Any]:
    """Leave out answers that are worth nothing and of which nothing is said: they are wrong as others are."""
    return [one for one in accept if one.credit or one.feedback]


def _accepted(one: Any, match: Match, case_sensitive: bool) -> Any:
    match = one.match or match
    if match == "wildcard" and "*" not in one.text:
        match = "exact"
    sensitive = case_sensitive if one.case_sensitive is None else one.case_sensitive
    if one.text.swapcase() == one.text:
        sensitive = False
    changed = {"match": match if match != "exact" else None, "case_sensitive": sensitive or None}
    return one.model_copy(update=changed)


def _number(item: Any) -> Any:
    if item.min is not None and item.max is not None:
        low, high = Fraction(item.min), Fraction(item.max)
        half = Tolerance(_decimal((high - low) / 2))
        item = item.model_copy(
            update={"min": None, "max": None, "answer": _decimal((low + high) / 2), "tolerance": half}
        )
    found: dict[str, Any] = {
        name: _plain(value) for name in ("answer", "min", "max") if isinstance(value := getattr(item, name), Decimal)
    }
    accept = _told(item.accept)
    found["accept"] = tuple(one.model_copy(update={"answer": _plain(one.answer)}) for one in accept)
    found["units"] = {name: _plain(size) for name, size in item.units.items()}
    size = Fraction(item.tolerance.size)
    if item.tolerance.relative and item.answer is not None:
        size = abs(Fraction(item.answer)) * size / 100
    found["tolerance"] = Tolerance(_decimal(size))
    return item.model_copy(update=found)


def _decimal(value: Fraction) -> Decimal:
    return _plain(Decimal(value.numerator) / Decimal(value.denominator))


def _plain(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}")
