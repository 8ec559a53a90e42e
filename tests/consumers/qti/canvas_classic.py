"""What Canvas Classic makes of a QTI 1.2 item: the question that its importer builds, and what that scores.

Written from the rules of Canvas's importer (its converter to QTI 2.1, and what reads that) and of its question classes,
knowing nothing of the exporter. It is strict: a question type or a name that Canvas would misread is an error.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from xml.etree import ElementTree

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
TYPES = {
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
    "ordering_question",  # New Quizzes'; Classic makes matching of it
}
LONGEST_TEXT = 16 * 1024
_ELEMENTS = (
    "a b blockquote br caption cite code col hr h1 h2 h3 h4 h5 h6 del ins iframe font colgroup dd div dl dt em figure "
    "figcaption i img li ol p pre q small source span strike strong style sub sup abbr table tbody td tfoot th thead "
    "tr u ul object embed param video track audio kbd samp var mark"
)
ELEMENTS = frozenset(_ELEMENTS.split(" "))
"""The elements that Canvas's pages keep (and MathML); the tags of others are taken away."""
COMMON = re.compile(r"general_|_all|wrong|incorrect|correct|(_IC$)|(_C$)", re.IGNORECASE)
Element = ElementTree.Element


def read(xml: str | bytes) -> Element:
    """Return an item that stands alone, as it stands in its document."""
    text = xml.decode() if isinstance(xml, bytes) else xml
    return ElementTree.fromstring(f'<x xmlns="{QTI[1:-1]}">{text}</x>')[0]


def identifier(name: str, prefix: str) -> str:
    """Return an identifier as the converter changes it: no ending of another platform's, no digit at the start."""
    name = re.sub(r"_(?:ans|str)$", "", name.strip(), flags=re.IGNORECASE)
    name = re.sub(r"[^\w.:-]", "-", name, flags=re.ASCII)
    name = name if re.match(r"[A-Za-z_:]", name) else prefix + name
    return name.replace(":", "_").replace(".", "_")


@dataclass
class Answer:
    """An answer of a question."""

    ident: str
    text: str
    weight: int = 0
    comments: str = ""
    blank: str = ""
    match: str = ""


@dataclass
class Condition:
    """A condition as the importer looks at it."""

    tests: list[Element]
    sets: str | None
    adds: bool
    shows: list[str] = field(default_factory=list)

    @property
    def own_feedback(self) -> str | None:
        """The feedback that is given to the answer: the first one, unless its name is one of the common ones."""
        first = self.shows[0] if self.shows else None
        return None if first is None or COMMON.search(first) else first

    def all(self, name: str) -> Iterator[Element]:
        """Yield the tests of a name, however deep."""
        for test in self.tests:
            yield from test.iter(QTI + name)


class Question:
    """One question of a quiz."""

    def __init__(self, root: Element) -> None:
        self.root = root

    @property
    def fields(self) -> dict[str, str]:
        """The metadata fields by their label."""
        found = self.root.findall(f"{QTI}itemmetadata/{QTI}qtimetadata/{QTI}qtimetadatafield")
        return {one.findtext(f"{QTI}fieldlabel", ""): one.findtext(f"{QTI}fieldentry", "") for one in found}

    @property
    def type(self) -> str:
        """The kind that is written in the file."""
        kind = self.fields["question_type"]
        assert kind in TYPES
        return kind

    @property
    def points(self) -> float:
        """What it is worth."""
        return float(self.fields["points_possible"])

    @property
    def html(self) -> str:
        """The prompt as a browser gets it."""
        shown = self.root.findtext(f"{QTI}presentation/{QTI}material/{QTI}mattext", "")
        return shown if len(shown) <= LONGEST_TEXT else "The imported question text for this question was too long."

    @property
    def feedback(self) -> dict[str, str]:
        """The feedback texts by their names."""
        path = f"{QTI}flow_mat/{QTI}material/{QTI}mattext"
        return {one.attrib["ident"]: one.findtext(path, "") for one in self.root.findall(f"{QTI}itemfeedback")}

    @property
    def comments(self) -> dict[str, str]:
        """What is shown to who is right, to who is wrong, and to everyone."""
        found: dict[str, str] = {}
        for name, words in self.feedback.items():
            if re.search(r"wrong|incorrect|_IC$", name, re.IGNORECASE):
                found["incorrect"] = words
            elif re.search(r"correct|_C$", name, re.IGNORECASE):
                found["correct"] = words
            elif re.search(r"general_|_all", name, re.IGNORECASE):
                found["neutral"] = words
        return found

    @cached_property
    def conditions(self) -> list[Condition]:
        """The conditions of the response processing, in order."""
        found = []
        for one in self.root.findall(f"{QTI}resprocessing/{QTI}respcondition"):
            added = one.find(f"{QTI}setvar")
            shows = [link.attrib["linkrefid"] for link in one.findall(f"{QTI}displayfeedback")]
            assert set(shows) <= set(self.feedback), "a link to no feedback"
            sets = None if added is None else added.text or ""
            adds = added is not None and added.attrib.get("action") == "Add"
            found.append(Condition(list(one.find(f"{QTI}conditionvar") or ()), sets, adds, shows))
        return found

    @cached_property
    def answers(self) -> list[Answer]:
        """The answers that the importer finds."""
        readers = {
            "short_answer_question": self._texts,
            "numerical_question": self._numbers,
            "matching_question": self._rows,
            "ordering_question": self._order,
            "fill_in_multiple_blanks_question": self._blanks,
            "multiple_dropdowns_question": self._blanks,
            "essay_question": list,
            "file_upload_question": list,
            "text_only_question": list,
        }
        found = readers.get(self.type, self._choices)()
        idents = [one.ident for one in found]
        assert len(set(idents)) == len(idents), "two answers with one identifier"
        return found

    @cached_property
    def matches(self) -> dict[str, str]:
        """The right sides of matching by their number, which is the first one in their identifier."""
        first = next(self.root.iter(f"{QTI}response_lid"))
        found = [(re.findall(r"\d+", one.attrib["ident"]), _raw(one)) for one in first.iter(f"{QTI}response_label")]
        assert all(digits for digits, _ in found), "a right side without a number gets one at random"
        numbers = {digits[0]: words for digits, words in found}
        assert len(numbers) == len(found), "two right sides with one number"
        return numbers

    def answer(self, text: str, blank: str = "") -> Answer:
        """Return the answer with this text."""
        (found,) = (one for one in self.answers if one.text == text and one.blank == blank)
        return found

    def _choices(self) -> list[Answer]:
        (lid,) = self.root.iter(f"{QTI}response_lid")
        found = {}
        for one in lid.iter(f"{QTI}response_label"):
            ident = identifier(one.attrib["ident"], "RESPONSE_")
            found[ident] = Answer(ident, _words(one))
        for condition in self.conditions:
            several = [test for test in condition.tests if test.tag == f"{QTI}and"]
            named = [one for both in several for one in both.findall(f"{QTI}varequal")]
            for test in named or list(condition.all("varequal"))[:1]:
                answer = found[identifier(test.text or "", "RESPONSE_")]
                full = bool(named) or (condition.sets is not None and float(condition.sets) > 0)
                answer.weight = 100 if full else 0
                answer.comments = answer.comments or self.feedback.get(condition.own_feedback or "", "")
        if self.type == "true_false_question":
            assert [one.text for one in found.values()] == ["True", "False"]
        return list(found.values())

    def _texts(self) -> list[Answer]:
        """Every text that a condition compares is a right answer, whatever the condition does."""
        found: dict[str, Answer] = {}
        for condition in self.conditions:
            for test in condition.all("varequal"):
                words = test.text or ""
                answer = found.setdefault(words, Answer(words, words, 100))
                answer.comments = answer.comments or self.feedback.get(condition.own_feedback or "", "")
        return list(found.values())

    def _numbers(self) -> list[Answer]:
        found = []
        for number, condition in enumerate(self.conditions):
            either = [test for test in condition.tests if test.tag == f"{QTI}or"]
            if either or len(condition.tests) > 1:
                assert not list(condition.all("vargt")), "vargt makes an answer of a precision"
                (low,), (high,) = list(condition.all("vargte")), list(condition.all("varlte"))
                start, end = float(low.text or ""), float(high.text or "")
                comments = self.feedback.get(condition.own_feedback or "", "")
                found.append(Answer(str(number), f"{start!r}..{end!r}", 100, comments))
        return found

    def _rows(self) -> list[Answer]:
        found = {}
        for lid in self.root.iter(f"{QTI}response_lid"):
            ident = identifier(lid.attrib["ident"], "RESPONSE_")
            found[ident] = Answer(ident, lid.findtext(f"{QTI}material/{QTI}mattext", ""))
        labels = {identifier(name, "RESPONSE_"): digits for name, digits in self._numbered()}
        for condition in self.conditions:
            for test in list(condition.all("varequal"))[:1]:
                row = found[identifier(test.attrib["respident"], "RESPONSE_")]
                row.comments = self.feedback.get(condition.own_feedback or "", "")
                if condition.adds:
                    row.match = labels[identifier(test.text or "", "RESPONSE_")]
        return list(found.values())

    def _numbered(self) -> Iterator[tuple[str, str]]:
        first = next(self.root.iter(f"{QTI}response_lid"))
        for one in first.iter(f"{QTI}response_label"):
            yield one.attrib["ident"], re.findall(r"\d+", one.attrib["ident"])[0]

    def _order(self) -> list[Answer]:
        """The first places are what the conditions name, one after the other."""
        labels = dict(self._numbered())
        named = [test.text or "" for condition in self.conditions for test in condition.all("varequal")]
        for words in self.matches.values():
            assert not re.search(r"</?[^>\n]*>|&#?\w+;", words), "taken for a tag and dropped"
        return [Answer(str(place), str(place), match=labels[name]) for place, name in enumerate(named, 1)]

    def _blanks(self) -> list[Answer]:
        found, typed = {}, self.type == "fill_in_multiple_blanks_question"
        for lid in self.root.iter(f"{QTI}response_lid"):
            blank = identifier(lid.attrib["ident"], "RESPONSE_").removeprefix("response_")
            assert f"[{blank}]" in self.html and re.fullmatch(r"[A-Za-z0-9_.-]+", blank), f"no blank {blank}"
            for one in lid.iter(f"{QTI}response_label"):
                ident = identifier(one.attrib["ident"], "RESPONSE_")
                assert ident not in found
                found[ident] = Answer(ident, _raw(one), 100 if typed else 0, blank=blank)
        for condition in self.conditions:
            if not typed and condition.adds:
                found[identifier(next(condition.all("varequal")).text or "", "RESPONSE_")].weight = 100
        for name, words in self.feedback.items():
            number = re.search(r"feedback_(\d*)_fb", identifier(name, "FEEDBACK_"), re.IGNORECASE)
            if number and not COMMON.search(name):
                found[f"RESPONSE_{number[1]}"].comments = words
        return list(found.values())

    def score(self, response: object) -> Fraction | None:
        """Return the share of the points that Classic gives; None where a teacher has to.

        Responses are what learners see: a choice's text, a set of those, what is typed, left → right, blank → text.
        """
        if self.type in {"essay_question", "file_upload_question", "text_only_question"}:
            assert not self.answers
            return None
        if self.type == "multiple_answers_question":
            assert isinstance(response, set)
            return self._several(response)
        if self.type in {"matching_question", "ordering_question"}:
            assert isinstance(response, Mapping)
            right = sum(self.matches[one.match] == response.get(one.text) for one in self.answers)
            return Fraction(right, len(self.answers))
        if self.type in {"fill_in_multiple_blanks_question", "multiple_dropdowns_question"}:
            assert isinstance(response, Mapping)
            return self._filled(response)
        assert any(one.weight for one in self.answers), "a question without a right answer"
        if response is None:
            return Fraction(0)
        assert isinstance(response, str)
        if self.type == "numerical_question":
            given = _read_number(response)
            bounds = [[float(edge) for edge in one.text.split("..")] for one in self.answers]
            return Fraction(int(any(low <= given <= high for low, high in bounds)))
        if self.type == "short_answer_question":
            typed = response.strip().lower()
            return Fraction(int(any(one.text.strip().lower() == typed for one in self.answers)))
        return Fraction(int(self.answer(response).weight > 0))

    def _several(self, response: set[str]) -> Fraction:
        right = {one.text for one in self.answers if one.weight}
        wrong = {one.text for one in self.answers} - right
        assert response <= right | wrong
        return max(Fraction(0), Fraction(len(right & response) - len(wrong & response), len(right)))

    def _filled(self, response: Mapping[str, str]) -> Fraction:
        blanks = dict.fromkeys(one.blank for one in self.answers)
        earned = 0
        for blank in blanks:
            right = {one.text for one in self.answers if one.blank == blank and one.weight}
            given = response.get(blank)
            if self.type == "multiple_dropdowns_question":
                assert len(right) == 1
                earned += given in right
            else:
                earned += given is not None and given.strip().lower() in {words.strip().lower() for words in right}
        return Fraction(earned, len(blanks))


def _raw(label: Element) -> str:
    return label.findtext(f"{QTI}material/{QTI}mattext", "").strip()


def _words(label: Element) -> str:
    text = label.find(f"{QTI}material/{QTI}mattext")
    assert text is not None
    if text.attrib.get("texttype") == "text/html":
        return html.unescape(re.sub(r"<[^>]+>", "", text.text or ""))
    return text.text or ""


def _read_number(text: str) -> float:
    """What is no number is 0; the page rounds what is typed."""
    try:
        return round(float(text), 4)
    except ValueError:
        return 0.0
