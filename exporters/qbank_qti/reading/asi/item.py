"""One `item` of QTI 1.2, as Canvas or anybody else writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from qbank.api import direction
from qbank.importing.api import Element, Place
from qbank_qti.asi import OWN_ID
from qbank_qti.reading.asi import canvas, metadata
from qbank_qti.reading.asi.passages import passage, template
from qbank_qti.reading.asi.presentation import after, before, flat, html_of, labels, shown
from qbank_qti.reading.asi.processing import AsiScoring
from qbank_qti.reading.asked import Asked, Option, Part, Remark
from qbank_qti.reading.files import Texts
from qbank_qti.reading.html import list_items
from qbank_qti.reading.marks import mark
from qbank_qti.reading.ranges import number

ROLES = {
    "correct_fb": "correct", "general_correct_fb": "correct", "general_incorrect_fb": "incorrect",
    "general_fb": "explanation",
}  # fmt: skip
"""The names that Canvas gives feedback of the whole question."""
_PERCENT = 100
_OURS = re.compile(r"q[0-9a-f]{31}")
_BLANK = re.compile(r"B\d{1,4}")
"""How our own writer calls the blanks of a text, even if there is one only."""
_WORDS = re.compile(r"^\((\d+)\)$")


def _is_canvas(item: Element, fields: Mapping[str, str]) -> bool:
    """Tell whether Canvas wrote an item: by its fields, the names of its feedback, or a score in per cent."""
    if "question_type" in fields or any(one.get("ident") in ROLES for one in item if one.tag == "itemfeedback"):
        return True
    score = next(item.all("decvar"), None)
    percent = score is not None and score.get("varname") == "SCORE" and number(score.get("maxvalue")) == _PERCENT
    return percent and "qmd_maximumscore" not in fields


class AsiReader:
    """Takes one item apart."""

    def __init__(self, item: Element, texts: Texts, place: Place) -> None:
        self.item, self.texts = item, texts
        self.fields = metadata.fields_of(item)
        self.kind = metadata.kind_of(self.fields)
        self.canvas = _is_canvas(item, self.fields)
        self.asked = Asked(place, name=self.fields.get(OWN_ID.lower()) or item.get("ident"), title=item.get("title"))

    def read(self) -> Asked:
        """Return the question."""
        asked, item = self.asked, self.item
        asked.fields |= metadata.about(self.fields)
        self.texts.right_to_left = direction(item.get("lang") or "en") == "rtl"
        presentation = item.find("presentation")
        inside = list(flat(presentation)) if presentation is not None else []
        passage(inside, asked, self.texts)
        template(inside, asked, self.texts)
        responses = [one for one in inside if one.tag.startswith("response_")]
        self._rules(responses)
        self._points()
        self._feedback()
        self._objectives()
        if self.kind in canvas.WITHOUT_KEY:
            canvas.placeholder(asked, self.kind, item)
            responses = []
        elif canvas.named_blanks(self, responses):
            canvas.blanks(self, responses)
        elif self.kind in {"file_upload", "essay"} and not responses:
            asked.parts = [Part("", "file" if self.kind == "file_upload" else "open")]
        else:
            self._parts(inside, responses)
        if not asked.prompt and self.canvas and _OURS.fullmatch(item.get("ident")) and self.kind == "numerical":
            canvas.unit_below(self, inside)
        if not asked.prompt:
            first = [one for one in inside if one.tag == "material"]
            asked.prompt = "\n\n".join(filter(None, (shown(self.texts, one) for one in first)))
        for one in responses:
            if one.tag in {"response_xy", "response_grp", "response_extension"}:
                asked.parts, asked.scoring = [], None
                asked.draft = asked.draft or f"it was a {one.tag} of QTI 1.2; write it anew as one of our kinds"
        self._written()
        asked.notes[:0] = self.texts.notes
        return asked

    def _rules(self, responses: list[Element]) -> None:
        conditions = list(self.item.all("respcondition"))
        kinds = {one.get("ident"): self._kind(one) for one in responses}
        if conditions:
            self.asked.scoring = AsiScoring(conditions, kinds, canvas=self.canvas)

    def _kind(self, response: Element) -> str:
        if response.tag == "response_lid":
            return response.get("rcardinality", "Single").capitalize()
        fib = next(response.all("render_fib"), None)
        numeric = response.tag == "response_num" or (fib is not None and fib.get("fibtype") in {"Decimal", "Integer"})
        return "Number" if numeric or self.kind == "numerical" else "Text"

    def _points(self) -> None:
        """Take the points that are said; Canvas and Common Cartridge count the score in per cent."""
        asked = self.asked
        asked.points = metadata.points_of(self.fields)
        score = next(self.item.all("decvar"), None)
        most = number(score.get("maxvalue")) if score is not None else None
        if self.canvas or (most == _PERCENT and asked.points != _PERCENT):
            asked.full = Fraction(_PERCENT)
        elif asked.points is None:
            asked.points = asked.full = most
        else:
            asked.full = asked.points or None

    def _feedback(self) -> None:
        for one in self.item:
            if one.tag != "itemfeedback":
                continue
            ident = one.get("ident")
            html = "".join(map(html_of, one))
            remark = Remark(shown(self.texts, one), one.get("title"), ROLES.get(ident, "") if self.canvas else "")  # type: ignore[arg-type]
            if one.find("solution") is not None:
                remark.role = "model_answer"
            elif one.find("hint") is not None:
                remark.role = "hints"
                remark.items = tuple(self.texts.html(item) for item in list_items(html))
            if remark.role == "explanation":
                self._told(remark, html)
            self.asked.remarks[ident] = remark

    def _told(self, remark: Remark, html: str) -> None:
        """Take apart what Canvas has one place for: a model answer and an explanation."""
        answer, explanation = canvas.told(html)
        if answer:
            self.asked.remarks["model answer"] = Remark(self.texts.html(answer), role="model_answer")
            remark.text = self.texts.html(explanation)

    def _objectives(self) -> None:
        aims = [shown(self.texts, one) for one in self.item if one.tag == "objectives"]
        if any(aims):
            self.asked.fields["objectives"] = [one for one in aims if one]

    def _parts(self, inside: list[Element], responses: list[Element]) -> None:
        """Read the responses: one of them, rows of pairs, or boxes and lists in a text."""
        asked = self.asked
        if len(responses) == 1 and self.kind not in canvas.IN_TEXT:
            [response] = responses
            asked.parts = [self._part(response)]
            if self._in_text(inside, response):
                self._text(inside)
            elif (between := before(response)) is not None:
                asked.prompt = "\n\n".join(
                    filter(None, [*(shown(self.texts, one) for one in inside if one.tag == "material"),
                                  shown(self.texts, between)])
                )  # fmt: skip
        elif self._rows(responses):
            asked.parts = [self._pairs(responses)]
        elif responses:
            self._text(inside)

    def _in_text(self, inside: list[Element], response: Element) -> bool:
        """Tell whether words go on after a box, so that it stands in the text."""
        place = inside.index(response)
        if _BLANK.fullmatch(response.get("ident")):
            return True
        return response.tag != "response_lid" and any(one.tag == "material" for one in inside[place + 1 :])

    def _rows(self, responses: list[Element]) -> bool:
        """Tell whether lists are the rows of a matching question: they all have the same choices."""
        if len(responses) < 2 or any(one.tag != "response_lid" for one in responses):
            return self.kind == "matching" and bool(responses)
        lists = {tuple(label.get("ident") for label in labels(one)) for one in responses}
        titled = all(before(one) is not None for one in responses)
        numbered = all((one := before(each)) is not None and _WORDS.match(one.whole.strip()) for each in responses)
        return titled and (self.kind == "matching" or (len(lists) == 1 and not numbered))

    def _pairs(self, responses: list[Element]) -> Part:
        rows = {f"{one.get('ident')}": one.get("ident") for one in responses}
        lefts = [Option(one.get("ident"), shown(self.texts, before(one))) for one in responses]
        if any(not one.text for one in lefts):
            self.asked.notes.append("an empty pair is left out")
        lefts = [one for one in lefts if one.text]
        rights: dict[str, Option] = {}
        for one in responses:
            for label in labels(one):
                rights.setdefault(label.get("ident"), self._option(label))
        named = [one for one in rights.values() if one.text]
        part = Part(responses[0].get("ident"), "pairs", lefts, named, rows=rows)
        scoring = self.asked.scoring
        if isinstance(scoring, AsiScoring):
            keys = {left.ident: scoring.keys(left.ident) & set(rights) for left in lefts}
            part.correct = tuple(f"{left} {right}" for left, found in keys.items() for right in list(found)[:1])
        return part

    def _part(self, response: Element) -> Part:
        """Return one response."""
        ident, kind = response.get("ident"), self._kind(response)
        scoring = self.asked.scoring
        shuffle = next(response.all("render_choice"), response).get("shuffle").lower()
        part = Part(ident, "text", shuffle=shuffle != "no")
        if response.tag == "response_lid":
            part.sort = "order" if kind == "Ordered" else "some" if kind == "Multiple" else "one"
            part.options = self._options(response)
            self.asked.ours["shuffle"] = part.shuffle
            if isinstance(scoring, AsiScoring):
                idents = {option.ident for option in part.options}
                part.correct = (
                    scoring.order(ident, [option.ident for option in part.options]) if kind == "Ordered"
                    else tuple(sorted(scoring.keys(ident) & idents)) if kind == "Multiple" else ()
                )  # fmt: skip
            if kind == "Multiple" and (self.canvas or "scoring_algorithm" in self.fields):
                exact = self.fields.get("scoring_algorithm") == "AllOrNothing"
                self.asked.ours["scoring"] = "all_or_nothing" if exact else "partial"
            self._own_feedback(part)
        elif self.kind in {"essay", "file_upload"} or not self._scored(ident):
            part.sort = "file" if self.kind == "file_upload" else "open"
            self.asked.ours["short"] = next(response.all("render_fib"), response).get("rows") == "5"
        elif kind == "Number":
            part.sort = "number"
            unit = after(response)
            part.unit = unit.whole.strip() if unit is not None else ""
        return part

    def _scored(self, ident: str) -> bool:
        scoring = self.asked.scoring
        return isinstance(scoring, AsiScoring) and bool(scoring.texts(ident) or scoring.ranges(ident))

    def _own_feedback(self, part: Part) -> None:
        """Give choices the feedback that has their name, as Canvas does."""
        for option in part.options:
            remark = self.asked.remarks.get(f"{option.ident}_fb")
            if self.canvas and remark is not None and not remark.role:
                remark.owner = (part.ident, option.ident)

    def _options(self, response: Element) -> list[Option]:
        found = [self._option(label) for label in labels(response)]
        if any(not one.text for one in found):
            self.asked.notes.append("an empty choice is left out")
        return [one for one in found if one.text]

    def _option(self, label: Element) -> Option:
        kept = label.get("rshuffle").lower() == "no" or label.get("lock").lower() == "yes"
        return Option(label.get("ident"), shown(self.texts, label), kept)

    def _text(self, inside: list[Element]) -> None:
        """Read a text with boxes and lists in it; those with a number stand where the text has the number."""
        asked, html, numbered = self.asked, "", dict[int, int]()
        for one in inside:
            if one.tag == "material":
                html += html_of(one)
                continue
            part = self._part(one)
            part.sort = "text" if part.sort == "open" else part.sort
            asked.parts.append(part) if part not in asked.parts else None
            number_ = _WORDS.match(found.whole.strip()) if (found := before(one)) is not None else None
            if number_:
                numbered[int(number_[1])] = len(asked.parts)
            else:
                html += mark(len(asked.parts))
        for place, count in numbered.items():
            html = re.sub(rf"\({place}\) _+", lambda _, n=count: mark(n), html, count=1)  # type: ignore[misc]
        asked.prompt, asked.blanks = self.texts.html(html), True

    def _written(self) -> None:
        """Take apart what our own writer puts below an essay, and what Canvas has for who scores it."""
        asked = self.asked
        if {part.sort for part in asked.parts} <= {"open", "file"}:
            canvas.below(asked)
            if notes := self.fields.get("grading_notes"):
                asked.ours["rubric"] = canvas.rubric(notes)
            rubric = self.item.find("rubric")
            if rubric is not None:
                items = list_items("".join(map(html_of, rubric)))
                asked.ours["rubric"] = [canvas.criterion(self.texts.html(one)) for one in items] or [
                    {"criterion": shown(self.texts, rubric)}
                ]
        elif self.fields.get("grading_notes"):
            asked.notes.append("grading notes are left out")
        if asked.parts and not asked.blanks and asked.scoring is None and asked.parts[0].sort == "text":
            asked.parts[0].sort = "open"
