"""The expressions of response processing, evaluated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from qbank.importing.api import Element
from qbank_qti.reading.items.declared import Declared
from qbank_qti.reading.items.values import Value, held, many, same, scalar
from qbank_qti.reading.patterns import matches
from qbank_qti.reading.ranges import number
from qbank_qti.reading.scoring import MOST, UnreadableError


class Evaluator:
    """Evaluates expressions where variables have the given values."""

    def __init__(self, declared: Declared, responses: Mapping[str, tuple[str, ...]]) -> None:
        self.declared = declared
        self.steps = 0
        self.responses = {
            name: held(variable, responses.get(name, ())) for name, variable in declared.responses.items()
        }
        self.outcomes: dict[str, Value] = {
            name: held(one, one.default) if one.default else Fraction(0) if one.numeric else None
            for name, one in declared.outcomes.items()
        }

    def value(self, element: Element) -> Value:
        """Return the value of an expression. Raises UnreadableError for one that isn't known."""
        self.steps += 1
        if self.steps > MOST:
            raise UnreadableError("too many rules")
        known = _OPERATORS.get(element.tag)
        if known is None:
            raise UnreadableError(element.tag)
        return known(self, element)

    def holds(self, element: Element) -> bool:
        """Tell whether a condition holds; null doesn't."""
        return self.value(element) is True

    def operands(self, element: Element) -> list[Value]:
        """Return the values of an expression's operands."""
        return [self.value(child) for child in element]

    def variable(self, name: str) -> Value:
        """Return the value of a variable."""
        return self.outcomes[name] if name in self.outcomes else self.responses.get(name)


def _match(run: Evaluator, element: Element) -> Value:
    ordered = any(_is_ordered(run.declared, child) for child in element)
    first, second = _two(run.operands(element))
    return same(first, second, ordered=ordered)


def _is_ordered(declared: Declared, element: Element) -> bool:
    variable = declared.responses.get(element.get("identifier"))
    return element.tag == "ordered" or (variable is not None and variable.cardinality == "ordered")


def _two(values: list[Value]) -> tuple[Value, Value]:
    if len(values) != 2:
        raise UnreadableError("an operator without two operands")
    return values[0], values[1]


def _member(run: Evaluator, element: Element) -> Value:
    one, container = _two(run.operands(element))
    return None if one is None or container is None else one in many(container)


def _contains(run: Evaluator, element: Element) -> Value:
    container, part = _two(run.operands(element))
    return None if part is None or container is None else set(many(part)) <= set(many(container))


def _junction(decisive: bool) -> Callable[[Evaluator, Element], Value]:
    """Return `and` (False decides) or `or` (True does); an operand that is NULL leaves the rest open."""

    def evaluate(run: Evaluator, element: Element) -> Value:
        found: Value = not decisive
        for child in element:
            value = run.value(child)
            if value is decisive:
                return decisive
            found = None if value is None else found
        return found

    return evaluate


def _any_number(run: Evaluator, element: Element) -> Value:
    true = sum(one is True for one in run.operands(element))
    low, high = number(element.get("min")) or 0, number(element.get("max"))
    return true >= low and (high is None or true <= high)


def _not(run: Evaluator, element: Element) -> Value:
    [value] = run.operands(element)[:1] or [None]
    return None if value is None else value is not True


def _numbers(values: list[Value]) -> list[Fraction] | None:
    flat = [one for value in values for one in (many(value) if value is not None else (None,))]
    found = [one for one in flat if isinstance(one, Fraction) and not isinstance(one, bool)]
    return found if len(found) == len(flat) and found else None


def _compared(test: Callable[[Fraction, Fraction], bool]) -> Callable[[Evaluator, Element], Value]:
    def compare(run: Evaluator, element: Element) -> Value:
        found = _numbers(run.operands(element))
        return None if found is None or len(found) != 2 else test(found[0], found[1])

    return compare


def _computed(compute: Callable[[list[Fraction]], Fraction | None]) -> Callable[[Evaluator, Element], Value]:
    def result(run: Evaluator, element: Element) -> Value:
        found = _numbers(run.operands(element))
        value = None if found is None else compute(found)
        if value is not None and (abs(value.numerator) > 10**60 or value.denominator > 10**60):
            raise UnreadableError("numbers without end")
        return value

    return result


def _product(values: list[Fraction]) -> Fraction:
    found = Fraction(1)
    for value in values:
        found *= value
    return found


def _quotient(values: list[Fraction]) -> Fraction | None:
    return values[0] / values[1] if len(values) == 2 and values[1] else None


def tolerance(element: Element) -> tuple[Fraction, Fraction, bool]:
    """Return the two tolerances of `equal`, and whether they are percentages."""
    mode = element.get("toleranceMode", "exact")
    sizes = [number(one) for one in element.get("tolerance").split()]
    if mode == "exact" or not sizes or None in sizes:
        return Fraction(0), Fraction(0), False
    low, high = sizes[0] or Fraction(0), sizes[-1] or Fraction(0)
    return low, high, mode == "relative"


def _equal(run: Evaluator, element: Element) -> Value:
    found = _numbers(run.operands(element))
    if found is None or len(found) != 2:
        return None
    low, high, relative = tolerance(element)
    given, wanted = found
    if element.children[0].tag in {"correct", "baseValue"}:
        given, wanted = wanted, given
    factor = abs(wanted) / 100 if relative else Fraction(1)
    return wanted - low * factor <= given <= wanted + high * factor


def _string_match(run: Evaluator, element: Element) -> Value:
    first, second = _two(run.operands(element))
    if not isinstance(first, str) or not isinstance(second, str):
        return None
    if element.get("caseSensitive") == "false":
        first, second = first.lower(), second.lower()
    return second in first if element.get("substring") == "true" else first == second


def _substring(run: Evaluator, element: Element) -> Value:
    first, second = _two(run.operands(element))
    if not isinstance(first, str) or not isinstance(second, str):
        return None
    if element.get("caseSensitive") == "false":
        first, second = first.lower(), second.lower()
    return first in second


def _pattern_match(run: Evaluator, element: Element) -> Value:
    [value] = run.operands(element)[:1] or [None]
    return matches(value, element.get("pattern")) if isinstance(value, str) else None


def _index(run: Evaluator, element: Element) -> Value:
    [container] = run.operands(element)[:1] or [None]
    place = number(element.get("n"))
    if place is None:
        named = run.variable(element.get("n"))
        place = named if isinstance(named, Fraction) else None
    items = many(container)
    return items[int(place) - 1] if place is not None and 1 <= place <= len(items) else None


def _map_response(run: Evaluator, element: Element) -> Value:
    variable = run.declared.responses.get(element.get("identifier"))
    if variable is None or variable.mapping is None:
        raise UnreadableError("a mapping that isn't there")
    given = run.responses.get(variable.name)
    if given is None:
        bound = variable.mapping.lower
        return variable.mapping.default if variable.cardinality == "single" else max(bound or Fraction(0), Fraction(0))
    return variable.mapping.total(tuple(str(one) for one in many(given)))


def _container(run: Evaluator, element: Element) -> Value:
    return tuple(one for value in run.operands(element) for one in many(value)) or None


def _correct(run: Evaluator, element: Element) -> Value:
    variable = run.declared.responses.get(element.get("identifier"))
    return held(variable, variable.correct) if variable is not None else None


def _default(run: Evaluator, element: Element) -> Value:
    name = element.get("identifier")
    variable = run.declared.outcomes.get(name) or run.declared.responses.get(name)
    return held(variable, variable.default) if variable is not None else None


def _delete(run: Evaluator, element: Element) -> Value:
    one, container = _two(run.operands(element))
    return tuple(each for each in many(container) if each != one) or None


def _constant(_: Evaluator, element: Element) -> Value:
    base = element.get("baseType")
    return scalar(element.whole if base == "string" else element.whole.strip(), base)


_OPERATORS: dict[str, Callable[[Evaluator, Element], Value]] = {
    "variable": lambda run, element: run.variable(element.get("identifier")),
    "baseValue": _constant,
    "correct": _correct,
    "default": _default,
    "null": lambda *_: None,
    "isNull": lambda run, element: (run.operands(element) or [None])[0] in (None, "", ()),
    "not": _not,
    "and": _junction(False),
    "or": _junction(True),
    "anyN": _any_number,
    "match": _match,
    "member": _member,
    "contains": _contains,
    "containerSize": lambda run, element: Fraction(len(many((run.operands(element) or [None])[0]))),
    "delete": _delete,
    "index": _index,
    "multiple": _container,
    "ordered": _container,
    "mapResponse": _map_response,
    "stringMatch": _string_match,
    "substring": _substring,
    "patternMatch": _pattern_match,
    "equal": _equal,
    "gt": _compared(lambda a, b: a > b),
    "gte": _compared(lambda a, b: a >= b),
    "lt": _compared(lambda a, b: a < b),
    "lte": _compared(lambda a, b: a <= b),
    "sum": _computed(lambda values: sum(values, Fraction(0))),
    "product": _computed(_product),
    "subtract": _computed(lambda values: values[0] - values[1] if len(values) == 2 else None),
    "divide": _computed(_quotient),
    "min": _computed(min),
    "max": _computed(max),
    "round": _computed(lambda values: Fraction((values[0] + Fraction(1, 2)).__floor__())),
    "truncate": _computed(lambda values: Fraction(int(values[0]))),
    "integerToFloat": _computed(lambda values: values[0]),
}  # fmt: skip
"""What isn't here (random values, points on pictures, operators of one platform) makes rules unreadable."""
