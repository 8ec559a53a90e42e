"""What Moodle needs of each type of question (`question/type/*/questiontype.php`)."""

from __future__ import annotations

from collections.abc import Callable

from cloze_rules import read as read_cloze
from consumers.moodle_rules.fractions import whole
from consumers.moodle_rules.grading import read_number
from consumers.moodle_rules.model import Question, RefusedError
from xml_elements import Element

BOOLEAN = "true|false"
LINES = "2|3|5|10|15|20|25|30|35|40"
GRADING = "ABSOLUTE_POSITION|ALL_OR_NOTHING|RELATIVE_NEXT_EXCLUDE_LAST"


def multichoice(element: Element, question: Question) -> None:
    """Two choices at least; a single one is worth 100%, or what several are worth adds up to that."""
    element.set(question, single=BOOLEAN, shuffleanswers=BOOLEAN, answernumbering="abc|ABCD|123|iii|IIII|none")
    element.set(question, showstandardinstruction="[01]")
    element.combined(question)
    question.single = question.settings["single"] == "true"
    question.answers = element.answers(rich=True)
    if len(question.answers) < 2 or any(not one.text for one in question.answers):
        raise RefusedError("a multiple-choice question has two choices at least, none of them empty")
    if question.single:
        whole(question.answers)
    elif round(sum(max(0.0, one.fraction) for one in question.answers), 2) != 1:
        raise RefusedError("the positive grades add up to 100%")


def truefalse(element: Element, question: Question) -> None:
    """The answers read `true` and `false`; one of them is worth 100%."""
    found = {one.text: one for one in element.answers(rich=False)}
    if list(found) != ["true", "false"] or sorted(one.fraction for one in found.values()) != [0, 1]:
        raise RefusedError(f"true and false are expected: {found}")
    question.right = found["true"].fraction == 1
    right, wrong = ("true", "false") if question.right else ("false", "true")
    question.feedback_right, question.feedback_wrong = found[right].feedback, found[wrong].feedback


def shortanswer(element: Element, question: Question) -> None:
    """One answer is worth 100%; else the import stops."""
    element.set(question, usecase="[01]")
    question.usecase = question.settings["usecase"] == "1"
    question.answers = element.answers(rich=False)
    if any(not one.text for one in question.answers):
        raise RefusedError("an empty answer")
    whole(question.answers)


def numerical(element: Element, question: Question) -> None:
    """Answers are numbers with a point, or `*`; with units, the first one is the answers' own."""
    element.set(question, unitgradingtype="[012]", unitpenalty=r"[01]\.\d+", showunits="[0-3]", unitsleft="[01]")
    question.answers = element.answers(rich=False)
    for one in question.answers:
        if one.text != "*" and (read_number(one.text) or (0, one.text))[1]:
            raise RefusedError(f"{one.text} is no number")
        if "," in one.text:
            raise RefusedError("a comma groups thousands")
    whole(question.answers)
    for units in element.all("units"):
        for unit in units:
            inside = Element(unit)
            name = inside.value("unit_name", r"\S+")
            question.units[name] = float(inside.value("multiplier", r"[0-9.e+-]+"))
    counted = question.settings["unitgradingtype"] == "1" and float(question.settings["unitpenalty"]) == 1
    expected = ("0", True) if question.units else ("3", False)
    if (question.settings["showunits"], counted) != expected:
        raise RefusedError(f"units are typed and count, or there are none: {question.settings}")
    if question.units and next(iter(question.units.values())) != 1:
        raise RefusedError("the first unit is the answers' own")


def match(element: Element, question: Question) -> None:
    """Every right side has words, for without them the import stops; two left sides at least have some."""
    element.set(question, shuffleanswers=BOOLEAN)
    element.combined(question)
    for node in element.all("subquestion"):
        right = element.plain(Element(node).one("answer"))
        if not right:
            raise RefusedError("a pair without a right side")
        question.pairs.append((element.rich(node), right))
    if sum(bool(left) for left, _ in question.pairs) < 2:
        raise RefusedError("a matching question has two pairs at least")


def ordering(element: Element, question: Question) -> None:
    """`shownumcorrect` must have content: without it Moodle 4.5 fails with a database error."""
    element.set(question, layouttype="VERTICAL|HORIZONTAL", selecttype="ALL", selectcount=r"[2-9]|\d\d+")
    element.set(question, gradingtype=GRADING, showgrading="SHOW|HIDE", numberingstyle="none|123|abc|ABCD|iii|IIII")
    element.set(question, shownumcorrect="[01]")
    element.combined(question)
    for node in element.all("answer"):
        place, node.attrib["fraction"] = node.get("fraction"), "100"
        question.answers.append(element.answer(node, rich=True))
        if place != str(len(question.answers)):
            raise RefusedError("the fraction of an item is its place")
    if len(question.answers) < 2 or any(not one.text for one in question.answers):
        raise RefusedError("an ordering question has two items at least, none of them empty")


def essay(element: Element, question: Question) -> None:
    """Without attachments a text is required; the template holds no files."""
    element.set(question, responseformat="editor|editorfilepicker|plain|monospaced|noinline", responserequired="[01]")
    element.set(question, responsefieldlines=LINES, attachments="-1|[0-3]", attachmentsrequired="[0-3]")
    for name in ("minwordlimit", "maxwordlimit"):
        if element.all(name):
            element.set(question, **{name: r"[1-9]\d*"})
    if question.settings["attachments"] == "0" and question.settings["responserequired"] == "0":
        raise RefusedError("nothing would be handed in")
    if question.settings["attachments"] == "0" and question.settings["attachmentsrequired"] != "0":
        raise RefusedError("files are required and not allowed")
    told = {"graderinfo": element.rich(element.one("graderinfo"))}
    for node in element.all("responsetemplate"):
        if node.findall("file") or "@@PLUGINFILE@@" in "".join(node.itertext()):
            raise RefusedError("Moodle takes no files with a template")
        told["responsetemplate"] = element.rich(node)
    if question.hints or element.all("answer"):
        raise RefusedError("Moodle reads no hints or answers of an essay")
    question.settings = {**question.settings, **told}


def description(element: Element, question: Question) -> None:
    """It asks nothing, and is worth nothing."""
    if question.grade or question.hints or element.all("answer"):
        raise RefusedError("a description has no mark, hints or answers")


def multianswer(element: Element, question: Question) -> None:
    """A cloze question: its points are the sum of its blanks' weights, whatever `defaultgrade` says."""
    if element.all("answer") or element.all("correctfeedback"):
        raise RefusedError("Moodle reads no answers or combined feedback of a cloze question")
    question.text, question.parts = read_cloze(question.text)
    if question.grade != sum(part.grade for part in question.parts):
        raise RefusedError("a cloze question is worth the sum of its blanks")


RULES: dict[str, Callable[[Element, Question], None]] = {
    rule.__name__: rule
    for rule in (
        multichoice, truefalse, shortanswer, numerical, match, ordering, essay, description, multianswer,
    )
}  # fmt: skip
"""By Moodle's name of the type."""
