r"""The grammar of cloze blanks: `{2:SHORTANSWER:=right#feedback~%50%half~%0%*}`.

Read from `question/type/multianswer/questiontype.php` of Moodle: an answer ends before a `~`, `#` or `}` that has no
backslash before it. Then its HTML entities are decoded once, and only `\}` and `\#` become `}` and `#`. So in HTML
every character can be an entity, in plain text `~` can't be written at all (but as the first character), and nothing
may end in a backslash.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from qbank_moodle_xml.numbers import percent
from qbank_moodle_xml.question import QuestionWriter

_OPENING = re.compile(r"\{(?=#\d+\}|\d*:[A-Z_]+:)")
_GRADE = re.compile(r"[=%]")


def literal(shown: str) -> str:
    """Return a prompt's HTML, in which nothing the author typed is read as a blank."""
    return _OPENING.sub("&#123;", shown)


def subquestion(weight: int, kind: str, answers: Sequence[str]) -> str:
    """Return a blank."""
    return f"{{{weight}:{kind}:{'~'.join(answers)}}}"


def chosen(shown: str, feedback: str, grade: Fraction | None, *, correct: bool) -> str:
    """Return an answer that is chosen, given as HTML; without a grade `correct` marks it."""
    mark = _mark(grade) if grade is not None else "=" if correct else ""
    return f"{mark}{_rich(shown, first=not mark)}{_feedback(feedback)}"


def typed(pattern: str, feedback: str, grade: Fraction) -> str:
    """Return a text that is typed, as a wildcard pattern; any text takes the place of a `~`, which can't be written."""
    text = pattern[:1] + pattern[1:].replace("~", "*")
    # Moodle takes the space away that keeps a backslash at the end from what follows.
    return f"{_mark(grade)}{_escape(text)}{' ' * text.endswith(chr(92))}{_feedback(feedback)}"


def holds_tilde(pattern: str) -> bool:
    """Return whether `typed` has to write something else."""
    return "~" in pattern[1:]


def number(answer: str, tolerance: str, feedback: str, grade: Fraction) -> str:
    """Return a number that is typed, or `*` for any other."""
    return f"{_mark(grade)}{answer}{f':{tolerance}' if tolerance else ''}{_feedback(feedback)}"


def question(writer: QuestionWriter, shown: str, kind: str, alternatives: Sequence[str], points: Decimal) -> str:
    """Return a cloze question with one blank, below what is asked as HTML."""
    points, (weight,) = points_of(writer, [1], points)
    text = f"{literal(shown)}<div>{subquestion(weight, kind, alternatives)}</div>"
    return writer.document("cloze", text, writer.hints(), points=points, penalty=writer.options.penalty)


def points_of(writer: QuestionWriter, weights: Sequence[int], points: Decimal) -> tuple[Decimal, list[int]]:
    """Return what a cloze question is worth, and its blanks' weights: whole numbers whose sum Moodle takes for it."""
    total = sum(weights)
    scaled = [Fraction(points) * weight / total for weight in weights]
    if all(one >= 1 and one.denominator == 1 for one in scaled):
        return points, [int(one) for one in scaled]
    writer.lose("points", f"Moodle takes the sum of the blanks, whole numbers, for a cloze question's points: {total}")
    return Decimal(total), list(weights)


def _mark(grade: Fraction) -> str:
    return "=" if grade == 1 else f"%{percent(grade)}%"


def _feedback(shown: str) -> str:
    return f"#{_rich(shown)}" if shown else ""


def _rich(shown: str, *, first: bool = False) -> str:
    """Return HTML as an answer or a feedback; as the `first` of a blank's alternative it begins with no grade."""
    shown = shown.replace("~", "&#126;")
    if shown.endswith("\\"):
        shown = f"{shown[:-1]}&#92;"
    if first and _GRADE.match(shown):
        shown = f"&#{ord(shown[0])};{shown[1:]}"
    return _escape(shown)


def _escape(text: str) -> str:
    return html.escape(text, quote=False).replace("}", "\\}").replace("#", "\\#")
