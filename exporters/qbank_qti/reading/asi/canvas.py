"""What only Canvas has: its kinds of questions, blanks named in brackets, notes for who scores."""

from __future__ import annotations

import re
from html import escape as as_html
from html import unescape
from typing import TYPE_CHECKING, Any

from qbank.importing.api import Element
from qbank_qti.reading.asi.presentation import before, html_of, labels, shown
from qbank_qti.reading.asi.processing import AsiScoring
from qbank_qti.reading.asked import Asked, Option, Part
from qbank_qti.reading.marks import mark
from qbank_qti.reading.texts import Accepted
from qbank_qti.reading.titles import said
from qbank_qti.reading.written import instruction

if TYPE_CHECKING:
    from qbank_qti.reading.asi.item import AsiReader

WITHOUT_KEY = {"calculated", "hot_spot", "categorization", "formula"}
"""Kinds that are none of ours: they become drafts that say what they were."""
IN_TEXT = {"fill_in_multiple_blanks", "multiple_dropdowns"}
_LISTED = re.compile(r"(?P<criterion>.*): (?P<points>\d+(?:\.\d+)?)(?: \((?P<more>.*)\))?", re.DOTALL)
_ITEM = re.compile(r"(?P<criterion>.*?) \((?P<points>\d+(?:\.\d+)?)\)(?:: (?P<more>.*))?", re.DOTALL)
_CHOSEN = {"dropdown", "wordbank"}


def named_blanks(reader: AsiReader, responses: list[Element]) -> bool:
    """Tell whether the text names its blanks in brackets."""
    if reader.kind or not reader.canvas or not responses:
        return reader.kind in IN_TEXT and bool(responses)
    html = _html(reader)
    return all(one.tag == "response_lid" and _name(one, html) for one in responses)


def _html(reader: AsiReader) -> str:
    presentation = reader.item.find("presentation")
    material = presentation.find("material") if presentation is not None else None
    return html_of(material) if material is not None else ""


def _name(response: Element, html: str) -> str:
    """Return the name that a blank has in the text; empty where the text names none."""
    material = before(response)
    names = [response.get("ident").removeprefix("response_"), material.whole.strip() if material is not None else ""]
    return next((name for name in names if name and f"[{name}]" in html), "")


def blanks(reader: AsiReader, responses: list[Element]) -> None:
    """Put a blank where the text has its name in brackets."""
    asked = reader.asked
    html = _html(reader)
    if not reader.kind:
        asked.notes.append("whether its blanks were typed or chosen isn't said; here they are chosen")
    for response in responses:
        name = _name(response, html) or response.get("ident").removeprefix("response_")
        marker = mark(len(asked.parts) + 1)
        if f"[{name}]" not in html:
            asked.draft = asked.draft or f"its text has no place for the blank {name}"
            html += f"<p>{marker}</p>"
        html = html.replace(f"[{name}]", marker, 1)
        asked.parts.append(_part(reader, response, name))
    asked.prompt, asked.blanks = reader.texts.html(html), True


def _part(reader: AsiReader, response: Element, name: str) -> Part:
    ident, asked = response.get("ident"), reader.asked
    options = [Option(label.get("ident"), shown(reader.texts, label)) for label in labels(response)]
    part = Part(ident, "one", options, name=name)
    for option in options:
        remark = asked.remarks.get(f"{option.ident}_fb")
        if remark is not None:
            remark.owner = (ident, option.ident)
    if isinstance(asked.scoring, AsiScoring):
        part.correct = tuple(sorted(asked.scoring.keys(ident)))
    chosen = {label.get("answer_type").lower() for label in labels(response)} & _CHOSEN
    if reader.kind == "fill_in_multiple_blanks" and not chosen:
        part.sort = "text"
        part.listed = tuple(_listed(reader, label) for label in labels(response))
    return part


def _listed(reader: AsiReader, label: Element) -> Accepted:
    """Return an answer that Canvas lists: all that are listed are right. New Quizzes say how it is compared."""
    text = next((one.text.strip() for one in label.all("mattext")), "")
    remark = reader.asked.remarks.pop(f"{label.get('ident')}_fb", None)
    feedback = remark.text if remark is not None else ""
    how = label.get("scoring_algorithm")
    if how == "TextRegex":
        return Accepted(text, match="regex", case_sensitive=label.get("ignore_case") != "true", feedback=feedback)
    if how == "TextContainsAnswer":
        return Accepted(f"*{text.replace('*', chr(92) + '*')}*", match="wildcard", feedback=feedback)
    if how == "TextCloseEnough":
        reader.asked.notes.append(f"{text!r} was right with a slip of the keyboard, too")
    return Accepted(text, feedback=feedback)


def placeholder(asked: Asked, kind: str, item: Element) -> None:
    """Say what the question was."""
    article = "a question with values that are computed" if kind in {"calculated", "formula"} else f"a {kind} question"
    asked.draft = f"it was {article}; write it anew as one of our kinds"
    asked.scoring = None
    for one in item.all("formula"):
        asked.notes.append(f"formula: {one.whole.strip()}")
    for variables in item.all("vars"):
        for one in variables:
            least, most = one.child_text("min"), one.child_text("max")
            asked.notes.append(f"{one.get('name')}: from {least} to {most}, {one.get('scale')} decimals")
    if tolerance := next((one.whole.strip() for one in item.all("answer_tolerance")), ""):
        asked.notes.append(f"tolerance: {tolerance}")


def told(html: str) -> tuple[str, str]:
    """Return the model answer and the explanation that our own writer puts into one feedback; no answer: neither."""
    headings = "|".join(re.escape(as_html(word)) for word in sorted(said("model_answer")))
    found = re.match(rf"\s*(?:<div[^>]{{0,100}}>)?<p><strong>(?:{headings})</strong></p>", html)
    if found is None:
        return "", html
    rest = html[found.end() :]
    ends = "|".join(re.escape(as_html(word)) for word in sorted(said("explanation")))
    places = list(re.finditer(rf"<p><strong>(?:{ends})</strong></p>", rest))
    return (rest[: places[-1].start()], rest[places[-1].end() :]) if places else (rest, "")


def unit_below(reader: AsiReader, inside: list[Element]) -> None:
    """Take the unit that our own writer puts below a question, in parentheses."""
    html = "".join(html_of(one) for one in inside if one.tag == "material")
    found = re.search(r"<p>\((?P<unit>[^<]*)\)</p>\s*\Z", html)
    if found is not None and reader.asked.parts:
        reader.asked.parts[0].unit = unescape(found["unit"])
        reader.asked.prompt = reader.texts.html(html[: found.start()])


def below(asked: Asked) -> None:
    """Take what our own writer says below an essay, a line each: its length, and whether files may be attached."""
    blocks = asked.prompt.split("\n\n")
    while blocks and (line := instruction(blocks[-1].strip().strip("*"))):
        asked.fields |= line
        blocks.pop()
    asked.prompt = "\n\n".join(blocks)


def rubric(notes: str) -> list[Any]:
    """Return the criteria that grading notes list, a line each; all as one where they don't."""
    lines = [line for line in notes.split("\n") if line.strip()]
    found = [_LISTED.fullmatch(line) for line in lines]
    if not all(found):
        return [{"criterion": notes.strip()}]
    return [_data(one["criterion"], one["points"], one["more"]) for one in found if one is not None]


def criterion(text: str) -> dict[str, Any]:
    """Return the criterion that an item of our own list is."""
    found = _ITEM.fullmatch(text)
    return {"criterion": text} if found is None else _data(found["criterion"], found["points"], found["more"])


def _data(text: str, points: str, more: str | None) -> dict[str, Any]:
    return {"criterion": text, "points": points, **({"description": more} if more else {})}
