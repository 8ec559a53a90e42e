"""How a question is scored: parts with cases, written as response processing of QTI 1.2.

The specification leaves open what `other` and a `respcondition` that stops the rest mean to each engine, so neither is
used: every condition is looked at, and tests exclude each other. Scores are points; those of parts are added up, and
then full marks are set, for a third is no decimal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qbank_qti.asi import any_of, condition, every, negation
from qbank_qti.xml import element

ONE = Fraction(1)
_PLACES = 9


@dataclass(frozen=True)
class Case:
    """What a response can be: a test that holds for no other case of its part, its credit, the feedback shown."""

    test: str
    credit: Fraction
    show: tuple[str, ...] = ()
    title: str | None = None
    """What it is, for people: the number that a range is around."""


@dataclass(frozen=True)
class Part:
    """A part of a question: its cases, and its share of the points."""

    cases: Sequence[Case]
    share: Fraction = ONE


@dataclass(frozen=True)
class Shown:
    """The names of the feedback for right, partly right and wrong responses, and of what everyone is shown."""

    right: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    everyone: tuple[str, ...] = ()


def amount(value: Fraction) -> str:
    """Return a number of points in decimals, to nine places."""
    rounded = Decimal(round(value * 10**_PLACES)) / 10**_PLACES
    return f"{rounded.normalize():f}"


def of_parts(points: Fraction, parts: Sequence[Part], shown: Shown) -> list[str]:
    """Return the conditions: points for each case that holds, then what goes with the whole."""
    action = "Add" if len(parts) > 1 else "Set"
    written = [
        _case(case.test, points * case.credit * part.share, case.show, action, case.title)
        for part in parts
        for case in part.cases
        if case.credit or case.show
    ]
    full = [[case.test for case in part.cases if case.credit == ONE] for part in parts]
    worth = [case.test for part in parts for case in part.cases if case.credit]
    if not worth:
        return [*written, _nothing(shown)]
    right = every([any_of(tests) for tests in full]) if all(full) else ""
    some = any_of(worth)
    in_part = len(parts) > 1 or any(0 < case.credit < 1 for part in parts for case in part.cases)
    exact = amount(points) if len(parts) > 1 else ""
    return [*written, *_whole(right, some, shown, exact, in_part=in_part)]


def _whole(right: str, some: str, shown: Shown, exact: str, *, in_part: bool) -> list[str]:
    """Return what goes with a response as a whole: it is right, or partly right, or wrong."""
    cases = [(right, shown.right, exact)] if right else []
    if in_part:
        cases.append((every([negation(right), some]) if right else some, shown.partly, ""))
    cases.append((negation(some), shown.wrong, ""))
    return [
        condition(test, score=score, goes_on=True, show=[*show, *shown.everyone])
        for test, show, score in cases
        if score or show or shown.everyone
    ]


def _case(test: str, points: Fraction, show: Iterable[str], action: str, title: str | None = None) -> str:
    score = amount(points) if points else ""
    return condition(test, score=score, action=action, goes_on=True, show=show, title=title)


def of_choices(points: Fraction, worth: Sequence[tuple[str, Fraction]], shown: Shown) -> list[str]:
    """Return the conditions of several choices that add up: first what is added, so that the least score, 0, is last.

    Whether the sum is above 0 can't be tested: who ticked nothing that counts is told that it is wrong.
    """
    added = [(test, credit) for test, credit in worth if credit > 0]
    taken = [(test, -credit) for test, credit in worth if credit < 0]
    if not added:
        return [_nothing(shown)]
    full = sum(credit for _, credit in added) >= 1
    right = every([test for test, _ in added] + [negation(test) for test, _ in taken]) if full else ""
    return [
        *(_case(test, points * credit, (), "Add") for test, credit in added),
        *(_case(test, points * credit, (), "Subtract") for test, credit in taken),
        *_whole(right, any_of([test for test, _ in added]), shown, amount(points), in_part=True),
    ]


def _nothing(shown: Shown) -> str:
    """Return the condition of a question in which nothing earns points."""
    return condition(element("other"), goes_on=True, show=[*shown.wrong, *shown.everyone])
