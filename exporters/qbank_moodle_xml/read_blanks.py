r"""The grammar of Moodle's cloze blanks, read (`question/type/multianswer/questiontype.php`).

`{2:SHORTANSWER:=right#feedback~%50%half~%0%*}`: an answer ends before a `~`, `#` or `}` that has no backslash before
it, a feedback before a `~` or `}`; then entities are decoded once, and `\}`, `\#` and `\~` are the characters.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from fractions import Fraction

from qbank.importing.api import percent

ZERO, ONE = Fraction(0), Fraction(1)
_START = re.compile(r"\{(\d{0,9}):([A-Z][A-Z_]*):")
_END = re.compile(r"\\.|[~}]", re.DOTALL)
_FEEDBACK = re.compile(r"\\.|#", re.DOTALL)
_GRADE = re.compile(r"\s*(?:=|%(-?[0-9]+(?:[.,][0-9]*)?)%)")
_KINDS = {
    "NUMERICAL": "number", "NM": "number", "SHORTANSWER": "text", "SA": "text", "MW": "text", "SHORTANSWER_C": "text",
    "SAC": "text", "MWC": "text", "MULTICHOICE": "one", "MC": "one", "MULTIRESPONSE": "several", "MR": "several",
}  # fmt: skip
_CHOICE = re.compile(r"(MULTICHOICE|MULTIRESPONSE|MC|MR)_?[VH]?S?")


@dataclass(frozen=True, slots=True)
class Answer:
    """An alternative of a blank: HTML where it is chosen, plain text where it is typed; its feedback is HTML."""

    text: str
    share: Fraction
    feedback: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank as Moodle has it; `kind` is `number`, `text`, `one` (of several) or `several`."""

    kind: str
    weight: int
    answers: tuple[Answer, ...]
    cased: bool
    shuffled: bool
    explicit: bool
    """Whether an answer has a percentage."""


def cut(text: str) -> tuple[str, list[Blank]]:
    """Return HTML with a mark in place of each blank, and the blanks; what is no blank of Moodle's stays."""
    out: list[str] = []
    blanks: list[Blank] = []
    end = 0
    for match in _START.finditer(text):
        choice = _CHOICE.fullmatch(match[2])
        kind = _KINDS.get(match[2]) or (_KINDS[choice[1]] if choice else "")
        if match.start() < end or not kind:
            continue
        parts, after = _parts(text, match.end())
        if parts is None:
            break
        blanks.append(_blank(kind, match[1], match[2], parts))
        out += [text[end : match.start()], f"\ue0f0{len(blanks)}\ue0f1"]
        end = after
    return "".join([*out, text[end:]]), blanks


def _parts(text: str, start: int) -> tuple[list[str] | None, int]:
    """Return the alternatives that begin here and where the blank ends; None where it doesn't."""
    parts, begin = [], start
    for match in _END.finditer(text, start):
        if match[0] == "~":
            parts.append(text[begin : match.start()])
            begin = match.end()
        elif match[0] == "}":
            return [*parts, text[begin : match.start()]], match.end()
    return None, start


def _blank(kind: str, weight: str, name: str, parts: list[str]) -> Blank:
    answers, explicit = [], False
    for part in parts:
        grade = _GRADE.match(part)
        share = ZERO if grade is None else ONE if grade[1] is None else percent(grade[1].replace(",", ".")) or ZERO
        explicit = explicit or (grade is not None and grade[1] is not None)
        said = part[grade.end() :] if grade else part
        at = next((one.start() for one in _FEEDBACK.finditer(said) if one[0] == "#"), len(said))
        text = _meant(said[:at]).strip()
        if text:
            answers.append(Answer(text, share, _meant(said[at + 1 :]).strip()))
    cased = name in ("SHORTANSWER_C", "SAC", "MWC")
    return Blank(
        kind, int(weight or 1) or 1, tuple(answers), cased, name.endswith("S") and kind in ("one", "several"), explicit
    )


def _meant(text: str) -> str:
    return re.sub(r"\\([}#~])", r"\1", html.unescape(text))
