"""What the sides of a card have to show, from the question alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from html_text import said, typed
from shown import Part

from qbank.api import (
    Blank,
    ChoiceBlank,
    Cloze,
    Essay,
    Feedback,
    Flashcard,
    Labels,
    Matching,
    MultipleChoice,
    MultipleResponse,
    NumberBlank,
    Numeric,
    Ordering,
    ShortAnswer,
    Stimulus,
    TextBlank,
    TrueFalse,
    blank_marker,
    fill_blanks,
    shuffled,
    write_share,
)


def sides(question: Any, stimulus: Stimulus | None, words: Labels) -> tuple[list[Part], list[Part]]:
    """Return what the front and the back of a question's first card show."""
    about: list[Part] = [typed(stimulus.title) + said(stimulus.text)] if stimulus else []
    asked, answered, explained = Kind(question, words).parts()
    hints = [
        typed(words.hint, number if len(question.hints) > 1 else "") + said(hint)
        for number, hint in enumerate(question.hints, 1)
    ]
    explanation = [typed(words.explanation) + said(question.explanation)] if question.explanation else []
    source = [typed(words.source) + said(question.source)] if question.source else []
    front, back = asked
    return [*about, *front, *hints], [*about, *back, *answered, *explanation, *explained, *hints, *source]


class Kind:
    """What is of a kind's own: the question on both sides, the answer, what follows the explanation."""

    def __init__(self, question: Any, words: Labels) -> None:
        self.question, self.words = question, words

    def parts(self) -> tuple[tuple[list[Part], list[Part]], list[Part], list[Part]]:
        """Return the question on the front and on the back, the answer, and what follows the explanation."""
        question: Any = self.question
        if isinstance(question, Cloze):
            return (self._blanks(shown=False), self._blanks(shown=True)), [], [*self._details(), *self._general()]
        if isinstance(question, Flashcard):
            return ([said(question.front)], [said(question.front)]), [said(question.back)], []
        asked: list[Part] = [said(question.prompt), *self._about()]
        return ([*asked, *self._offered()], asked), [*self._answers(), *self._general()], []

    def _about(self) -> list[Part]:
        """Return the line below a question, what is written there beside it, and a template."""
        question, words = self.question, self.words
        more: list[str] = []
        if isinstance(question, MultipleResponse):
            more = [words.choose_all]
        if isinstance(question, Essay):
            files = {"none": "", "allowed": words.attachments_allowed, "required": words.attachments_required}
            more = [
                words.words_min.format(n=question.min_words) if question.min_words is not None else "",
                words.words_max.format(n=question.max_words) if question.max_words is not None else "",
                files[question.attachments],
            ]
        unit = question.unit if isinstance(question, Numeric) else ""
        if isinstance(question, Numeric) and question.sizes:
            unit = f"({', '.join(question.sizes)})"
        return [typed(self._points(*more)), typed(unit), said(getattr(question, "response_template", None))]

    def _points(self, *more: str) -> str:
        points: Decimal = self.question.points
        worth = [f"{points.normalize():f} {self.words.points}"] if points != 1 else []
        return " · ".join([*worth, *(one for one in more if one)])

    def _offered(self) -> list[Part]:
        """Return what there is to choose from or to put in order."""
        match self.question:
            case MultipleChoice() | MultipleResponse() as question:
                return [[said(choice.text) for choice in question.choices]]
            case TrueFalse():
                return [typed(self.words.true), typed(self.words.false)]
            case Matching() as question:
                rights = dict.fromkeys([*(pair.right for pair in question.pairs), *question.distractors])
                return [[said(pair.left) for pair in question.pairs], [said(right) for right in rights]]
            case Ordering() as question:
                return [[said(item) for item in question.items]]
        return []

    def _answers(self) -> list[Part]:
        words = self.words
        match self.question:
            case MultipleChoice() | MultipleResponse() as question:
                weighted = any(one.weight for one in question.choices) or getattr(question, "weighted", False)
                return [[
                    said(choice.text)
                    + typed(f"✓ {words.correct}" if choice.correct else "")
                    + typed(write_share(credit) if weighted and credit != int(choice.correct) else "")
                    + said(choice.feedback)
                    for choice, credit in zip(question.choices, question.credits, strict=True)
                ]]  # fmt: skip
            case TrueFalse() as question:
                marks = [f"✓ {words.correct}" if right else "" for right in (question.answer, not question.answer)]
                return [typed(words.true, marks[0]), typed(words.false, marks[1])]
            case ShortAnswer() as question if question.accept:
                rows = [_row(typed(one.text), one.credit, one.feedback) for one in question.accept]
                return [typed(words.correct_answer), *rows, *self._section(words.model_answer, question.model_answer)]
            case Numeric() as question:
                return [typed(words.correct_answer), *_numbers(question, told_of_units=False)]
            case Matching() as question:
                pairs = [said(pair.left) + "→" + said(pair.right, pair.feedback) for pair in question.pairs]
                keys = {pair.right for pair in question.pairs}
                others = [f"✗{said(one)}" for one in question.distractors if one not in keys]
                return [typed(words.correct_answer), pairs, others]
            case Ordering() as question:
                return [typed(words.correct_answer), *(said(item) for item in question.items)]
            case Essay() | ShortAnswer() as question:
                return [*self._section(words.model_answer, question.model_answer), *self._rubric()]
        raise AssertionError(self.question.type)

    def _rubric(self) -> list[Part]:
        rubric = getattr(self.question, "rubric", ())
        rows = [said(one.criterion, one.description) + typed(f"{one.points.normalize():f}") for one in rubric]
        return [typed(self.words.rubric, self.words.criterion, self.words.points), *rows] if rows else []

    def _section(self, label: str, markdown: str | None) -> list[Part]:
        return [typed(label) + said(markdown)] if markdown else []

    def _general(self) -> list[Part]:
        feedback: Feedback = self.question.feedback
        words = {"correct": self.words.correct, "partial": self.words.partly, "incorrect": self.words.incorrect}
        return [part for when, word in words.items() for part in self._section(word, getattr(feedback, when))]

    def _blanks(self, *, shown: bool) -> list[Part]:
        """Return a cloze's text with its answers, or with what stands in their place."""
        blanks = list(self.question.filled.values())

        def gap(number: int) -> str:
            blank = blanks[number - 1]
            unit = typed(blank.unit) if isinstance(blank, NumberBlank) and not blank.units else ""
            return (_key(blank) if shown else _hint(blank, f"{self.question.id}/{number}")) + unit

        text = fill_blanks(said(self.question.with_gaps(blank_marker)), gap)
        return [text, typed(self._points()) if len(blanks) != self.question.points else ""]

    def _details(self) -> list[Part]:
        """Return what else is accepted in blanks, worth a part or said about them."""
        rows = [row for blank in self.question.filled.values() for row in _details_of(blank)]
        return [typed(self.words.answers), *rows] if rows else []


def _row(text: str, credit: Fraction | None, feedback: str | None) -> str:
    return text + typed(write_share(credit) if credit not in (1, None) else "") + said(feedback)


def _numbers(numbers: Numeric | NumberBlank, *, told_of_units: bool) -> list[str]:
    rows = []
    for place, one in enumerate(numbers.intervals):
        ranged = numbers.answer is None and (place == 0 or told_of_units)
        within = f"±{numbers.tolerance}" if numbers.tolerance.size and not ranged else ""
        rows.append(_row(typed(one.shown, within, numbers.unit), one.credit, one.feedback))
    units = numbers.units.items() if told_of_units else ()
    return [*rows, *(typed(f"1 {name} = {size:f} {numbers.unit or ''}") for name, size in units)]


def _key(blank: Blank) -> str:
    match blank:
        case ChoiceBlank():
            return said(next(choice.text for choice in blank.choices if choice.correct))
        case TextBlank():
            return typed(blank.accept[0].text)
    return typed(blank.intervals[0].shown, blank.unit if blank.units else "")


def _hint(blank: Blank, seed: str) -> str:
    """Return what stands in a blank; Anki's own dots where there is nothing to say."""
    if not isinstance(blank, ChoiceBlank):
        return said(blank.hint) or "..."
    options = "/".join(said(blank.choices[index].text) for index in shuffled(blank.choices, seed))
    return f"{options}—{said(blank.hint)}" if blank.hint else options


def _details_of(blank: Blank) -> Iterator[str]:
    match blank:
        case ChoiceBlank():
            for one in blank.choices:
                if one.feedback or one.weight is not None:
                    yield _row(said(one.text), None if one.correct else one.weight, one.feedback)
        case TextBlank() if len(blank.accept) > 1 or blank.accept[0].feedback:
            yield from (_row(typed(one.text), one.credit, one.feedback) for one in blank.accept)
        case NumberBlank() if len(blank.intervals) > 1 or blank.tolerance.size or blank.units:
            yield from _numbers(blank, told_of_units=True)
