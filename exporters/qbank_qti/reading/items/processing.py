"""Response processing of QTI 2 and 3, run: an item's own rules, or one of the standard templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qbank.importing.api import Element, root
from qbank_qti.reading.items.conditions import named, ranges_of, units_of
from qbank_qti.reading.items.declared import Declared
from qbank_qti.reading.items.expressions import Evaluator
from qbank_qti.reading.items.values import Value
from qbank_qti.reading.patterns import accepted
from qbank_qti.reading.ranges import Range, number
from qbank_qti.reading.scoring import Candidate, Responses, Result, Showing, UnreadableError

SCORE, RAW = "SCORE", "RAW"

_TEMPLATES = {
    "match_correct": root(
        b"""<responseProcessing><responseCondition><responseIf>
        <match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
        <setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>
        </responseIf></responseCondition></responseProcessing>"""
    ),
    "map_response": root(
        b"""<responseProcessing><responseCondition><responseIf>
        <not><isNull><variable identifier="RESPONSE"/></isNull></not>
        <setOutcomeValue identifier="SCORE"><mapResponse identifier="RESPONSE"/></setOutcomeValue>
        </responseIf></responseCondition></responseProcessing>"""
    ),
}
"""The templates of the specification by the end of their address: platforms write several beginnings."""


@dataclass(frozen=True)
class Told:
    """A feedback as it is declared: it is shown where its outcome holds its value, or hidden there."""

    name: str
    outcome: str
    value: str
    hide: bool = False


def rules_of(item: Element) -> Element | None:
    """Return an item's rules; None where it has none. Raises UnreadableError for a template that isn't known."""
    found = item.find("responseProcessing")
    if found is None or (not found.children and not found.get("template")):
        return None
    address = found.get("template") or found.get("templateLocation")
    if found.children or not address:
        return found
    name = address.rstrip("/").rpartition("/")[2].removesuffix(".xml").lower().removeprefix("cc2_")
    known = _TEMPLATES.get({"match": "match_correct"}.get(name, name))
    if known is None:
        raise UnreadableError(f"the template {name}")
    return known


class ItemScoring:
    """The rules of one item."""

    def __init__(self, rules: Element, declared: Declared, told: Sequence[Told], score: str = SCORE) -> None:
        self.rules, self.declared, self._told = rules, declared, told
        self._score = score if score in declared.outcomes else _first_number(declared)
        self._alias = _alias(declared) if rules in _TEMPLATES.values() else {}
        self.showings = tuple(self._showings())
        self._steps = 0
        self._known: dict[tuple[tuple[str, tuple[str, ...]], ...], Evaluator] = {}

    def run(self, responses: Responses) -> Result:
        """Return what comes of responses. Raises UnreadableError."""
        found = self.evaluate(responses)
        score = found.outcomes.get(self._score, Fraction(0))
        shown = frozenset(
            one.name for one in self._told if _holds(found.outcomes.get(one.outcome), one.value) != one.hide
        )
        return Result(score if isinstance(score, Fraction) else Fraction(0), shown)

    def evaluate(self, responses: Responses) -> Evaluator:
        """Return all values after a response; the same one is run once."""
        key = tuple(sorted(responses.items()))
        known = self._known.get(key)
        if known is not None:
            return known
        run = Evaluator(self.declared, responses)
        run.steps = self._steps
        for name, real in self._alias.items():
            run.responses[name] = run.responses.get(real)
        _execute(run, self.rules)
        self._steps = run.steps
        self._known[key] = run
        return run

    def texts(self, response: str) -> list[Candidate]:
        """Return the texts that the rules know: of the right answer, the mapping, and comparisons, in this order."""
        variable = self.declared.responses[response]
        found = [Candidate(text) for text in variable.correct]
        if variable.mapping is not None:
            found += [Candidate(key) for key, _, _ in variable.mapping.entries]
        for element in self.rules.all("patternMatch", "stringMatch", "substring", "match"):
            if any(child.tag == "variable" and child.get("identifier") == response for child in element):
                if element.tag == "patternMatch":
                    found.append(Candidate(element.get("pattern"), pattern=True))
                found += [Candidate(child.whole) for child in element if child.tag == "baseValue"]
        said = {accepted(one.text).text.lower() for one in found if one.pattern and variable.mapping is None}
        return [one for one in dict.fromkeys(found) if one.pattern or one.text.strip().lower() not in said]

    def ranges(self, response: str) -> list[Range]:
        """Return the ranges of numbers that conditions name, in their order, each once."""
        found: list[Range] = []
        for branch in self.rules.all("responseIf", "responseElseIf"):
            if branch.children:
                found += ranges_of(branch.children[0], response, self.declared)
        variable = self.declared.responses[response]
        if not found and variable.mapping is not None:
            keys = [one for key, _, _ in variable.mapping.entries for one in _points(key)]
            found = keys
        return list(dict.fromkeys(found))

    def units(self, response: str, units: str) -> dict[str, Range]:
        """Return the first range that goes with each unit."""
        found: dict[str, Range] = {}
        for branch in self.rules.all("responseIf", "responseElseIf"):
            for unit, ranges in (
                units_of(branch.children[0], response, units, self.declared).items() if branch.children else ()
            ):
                if ranges:
                    found.setdefault(unit, ranges[0])
        return found

    def weights(self, response: str, idents: Sequence[str]) -> dict[str, Fraction] | None:
        """Return the share that each choice adds where a mapping is used, else None."""
        mapping = self.declared.responses[response].mapping
        used = any(self._alias.get(one.get("identifier"), one.get("identifier")) == response
                   for one in self.rules.all("mapResponse"))  # fmt: skip
        if mapping is None or not used:
            return None
        positive = sum((max(Fraction(0), mapping.of(one)) for one in idents), Fraction(0))
        score = self.declared.outcomes.get(SCORE)
        whole = mapping.upper or (score.maximum if score is not None else None) or positive
        return {one: mapping.of(one) / whole for one in idents} if whole > 0 else None

    def _showings(self) -> Iterator[Showing]:
        """Yield which condition shows which feedback; what it names are answers, never other outcomes."""
        for guards, setting in _settings(self.rules, ()):
            outcome = setting.get("identifier")
            said = {one.whole.strip() for one in setting.all("baseValue")}
            given = {one.get("identifier") for one in setting.all("variable")} & set(self.declared.responses)
            for told in self._told:
                if told.outcome != outcome or not (told.value in said or given):
                    continue
                names = named(guards, self.declared)
                if given and told.value not in said:
                    names |= {(one, told.value) for one in given}
                yield Showing(told.name, frozenset(names), frozenset(response for response, _ in names))


def _first_number(declared: Declared) -> str:
    return next((one.name for one in declared.outcomes.values() if one.numeric), SCORE)


def _alias(declared: Declared) -> dict[str, str]:
    """Return which response a template means by RESPONSE, where an item has one of another name."""
    only = list(declared.responses)
    return {"RESPONSE": only[0]} if len(only) == 1 and only[0] != "RESPONSE" else {}


def _holds(value: Value, wanted: str) -> bool:
    return wanted in value if isinstance(value, tuple) else value == wanted


def _points(key: str) -> list[Range]:
    found = number(key)
    return [] if found is None else [Range(found, found, found)]


def _settings(element: Element, guards: tuple[Element, ...]) -> Iterator[tuple[tuple[Element, ...], Element]]:
    """Yield every rule that sets an outcome, with the conditions under which it does; those of `else` name nothing."""
    for child in element:
        if child.tag == "setOutcomeValue":
            yield guards, child
        elif child.tag in {"responseIf", "responseElseIf"} and child.children:
            yield from _settings(child, (*guards, child.children[0]))
        elif child.tag in {"responseCondition", "responseElse", "responseProcessingFragment"}:
            yield from _settings(child, guards)


def _execute(run: Evaluator, rules: Element) -> bool:
    """Follow rules in their order; return False where they say that it ends there."""
    for rule in rules:
        if rule.tag == "setOutcomeValue":
            values = run.operands(rule)
            run.outcomes[rule.get("identifier")] = values[0] if values else None
        elif rule.tag == "responseCondition":
            branch = next((one for one in rule if _chosen(run, one)), None)
            if branch is not None and not _execute(run, branch):
                return False
        elif rule.tag == "responseProcessingFragment":
            if not _execute(run, rule):
                return False
        elif rule.tag == "exitResponse":
            return False
        elif rule.tag == "lookupOutcomeValue":
            raise UnreadableError(rule.tag)
    return True


def _chosen(run: Evaluator, branch: Element) -> bool:
    if branch.tag == "responseElse":
        return True
    return bool(branch.children) and run.holds(branch.children[0])
