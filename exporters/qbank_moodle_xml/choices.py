"""Multiple choice, multiple response, true/false: what is chosen, and its grades.

Moodle's own questions have grades of its list only. With any other the question is a cloze question of one blank, which
takes every grade (`question/type/multianswer/questiontype.php`) and shows radio buttons or check boxes as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from qbank.api import Choice, Feedback, MultipleChoice, MultipleResponse, TrueFalse, shuffled, write_share
from qbank_moodle_xml import blanks
from qbank_moodle_xml.answers import fitting
from qbank_moodle_xml.numbers import is_listed, nearest
from qbank_moodle_xml.question import MEDIA, QuestionWriter
from qbank_moodle_xml.xml import element, rich

ZERO, ONE = Fraction(0), Fraction(1)
_SAME = Fraction(1, 10_000)
_VISIBLE = Fraction(6, 10_000_000)
"""How far off a mark may be before we say so."""


def order(writer: QuestionWriter, choices: Sequence[Choice], path: str, *, shuffle: bool) -> tuple[list[int], bool]:
    """Return the order in which choices are written, and whether Moodle may shuffle them.

    It shuffles all of them or none, so that where one keeps its place the order of the others is drawn here.
    """
    fixed = [choice.fixed for choice in choices]
    if not shuffle or not any(fixed):
        return list(range(len(choices))), shuffle
    writer.lose(f"{path}.{fixed.index(True)}.fixed", "Moodle shuffles all choices or none; the order is drawn once")
    return shuffled(choices, writer.item.id, fixed), False


def multiple_choice(writer: QuestionWriter, item: MultipleChoice) -> str:
    """Return a `multichoice` question with one answer, or a cloze question where Moodle has no such grade."""
    if _needs_cloze(writer, item.choices, item.credits, single=True):
        said = [fitting(item.feedback, credit) for credit in item.credits]
        return _cloze(writer, item, item.credits, said, single=True)
    return _multichoice(writer, item, item.credits, single=True)


def multiple_response(writer: QuestionWriter, item: MultipleResponse) -> str:
    """Return a `multichoice` question with several answers: right ones add to the mark, wrong ones take from it."""
    right = sum(choice.correct for choice in item.choices)
    exact = item.scoring == "all_or_nothing" and not item.weighted
    grades = [-ONE if exact and credit < 0 else credit for credit in item.credits]
    if exact and right > 1:
        note = "Moodle gives a part for some of the right choices; a wrong one takes all"
        writer.lose("scoring", note)
        writer.lose("score", note)
    if not _needs_cloze(writer, item.choices, grades, single=False):
        return _multichoice(writer, item, grades, single=False)
    if not item.weighted and abs(round(ONE / right, 7) * right - ONE) > _VISIBLE:
        writer.lose("score", "Moodle keeps seven decimals of each grade")
    if item.weighted and abs(sum(filter(lambda grade: grade > 0, grades), ZERO) - ONE) > _SAME:
        writer.lose("score", "Moodle makes 100% of the sum of grades above 0")
    return _cloze(writer, item, grades if item.weighted or exact else None, [None] * len(grades), single=False)


def _needs_cloze(
    writer: QuestionWriter, choices: Sequence[Choice], grades: Sequence[Fraction], *, single: bool
) -> bool:
    """Return whether only a cloze question holds the grades; report them where it can't show the choices."""
    missing = next((grade for grade in grades if not is_listed(grade)), None)
    total = sum(filter(lambda grade: grade > 0, grades), ZERO)
    if missing is not None:
        why = f"Moodle's list has no {write_share(abs(missing))}"
    elif not single and round(total, 2) != 1:  # an import stops at such a question (`question/format.php`)
        why = f"Moodle's grades above 0 add up to 100%, and these to {write_share(total)}"
    else:
        return False
    if any(writer.context.features(choice.text) & MEDIA for choice in choices):
        writer.lose("score", f"{why}, and cloze choices show no files; the nearest is written")
        return False
    writer.lose("choices", f"a cloze question, for {why}")
    return True


def _multichoice(
    writer: QuestionWriter, item: MultipleChoice | MultipleResponse, grades: Sequence[Fraction], *, single: bool
) -> str:
    places, shuffle = order(writer, item.choices, "choices", shuffle=item.shuffle)
    own = [
        element("single", str(single).lower()),
        element("shuffleanswers", str(shuffle).lower()),
        element("answernumbering", writer.options.numbering),
        element("showstandardinstruction", "0"),
        *writer.combined_feedback(item.feedback),
    ]
    for index in places:
        choice = item.choices[index]
        shown, said = writer.html(choice.text, inline=True), writer.answer_feedback(choice.feedback)
        own.append(rich("answer", shown, said, fraction=nearest(grades[index])))
    return writer.document(
        "multichoice", writer.html(item.prompt), [*own, *writer.hints()], penalty=writer.options.penalty
    )


def _cloze(
    writer: QuestionWriter,
    item: MultipleChoice | MultipleResponse,
    grades: Sequence[Fraction] | None,
    said: Sequence[str | None],
    *,
    single: bool,
) -> str:
    """Return a cloze question whose one blank has the choices; without `grades` Moodle finds them itself.

    Any percentage would turn that off: right choices then have a `=` and wrong ones nothing before them.
    """
    if item.feedback != Feedback():
        note = "joined to the feedback of the choices that it fits" if single else "a cloze question has none"
        writer.lose("feedback", note)
    places, shuffle = order(writer, item.choices, "choices", shuffle=item.shuffle)
    answers = []
    for index in places:
        choice = item.choices[index]
        grade = grades[index] if grades is not None else None
        feedback = [writer.without_files(text) for text in (choice.feedback, said[index]) if text]
        shown = writer.without_files(choice.text)
        answers.append(blanks.chosen(shown, "<br>".join(feedback), grade, correct=choice.correct))
    name = ("MULTICHOICE_V" if single else "MULTIRESPONSE") + ("" if not shuffle else "S" if single else "_S")
    return blanks.question(writer, writer.html(item.prompt), name, answers, item.points)


def true_false(writer: QuestionWriter, item: TrueFalse) -> str:
    """Return a `truefalse` question. A second try would be a sure one: it costs everything, as in Moodle's own form."""
    own = []
    for answer in (True, False):
        right = answer == item.answer
        said = writer.answer_feedback(fitting(item.feedback, ONE if right else ZERO))
        text = element("text", str(answer).lower())
        own.append(element("answer", text, said, fraction="100" if right else "0", format="moodle_auto_format"))
    return writer.document("truefalse", writer.html(item.prompt), [*own, *writer.hints()], penalty=ONE)
