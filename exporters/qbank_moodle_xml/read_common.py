"""What the questions of all kinds have in common in Moodle XML."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from qbank.importing.api import Element, Shaped, is_beginning, percent
from qbank_moodle_xml.read_kinds import KINDS, unknown
from qbank_moodle_xml.read_texts import Texts, words

_LEVELS = {
    "difficulty": ("easy", "medium", "hard"),
    "bloom": ("remember", "understand", "apply", "analyze", "evaluate", "create"),
}
_USUAL = ("0", "0.1", "0.3333333", "0.333333", "0.33333", "1")
"""Penalties that Moodle gives by itself, or that we write."""


def question(element: Element, texts: Texts) -> Shaped | None:
    """Return a question; None for one without a text."""
    shaped = KINDS.get(element.get("type"), unknown)(element, texts)
    text = shaped.data.get("prompt") or shaped.data.get("front")
    if not text:
        return None
    data: dict[str, Any] = {"type": shaped.data.pop("type")}
    data |= {"title": found} if (found := title(element, text, element.child_text("idnumber"))) else {}
    data |= shaped.data
    shaped.data = data
    data |= _tags(element)
    if data["type"] not in ("cloze", "flashcard"):
        data |= _points(element)
    hints = [texts.rich(hint) for hint in element.children if hint.tag == "hint"]
    data |= {"hints": [hint for hint in hints if hint]} if any(hints) else {}
    if data["type"] != "flashcard":
        data |= texts.told(element.find("generalfeedback"))
    if element.child_text("hidden") == "1":
        data["status"] = "retired"
    shaped.notes += _notes(element, texts)
    return shaped


def title(element: Element, shown: str, ident: str) -> str:
    """Return a question's name, unless it is only what its text begins with, or its id."""
    name = re.sub(
        r"&(lt|gt|amp);", lambda match: {"lt": "<", "gt": ">", "amp": "&"}[match[1]], words(element.find("name"))
    )
    name = " ".join(line.strip() for line in name.split("\n")).strip()
    text = re.sub(r"\[\[(?:\\.|[^\]\\]|\](?!\]))*\]\]", "____", shown) if element.get("type") in _GAPS else shown
    return "" if is_beginning(name, text) or name == ident else name


_GAPS = ("cloze", "multianswer", "gapselect", "ddwtos")


def _tags(element: Element) -> dict[str, Any]:
    """Return the tags; two of them are fields in our language."""
    found: dict[str, Any] = {}
    tags = []
    for tag in (words(one) for one in element.all("tag")):
        name, _, value = tag.partition("-")
        if value in _LEVELS.get(name, ()) and name not in found:
            found[name] = value
        elif tag:
            tags.append(tag)
    return ({"tags": list(dict.fromkeys(tags))} if tags else {}) | found


def _points(element: Element) -> dict[str, Any]:
    text = element.child_text("defaultgrade")
    if percent(text) is None or (Decimal(text) in (0, 1) and element.get("type") == "description"):
        return {}
    points = f"{Decimal(text).normalize():f}"
    return {} if points == "1" else {"points": points}


def _notes(element: Element, texts: Texts) -> list[str]:
    notes = []
    penalty = element.child_text("penalty")
    if percent(penalty) is not None and f"{Decimal(penalty).normalize():f}" not in _USUAL:
        notes.append(f"each further try cost {(Decimal(penalty) * 100).normalize():f}% in Moodle")
    missing = dict.fromkeys(texts.missing)
    return [*notes, *(f"{one[:100]} isn't in the file; its description stands in its place" for one in missing)]
