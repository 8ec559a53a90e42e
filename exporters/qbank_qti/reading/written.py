"""What people judge: essays, files handed in, short answers with a model answer, cards."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Any

from qbank.api import LANGUAGES, labels
from qbank.importing.api import decimal
from qbank_qti.reading.asked import Asked
from qbank_qti.reading.remarks import Remarks
from qbank_qti.reading.titles import called


def written(asked: Asked, remarks: Remarks) -> dict[str, Any]:
    """Return an essay, or what our own writer makes an open question of."""
    back = [name for name, one in remarks.left.items() if called(one.title, "back")]
    if back and asked.points == 0:
        return {"type": "flashcard", "back": remarks.take_plain(back)}
    answered = "model_answer" in asked.fields or any(one.role == "model_answer" for one in remarks.left.values())
    rubric = asked.ours.pop("rubric", None)
    if asked.ours.get("short") and answered:
        if rubric:
            asked.notes.append("notes for who scores it are left out")
        return {"type": "short_answer"}
    sorts = [part.sort for part in asked.parts]
    data: dict[str, Any] = {"type": "essay"}
    if "file" in sorts:
        data["attachments"] = "allowed" if "open" in sorts else "required"
    if rubric:
        data["rubric"] = rubric
    if guidance := asked.ours.pop("guidance", None):
        data["rubric"] = [{"criterion": "\n\n".join(guidance), "points": decimal(asked.points or Fraction(1))}]
    return data


@cache
def _instructions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    names = {"words_min": "min_words", "words_max": "max_words", "attachments_allowed": "attachments_allowed",
             "attachments_required": "attachments_required"}  # fmt: skip
    return tuple(
        (field, re.compile(re.escape(getattr(labels(language), name)).replace(r"\{n\}", r"(\d{1,6})")))
        for language in LANGUAGES
        for name, field in names.items()
    )


def instruction(text: str) -> dict[str, Any]:
    """Return the field of an essay that one of our own lines below a question says; nothing for any other line."""
    line = text.strip()
    for field, pattern in _instructions():
        match = pattern.fullmatch(line)
        if match is not None:
            kind = field.removeprefix("attachments_")
            return {"attachments": kind} if field != kind else {field: match[1]}
    return {}
