"""What the templates of sheet and key need besides the question: orders drawn once, columns, lines to write on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup, escape

from qbank.api import (
    AnyQuestion,
    Blank,
    Choice,
    ChoiceBlank,
    Cloze,
    Essay,
    Matching,
    MultipleChoice,
    MultipleResponse,
    ShortAnswer,
    blank_marker,
    fill_blanks,
)
from qbank_html.options import Space
from qbank_html.screen import kinds
from qbank_html.texts import Texts

COLUMNS = ((14, 4), (36, 2))
"""The longest choice in characters, and how many columns it leaves room for."""
WORDS_A_LINE = 9
FEWEST, MOST = 4, 16
"""Lines for a text: the most leave room for its question on one page."""
LETTERS_A_LINE = 70

Values = dict[str, Any]


def values(question: AnyQuestion, t: Texts, space: Space) -> Values:
    """Return the templates' values for a question of any kind; `space` says how many lines there are to write on."""
    asked: int | None = getattr(space, question.type)
    found = kinds.values(question, t) | {"columns": 1, "lines": lines(question) if asked is None else asked}
    match question:
        case MultipleChoice() | MultipleResponse():
            found["columns"] = columns([choice.text for choice in question.choices], t)
            found["letters"] = {index: kinds.letter(place) for place, index in enumerate(found["order"])}
            found["noted"] = _lettered(found)
            found["exact_credits"] = isinstance(question, MultipleChoice) or question.scoring != "all_or_nothing"
        case Matching():
            found["letters"] = {index: kinds.letter(place) for place, index in enumerate(found["options_order"])}
        case Cloze():
            found["with_gaps"] = _gaps(question, t, found["drop_downs"])
    return found


def lines(question: AnyQuestion) -> int:
    """Return how many lines an answer needs, as far as the question tells."""
    match question:
        case ShortAnswer():
            wanted = len(question.model_answer or "") // LETTERS_A_LINE + 1
            return 1 if question.accept else min(MOST, max(2, wanted * 3 // 2))
        case Essay():
            words = question.max_words or (question.min_words or 60) * 3 // 2
            wanted = words // WORDS_A_LINE
            return min(MOST, max(FEWEST, wanted))
    return 0


def _lettered(found: Values) -> list[Values]:
    """Return the notes on choices in the order in which these are printed, each with its letter."""
    notes = {note["index"]: note for note in found["noted"]}
    text = Markup("<b>{}</b> {}")
    return [{**notes[one], "text": text.format(found["letters"][one], notes[one]["text"])} for one in found["order"]]


def columns(texts: Sequence[str], t: Texts) -> int:
    """Return in how many columns choices are set, by the longest."""
    if any("\n" in text or "![" in text for text in texts):
        return 1
    # A formula takes about half the room that its source does.
    longest = max(len(t.plain(text)) if "$" not in text else len(text) // 2 for text in texts)
    return next((count for length, count in COLUMNS if longest <= length), 1)


def _gaps(question: Cloze, t: Texts, drop_downs: dict[int, list[int]]) -> Markup:
    blanks = list(question.filled.values())
    text = str(t.block(question.with_gaps(blank_marker)))
    typed = [len(kinds.shown(blank)) for blank in blanks if not isinstance(blank, ChoiceBlank)]
    width = min(40, max(14, 2 * max(typed, default=0)))
    fill: Callable[[int], str] = lambda number: _gap(blanks[number - 1], drop_downs.get(number, []), width, t)  # noqa: E731
    return Markup(fill_blanks(text, fill))  # noqa: S704 - rendered text, and gaps escaped below


def _gap(blank: Blank, order: Sequence[int], width: int, t: Texts) -> str:
    """A line to write on, as wide in every gap; all gaps alike, so that their length tells nothing."""
    line = f'<span class="gap">{chr(0xA0) * width}</span>'
    if isinstance(blank, ChoiceBlank):
        return (
            f'{line} <span class="options">({" / ".join(_option(blank.choices[index], t) for index in order)})</span>'
        )
    unit = getattr(blank, "unit", None)
    return f"{line} {escape(unit)}" if unit else line


def _option(choice: Choice, t: Texts) -> str:
    return str(t.inline(choice.text))
