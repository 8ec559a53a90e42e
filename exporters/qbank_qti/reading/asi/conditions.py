"""The numbers that conditions of QTI 1.2 speak of, as Canvas writes them: exact, with a margin, in a range."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from qbank.importing.api import Element
from qbank_qti.reading.ranges import Range, every, number, some


def numbers_of(test: Element | None, response: str) -> list[Range]:
    """Return the ranges of numbers for which a test holds."""
    if test is None or test.tag == "not":
        return []
    if test.tag in {"and", "conditionvar"}:
        return every(numbers_of(child, response) for child in test)
    if test.tag == "or":
        return some([numbers_of(child, response) for child in test])
    value = number(test.text)
    if test.get("respident") != response or value is None:
        return []
    if test.tag in {"vargte", "vargt"}:
        return [Range(low=value, open_ended=test.tag == "vargt")]
    if test.tag in {"varlte", "varlt"}:
        return [Range(high=value, open_ended=test.tag == "varlt")]
    return [_point(test, value)] if test.tag == "varequal" else []


def meant(range_: Range, title: str) -> Range:
    """Return a range with the number that it is around, and the tolerance, where a title says them: `2 ± 1%`."""
    if "…" in title:
        return replace(range_, ends=True)
    middle, _, tolerance = (part.strip() for part in title.partition("±"))
    value = number(middle)
    if value is None or not range_.holds(value):
        return range_
    return replace(
        range_, middle=value, written=middle, percent=tolerance.removesuffix("%") if "%" in tolerance else ""
    )


def _point(test: Element, value: Fraction) -> Range:
    """Return a number with the margin, or the decimals, that it may be off by."""
    margin, decimals = number(test.get("margin")), number(test.get("precision"))
    if margin is not None and margin >= 0:
        percent = test.get("margintype").lower() == "percent"
        size = abs(value) * margin / 100 if percent else margin
        return Range(value - size, value + size, value, test.get("margin") if percent else "")
    if decimals is not None and test.get("precisiontype").lower() == "decimals" and 0 <= decimals <= 20:
        size = Fraction(1, 2 * 10 ** int(decimals))
        return Range(value - size, value + size, value)
    return Range(value, value, value)
