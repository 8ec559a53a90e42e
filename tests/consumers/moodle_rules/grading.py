"""What Moodle's question engine gives for a response, as a share of what the question is worth.

The rules are those of `question/type/*/question.php` in Moodle 4.5 and 5.1.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from consumers.moodle_rules.model import Answer, Question

EPSILON = 1e-14
"""PHP's setting `precision`, to which Moodle keeps numbers."""
TIMES_TEN = re.compile(r"(?:e|E|(?:x|\*|×)10(?:\^|\*\*))([+-]?\d+)")
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?", re.ASCII)
NUMERIC_STRING = re.compile(NUMBER.pattern, re.ASCII | re.IGNORECASE)
"""What PHP compares as a number."""


def choices(question: Question, ticked: set[int]) -> float:
    """Return the mark for the choices at these positions (from 0)."""
    total = sum(question.answers[index].fraction for index in ticked)
    return total if question.single else min(1.0, max(0.0, total))


def text(question: Question, response: str) -> float:
    """Return the mark for a typed text: that of the first pattern that matches."""
    given = unicodedata.normalize("NFC", response).strip()
    if not given:
        return 0.0
    found = (one for one in question.answers if _matches(one.text, given, question.usecase))
    return next((one.fraction for one in found), 0.0)


def _matches(pattern: str, given: str, usecase: bool) -> bool:
    bits = re.split(r"(?<!\\)\*+", unicodedata.normalize("NFC", pattern).strip())
    expression = ".*".join(re.escape(bit.replace("\\*", "*")) for bit in bits)
    return re.fullmatch(expression, given, 0 if usecase else re.IGNORECASE) is not None


def read_number(typed: str) -> tuple[float, str] | None:
    """Return the number that a text begins with and what follows it, as Moodle in English reads them."""
    typed = TIMES_TEN.sub(r"e\1", typed.replace(" ", "")).replace(",", "")
    found = NUMBER.match(typed)
    return (float(found[0]), typed[found.end() :]) if found else None


def number(question: Question, response: str) -> float:
    """Return the mark for a typed number: that of the first interval that holds it.

    Where units count, one that isn't known or doesn't make the number right costs everything.
    """
    read = read_number(response)
    if read is None:
        return 0.0
    value, unit = read
    scaled = value / question.units[unit] if unit in question.units else None
    for one in question.answers:
        if any(_within(one, given) for given in (scaled, value) if given is not None):
            right = not question.units or (scaled is not None and _within(one, scaled))
            return one.fraction if right else 0.0
    return 0.0


def _within(answer: Answer, value: float) -> bool:
    if answer.text == "*":
        return True
    middle, tolerance = cut(float(answer.text)), cut(answer.tolerance)
    tolerance += EPSILON * max(tolerance, abs(middle), EPSILON)
    return middle - tolerance <= value <= middle + tolerance


def cut(value: float) -> float:
    """Return a number as it is stored: in 14 significant digits."""
    return float(f"{value:.14g}")


def pairs(question: Question, response: Mapping[str, str]) -> float:
    """Return the mark for a mapping left → right."""
    asked = [(left, right) for left, right in question.pairs if left]
    return sum(left in response and _loose(response[left]) == _loose(right) for left, right in asked) / len(asked)


def _loose(text: str) -> str | float:
    """Return a right side as PHP's `==` compares it: `array_search` makes one entry of those that are equal by it."""
    return float(text) if NUMERIC_STRING.fullmatch(text) else text


def order(question: Question, places: Sequence[int]) -> float:
    """Return the mark for an order of the answers, given by their positions (from 0)."""
    count = len(question.answers)
    if question.settings["gradingtype"] == "RELATIVE_NEXT_EXCLUDE_LAST":
        return sum(b == a + 1 for a, b in pairwise(places)) / (count - 1)
    right = sum(a == b for a, b in enumerate(places))
    if question.settings["gradingtype"] == "ALL_OR_NOTHING":
        return float(right == count)
    assert question.settings["gradingtype"] == "ABSOLUTE_POSITION"
    return right / count


GRADERS: Mapping[str, Callable[[Question, Any], float]] = {
    "multichoice": choices,
    "shortanswer": text,
    "numerical": number,
}
"""How the blanks of a cloze question are graded."""


def blanks(question: Question, responses: Sequence[Any]) -> float:
    """Return the mark for what is in each blank, in order; None is nothing."""
    given = zip(question.parts, responses, strict=True)
    earned = sum(part.grade * GRADERS[part.kind](part, one) for part, one in given if one is not None)
    return earned / sum(part.grade for part in question.parts)
