"""The limits of an essay make sense, and its rubric adds up."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qbank.check.finding import Finding
from qbank.model import Essay, Item


def check(item: Item) -> Iterator[Finding]:
    """Yield `bad-range` and `rubric-points`."""
    if not isinstance(item, Essay):
        return
    for field, number in (("min_words", item.min_words), ("max_words", item.max_words)):
        if number is not None and number < 1:
            yield Finding("bad-range", f"{field} is not above 0", field, f"write {field}: 50 or the like")
    if item.min_words is not None and item.max_words is not None and item.min_words > item.max_words:
        yield Finding(
            "bad-range",
            f"min_words ({item.min_words}) is greater than max_words ({item.max_words})",
            "min_words",
            "swap them",
        )
    total = sum((one.points for one in item.rubric), Decimal(0))
    if item.rubric and total != item.points:
        message = f"the rubric's points add up to {total}, the question is worth {item.points}"
        yield Finding("rubric-points", message, "rubric", f"write points: {total}, or change the rubric", "warning")
