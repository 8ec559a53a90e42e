"""The text, cut into its parts: a mark at the beginning of a line, and the text behind it and below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MARKS = {
    "question": r"\d+\.",
    "right": r"\*[a-zA-Z]\)",
    "wrong": r"[a-zA-Z]\)",
    "ticked": r"\[\*\]",
    "unticked": r"\[ ?\]",
    "shown_right": r"\{\*\}",
    "shown_wrong": r"\{ ?\}",
    "filled": r"<>",
    "accepted": r"\*",
    "feedback": r"\.\.\.",
    "correct": r"\+",
    "incorrect": r"-",
    "solution": r"!",
    "number": r"=",
    "title": r"[Tt]itle:",
    "points": r"[Pp]oints:",
    "text_title": r"[Tt]ext [Tt]itle:",
    "text": r"[Tt]ext:",
    "quiz_title": r"[Qq]uiz [Tt]itle:",
    "quiz_description": r"[Qq]uiz [Dd]escription:",
    "setting": r"(?:[Ss]huffle answers|[Ss]how correct answers|[Oo]ne question at a time|[Cc]an't go back|"
    r"[Ff]eedback is solution|[Ss]olutions sample groups|[Ss]olutions randomize groups|[Ss]olutions pick):",
    "pick": r"[Pp]ick:",
    "group_points": r"[Pp]oints per question:",
}
ALONE = {"essay": r"_{3,}", "upload": r"\^{3,}", "group": "GROUP", "end_group": "END_GROUP"}
"""Marks that have their line to themselves."""
_MARK = re.compile(
    "|".join(
        [rf"(?P<{name}>{mark})[ \t]+(?=\S)" for name, mark in MARKS.items()]
        + [rf"(?P<{name}>{mark})[ \t]*$" for name, mark in ALONE.items()]
    )
)
_FENCE = re.compile(r"(`{3,})\s*\S")


@dataclass(slots=True)
class Part:
    """A mark with its text; `name` is empty for text that has none, `code` for a block that makes questions."""

    name: str
    line: int
    indent: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text, its lines without what they are indented by."""
        return "\n".join(self.lines).strip()


def parts(lines: Iterable[str]) -> Iterator[Part]:
    """Yield the parts in order; comments are left out."""
    open_part: Part | None = None
    end = ""
    for number, typed in enumerate(lines, 1):
        line = typed.expandtabs(4).rstrip()
        if end:  # inside of a comment of several lines, or of a block of code
            if line.strip() == end:
                end = ""
            continue
        if line == "COMMENT":
            end = "END_COMMENT"
            continue
        if line.startswith("%"):
            continue
        fence, mark = _FENCE.match(line), _MARK.match(line)
        indented = bool(line) and open_part is not None and open_part.indent and line.startswith(" ")
        if open_part is not None and (not line or indented):
            open_part.lines.append(_dedented(line, open_part.indent))
            continue
        if open_part is not None:
            yield open_part
        open_part = None
        if fence:
            end = fence[1]
            yield Part("code", number)
        elif mark:
            open_part = Part(str(mark.lastgroup), number, mark.end(), [line[mark.end() :]])
        elif line:
            open_part = Part("", number, 0, [line])
    if open_part is not None:
        yield open_part


def _dedented(line: str, indent: int) -> str:
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(spaces, indent) :]
