"""A small player of QTI 2.1, 2.2 and 3.0: it reads an item, takes responses, and runs its response processing.

Written from the specification (Assessment Test, Section and Item Information Model, clauses 8 and 15), knowing nothing
of the exporter. It is strict: an element, a type or a variable that it doesn't know is an error, never a guess. The
versions differ in names only, as far as it goes: an item is read as if it were 2.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
QTI22 = "{http://www.imsglobal.org/xsd/imsqti_v2p2}"
QTI30 = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
DOUBLE = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")

Value = bool | float | str | tuple[str, ...] | None
"""NULL is None; containers are tuples."""


@dataclass
class Variable:
    """A declared variable."""

    base_type: str
    cardinality: str
    value: Value
    correct: Value = None
    mapping: ElementTree.Element | None = None


@dataclass
class Item:
    """An item that can be answered any number of times."""

    root: ElementTree.Element
    responses: dict[str, Variable] = field(default_factory=dict)
    outcomes: dict[str, Variable] = field(default_factory=dict)

    @classmethod
    def read(cls, xml: str | bytes) -> Item:
        """Read an item from its file."""
        return cls(as_2_1(ElementTree.fromstring(xml)))

    def choices(self, interaction: str, nth: int = 0) -> dict[str, str]:
        """Return the identifiers of an interaction's choices by what a learner reads."""
        found = list(self.root.iter(QTI + interaction))[nth]
        kinds = {QTI + name for name in ("simpleChoice", "inlineChoice", "simpleAssociableChoice")}
        pairs = [("".join(one.itertext()), one.attrib["identifier"]) for one in found.iter() if one.tag in kinds]
        assert len({name for _, name in pairs}) == len(pairs), "identifiers are unique within an interaction"
        return dict(pairs)

    def answer(self, **given: str | tuple[str, ...]) -> dict[str, Value]:
        """Return the outcomes of an attempt; a response that isn't given is NULL, and so is one of another type."""
        self.responses, self.outcomes = {}, {}
        for one in self.root.findall(f"{QTI}responseDeclaration"):
            self._declare_response(one, given)
        assert set(given) <= set(self.responses), "a response is given that is not declared"
        for one in self.root.findall(f"{QTI}outcomeDeclaration"):
            kind, default = one.attrib["baseType"], one.find(f"{QTI}defaultValue/{QTI}value")
            value = None if default is None else _typed(kind, default.text or "")
            if default is None and kind in {"float", "integer"}:
                value = 0.0
            self.outcomes[one.attrib["identifier"]] = Variable(kind, one.attrib["cardinality"], value)
        processing = self.root.find(f"{QTI}responseProcessing")
        for rule in processing if processing is not None else ():
            self._rule(rule)
        return {name: one.value for name, one in self.outcomes.items()}

    def score(self, **given: str | tuple[str, ...]) -> float:
        """Return the score of an attempt."""
        score = self.answer(**given)["SCORE"]
        assert isinstance(score, float)
        return score

    def feedback(self, **given: str | tuple[str, ...]) -> list[str]:
        """Return the feedback that is shown after an attempt."""
        outcomes = self.answer(**given)
        notes = self.root.findall(f"{QTI}modalFeedback")
        assert all(one.attrib["showHide"] == "show" for one in notes)
        values = {outcomes[one.attrib["outcomeIdentifier"]] for one in notes}
        assert values - {None} <= {one.attrib["identifier"] for one in notes}
        return [
            "".join(one.itertext())
            for one in notes
            if outcomes[one.attrib["outcomeIdentifier"]] == one.attrib["identifier"]
        ]

    def _declare_response(self, one: ElementTree.Element, given: dict[str, str | tuple[str, ...]]) -> None:
        name, kind, cardinality = (one.attrib[key] for key in ("identifier", "baseType", "cardinality"))
        right = tuple(value.text or "" for value in one.findall(f"{QTI}correctResponse/{QTI}value"))
        raw = given.get(name)
        value: Value
        if isinstance(raw, tuple):
            assert cardinality in {"multiple", "ordered"}
            value = raw or None
        else:
            assert raw is None or cardinality == "single"
            value = None if not raw else _typed(kind, raw)
        correct = (right or None) if cardinality != "single" else (_typed(kind, right[0]) if right else None)
        self.responses[name] = Variable(kind, cardinality, value, correct, one.find(f"{QTI}mapping"))

    def _rule(self, rule: ElementTree.Element) -> None:
        name = rule.tag.removeprefix(QTI)
        if name == "responseCondition":
            for branch in rule:
                kind = branch.tag.removeprefix(QTI)
                rules = list(branch)
                if kind in {"responseIf", "responseElseIf"}:
                    if self._value(rules.pop(0)) is not True:
                        continue
                elif kind != "responseElse":
                    raise ValueError(f"unknown branch {kind}")
                for inner in rules:
                    self._rule(inner)
                return
        elif name == "setOutcomeValue":
            (expression,) = rule
            variable, value = self.outcomes[rule.attrib["identifier"]], self._value(expression)
            expected = {"float": float, "identifier": str}[variable.base_type]
            assert variable.cardinality == "single"
            assert isinstance(value, expected), "an outcome is set to a value of its own type"
            variable.value = value
        else:
            raise ValueError(f"unknown rule {name}")

    def _variable(self, name: str) -> Variable:
        return self.responses[name] if name in self.responses else self.outcomes[name]

    def _value(self, node: ElementTree.Element) -> Value:
        name = node.tag.removeprefix(QTI)
        if name == "variable":
            return self._variable(node.attrib["identifier"]).value
        if name == "baseValue":
            return _typed(node.attrib["baseType"], node.text or "")
        if name == "correct":
            return self.responses[node.attrib["identifier"]].correct
        if name == "mapResponse":
            return self._map(self.responses[node.attrib["identifier"]])
        values = [self._value(inner) for inner in node]
        if name == "isNull":
            return values[0] is None
        if name in {"and", "or"}:
            decided = name == "or"
            return decided if decided in values else None if None in values else not decided
        if None in values:
            return None
        if name == "index":
            place = self.outcomes[node.attrib["n"]]
            assert place.base_type == "integer" and isinstance(place.value, float)
            held = _many(values[0])
            return held[int(place.value) - 1] if place.value <= len(held) else None
        if name == "patternMatch":
            return re.fullmatch(node.attrib["pattern"], str(values[0])) is not None
        return _operator(name, values)

    def _map(self, variable: Variable) -> float:
        mapping = variable.mapping
        assert mapping is not None, "mapResponse needs a mapping"
        total = 0.0
        for one in dict.fromkeys(_many(variable.value)) if variable.value is not None else ():
            total += _entry(mapping, one)
        if "lowerBound" in mapping.attrib:
            total = max(total, float(mapping.attrib["lowerBound"]))
        return min(total, float(mapping.attrib.get("upperBound", "inf")))


def as_2_1(root: ElementTree.Element) -> ElementTree.Element:
    """Give the elements and attributes of a document the names that they have in QTI 2.1."""
    for element in root.iter():
        space, _, name = element.tag.partition("}")
        if f"{space}}}" == QTI30 and name.startswith("qti-"):
            element.tag = QTI + _camel(name.removeprefix("qti-"))
            element.attrib = {key if "}" in key else _camel(key): value for key, value in element.attrib.items()}
        elif f"{space}}}" in {QTI22, QTI30}:
            assert f"{space}}}" == QTI22 or name == name.lower(), f"{name} is no element of QTI 3.0"
            element.tag = QTI + name
    return root


def _camel(name: str) -> str:
    assert name == name.lower(), f"QTI 3.0 writes no capitals: {name}"
    first, *rest = name.split("-")
    return first + "".join(part.capitalize() for part in rest)


def _entry(mapping: ElementTree.Element, value: str) -> float:
    found = []
    for entry in mapping:
        key = entry.attrib["mapKey"]
        sensitive = {"true": True, "false": False}[entry.attrib["caseSensitive"]]
        if (key == value) if sensitive else (key.lower() == value.lower()):
            found.append(float(entry.attrib["mappedValue"]))
    assert len(found) <= 1, "players differ in what overlapping keys are worth"
    return found[0] if found else float(mapping.attrib["defaultValue"])


def _operator(name: str, values: list[Value]) -> Value:
    if name == "not":
        assert isinstance(values[0], bool)
        return not values[0]
    if name == "sum":
        assert all(isinstance(value, float) for value in values)
        return float(sum(value for value in values if isinstance(value, float)))
    if name in {"gte", "lte"}:
        left, right = values
        assert isinstance(left, float) and isinstance(right, float)
        return left >= right if name == "gte" else left <= right
    if name == "match":
        left, right = values
        assert type(left) is type(right), "only values of one type can be matched"
        return left == right
    if name == "member":
        left, right = values
        assert isinstance(right, tuple)
        return left in right
    raise ValueError(f"unknown expression {name}")


def _many(value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    assert isinstance(value, str)
    return (value,)


def _typed(kind: str, text: str) -> Value:
    if kind in {"float", "integer"}:
        return float(text) if DOUBLE.fullmatch(text.strip()) else None
    if kind == "boolean":
        return {"true": True, "false": False}[text]
    if kind in {"identifier", "string", "directedPair", "file"}:
        return text
    raise ValueError(f"unknown base type {kind}")
