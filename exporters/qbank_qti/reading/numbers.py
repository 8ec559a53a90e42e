"""Questions whose answer is a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from qbank.api import write_share
from qbank.importing.api import decimal
from qbank_qti.reading.asked import Asked, Part
from qbank_qti.reading.ranges import Range, both, joined, number
from qbank_qti.reading.remarks import Remarks
from qbank_qti.reading.scoring import Trial

ZERO, ONE = Fraction(0), Fraction(1)
Credit = Callable[[tuple[str, ...]], Fraction]


@dataclass
class Counted:
    """A range of numbers with its worth."""

    range: Range
    credit: Fraction
    feedback: str = ""
    sizes: dict[str, Fraction] = field(default_factory=dict)


def numeric(asked: Asked, part: Part, trial: Trial | None, remarks: Remarks) -> dict[str, Any]:
    """Return a numeric question."""
    if trial is not None:
        trial.run({})
        trial.settle(*(_given(part, decimal(one.inside)) for one in trial.scoring.ranges(part.ident)))
    credit: Callable[[str], Fraction] | None = None
    if trial is not None:
        credit = lambda text: trial.credit(_given(part, text))  # noqa: E731
    return {"type": "numeric", **number_of(asked, part, trial, credit, remarks)}


def _given(part: Part, text: str) -> dict[str, tuple[str, ...]]:
    unit = {part.units.ident: (part.units.options[0].ident,)} if part.units is not None and part.units.options else {}
    return {part.ident: (text,), **unit}


def number_of(
    asked: Asked, part: Part, trial: Trial | None, credit: Callable[[str], Fraction] | None, remarks: Remarks
) -> dict[str, Any]:
    """Return the fields of a number: what is right, how far off still counts, what else earns something."""
    correct = number(part.correct[0]) if part.correct else None
    if trial is None or credit is None:
        return _unscored(asked, correct)
    counted: list[Counted] = []
    for one in trial.scoring.ranges(part.ident):
        if one.low is None or one.high is None:
            asked.notes.append("a range without an end isn't read")
            continue
        share = min(ONE, max(ZERO, credit(_probe(one, counted))))
        counted.append(Counted(one, share, ""))
    _wrong(part, trial, counted)
    _remember(part, trial, counted, remarks)
    counted = _overlapping(counted)
    kept = [one for one in counted if one.credit > 0 or one.feedback]
    main = next((one for one in kept if one.credit >= 1), None)
    if main is None:
        found = _unscored(asked, correct)
        return found if kept else {**found}
    data = _main(asked, part, main, correct, kept)
    others = [one for one in kept if one is not main]
    accept = [_also(asked, one, data) for one in others]
    if accept:
        data["accept"] = [one for one in accept if one is not None]
    if part.unit:
        data["unit"] = part.unit
    if part.units is not None:
        data |= _units(asked, part, trial, main)
    return data


def _unscored(asked: Asked, correct: Fraction | None) -> dict[str, Any]:
    if correct is None:
        asked.draft = asked.draft or "no number is marked as right"
        return {}
    return {"answer": decimal(correct)}


def _probe(one: Range, before: Sequence[Counted]) -> str:
    """Return a number that is in this range and, where that can be, in none before it."""
    tried = [one.inside, one.low, one.high]
    free = [value for value in tried if value is not None and not any(other.range.holds(value) for other in before)]
    return decimal(free[0] if free else one.inside)


def _wrong(part: Part, trial: Trial, counted: Sequence[Counted]) -> None:
    """Run a number that is in none of the ranges."""
    highs = [one.range.high for one in counted if one.range.high is not None]
    trial.run(_given(part, decimal(Fraction(int(max(highs, default=ZERO)) + 17))))


def _overlapping(counted: Sequence[Counted]) -> list[Counted]:
    """Join the ranges that are right and overlap with the first of them: together they are one."""
    right = [one for one in counted if one.credit >= 1 and not one.feedback]
    if len(right) < 2:
        return list(counted)
    main = right[0]
    together = [main, *(one for one in right[1:] if both(main.range, one.range) is not None)]
    if len(together) > 1:
        main.range = joined([one.range for one in together])
    return [one for one in counted if one is main or one not in together]


def _remember(part: Part, trial: Trial, counted: list[Counted], remarks: Remarks) -> None:
    """Give each range but the first right one the feedback that is shown for it alone."""
    seen: list[frozenset[str]] = []
    for index, one in enumerate(counted):
        text = _probe(one.range, counted[:index])
        seen.append(trial.run(_given(part, text)).shown)
    main = next((index for index, one in enumerate(counted) if one.credit >= 1), None)
    for index, one in enumerate(counted):
        others = set().union(*(shown for at, shown in enumerate(seen) if at != index)) if len(seen) > 1 else set()
        if index != main:
            own = (set(seen[index]) & set(remarks.named(part.ident, one.credit))) - others
            one.feedback = remarks.take(sorted(own))


def _main(asked: Asked, part: Part, main: Counted, correct: Fraction | None, kept: Sequence[Counted]) -> dict[str, Any]:
    range_ = main.range
    low, high = range_.low or ZERO, range_.high or ZERO
    if range_.open_ended:
        asked.notes.append("a bound itself did not count; here it does")
    middle = (low + high) / 2
    meant = correct if correct is not None else range_.middle
    if meant is None and not range_.ends and _digits(middle) < max(_digits(low), _digits(high)):
        meant = middle
    typed = range_.written or (part.correct[0] if part.correct else "")
    said = typed if typed and number(typed) == meant else decimal(meant if meant is not None else low)
    if low == high:
        return {"answer": said}
    if meant is None or meant != middle:
        if meant is not None and meant not in {low, high}:
            asked.notes.append(f"{decimal(meant)} was shown as the answer")
        return {"min": decimal(low), "max": decimal(high)}
    return {"answer": said, "tolerance": _tolerance(middle, high - middle, range_, kept)}


def _digits(value: Fraction) -> int:
    """Return how many digits a number is written with: who has a tolerance writes few, and its bounds have more."""
    return len(decimal(abs(value)).replace(".", "").strip("0"))


def _tolerance(middle: Fraction, size: Fraction, range_: Range, kept: Sequence[Counted]) -> str:
    """Return a tolerance as it is shorter, as a number or a percentage, or as further answers need it."""
    absolute = decimal(size)
    if not middle:
        return absolute
    part = size / abs(middle) * 100
    relative = f"{decimal(part)}%"
    if range_.percent:
        return relative
    others = [(one.range.inside, _half(one.range)) for one in kept if one.range is not range_]
    fits = sum(half == size for _, half in others)
    shares = sum(half * 100 == part * abs(value) for value, half in others)
    if shares != fits:
        return relative if shares > fits else absolute
    return relative if len(relative) < len(absolute) and (part * 1000).denominator == 1 else absolute


def _half(range_: Range) -> Fraction:
    return ((range_.high or ZERO) - (range_.low or ZERO)) / 2


def _also(asked: Asked, one: Counted, data: dict[str, Any]) -> Any:
    """Return a further answer; None, with a note, for one with a tolerance of its own."""
    tolerance = str(data.get("tolerance", "0"))
    middle, half = ((one.range.low or ZERO) + (one.range.high or ZERO)) / 2, _half(one.range)
    size = number(tolerance.rstrip("%")) or ZERO
    if half != (size * abs(middle) / 100 if tolerance.endswith("%") else size):
        low, high = decimal(one.range.low or ZERO), decimal(one.range.high or ZERO)
        asked.notes.append(f"{low} to {high}, worth {write_share(one.credit)}, is left out: it has another tolerance")
        return None
    said = one.range.written if number(one.range.written) == middle else decimal(middle)
    found: dict[str, Any] = {"answer": said}
    if one.credit < 1:
        found["credit"] = write_share(one.credit)
    if one.feedback:
        found["feedback"] = one.feedback
    return found if len(found) > 1 else found["answer"]


def _units(asked: Asked, part: Part, trial: Trial, main: Counted) -> dict[str, Any]:
    """Return the units that are chosen from a list: what each is worth in the first."""
    assert part.units is not None
    ranges = trial.scoring.units(part.ident, part.units.ident)
    first, *others = sorted(part.units.options, key=lambda option: option.ident)
    sizes = {}
    for option in others:
        other = ranges.get(option.ident)
        size = _size(main.range, other) if other is not None else None
        if size is None:
            asked.notes.append(f"the unit {option.text} is left out: nothing tells how large it is")
        else:
            sizes[option.text] = decimal(size)
    return {"unit": first.text, **({"units": sizes} if sizes else {})}


def _size(main: Range, other: Range) -> Fraction | None:
    for one, two in ((main.high, other.high), (main.low, other.low)):
        if one and two:
            return Fraction(f"{float(one / two):.14g}")
    return None
