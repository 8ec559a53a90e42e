"""What counts as an answer that is typed, in questions and blanks: patterns of text, numbers with a tolerance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from qbank.api import Feedback, NumberBlank, Numeric, ShortAnswer, TextBlank, as_patterns
from qbank_moodle_xml.numbers import exact
from qbank_moodle_xml.question import QuestionWriter

ONE = Fraction(1)
Path = Callable[[str], str]
"""Where a field of the answers is in the question: `accept.0.text` → `blanks.verb.accept.0.text`."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer: a wildcard pattern, or a number and how far off it may be."""

    text: str
    credit: Fraction = Fraction(0)
    feedback: str | None = None
    tolerance: str = ""
    index: int = -1
    """Its place in `accept`."""


REST = Typed("*")
"""Any other answer."""


def texts(writer: QuestionWriter, answers: ShortAnswer | TextBlank, at: Path) -> list[Typed]:
    """Return the patterns for accepted texts, and report what can't be written as one.

    There are none unless one of them is worth 100%: else Moodle doesn't import the question.
    """
    found: list[Typed] = []
    for index, one in enumerate(answers.accept):
        match = one.match or answers.match
        patterns = as_patterns(one.text, match)
        if patterns is None:
            note = "Moodle has no regular expressions; this answer is left out"
            writer.lose(at(f"accept.{index}.text"), note)
            writer.lose("score", note)
            continue
        if match == "regex":
            writer.lose(
                at(f"accept.{index}.match" if one.match else "match"), "written as the texts that it stands for"
            )
        found += [Typed(pattern, one.credit, one.feedback, index=index) for pattern in patterns]
    return found if any(one.credit == ONE for one in found) else []


def sensitive(writer: QuestionWriter, answers: ShortAnswer | TextBlank, at: Path) -> bool:
    """Return whether Moodle is to tell A from a: it does for all answers or for none."""
    given = [answers.case_sensitive if one.case_sensitive is None else one.case_sensitive for one in answers.accept]
    if len(set(given)) == 1:
        return given[0]
    for index, one in enumerate(given):
        if one != answers.case_sensitive:
            note = "Moodle tells A from a in all answers or in none"
            writer.lose(at(f"accept.{index}.case_sensitive"), note)
            writer.lose("score", note)
    return answers.case_sensitive


def numbers(answers: Numeric | NumberBlank) -> list[Typed]:
    """Return the intervals as their middles and half their widths."""
    return [
        Typed(exact((one.low + one.high) / 2), one.credit, one.feedback, exact((one.high - one.low) / 2))
        for one in answers.intervals
    ]


def fitting(general: Feedback, credit: Fraction) -> str | None:
    """Return the question's feedback that fits an answer's credit."""
    return general.correct if credit >= ONE else general.partial if credit > 0 else general.incorrect
