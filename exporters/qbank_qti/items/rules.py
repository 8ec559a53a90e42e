"""Response processing: the few rules that the recipes are made of, in the words of one dialect."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from qbank_qti.items.dialect import Dialect
from qbank_qti.xml import text as escape

RESPONSE, RAW, SCORE = "RESPONSE", "RAW", "SCORE"


def number(value: Fraction | Decimal | int) -> str:
    """Return a number as XML Schema's double reads it: the nearest one, in its shortest form."""
    exact = Fraction(value)
    if exact.denominator == 1 and abs(exact) < 10**15:
        return str(exact.numerator)
    return repr(float(value))


class Rules:
    """Writes rules and expressions; every method returns XML."""

    def __init__(self, q: Dialect) -> None:
        self.q = q

    def variable(self, name: str) -> str:
        """Return the expression for a variable's value."""
        return self.q("variable", identifier=name)

    def value(self, base_type: str, value: str) -> str:
        """Return a constant."""
        return self.q("baseValue", escape(value), baseType=base_type)

    def float(self, value: Fraction | Decimal | int) -> str:
        """Return a number as a constant."""
        return self.value("float", number(value))

    def answered(self, name: str) -> str:
        """Return the guard that a response was given: one player takes an empty one for 0."""
        return self.q("not", self.q("isNull", self.variable(name)))

    def every(self, *conditions: str) -> str:
        """Return "all of them"."""
        return conditions[0] if len(conditions) == 1 else self.q("and", *conditions)

    def some(self, *conditions: str) -> str:
        """Return "one of them"."""
        return conditions[0] if len(conditions) == 1 else self.q("or", *conditions)

    def at_least(self, left: str, right: str) -> str:
        """Return left ≥ right."""
        return self.q("gte", left, right)

    def between(self, name: str, low: Fraction, high: Fraction) -> str:
        """Recipe R2, without its guard: a number in a closed interval whose bounds stand in the item."""
        held = self.variable(name)
        return self.q("gte", held, self.float(low)) + self.q("lte", held, self.float(high))

    def set(self, name: str, value: str) -> str:
        """Set an outcome."""
        return self.q("setOutcomeValue", value, identifier=name)

    def add(self, expression: str) -> str:
        """Add to the integer that the score follows from."""
        return self.set(RAW, self.q("sum", self.variable(RAW), expression))

    def choose(self, *branches: tuple[str, str], otherwise: str = "") -> str:
        """Return if, else if, else: the first condition that holds decides. Branches without rules are kept."""
        if not branches:
            return otherwise
        names = ("responseIf", *["responseElseIf"] * (len(branches) - 1))
        parts = [self.q(name, condition, rules) for name, (condition, rules) in zip(names, branches, strict=True)]
        return self.q("responseCondition", *parts, self.q("responseElse", otherwise) if otherwise else "")
