"""Cloze: a text with blanks of any sort."""

from __future__ import annotations

import html
from collections.abc import Sequence
from fractions import Fraction

from qbank.api import Blank, ChoiceBlank, Cloze, NumberBlank, TextBlank, blank_marker, fill_blanks
from qbank_moodle_xml import answers, blanks
from qbank_moodle_xml.answers import Path, Typed
from qbank_moodle_xml.choices import order
from qbank_moodle_xml.question import QuestionWriter
from qbank_moodle_xml.typed import numbers, texts
from qbank_moodle_xml.written import essay
from qbank_moodle_xml.xml import shield

_TRAILING = "Moodle also takes text after a number and a comma between thousands, and rounds at the limits"


def cloze(writer: QuestionWriter, item: Cloze) -> str:
    """Return a `cloze` question; an essay where Moodle can't compare what is typed in one of the blanks."""
    found = list(item.filled.items())
    written = [_blank(writer, item, key, blank) for key, blank in found]
    shown = writer.html(item.with_gaps(blank_marker))
    if not all(written):
        return _judged(writer, item, shown)
    points, weights = blanks.points_of(writer, [blank.points for _, blank in found], item.points)

    def fill(number: int) -> str:
        kind, alternatives, after = written[number - 1] or ("", [], "")
        return blanks.subquestion(weights[number - 1], kind, alternatives) + after

    text = fill_blanks(blanks.literal(shown), fill)
    hints = writer.hints(_hints(writer, found))
    return writer.document("cloze", text, hints, points=points, penalty=writer.options.penalty)


def _hints(writer: QuestionWriter, found: Sequence[tuple[str, Blank]]) -> list[str]:
    """Return the hints of blanks, with their numbers: Moodle's blanks have none of their own."""
    label = writer.context.labels.blank_n_of_m
    return [
        f"<p>{html.escape(label.format(n=number, m=len(found)))}</p>{writer.html(blank.hint)}"
        for number, (_, blank) in enumerate(found, 1)
        if blank.hint
    ]


_Written = tuple[str, list[str], str]
"""A blank's sort in Moodle, its alternatives, and what stands after it."""


def _blank(writer: QuestionWriter, item: Cloze, key: str, blank: Blank) -> _Written | None:
    """Return a blank; None for one that Moodle can't compare."""

    def at(field: str) -> str:
        return f"blanks.{key}.{field}" if key in item.blanks else "prompt"

    if isinstance(blank, TextBlank):
        return _text(writer, blank, at)
    if isinstance(blank, NumberBlank):
        return _number(writer, blank)
    return _choice(writer, blank, at)


def _text(writer: QuestionWriter, blank: TextBlank, at: Path) -> _Written | None:
    found = answers.texts(writer, blank, at)
    if not found:
        return None
    kind = "SHORTANSWER_C" if answers.sensitive(writer, blank, at) else "SHORTANSWER"
    return kind, texts(writer, found, at, _nothing), ""


def _number(writer: QuestionWriter, blank: NumberBlank) -> _Written:
    writer.lose("score", _TRAILING)
    if blank.units:
        writer.lose("score", "Moodle's cloze questions have no units: the number is asked in the blank's own")
    after = f" {shield(html.escape(blank.unit))}" if blank.unit else ""
    return "NUMERICAL", numbers(writer, answers.numbers(blank), _nothing), after


def _nothing(_: Typed) -> None:
    """The question's own feedback fits no single answer."""


def _choice(writer: QuestionWriter, blank: ChoiceBlank, at: Path) -> _Written:
    """Return a drop-down, which shows plain text; radio buttons where there are formulas or tables."""
    places, shuffle = order(writer, blank.choices, at("choices"), shuffle=True)
    listed = any(writer.context.features(choice.text) & {"math", "table"} for choice in blank.choices)
    kind = ("MULTICHOICE_V" if listed else "MULTICHOICE") + ("" if not shuffle else "S" if listed else "_S")
    found = []
    for index in places:
        choice = blank.choices[index]
        if listed:
            shown = writer.without_files(choice.text)
        else:
            note = "Moodle's drop-downs show plain text"
            shown = shield(html.escape(writer.plain(choice.text, at(f"choices.{index}.text"), note)))
        grade = Fraction(1) if choice.correct else choice.weight or Fraction(0)
        said = writer.without_files(choice.feedback) if choice.feedback else ""
        found.append(blanks.chosen(shown, said, grade, correct=choice.correct))
    return kind, found, ""


def _judged(writer: QuestionWriter, item: Cloze, shown: str) -> str:
    """Return an essay: the text with numbered blanks, and for who marks it what belongs in them."""
    path = "blanks" if item.blanks else "prompt"
    writer.lose(path, "people mark it, for Moodle can't compare what is typed in one of its blanks")
    writer.lose("score", "people mark it")
    if item.hints:
        writer.lose("hints", "Moodle's essays have no hints")
    rows = "".join(f"<li>{_key(writer, blank)}</li>" for blank in item.filled.values())
    graders = writer.headed(writer.context.labels.answers, f"<ol>{rows}</ol>")
    return essay(writer, fill_blanks(shown, lambda number: f"({number}) ______"), graders)


def _key(writer: QuestionWriter, blank: Blank) -> str:
    """Return what counts in a blank, for people."""
    if isinstance(blank, ChoiceBlank):
        return " / ".join(writer.html(one.text, inline=True) for one in blank.choices if one.correct)
    if isinstance(blank, NumberBlank):
        return shield(html.escape(" / ".join(f"{one.shown} {blank.unit or ''}".strip() for one in blank.intervals)))
    return " / ".join(f"<code>{shield(html.escape(one.text))}</code>" for one in blank.accept)
