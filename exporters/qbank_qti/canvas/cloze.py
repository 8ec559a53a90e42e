"""Cloze: blanks that are typed, or drop-downs. Canvas has no question with both, and none with numbers.

Answers have numbers for identifiers: only then does Classic find the feedback of a blank's answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from qbank_qti import asi
from qbank_qti.asi import choices, equal, label, material
from qbank_qti.canvas.item import ItemWriter, blank_names
from qbank_qti.canvas.typed import as_compared, keys_of, unlike
from qbank_qti.xml import text

from qbank.api import (
    Blank,
    ChoiceBlank,
    Cloze,
    Feedback,
    NumberBlank,
    TextBlank,
    blank_marker,
    fill_blanks,
    shuffled,
)

_TYPED = "beside blanks that are typed, a drop-down is typed, too; its choices are listed"
_NUMBERS = "in a text with blanks Canvas compares numbers as text, without a tolerance"
_ONLY_RIGHT = "Canvas shows feedback for right answers only"


@dataclass(frozen=True)
class _Answer:
    text: str
    feedback: str | None = None


def cloze(item: ItemWriter, question: Cloze) -> tuple[str, str]:
    """Return Canvas's name of the question, and its HTML with the blanks named in brackets."""
    blanks = list(question.filled.items())
    html = item.html(question.with_gaps(blank_marker))
    names = blank_names([key for key, _ in blanks], html)
    if len({blank.points for _, blank in blanks}) > 1:
        item.lose("score", "in Canvas every blank is worth the same")
    numbers = count(1001)
    if all(isinstance(blank, ChoiceBlank) for _, blank in blanks):
        for name, (key, blank) in zip(names, blanks, strict=True):
            assert isinstance(blank, ChoiceBlank)
            _drop_down(item, question, name, key, blank, numbers)
        return "multiple_dropdowns_question", fill_blanks(html, lambda number: f"[{names[number - 1]}]")
    after = [_after(blank, item) for _, blank in blanks]
    accepted = [_typed(item, question, key, blank) for key, blank in blanks]
    if not all(accepted):
        item.lose("score", "people score it, for Canvas can't compare what is typed in one of its blanks")
        if question.feedback != Feedback():
            item.lose("feedback", "people score this question")
        item.lose("blanks" if question.blanks else "prompt", "its answers stand in the notes for who scores it")
        item.for_people("\n".join(f"({number}) {_key(one)}" for number, (_, one) in enumerate(blanks, 1)))
        return "essay_question", fill_blanks(html, lambda number: f"({number}) ______{after[number - 1]}")
    for name, answers in zip(names, accepted, strict=True):
        _box(item, name, answers, len(blanks), numbers)
    shown = fill_blanks(html, lambda number: f"[{names[number - 1]}]{after[number - 1]}")
    return "fill_in_multiple_blanks_question", shown


def _box(item: ItemWriter, name: str, answers: list[_Answer], parts: int, numbers: Iterator[int]) -> None:
    """Add a blank that is typed: every answer that is listed is right."""
    response = f"response_{name}"
    idents = [str(next(numbers)) for _ in answers]
    labels = [label(ident, one.text, "text/plain") for ident, one in zip(idents, answers, strict=True)]
    item.responses.append(choices(response, labels, cardinality=None, about=material(name, "text/plain")))
    for ident, one in zip(idents, answers, strict=True):
        item.show_when(equal(ident, response), f"{ident}_fb", one.feedback)
    item.part(equal(idents[0], response), parts)


def _drop_down(
    item: ItemWriter, question: Cloze, name: str, key: str, blank: ChoiceBlank, numbers: Iterator[int]
) -> None:
    """Add a drop-down."""
    response, idents = f"response_{name}", [str(next(numbers)) for _ in blank.choices]
    fixed = [choice.fixed for choice in blank.choices]
    if any(not choice.correct and choice.weight for choice in blank.choices):
        item.lose("score", "Canvas gives nothing for a choice that is right in part")
    note = "a drop-down shows its choices as plain text"
    texts = [
        item.plain(choice.text, _path(question, key, f"choices.{index}.text"), note)
        for index, choice in enumerate(blank.choices)
    ]
    order = shuffled(blank.choices, f"{question.id}/{key}", fixed)
    labels = [label(idents[index], texts[index], "text/plain") for index in order]
    item.responses.append(choices(response, labels, cardinality=None, about=material(name, "text/plain")))
    for ident, choice in zip(idents, blank.choices, strict=True):
        item.show_when(equal(ident, response), f"{ident}_fb", choice.feedback)
        if choice.correct:
            item.part(equal(ident, response), len(question.filled))


def _typed(item: ItemWriter, question: Cloze, key: str, blank: Blank) -> list[_Answer]:
    """Return what counts in a blank that is typed; nothing where Canvas can't tell."""
    if isinstance(blank, TextBlank):
        keys = unlike(keys_of(item, blank, _path(question, key, "accept")))
        for index, one in enumerate(blank.accept):
            if one.feedback and one not in keys:
                item.lose(f"blanks.{key}.accept.{index}.feedback", _ONLY_RIGHT)
        return [_Answer(as_compared(one), one.feedback) for one in keys]
    if isinstance(blank, NumberBlank):
        return _numbers(item, question, key, blank)
    for index, choice in enumerate(blank.choices):
        if choice.feedback and not choice.correct:
            item.lose(_path(question, key, f"choices.{index}.feedback"), _ONLY_RIGHT)
    item.lose(_path(question, key, "choices"), _TYPED)
    item.lose("prompt", _TYPED)
    item.lose("score", _TYPED)
    right = [choice for choice in blank.choices if choice.correct]
    return [_Answer(" ".join(item.context.plain(choice.text).split()), choice.feedback) for choice in right]


def _numbers(item: ItemWriter, question: Cloze, key: str, blank: NumberBlank) -> list[_Answer]:
    """Return the numbers that count, as text; none for a range, or where a unit is typed."""
    item.lose(f"blanks.{key}" if key in question.blanks else "prompt", _NUMBERS)
    if blank.unit:
        item.lose("prompt", "a unit is written after its blank")
    item.lose("score", _NUMBERS)
    whole = [one for one in blank.intervals if one.credit == 1]
    for index, one in enumerate(blank.accept):
        if one.feedback and one.credit != 1:
            item.lose(f"blanks.{key}.accept.{index}.feedback", _ONLY_RIGHT)
    if blank.sizes or blank.answer is None:
        return []
    found: dict[str, _Answer] = {}
    for interval in whole:
        for words in (asi.number((interval.low + interval.high) / 2), interval.shown):
            found.setdefault(words, _Answer(words, interval.feedback))
    return list(found.values())


def _key(blank: Blank) -> str:
    """Return what counts in a blank, for people."""
    if isinstance(blank, ChoiceBlank):
        return " / ".join(choice.text for choice in blank.choices if choice.correct)
    if isinstance(blank, NumberBlank):
        return " / ".join(f"{one.shown} {blank.unit or ''}".strip() for one in blank.intervals)
    return " / ".join(one.text for one in blank.accept)


def _path(question: Cloze, key: str, field: str) -> str:
    return f"blanks.{key}.{field}" if key in question.blanks else "prompt"


def _after(blank: Blank, item: ItemWriter) -> str:
    """Return what stands after a blank that is typed: its unit, or the choices that a drop-down would show."""
    if isinstance(blank, NumberBlank):
        return f" {text(blank.unit)}" if blank.unit else ""
    if isinstance(blank, ChoiceBlank):
        order = shuffled(blank.choices, item.item.id, [choice.fixed for choice in blank.choices])
        return f" ({' / '.join(item.html(blank.choices[index].text, inline=True) for index in order)})"
    return ""
