"""What Canvas Classic makes of a QTI 1.2 item: which questions it builds, and what it scores for a response.

Written from Canvas's importer and its question classes (SCORING.md, FORMATS.md), knowing nothing of the exporter. It is
strict: an element or a question type that it doesn't know is an error.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from xml.etree import ElementTree

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
TYPES = [
    "multiple_choice_question",
    "true_false_question",
    "multiple_answers_question",
    "short_answer_question",
    "numerical_question",
    "matching_question",
    "fill_in_multiple_blanks_question",
    "multiple_dropdowns_question",
    "essay_question",
    "file_upload_question",
    "text_only_question",
]
Condition = ElementTree.Element


def read(xml: str | bytes) -> ElementTree.Element:
    """Return an item that stands alone, as it stands in its document."""
    text = xml.decode() if isinstance(xml, bytes) else xml
    return ElementTree.fromstring(f'<x xmlns="{QTI[1:-1]}">{text}</x>')[0]


@dataclass
class Question:
    """One question of a quiz."""

    root: ElementTree.Element

    @property
    def fields(self) -> dict[str, str]:
        """The metadata fields by their label."""
        found = self.root.findall(f"{QTI}itemmetadata/{QTI}qtimetadata/{QTI}qtimetadatafield")
        return {one.findtext(f"{QTI}fieldlabel", ""): one.findtext(f"{QTI}fieldentry", "") for one in found}

    @property
    def type(self) -> str:
        """Canvas's name of the kind."""
        kind = self.fields["question_type"]
        assert kind in TYPES
        return kind

    @property
    def html(self) -> str:
        """The prompt as a browser gets it."""
        return self.root.findtext(f"{QTI}presentation/{QTI}material/{QTI}mattext", "")

    @property
    def feedback(self) -> dict[str, str]:
        """The feedback texts by the names that Canvas looks for."""
        path = f"{QTI}flow_mat/{QTI}material/{QTI}mattext"
        return {one.attrib["ident"]: one.findtext(path, "") for one in self.root.findall(f"{QTI}itemfeedback")}

    def labels(self, response: str = "response1") -> dict[str, str]:
        """Return the identifiers of a response's choices by what a learner reads."""
        (found,) = (one for one in self.root.iter(f"{QTI}response_lid") if one.attrib["ident"] == response)
        labels = list(found.iter(f"{QTI}response_label"))
        for one in labels:
            assert not re.search(r"correct|wrong", one.attrib["ident"]), "Canvas reads a meaning into this identifier"
        return {_words(one): one.attrib["ident"] for one in labels}

    def rows(self) -> dict[str, str]:
        """Return the responses of a question with several, by what stands beside them."""
        found = self.root.iter(f"{QTI}response_lid")
        return {one.findtext(f"{QTI}material/{QTI}mattext", ""): one.attrib["ident"] for one in found}

    def shown(self, response: str, choice: str) -> list[str]:
        """Return the feedback of a choice: where its condition holds and links to it."""
        found = []
        for one in self.conditions():
            tests = list(one.find(f"{QTI}conditionvar") or ())
            if [(t.tag, t.text, t.attrib.get("respident")) for t in tests] == [(f"{QTI}varequal", choice, response)]:
                found += [link.attrib["linkrefid"] for link in one.findall(f"{QTI}displayfeedback")]
        return [self.feedback[name] for name in found if name in self.feedback]

    def conditions(self) -> list[Condition]:
        """Return the conditions of the response processing."""
        return self.root.findall(f"{QTI}resprocessing/{QTI}respcondition")

    def score(self, response: object) -> Fraction | None:
        """Return the share of the points that Canvas Classic gives; None where a teacher has to."""
        kind = self.type
        if kind in {"essay_question", "file_upload_question", "text_only_question"}:
            return None
        if kind == "multiple_answers_question":
            assert isinstance(response, set)
            return self._several(response)
        if kind in {"matching_question", "fill_in_multiple_blanks_question", "multiple_dropdowns_question"}:
            assert isinstance(response, Mapping)
            return self._parts(response)
        if response is None:
            return Fraction(0)
        assert isinstance(response, str)
        if kind == "numerical_question":
            return Fraction(int(any(_holds(tests, response, numeric=True) for tests in self._full())))
        return Fraction(int(any(_holds(tests, response, numeric=False) for tests in self._full())))

    def _full(self) -> list[list[ElementTree.Element]]:
        """The tests of the conditions that set full marks."""
        found = []
        for one in self.conditions():
            if one.findtext(f"{QTI}setvar") == "100":
                assert one.attrib["continue"] == "No"
                found.append(list(one.find(f"{QTI}conditionvar") or ()))
        assert found, "a question without a right answer"
        return found

    def _several(self, response: set[str]) -> Fraction:
        ((both,),) = self._full()
        assert both.tag == f"{QTI}and"
        right = {one.text for one in both if one.tag == f"{QTI}varequal"}
        wrong = {one[0].text for one in both if one.tag == f"{QTI}not"}
        assert right | wrong == set(self.labels().values())
        hits = Fraction(len(right & response) - len(wrong & response), len(right))
        return max(Fraction(0), hits)

    def _parts(self, response: Mapping[str, str]) -> Fraction:
        rows = self.rows()
        right: dict[str, str] = {}
        total = Fraction(0)
        for one in self.conditions():
            added = one.find(f"{QTI}setvar")
            if added is not None:
                assert added.attrib["action"] == "Add"
                total += Fraction(added.text or "")
                (test,) = one.find(f"{QTI}conditionvar") or ()
                right[test.attrib["respident"]] = test.text or ""
        assert set(right) == set(rows.values()) and abs(total - 100) < Fraction(1, 10)
        earned = 0
        for name, ident in rows.items():
            given = response.get(name)
            if given is None:
                continue
            if self.type == "fill_in_multiple_blanks_question":
                assert f"[{name}]" in self.html and re.fullmatch(r"[A-Za-z0-9_.-]+", name)
                earned += given.strip().lower() in {words.strip().lower() for words in self.labels(ident)}
            else:
                earned += self.labels(ident)[given] == right[ident]
        return Fraction(earned, len(rows))


def _words(label: ElementTree.Element) -> str:
    text = label.find(f"{QTI}material/{QTI}mattext")
    assert text is not None
    if text.attrib.get("texttype") == "text/html":
        return html.unescape(re.sub(r"<[^>]+>", "", text.text or ""))
    return text.text or ""


def _holds(tests: list[ElementTree.Element], response: str, *, numeric: bool) -> bool:
    if numeric:
        return all(_number(test, _read_number(response)) for test in tests)
    assert all(test.tag == f"{QTI}varequal" for test in tests)
    return response.strip().lower() in {(test.text or "").strip().lower() for test in tests}


def _number(test: ElementTree.Element, given: float) -> bool:
    name, value = test.tag.removeprefix(QTI), test.text or ""
    if name == "or":
        return any(_number(inner, given) for inner in test)
    if name == "and":
        return all(_number(inner, given) for inner in test)
    compare = {
        "varequal": given == float(value or 0),
        "vargte": given >= float(value or 0),
        "varlte": given <= float(value or 0),
    }
    return compare[name]


def _read_number(text: str) -> float:
    try:
        return round(float(text), 4)
    except ValueError:
        return 0.0
