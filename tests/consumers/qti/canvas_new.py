"""What Canvas's New Quizzes take from a QTI 1.2 item, as far as their public importer shows (the gem `qti`).

Its models say which kind a question becomes, what counts, and which feedback is found. The engine that scores is
closed, so that no scores are compared here. Knows nothing of the exporter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
# Which model reads a question is looked up by its type; the others are told by what the item holds.
MODELS = {
    "multiple_choice_question": "choice",
    "true_false_question": "choice",
    "multiple_answers_question": "choice",
    "short_answer_question": "blanks",
    "fill_in_multiple_blanks_question": "blanks",
    "multiple_dropdowns_question": "drop-downs",
    "matching_question": "match",
    "numerical_question": "number",
    "file_upload_question": "upload",
    "text_only_question": "stimulus",
}
BLANK = re.compile(r"(\[[A-Za-z0-9_\-.]+\])")
COMMON = {"correct_fb", "general_incorrect_fb", "general_fb"}
Element = ElementTree.Element


@dataclass
class Feedback:
    """Feedback of an answer: the response, its value, and whether it is shown to who did not give it."""

    response: str
    value: str
    words: str
    negated: bool = False


class Item:
    """An item as New Quizzes read it."""

    def __init__(self, root: Element) -> None:
        self.root = root

    @property
    def fields(self) -> dict[str, str]:
        """The metadata fields by their label."""
        return {
            one.findtext(f"{QTI}fieldlabel", ""): one.findtext(f"{QTI}fieldentry", "")
            for one in self.root.iter(f"{QTI}qtimetadatafield")
        }

    @cached_property
    def model(self) -> str:
        """Which model reads it; exactly one must, or the import of the quiz stops."""
        kind = self.fields["question_type"]
        if kind in MODELS:
            return MODELS[kind]
        lids, boxes = list(self.root.iter(f"{QTI}response_lid")), list(self.root.iter(f"{QTI}render_fib"))
        cardinalities = [one.attrib.get("rcardinality", "Single") for one in lids]
        found = {
            "ordering": len(lids) == 1 and cardinalities[0] == "Ordered",
            "category": len(lids) > 1 and cardinalities[0] == "Multiple",
            "match": len(lids) > 1,
            "blanks": bool(boxes) and bool(self._scored("varequal")) and not self._everything_else,
        }
        names = [name for name, holds in found.items() if holds] or (["text"] if boxes else [])
        assert len(names) == 1, f"{kind} is read as {names}"
        return names[0]

    @property
    def _everything_else(self) -> bool:
        conditions = self.root.iter(f"{QTI}respcondition")
        return any(
            one.attrib.get("continue", "Yes") != "Yes" and one.find(f"{QTI}conditionvar/{QTI}other") is not None
            for one in conditions
        )

    def _scored(self, test: str) -> list[Element]:
        """Return the tests of conditions that give points, right below their `conditionvar`."""
        return [
            found
            for one in self.root.iter(f"{QTI}respcondition")
            if one.find(f"{QTI}setvar") is not None
            for found in one.findall(f"{QTI}conditionvar/{QTI}{test}")
        ]

    @property
    def points(self) -> float:
        """What it is worth."""
        return float(self.fields["points_possible"])

    @property
    def body(self) -> str:
        """The prompt's HTML."""
        found = self.root.find(f"{QTI}presentation//{QTI}mattext")
        assert found is not None
        return found.text or ""

    @property
    def choices(self) -> dict[str, str]:
        """The choices, in order: identifier → HTML or text. Repeated ones count once."""
        return {
            one.attrib["ident"]: one.findtext(f"{QTI}material/{QTI}mattext", "")
            for one in self.root.iter(f"{QTI}response_label")
        }

    @property
    def shuffled(self) -> bool:
        """Whether its choices are shuffled."""
        found = self.root.find(f".//{QTI}render_choice")
        return found is not None and found.attrib.get("shuffle", "No").lower() == "yes"

    @property
    def key(self) -> list[str]:
        """What is right of choices, as text: those that give points, or that an `and` names; for an order all."""
        if self.model == "ordering":
            return [self.choices[one.text or ""] for one in self.root.iter(f"{QTI}varequal")]
        both = self.root.find(f".//{QTI}respcondition//{QTI}and")
        if both is not None:
            return [self.choices[one.text or ""] for one in both.findall(f"{QTI}varequal")]
        found = [
            one.find(f".//{QTI}varequal")
            for one in self.root.iter(f"{QTI}respcondition")
            if float(one.findtext(f"{QTI}setvar") or 0) > 0
        ]
        return [self.choices[one.text or ""] for one in found if one is not None]

    @property
    def pairs(self) -> dict[str, str]:
        """Matching: left → right."""
        rights = {one.attrib["respident"]: self.choices[one.text or ""] for one in self._scored("varequal")}
        lids = self.root.iter(f"{QTI}response_lid")
        return {one.findtext(f"{QTI}material/{QTI}mattext", ""): rights[one.attrib["ident"]] for one in lids}

    @property
    def texts(self) -> list[str]:
        """A short answer: what counts."""
        return [one.text or "" for one in self._scored("varequal")]

    @property
    def numbers(self) -> list[tuple[str, str, str]]:
        """Numbers: the sort of each, and its bounds as they stand in the file, from which nothing is computed."""
        found = []
        for one in self.root.iter(f"{QTI}respcondition"):
            if one.find(f"{QTI}setvar[@varname='SCORE']") is None:
                continue
            equal, low, high = (one.find(f".//{QTI}{name}") for name in ("varequal", "vargte", "varlte"))
            assert low is not None and high is not None
            start, end = low.text or "", high.text or ""
            if equal is None:
                found.append(("range", start, end))
            else:
                assert equal.text == start == end, "a margin would be computed in binary"
                found.append(("exact", start, end))
        return found

    @property
    def blanks(self) -> dict[str, list[str]]:
        """Blanks in the order of the prompt: name → what counts (typed), or the right choice first (drop-downs)."""
        lids = {one.attrib["ident"].removeprefix("response_"): one for one in self.root.iter(f"{QTI}response_lid")}
        keys = {one.attrib["respident"]: one.text or "" for one in self._scored("varequal")}
        found = {}
        for piece in BLANK.split(self.body):
            name = piece[1:-1]
            if BLANK.fullmatch(piece) and name in lids:
                labels = {
                    one.attrib["ident"]: one.findtext(f"{QTI}material/{QTI}mattext", "")
                    for one in lids[name].iter(f"{QTI}response_label")
                }
                key = keys[f"response_{name}"]
                found[name] = [labels[key], *(words for ident, words in labels.items() if ident != key)]
        assert set(found) == set(lids), "a blank that isn't in the prompt"
        return found

    @property
    def comments(self) -> dict[str, str]:
        """What is shown to who is right, to who is wrong, and to everyone."""
        names = {"neutral": "general_fb", "correct": "correct_fb", "incorrect": "general_incorrect_fb"}
        return {label: words for label, name in names.items() if (words := self._feedback(name))}

    @property
    def answer_feedback(self) -> list[Feedback]:
        """The feedback of answers: of conditions that name an answer and show one that isn't common to all."""
        found = []
        for one in self.root.iter(f"{QTI}respcondition"):
            links = [link.attrib["linkrefid"] for link in one.findall(f"{QTI}displayfeedback")]
            own = [name for name in links if name not in COMMON]
            named = one.find(f".//{QTI}varequal")
            if own and named is not None:
                negated = one.find(f"{QTI}conditionvar/{QTI}not") is not None
                found.append(Feedback(named.attrib["respident"], named.text or "", self._feedback(own[0]), negated))
        return found

    @property
    def number_feedback(self) -> list[str]:
        """The feedback of each number."""
        scored = [one for one in self.root.iter(f"{QTI}respcondition") if one.find(f"{QTI}setvar") is not None]
        links = [[link.attrib["linkrefid"] for link in one.findall(f"{QTI}displayfeedback")] for one in scored]
        owns = [[name for name in names if name not in COMMON] for names in links]
        return [self._feedback(own[0]) if own else "" for own in owns]

    def _feedback(self, ident: str) -> str:
        found = self.root.find(f"{QTI}itemfeedback[@ident='{ident}']/{QTI}flow_mat/{QTI}material/{QTI}mattext")
        return "" if found is None else found.text or ""
