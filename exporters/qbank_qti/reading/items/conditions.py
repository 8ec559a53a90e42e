"""What conditions of response processing say, without running them: which answers they name, which numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from qbank.importing.api import Element
from qbank_qti.reading.items.declared import Declared
from qbank_qti.reading.items.expressions import tolerance
from qbank_qti.reading.ranges import Range, every, number, some

_FLIPPED = {"gte": "lte", "gt": "lt", "lte": "gte", "lt": "gt"}


def named(conditions: Iterable[Element], declared: Declared) -> set[tuple[str, str]]:
    """Return the answers that conditions name as given: (response, answer)."""
    found: set[tuple[str, str]] = set()
    for condition in conditions:
        _collect(condition, declared, found)
    return found


def _collect(element: Element, declared: Declared, found: set[tuple[str, str]]) -> None:
    if element.tag == "not":
        return
    variables = [one.get("identifier") for one in element if one.tag == "variable"]
    responses = [one for one in variables if one in declared.responses]
    if responses and element.tag in {
        "match",
        "member",
        "contains",
        "stringMatch",
        "substring",
        "equal",
        "patternMatch",
    }:
        texts = [one.whole.strip() for one in element.all("baseValue")]
        texts += [" ".join(declared.outcomes[one].default) for one in variables if one in declared.outcomes]
        texts += [element.get("pattern")] if element.tag == "patternMatch" else []
        found.update((response, text) for response in responses for text in texts if text)
    elif responses and element.tag in _FLIPPED:
        found.update((response, "") for response in responses)
    for child in element:
        _collect(child, declared, found)


def ranges_of(element: Element, response: str, declared: Declared) -> list[Range]:
    """Return the ranges of numbers for which a condition on a response holds; none where it isn't about numbers."""
    if element.tag == "and":
        return every(ranges_of(child, response, declared) for child in element)
    if element.tag == "or":
        return some([ranges_of(child, response, declared) for child in element])
    if len(element.children) != 2 or element.tag not in {*_FLIPPED, "equal", "match", "equalRounded"}:
        return []
    first, second = element.children
    if _is(second, response):
        first, second = second, first
        tag = _FLIPPED.get(element.tag, element.tag)
    else:
        tag = element.tag
    value = _constant(second, declared)
    if not _is(first, response) or value is None:
        return []
    return [_range(tag, value, element)]


def _is(element: Element, response: str) -> bool:
    return element.tag == "variable" and element.get("identifier") == response


def _constant(element: Element, declared: Declared) -> Fraction | None:
    if element.tag == "baseValue":
        return number(element.whole)
    if element.tag == "correct":
        variable = declared.responses.get(element.get("identifier"))
        return number(variable.correct[0]) if variable is not None and variable.correct else None
    if element.tag == "variable" and element.get("identifier") in declared.outcomes:
        default = declared.outcomes[element.get("identifier")].default
        return number(default[0]) if default else None
    return None


def _range(tag: str, value: Fraction, element: Element) -> Range:
    if tag in {"gte", "gt"}:
        return Range(low=value, open_ended=tag == "gt")
    if tag in {"lte", "lt"}:
        return Range(high=value, open_ended=tag == "lt")
    if tag == "equalRounded":
        figures = number(element.get("figures")) or Fraction(0)
        half = (
            Fraction(1, 2 * 10 ** min(30, int(figures)))
            if element.get("roundingMode") == "decimalPlaces"
            else Fraction(0)
        )
        return Range(value - half, value + half, value)
    low, high, relative = tolerance(element) if tag == "equal" else (Fraction(0), Fraction(0), False)
    factor = abs(value) / 100 if relative else Fraction(1)
    found = Range(value - low * factor, value + high * factor, value)
    return replace(found, percent=element.get("tolerance").split()[0]) if relative and low == high else found


def units_of(element: Element, response: str, units: str, declared: Declared) -> dict[str, Sequence[Range]]:
    """Return the ranges of a condition by the unit that goes with each, where it names units."""
    found: dict[str, Sequence[Range]] = {}
    for part in [element, *element.all("and")]:
        if part.tag != "and":
            continue
        names = {
            text for name, text in named([child for child in part if child.tag == "match"], declared) if name == units
        }
        if len(names) == 1:
            found[names.pop()] = ranges_of(part, response, declared)
    return found
