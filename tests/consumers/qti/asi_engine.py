"""QTI 1.2 by the specification: what an engine that does what the ASI information model says makes of an item.

Strict: a test that isn't in the specification, a name that nothing is called, a choice that isn't there is an error.
The specification leaves open whether a score is kept in its bounds at each step or at the end. Both are done: a package
for any engine gives the same score either way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from xml.etree import ElementTree

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
Element = ElementTree.Element
Value = str | set[str] | list[str]
"""What is chosen (one, several, in order), or typed."""
NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*", re.ASCII)


@dataclass
class Response:
    """A response of an item: how it is given, and what there is to choose from (what a learner reads → ident)."""

    kind: str
    cardinality: str
    labels: dict[str, str]
    about: str
    fixed: set[str]
    shuffle: bool


@dataclass
class Outcome:
    """What processing gives: the score, None where no condition sets one; the feedback that is shown, by its sort."""

    score: Fraction | None
    shown: list[tuple[str, str]]


class Item:
    """One item."""

    def __init__(self, root: Element) -> None:
        self.root = root

    @cached_property
    def responses(self) -> dict[str, Response]:
        """The responses by their ident, in the order in which they are shown."""
        found = {}
        for one in self.root.iter():
            kind = one.tag.removeprefix(QTI)
            if kind not in {"response_lid", "response_str", "response_num"}:
                continue
            labels = {_words(label): label.attrib["ident"] for label in one.iter(f"{QTI}response_label")}
            listed = list(one.iter(f"{QTI}response_label"))
            assert len({label.attrib["ident"] for label in listed}) == len(listed), "two choices with one ident"
            assert kind != "response_lid" or len(labels) == len(listed) > 1, "choices that look the same"
            rendered = one.find(f"{QTI}render_choice" if kind == "response_lid" else f"{QTI}render_fib")
            assert rendered is not None
            about = one.find(f"{QTI}material")
            assert one.attrib["ident"] not in found
            found[one.attrib["ident"]] = Response(
                kind.removeprefix("response_"),
                one.attrib.get("rcardinality", "Single"),
                labels,
                _words(one) if about is not None and list(one).index(about) == 0 else "",
                {label.attrib["ident"] for label in listed if label.attrib.get("rshuffle") == "No"},
                rendered.attrib.get("shuffle", "No") == "Yes",
            )
        return found

    @property
    def text(self) -> str:
        """All that is asked, as HTML, with [ident] where a response stands."""
        (flow,) = self.root.findall(f"{QTI}presentation/{QTI}flow")
        return "".join(
            f"[{one.attrib['ident']}]" if one.tag != f"{QTI}material" else one.findtext(f"{QTI}mattext", "")
            for one in flow
        )

    @property
    def feedback(self) -> dict[str, str]:
        """The feedback by its ident."""
        return {
            one.attrib["ident"]: one.findtext(f".//{QTI}mattext", "") for one in self.root.iter(f"{QTI}itemfeedback")
        }

    @property
    def fields(self) -> dict[str, str]:
        """The metadata fields by their label."""
        return {
            one.findtext(f"{QTI}fieldlabel", ""): one.findtext(f"{QTI}fieldentry", "")
            for one in self.root.iter(f"{QTI}qtimetadatafield")
        }

    def process(self, given: Mapping[str, Value]) -> Outcome:
        """Return what responses give; one that isn't in `given` is unanswered."""
        for name, value in given.items():
            self._check(self.responses[name], value)
        each, last = (self._run(given, clamp_each=way) for way in (True, False))
        assert each == last, "the score depends on when it is kept in its bounds"
        return each

    def _check(self, response: Response, value: Value) -> None:
        if response.kind != "lid":
            assert isinstance(value, str)
            return
        shapes = {"Single": str, "Multiple": set, "Ordered": list}
        assert isinstance(value, shapes[response.cardinality])
        chosen = {value} if isinstance(value, str) else set(value)
        assert chosen <= set(response.labels.values())

    def _run(self, given: Mapping[str, Value], *, clamp_each: bool) -> Outcome:
        processing = self.root.find(f"{QTI}resprocessing")
        if processing is None:
            return Outcome(None, [])
        (variable,) = processing.findall(f"{QTI}outcomes/{QTI}decvar")
        assert variable.attrib["varname"] == "SCORE" and variable.attrib["vartype"] == "Decimal"
        low, high = Fraction(variable.attrib["minvalue"]), Fraction(variable.attrib["maxvalue"])
        score, scored, fired = Fraction(variable.attrib["defaultval"]), False, False
        shown: list[tuple[str, str]] = []
        for condition in processing.findall(f"{QTI}respcondition"):
            scored = scored or condition.find(f"{QTI}setvar") is not None
            tests = condition.find(f"{QTI}conditionvar")
            assert tests is not None and len(tests)
            if not all(self._holds(test, given, fired) for test in tests):
                continue
            fired = True
            for change in condition.findall(f"{QTI}setvar"):
                score = _changed(score, change)
                score = min(max(score, low), high) if clamp_each else score
            for link in condition.findall(f"{QTI}displayfeedback"):
                assert link.attrib["linkrefid"] in self.feedback
                shown.append((link.attrib["feedbacktype"], self.feedback[link.attrib["linkrefid"]]))
            if condition.attrib.get("continue", "No") == "No":
                break
        return Outcome(min(max(score, low), high) if scored else None, shown)

    def _holds(self, test: Element, given: Mapping[str, Value], fired: bool) -> bool:
        name = test.tag.removeprefix(QTI)
        inner = [self._holds(one, given, fired) for one in test] if name in {"and", "or", "not"} else []
        if name == "and":
            return all(inner)
        if name == "or":
            return any(inner)
        if name == "not":
            (held,) = inner
            return not held
        if name == "other":
            return not fired
        response, value = self.responses[test.attrib["respident"]], given.get(test.attrib["respident"])
        if name == "unanswered":
            return value is None
        if name == "varequal":
            return self._equal(test, response, value)
        assert name in {"vargte", "varlte"} and response.kind == "num"
        if not isinstance(value, str) or not NUMBER.fullmatch(value):
            return False
        number, bound = Fraction(value.strip()), Fraction(test.text or "")
        return number >= bound if name == "vargte" else number <= bound

    @staticmethod
    def _equal(test: Element, response: Response, value: Value | None) -> bool:
        expected = test.text or ""
        if response.kind == "str":
            assert value is None or isinstance(value, str)
            if test.attrib.get("case", "No") == "Yes":
                return value == expected
            return value is not None and value.lower() == expected.lower()
        assert response.kind == "lid" and expected in response.labels.values(), f"{expected} is no choice"
        if "index" in test.attrib:
            assert response.cardinality == "Ordered"
            place = int(test.attrib["index"])
            return isinstance(value, list) and len(value) >= place and value[place - 1] == expected
        assert response.cardinality != "Ordered"
        return value is not None and expected in ({value} if isinstance(value, str) else value)


def _changed(score: Fraction, change: Element) -> Fraction:
    assert change.attrib.get("varname", "SCORE") == "SCORE"
    value = Fraction(change.text or "")
    action = change.attrib.get("action", "Set")
    return {"Set": value, "Add": score + value, "Subtract": score - value}[action]


def _words(label: Element) -> str:
    text = label.find(f"{QTI}material/{QTI}mattext")
    if text is None:
        return ""
    if text.attrib.get("texttype") == "text/html":
        return html.unescape(re.sub(r"<[^>]+>", "", text.text or "")).strip()
    return text.text or ""
