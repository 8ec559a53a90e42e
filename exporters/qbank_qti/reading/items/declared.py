"""The variables that an item declares: responses with what is right and their mappings, outcomes with their start."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from qbank.importing.api import Element
from qbank_qti.reading.ranges import number
from qbank_qti.reading.scoring import near

NUMBERS = {"float", "integer"}


@dataclass(frozen=True)
class Mapping:
    """A mapping of answers to numbers."""

    entries: tuple[tuple[str, Fraction, bool], ...]
    """Each answer, its number, and whether its case counts."""
    default: Fraction = Fraction(0)
    lower: Fraction | None = None
    upper: Fraction | None = None

    def of(self, key: str) -> Fraction:
        """Return the number of one answer."""
        for name, value, sensitive in self.entries:
            if name == key or (not sensitive and name.lower() == key.lower()):
                return value
        return self.default

    def total(self, keys: tuple[str, ...]) -> Fraction:
        """Return the number of several answers, within bounds."""
        found = sum((self.of(key) for key in dict.fromkeys(keys)), Fraction(0))
        found = found if self.lower is None else max(self.lower, found)
        return found if self.upper is None else min(self.upper, found)


@dataclass(frozen=True)
class Variable:
    """A response or an outcome."""

    name: str
    base: str
    cardinality: str = "single"
    correct: tuple[str, ...] = ()
    default: tuple[str, ...] = ()
    mapping: Mapping | None = None
    maximum: Fraction | None = None
    """The greatest value of an outcome, where it is said."""

    @property
    def numeric(self) -> bool:
        """Whether it holds numbers."""
        return self.base in NUMBERS


@dataclass
class Declared:
    """All variables of an item."""

    responses: dict[str, Variable] = field(default_factory=dict)
    outcomes: dict[str, Variable] = field(default_factory=dict)
    template: bool = False
    """Whether it has variables that are drawn anew for each learner."""


def declared(item: Element) -> Declared:
    """Return the variables that an item declares."""
    found = Declared()
    for child in item:
        if child.tag == "responseDeclaration":
            found.responses[child.get("identifier")] = _variable(child)
        elif child.tag == "outcomeDeclaration":
            found.outcomes[child.get("identifier")] = _variable(child)
        elif child.tag in {"templateDeclaration", "templateProcessing"}:
            found.template = True
    return found


def _variable(element: Element) -> Variable:
    mapping = element.find("mapping")
    return Variable(
        element.get("identifier"),
        element.get("baseType"),
        element.get("cardinality", "single"),
        _values(element.find("correctResponse")),
        _values(element.find("defaultValue")),
        _mapping(mapping) if mapping is not None else None,
        number(element.get("normalMaximum")),
    )


def _values(element: Element | None) -> tuple[str, ...]:
    if element is None:
        return ()
    return tuple(child.whole.strip() for child in element if child.tag == "value")


def _mapping(element: Element) -> Mapping:
    entries = tuple(
        (
            entry.get("mapKey"),
            near(number(entry.get("mappedValue")) or Fraction(0)),
            entry.get("caseSensitive") != "false",
        )
        for entry in element
        if entry.tag == "mapEntry"
    )
    default = number(element.get("defaultValue")) or Fraction(0)
    return Mapping(entries, default, number(element.get("lowerBound")), number(element.get("upperBound")))
