"""What an item of QTI 1.2 says of itself: Canvas's fields, the Common Cartridge's, those of our own plain package."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from qbank.importing.api import Element, escape
from qbank_qti.reading.ranges import number

_POINTS = ("points_possible", "qmd_maximumscore", "cc_weighting", "qmd_weighting")
_LEVELS = {"easy", "medium", "hard"}
_BLOOM = {"remember", "understand", "apply", "analyze", "evaluate", "create"}
_TYPES = {
    "cc.multiple_choice": "multiple_choice", "cc.multiple_response": "multiple_answers", "cc.true_false": "true_false",
    "cc.fib": "short_answer", "cc.essay": "essay", "cc.pattern_match": "short_answer",
}  # fmt: skip


def fields_of(item: Element) -> dict[str, str]:
    """Return labelled entries, wherever in the item's metadata they stand."""
    found: dict[str, str] = {}
    for metadata in item:
        if metadata.tag in {"itemmetadata", "qtimetadata"}:
            for one in metadata.all("qtimetadatafield"):
                found.setdefault(one.child_text("fieldlabel").lower(), one.child_text("fieldentry"))
            for child in metadata:
                if child.tag.startswith("qmd_"):
                    found.setdefault(child.tag.lower(), child.whole.strip())
    return found


def kind_of(fields: Mapping[str, str]) -> str:
    """Return the question's kind by Canvas's names without `_question`; empty where nothing says it."""
    if said := fields.get("question_type", ""):
        return said.removesuffix("_question")
    profile = fields.get("cc_profile", "").rpartition(".")[0]
    return _TYPES.get(profile, "")


def points_of(fields: Mapping[str, str]) -> Fraction | None:
    """Return what the question is worth, where it is said."""
    return next((value for name in _POINTS if (value := number(fields.get(name, ""))) is not None), None)


def about(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return tags, difficulty, level and source, as our own plain package writes them."""
    found: dict[str, Any] = {}
    if words := [word.strip() for word in fields.get("keywords", "").split(", ") if word.strip()]:
        found["tags"] = list(dict.fromkeys(words))
    if fields.get("difficulty", "").lower() in _LEVELS:
        found["difficulty"] = fields["difficulty"].lower()
    if fields.get("bloom", "").lower() in _BLOOM:
        found["bloom"] = fields["bloom"].lower()
    if source := fields.get("source", ""):
        found["source"] = escape(source)
    return found
