"""What people judge themselves: essays and flashcards."""

from __future__ import annotations

import re
from typing import Any

from qbank_markdown.furniture import one_of, said
from qbank_markdown.reading.lists import first_block, items
from qbank_markdown.reading.parts import Own, Parts
from qbank_markdown.reading.texts import Texts

_POINTS = re.compile(r"(?:\A|[ \n])\((\d[\d.]*) ([^()\s]+)\)\Z")


def essay(parts: Parts, texts: Texts) -> Own:
    """Return what is asked for, by what learners are told, the model answer and the rubric."""
    data: dict[str, Any] = {}
    for name, label in (("min_words", "words_min"), ("max_words", "words_max")):
        for words in sorted(said(label)) if parts.told else ():
            number = re.search(re.escape(words).replace(r"\{n\}", r"(\d{1,9})"), parts.told)
            data |= {name: number[1]} if number else {}
    for name in ("allowed", "required"):
        if any(words in parts.told for words in said(f"attachments_{name}")):
            data["attachments"] = name
    if template := texts.back(parts.template):
        data["response_template"] = template
    if model := texts.back(parts.under("model_answer")):
        data["model_answer"] = model
    rubric = [_criterion(one.text, texts) for one in items(parts.under("rubric"))]
    return Own(data | ({"rubric": rubric} if rubric else {}))


def _criterion(text: str, texts: Texts) -> dict[str, Any]:
    """Return a criterion; its points stand behind it where it is one line, else below."""
    before, rest = first_block(text)
    points, criterion = _points(before), before
    while rest and not points:
        below, rest = first_block(rest)
        points = _points(below)
        criterion += f"\n\n{below}"
    if points is None:
        return {"criterion": texts.back(text)}
    data: dict[str, Any] = {"criterion": texts.back(criterion[: points.start() - points.endpos])}
    data["points"] = points[1]
    return data | ({"description": texts.back(rest)} if rest else {})


def _points(text: str) -> re.Match[str] | None:
    found = _POINTS.search(text)
    return found if found and found[2] in one_of("point", "points") else None


def flashcard(parts: Parts, texts: Texts) -> Own:
    """Return the back, and whether it is asked the other way, too."""
    back = texts.back(parts.under("back"))
    data: dict[str, Any] = {"back": back} if back else {}
    if parts.comment.get("reversed") is True:
        data["reversed"] = True
    return Own(data, "" if back else "its back isn't there")
