"""A question taken apart → what an author would type."""

from __future__ import annotations

from typing import Any

from qbank.importing.api import Found, decimal
from qbank_qti.reading import arrange, blanks, choose, numbers, texts, written
from qbank_qti.reading.asked import Asked
from qbank_qti.reading.marks import filled
from qbank_qti.reading.remarks import Remarks
from qbank_qti.reading.scoring import Trial, UnreadableError
from qbank_qti.reading.titles import own_title


def found(asked: Asked) -> Found:
    """Return the question, or a draft that says what its author must see to."""
    remarks = Remarks(asked)
    trial = Trial(asked.scoring, asked.full) if asked.scoring is not None else None
    try:
        data = _kind(asked, trial, remarks)
    except UnreadableError as error:
        asked.unreadable = asked.unreadable or str(error)
        data = _kind(asked, None, remarks)
    if asked.unreadable:
        asked.notes.append(f"how it was scored isn't read ({asked.unreadable}); compare it with the file")
    data = {"type": data.pop("type"), "prompt": data.pop("prompt", asked.prompt), **data}
    if asked.ours.get("guidance"):
        asked.notes.append("a text for scorers is left out")
    title = own_title(asked.title, filled(asked.prompt, lambda _: "____"))
    told = remarks.told(trial, data)
    if asked.points is not None and asked.points >= 0 and data["type"] != "flashcard":
        data["points"] = decimal(asked.points)
    data = {**({"title": title} if title else {}), **data, **_joined(data, told), **asked.fields}
    if data["type"] == "flashcard":
        data["front"] = data.pop("prompt")
    return Found(data, asked.place, asked.name or asked.title, asked.draft, tuple(dict.fromkeys(asked.notes)))


def _joined(data: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Return the feedback, beside what a kind has of it already."""
    return {
        key: {**data.get(key, {}), **value}
        if isinstance(value, dict) and isinstance(data.get(key, {}), dict)
        else value
        for key, value in told.items()
    }


def _kind(asked: Asked, trial: Trial | None, remarks: Remarks) -> dict[str, Any]:
    if asked.blanks:
        return blanks.cloze(asked, trial, remarks)
    if not asked.parts:
        asked.draft = asked.draft or "it asks nothing"
        return {"type": "essay"}
    sorts = {part.sort for part in asked.parts}
    part = asked.parts[0]
    if sorts <= {"open", "file"}:
        return written.written(asked, remarks)
    if len(asked.parts) > 1:
        asked.draft = asked.draft or f"it has {len(asked.parts)} parts, which we ask in questions of their own"
        return {"type": "essay"}
    if part.sort == "one":
        return choose.one(asked, part, trial, remarks)
    if part.sort == "some":
        return choose.some(asked, part, trial, remarks)
    if part.sort == "order":
        return arrange.ordering(asked, part, trial)
    if part.sort == "pairs":
        return arrange.matching(asked, part, trial, remarks)
    if part.sort == "number":
        return numbers.numeric(asked, part, trial, remarks)
    return texts.short_answer(asked, part, trial, remarks)
