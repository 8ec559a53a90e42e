r"""The blanks of a cloze question as Moodle finds them: `{2:SHORTANSWER:=right#feedback~%50%half~%0%*}`.

An answer has one character at least and ends before a `~`, `#` or `}` that no backslash precedes; a feedback before a
`~` or `}`. In both, HTML entities are decoded once and `\}` and `\#` become `}` and `#`; `\~` stays as it is. (Moodle:
`question/type/multianswer/questiontype.php`, in 4.5 and 5.1.)
"""

from __future__ import annotations

import html
import re

from consumers.moodle_rules.model import Answer, Question, RefusedError

START = re.compile(r"\{(\d*):([A-Z_]+):")
KINDS = {
    "NUMERICAL": "numerical", "NM": "numerical", "SHORTANSWER": "shortanswer", "SA": "shortanswer",
    "MW": "shortanswer", "SHORTANSWER_C": "shortanswer", "SAC": "shortanswer", "MWC": "shortanswer",
}  # fmt: skip
CHOICE = re.compile(r"(?P<base>(?:MULTICHOICE|MULTIRESPONSE)(?=_.|$)|MC|MR)_?(?P<layout>V|H)?(?P<shuffle>S)?")
GRADE = re.compile(r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%")
NUMBER = r"-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?"
TOLERANT = re.compile(rf"({NUMBER})(?::({NUMBER}))?")
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#39|#039|[a-zA-Z]+);")
LEFT_OVER = re.compile(r"\{#\d+\}")


def read(text: str) -> tuple[str, list[Question]]:
    """Return a question's text with `{#1}` in place of its blanks, and the blanks."""
    if LEFT_OVER.search(text):
        raise RefusedError("Moodle takes {#1} for a blank of its own")
    parts: list[Question] = []
    position, shown = 0, ""
    while found := START.search(text, position):
        part = _kind(found[2])
        part.grade = float(found[1] or 1)
        end = _alternatives(text, found.end(), part, automatic=found[2].startswith(("MULTIRESPONSE", "MR")))
        _valid(part)
        parts.append(part)
        shown += f"{text[position : found.start()]}{{#{len(parts)}}}"
        position = end
    if not parts:
        raise RefusedError("a cloze question has a blank")
    return shown + text[position:], parts


def _kind(name: str) -> Question:
    if name in KINDS:
        return Question(KINDS[name], usecase=name in ("SHORTANSWER_C", "SAC", "MWC"))
    found = CHOICE.fullmatch(name)
    if not found or (found["base"] in ("MULTIRESPONSE", "MR") and found["layout"] == "V"):
        raise RefusedError(f"Moodle knows no blank {name}")
    settings = {"layout": found["layout"] or "", "shuffle": str(bool(found["shuffle"]))}
    return Question("multichoice", single=found["base"] in ("MULTICHOICE", "MC"), settings=settings)


def _alternatives(text: str, position: int, part: Question, *, automatic: bool) -> int:
    """Read the alternatives of a blank, and return where it ends."""
    explicit = False
    while True:
        fraction = 0.0
        if grade := GRADE.match(text, position):
            position = grade.end()
            fraction = 1.0 if grade[0] == "=" else 0.01 * float(grade[1].replace(",", "."))
            explicit = explicit or grade[0] not in ("=", "%0%")  # PHP takes "0" for nothing
        end = _end(text, position + 1, "~#}")
        answer, feedback = text[position:end], ""
        if text[end] == "#":
            position, end = end + 1, _end(text, end + 1, "~}")
            feedback = _meant(text[position:end])
        part.answers.append(_answer(part.kind, answer, fraction, feedback))
        if text[end] == "}":
            break
        position = end + 1
    if automatic:
        _share(part, explicit)
    return end + 1


def _end(text: str, position: int, ends: str) -> int:
    while position < len(text):
        if text[position] in ends and text[position - 1] != "\\":
            return position
        position += 1
    raise RefusedError(f"a blank without an end: {text}")


def _meant(text: str) -> str:
    return html.unescape(text).replace("\\}", "}").replace("\\#", "#")


def _answer(kind: str, text: str, fraction: float, feedback: str) -> Answer:
    if text.endswith("\\"):
        raise RefusedError("a backslash before the end of an answer")
    if re.search(r"&(?!(?:amp|lt|gt|quot);)\w+;", text):
        raise RefusedError(f"an entity that PHP's html_entity_decode may not know: {text}")
    if kind == "numerical" and (number := TOLERANT.fullmatch(text)):
        return Answer(number[1], fraction, feedback, float(number[2] or 0))
    if kind == "numerical" and text != "*":
        raise RefusedError(f"{text} is no number")
    return Answer(_meant(text).strip(" \t\n\r\0\x0b"), fraction, feedback)


def _share(part: Question, explicit: bool) -> None:
    """Make the right choices' fractions add up to 100%; without percentages, a wrong one cancels a right one."""
    total = sum(answer.fraction for answer in part.answers if answer.fraction > 0)
    for answer in part.answers:
        if answer.fraction > 0:
            answer.fraction /= total
        elif not explicit:
            answer.fraction = -1 / total


def _valid(part: Question) -> None:
    """Refuse what `qtype_multianswer_validate_question` does; fractions are stored with 7 decimals."""
    if part.grade < 1:
        raise RefusedError("a blank without a weight divides by zero")
    if part.kind == "multichoice" and sum(bool(answer.text) for answer in part.answers) < 2:
        raise RefusedError("a drop-down has two choices at least")
    if any(not answer.text for answer in part.answers):
        raise RefusedError("an empty answer")
    best = max(answer.fraction for answer in part.answers)
    if best != 1 and (part.kind != "multichoice" or part.single or best <= 0):
        raise RefusedError("one answer must be worth 100%")
    for answer in part.answers:
        answer.fraction = round(answer.fraction, 7)
        if "@@PLUGINFILE@@" in answer.text + answer.feedback:
            raise RefusedError("a blank keeps no files")
