"""A number has an answer or a range, and can be compared exactly on every platform."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qbank.check.blanks import in_blank
from qbank.check.finding import Finding
from qbank.model import Cloze, Item, NumberBlank, Numeric
from qbank.model.text import NumberAnswers

DIGITS = 14
"""Significant digits to which Moodle cuts answers."""
DECIMALS = 4
"""Decimals to which Canvas rounds what is typed."""


def check(item: Item) -> Iterator[Finding]:
    """Yield `no-answer`, `answer-conflict`, `bad-range`, `bad-unit`, `empty-tolerance`, `too-precise` and more."""
    if isinstance(item, Numeric):
        yield from _answers(item, item.model_fields_set)
    elif isinstance(item, Cloze):
        for name, blank in item.filled.items():
            if isinstance(blank, NumberBlank):
                yield from in_blank(item, name, _answers(blank, blank.model_fields_set))


def _answers(numbers: NumberAnswers, given: set[str]) -> Iterator[Finding]:
    ranged = numbers.min is not None or numbers.max is not None
    if numbers.answer is None and not ranged:
        yield Finding("no-answer", "there is no right number", "", "add answer: 3.14")
    if numbers.answer is not None and ranged:
        yield Finding(
            "answer-conflict",
            "there are an answer and a range; one of them is enough",
            "answer",
            "keep answer:, or min: and max:",
        )
    if ranged and (numbers.min is None or numbers.max is None):
        missing = "min" if numbers.min is None else "max"
        yield Finding("answer-conflict", f"a range has min and max; {missing} is missing", "max", f"add {missing}:")
    if numbers.min is not None and numbers.max is not None and numbers.min > numbers.max:
        yield Finding("bad-range", f"min ({numbers.min}) is greater than max ({numbers.max})", "min", "swap them")
    if ranged and "tolerance" in given and not numbers.accept:
        yield Finding("answer-conflict", "a range needs no tolerance", "tolerance", "delete tolerance:")
    if numbers.answer == 0 and numbers.tolerance.relative and numbers.tolerance.size:
        message = f"{numbers.tolerance} of 0 is nothing: only 0 itself is right"
        yield Finding("empty-tolerance", message, "tolerance", "write a size, such as tolerance: 0.01", "warning")
    yield from _units(numbers)
    yield from _precision(numbers)
    yield from _repeated(numbers)


def _units(numbers: NumberAnswers) -> Iterator[Finding]:
    if numbers.units and not numbers.unit:
        hint = "add unit: with the unit of the answer"
        yield Finding(
            "bad-unit", "units: says how large other units are, but there is no unit: to measure them in", "units", hint
        )
    for name, size in numbers.units.items():
        if size <= 0:
            yield Finding("bad-unit", f"the size of {name} is not above 0", "units", f"write {name}: 0.001 or the like")
        if name == numbers.unit and size != 1:
            yield Finding("bad-unit", f"{name} is the unit itself: its size is 1", "units", f"delete {name}")
    for name in (*numbers.units, *([numbers.unit] if numbers.unit and numbers.units else [])):
        if name[0].isdigit() or name[0] in "+-.":
            yield Finding("bad-unit", f"a unit doesn't begin like a number: {name}", "unit", "begin with a letter")


def _precision(numbers: NumberAnswers) -> Iterator[Finding]:
    typed: list[tuple[str, Decimal | None]] = [("answer", numbers.answer), ("min", numbers.min), ("max", numbers.max)]
    if not numbers.tolerance.relative:
        typed.append(("tolerance", numbers.tolerance.size))
    for field, number in typed:
        if number is None or not number:
            continue
        digits = len(number.normalize().as_tuple().digits)
        exponent = number.normalize().as_tuple().exponent
        if digits > DIGITS:
            message = f"{number} has {digits} significant digits; Moodle compares {DIGITS}"
            yield Finding("too-precise", message, field, "round it", "warning")
        elif isinstance(exponent, int) and -exponent > DECIMALS:
            message = f"{number} has {-exponent} decimals; Canvas rounds what is typed to {DECIMALS}"
            yield Finding("too-precise", message, field, "choose a unit in which it needs fewer", "warning")


def _repeated(numbers: NumberAnswers) -> Iterator[Finding]:
    intervals = numbers.intervals
    first = len(intervals) - len(numbers.accept)
    for index, one in enumerate(intervals):
        earlier = next((two for two in intervals[:index] if two.low <= one.low and one.high <= two.high), None)
        if earlier is not None:
            message = f"{one.shown} is never reached: {earlier.shown} with its tolerance comes first"
            hint = "delete it, or narrow the tolerance"
            yield Finding("duplicate-answer", message, f"accept.{index - first}", hint)
