"""Responses as `question.score` takes them, given to what Moodle made of the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from consumers.moodle_rules import grading
from consumers.moodle_rules.model import Question

from qbank.api import Choice, ChoiceBlank, Cloze, Matching, MultipleChoice, MultipleResponse

Places = Callable[[Sequence[Choice], Question], list[int]]
"""Where each choice of ours stands among Moodle's answers."""


def as_written(choices: Sequence[Choice], _: Question) -> list[int]:
    """Choices stand in the order in which they were typed."""
    return list(range(len(choices)))


def mark(item: Any, found: Question, response: Any, places: Places = as_written) -> float | None:
    """Return what a response is worth in Moodle, as a share; None where people mark it, or nothing is asked."""
    if found.kind in ("essay", "description"):
        return None
    if response is None:
        return 0.0
    if found.kind == "truefalse":
        return float(response is found.right)
    if found.kind == "match":
        return grading.pairs(found, _pairs(item, found, response))
    if found.kind == "ordering":
        return grading.order(found, [position - 1 for position in response])
    if found.kind == "multianswer" and isinstance(item, Cloze):
        blanks = zip(item.filled.items(), found.parts, strict=True)
        return grading.blanks(found, [_filled(blank, part, response.get(key), places) for (key, blank), part in blanks])
    if found.kind == "multianswer":
        (part,) = found.parts
        return grading.blanks(found, [_given(item, part, response, places)])
    return grading.GRADERS[found.kind](found, _given(item, found, response, places))


def _given(item: Any, found: Question, response: Any, places: Places) -> Any:
    if not isinstance(item, MultipleChoice | MultipleResponse):
        return response
    where = places(item.choices, found)
    return {where[position - 1] for position in ({response} if isinstance(response, int) else response)}


def _filled(blank: Any, part: Question, response: Any, places: Places) -> Any:
    if response is None or not isinstance(blank, ChoiceBlank):
        return response
    return {places(blank.choices, part)[response - 1]}


def _pairs(item: Matching, found: Question, response: dict[str, str]) -> dict[str, str]:
    lefts = {pair.left: shown for pair, (shown, _) in zip(item.pairs, found.pairs, strict=False)}
    ours = [*(pair.right for pair in item.pairs), *item.distractors]
    rights = {text: shown for text, (_, shown) in zip(ours, found.pairs, strict=True)}
    return {lefts[left]: rights[right] for left, right in response.items()}
