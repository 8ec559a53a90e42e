"""Response processing of QTI 1.2, run: conditions in their order, each adding, taking or setting points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from qbank.importing.api import Element
from qbank_qti.reading.asi.conditions import meant, numbers_of
from qbank_qti.reading.ranges import Range, number
from qbank_qti.reading.scoring import MOST, Candidate, Responses, Result, Showing, UnreadableError, near

_TEXT = ("varequal", "varsubset")
_BOUNDS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "vargt": lambda given, bound: given > bound,
    "vargte": lambda given, bound: given >= bound,
    "varlt": lambda given, bound: given < bound,
    "varlte": lambda given, bound: given <= bound,
}


class AsiScoring:
    """The rules of one item. `kinds` are its responses: `Single`, `Multiple`, `Ordered`, `Text` or `Number`."""

    def __init__(self, conditions: Sequence[Element], kinds: Mapping[str, str], *, canvas: bool) -> None:
        self.conditions, self.kinds, self._canvas = conditions, kinds, canvas
        self.showings = tuple(self._showings())
        self._steps = 0

    def run(self, responses: Responses) -> Result:
        """Return what comes of responses. Only a condition that says `continue="No"` ends it, for many say nothing."""
        score, shown = Fraction(0), set[str]()
        for condition in self.conditions:
            test = condition.find("conditionvar")
            if test is None or not self._all(test, responses):
                continue
            for rule in condition:
                if rule.tag == "setvar":
                    score = _set(score, rule)
                elif rule.tag == "displayfeedback":
                    shown.add(rule.get("linkrefid"))
            if condition.get("continue").lower() == "no":
                break
        return Result(score, frozenset(shown))

    def texts(self, response: str) -> list[Candidate]:
        """Return the texts that conditions compare a response with."""
        found = [
            Candidate(one.text)
            for condition in self.conditions
            for one in condition.all("varequal", "varsubstring")
            if one.get("respident") == response
        ]
        return list(dict.fromkeys(found))

    def ranges(self, response: str) -> list[Range]:
        """Return the ranges of numbers that conditions name."""
        found: dict[tuple[object, object], Range] = {}
        for condition in self.conditions:
            for one in numbers_of(condition.find("conditionvar"), response):
                found.setdefault((one.low, one.high), meant(one, condition.get("title")))
        return [*found.values()]

    def units(self, response: str, units: str) -> dict[str, Range]:  # noqa: ARG002
        """Return nothing: 1.2 has no list of units."""
        return {}

    def weights(self, response: str, idents: Sequence[str]) -> dict[str, Fraction] | None:
        """Return what each choice adds alone; None where one alone earns nothing, but all together."""
        alone = {ident: self.run({response: (ident,)}).score for ident in idents}
        top = sum((score for score in alone.values() if score > 0), Fraction(0))
        best = self.run({response: _positive(alone)}).score
        whole = best if best > 0 else top
        for ident, score in alone.items():
            if score <= 0 and self.run({response: (*_positive(alone), ident)}).score != best + score:
                return None
        return {ident: near(score / whole) for ident, score in alone.items()} if top > 0 else None

    def keys(self, response: str) -> set[str]:
        """Return the choices that a condition which gives points wants."""
        found: set[str] = set()
        for condition in self.conditions:
            test = condition.find("conditionvar")
            gives = any(_set(Fraction(0), rule) > 0 for rule in condition if rule.tag == "setvar")
            if gives and test is not None:
                found |= {text for name, text in _wanted(test) if name == response}
        return found

    def order(self, response: str, idents: Sequence[str]) -> tuple[str, ...]:
        """Return the order that is right: of those that conditions and identifiers name, the one that earns most."""
        named = [self._listed(condition, response) for condition in self.conditions]
        numbers = [re.search(r"\d{1,9}\Z", ident) for ident in idents]
        if all(numbers):
            by_number = sorted(zip(idents, numbers, strict=True), key=lambda pair: int(pair[1][0]) if pair[1] else 0)
            named.append(tuple(ident for ident, _ in by_number))
        orders = [one for one in named if sorted(one) == sorted(idents)]
        scores = [self.run({response: one}).score for one in orders]
        best = max(scores, default=Fraction(0))
        return orders[scores.index(best)] if best > 0 else ()

    def _listed(self, condition: Element, response: str) -> tuple[str, ...]:
        """Return the items that a condition names, by their places where it says them."""
        wanted = [one for one in condition.all("varequal") if one.get("respident") == response]
        places = [number(one.get("index")) for one in wanted]
        if wanted and None not in places:
            pairs = sorted(zip(places, wanted, strict=True), key=lambda pair: pair[0] or 0)
            wanted = [one for _, one in pairs]
        return tuple(one.text.strip() for one in wanted)

    def _all(self, element: Element, responses: Responses) -> bool:
        """Tell whether a list of tests holds; several texts for one box mean any of them, as Canvas writes it."""
        tests = [one for one in element if one.tag != "var_extension"]
        equal = [one for one in tests if one.tag == "varequal"]
        names = {one.get("respident") for one in equal}
        if element.tag in {"conditionvar", "and"} and len(equal) == len(tests) > 1 and len(names) == 1:
            [name] = names
            kind = self.kinds.get(name, "")
            if kind in {"Text", "Number", "Single"} and element.tag == "conditionvar":
                return any(self._holds(one, responses) for one in tests)
            if kind == "Ordered" and not any(one.get("index") for one in tests):
                return tuple(one.text.strip() for one in tests) == responses.get(name, ())
        return all(self._holds(one, responses) for one in tests)

    def _holds(self, test: Element, responses: Responses) -> bool:
        self._steps += 1
        if self._steps > MOST:
            raise UnreadableError("too many rules")
        if test.tag == "and":
            return self._all(test, responses)
        if test.tag == "or":
            return any(self._holds(one, responses) for one in test)
        if test.tag == "not":
            return not self._all(test, responses)
        if test.tag == "other":
            return True
        given = responses.get(test.get("respident"), ())
        if test.tag == "unanswered":
            return not given
        if test.tag in {"varequal", "varsubstring"}:
            return self._equal(test, given)
        if test.tag in _BOUNDS:
            bound, value = number(test.text), number(given[0]) if given else None
            return bound is not None and value is not None and _BOUNDS[test.tag](value, bound)
        raise UnreadableError(test.tag)

    def _equal(self, test: Element, given: tuple[str, ...]) -> bool:
        kind = self.kinds.get(test.get("respident"), "")
        text = test.text.strip()
        place = number(test.get("index")) if kind == "Ordered" else None
        if place is not None:
            return 1 <= place <= len(given) and given[int(place) - 1] == text
        if kind == "Number":
            found = numbers_of(test, test.get("respident"))
            value = number(given[0]) if given else None
            return value is not None and any(one.holds(value) for one in found)
        if kind != "Text":
            return text in given
        one = given[0].strip() if given else ""
        if test.get("case").lower() != "yes":
            text, one = text.lower(), one.lower()
        return text in one if test.tag == "varsubstring" else text == one

    def _showings(self) -> Iterator[Showing]:
        for condition in self.conditions:
            test = condition.find("conditionvar")
            scores = any(one.tag == "setvar" for one in condition)
            for rule in condition:
                if rule.tag == "displayfeedback" and test is not None:
                    names = frozenset(_wanted(test))
                    everything = frozenset(one.get("respident") for one in test.all(*_TEXT, *_BOUNDS, "unanswered"))
                    told = None if self._canvas else scores
                    bare = [one.tag for one in test] == ["varequal"]
                    yield Showing(rule.get("linkrefid"), names, everything, told, bare)


def _positive(scores: Mapping[str, Fraction]) -> tuple[str, ...]:
    return tuple(ident for ident, score in scores.items() if score > 0)


def _set(score: Fraction, rule: Element) -> Fraction:
    value = number(rule.text) or Fraction(0)
    action = rule.get("action", "Set").lower()
    if action == "add":
        return score + value
    if action == "subtract":
        return score - value
    if action == "multiply":
        return score * value
    if action == "divide":
        return score / value if value else score
    return value


def _wanted(test: Element) -> Iterator[tuple[str, str]]:
    """Yield the answers that a test names as given: (response, answer); bounds name a response alone."""
    for child in test:
        if child.tag in {"varequal", "varsubstring"}:
            yield child.get("respident"), child.text.strip()
        elif child.tag in _BOUNDS:
            yield child.get("respident"), ""
        elif child.tag != "not":
            yield from _wanted(child)
