"""Short answers and numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from qbank.api import Feedback, Numeric, ShortAnswer, write_share
from qbank_moodle_xml import answers, blanks
from qbank_moodle_xml.answers import REST, Path, Typed, fitting
from qbank_moodle_xml.numbers import exact, is_listed, nearest
from qbank_moodle_xml.question import QuestionWriter
from qbank_moodle_xml.written import judged
from qbank_moodle_xml.xml import cdata, element

_TILDE = "a cloze question can't hold ~ in a text that is typed; any text is accepted in its place"


def short_answer(writer: QuestionWriter, item: ShortAnswer) -> str:
    """Return a `shortanswer` question; an essay where people judge, or where Moodle can't compare."""
    found = answers.texts(writer, item, str)
    if not found:
        return judged(writer, item)
    cased = answers.sensitive(writer, item, str)
    shown = writer.html(item.prompt)
    given = [*found, REST] if item.feedback.incorrect else found
    if not _needs_cloze(writer, found):
        own = [element("usecase", str(int(cased))), *(_answer(writer, one, item.feedback) for one in given)]
        return writer.document("shortanswer", shown, [*own, *writer.hints()], penalty=writer.options.penalty)
    written = texts(writer, given, str, lambda one: fitting(item.feedback, one.credit))
    return blanks.question(writer, shown, "SHORTANSWER_C" if cased else "SHORTANSWER", written, item.points)


def numeric(writer: QuestionWriter, item: Numeric) -> str:
    """Return a `numerical` question. Where the unit is typed, no unit or an unknown one costs everything."""
    if item.unit and not item.units:
        writer.lose("unit", "printed below the question")
    found = answers.numbers(item)
    shown = writer.html(item.prompt) + writer.unit(item)
    given = [*found, REST] if item.feedback.incorrect else found
    if item.units:
        _report_nearest(writer, item)
    elif _needs_cloze(writer, found):
        written = numbers(writer, given, lambda one: fitting(item.feedback, one.credit))
        return blanks.question(writer, shown, "NUMERICAL", written, item.points)
    own = [*(_answer(writer, one, item.feedback) for one in given), *_units(writer, item)]
    return writer.document("numerical", shown, [*own, *writer.hints()], penalty=writer.options.penalty)


def texts(
    writer: QuestionWriter, found: Sequence[Typed], at: Path, general: Callable[[Typed], str | None]
) -> list[str]:
    """Return texts as the alternatives of a blank, with the feedback that fits each."""
    for one in found:
        if blanks.holds_tilde(one.text):
            writer.lose(at(f"accept.{one.index}.text"), _TILDE)
            writer.lose("score", _TILDE)
    return [blanks.typed(one.text, _said(writer, one, general), one.credit) for one in found]


def numbers(writer: QuestionWriter, found: Sequence[Typed], general: Callable[[Typed], str | None]) -> list[str]:
    """Return numbers as the alternatives of a blank, with the feedback that fits each."""
    return [blanks.number(one.text, one.tolerance, _said(writer, one, general), one.credit) for one in found]


def _said(writer: QuestionWriter, one: Typed, general: Callable[[Typed], str | None]) -> str:
    """Return an answer's feedback in a blank, which shows no files."""
    return "<br>".join(writer.without_files(text) for text in (one.feedback, general(one)) if text)


def _answer(writer: QuestionWriter, one: Typed, general: Feedback) -> str:
    said = writer.answer_feedback(one.feedback, fitting(general, one.credit))
    tolerance = element("tolerance", one.tolerance) if one.tolerance else ""
    text = element("text", cdata(one.text))
    return element("answer", text, tolerance, said, fraction=nearest(one.credit), format="plain_text")


def _units(writer: QuestionWriter, item: Numeric) -> list[str]:
    """Return the units. `showunits` 3 is none, 0 that they are typed; `unitgradingtype` 1 counts them in the mark."""
    units = []
    for unit, size in item.sizes.items():
        name = unit.replace(" ", "")
        if name != unit:
            writer.lose("units", "Moodle reads no spaces in units")
        units.append(
            element("unit", element("multiplier", exact(1 / Fraction(size))), element("unit_name", cdata(name)))
        )
    return [
        *([element("units", *units)] if units else []),
        element("unitgradingtype", "1" if units else "0"),
        element("unitpenalty", "1.0000000" if units else "0.1000000"),
        element("showunits", "0" if units else "3"),
        element("unitsleft", "0"),
    ]


def _report_nearest(writer: QuestionWriter, item: Numeric) -> None:
    for index, one in enumerate(item.accept):
        if not is_listed(one.credit):
            given, written = write_share(one.credit), nearest(one.credit)
            note = f"Moodle's list has no {given}, and a cloze question has no units; the nearest is {written}%"
            writer.lose(f"accept.{index}.credit", note)
            writer.lose("score", note)


def _needs_cloze(writer: QuestionWriter, found: Sequence[Typed]) -> bool:
    missing = next((one.credit for one in found if not is_listed(one.credit)), None)
    if missing is not None:
        writer.lose("accept", f"a cloze question, for Moodle's list has no {write_share(missing)}")
    return missing is not None
