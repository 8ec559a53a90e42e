"""A strict reading of Aiken by Moodle's rules, written from their description and independent of the writer.

It refuses what Moodle drops or misunderstands: text that is lost in silence there is an error here.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

TRIMMED = " \t\n\r\0\x0b"
CHOICE = re.compile(r"([A-Z])[).]")
JOINER = "\u2060"


class RefusedError(AssertionError):
    """Moodle would not import this, or not as it was meant."""


@dataclass
class Question:
    """A question as Moodle stores it: HTML, the choices escaped twice."""

    text: str
    choices: list[str] = field(default_factory=list)
    key: int = -1

    @property
    def stem(self) -> str:
        """What a learner sees of the stem; what has no width isn't seen."""
        return html.unescape(self.text).replace(JOINER, "")

    @property
    def shown(self) -> list[str]:
        """What a learner sees of the choices."""
        return [html.unescape(one).replace(JOINER, "") for one in self.choices]

    @property
    def meant(self) -> list[str]:
        """What other readers of Aiken, which escape once or not at all, show of the choices."""
        return [html.unescape(one) for one in self.shown]

    def grade(self, position: int | None) -> float:
        """Return the mark for the choice at a position (from 0), as a share."""
        return float(position == self.key)


def read(data: bytes) -> list[Question]:
    """Return the questions of a file."""
    text = data.decode("utf-8")
    found: list[Question] = []
    current: Question | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if "\r" in line:
            raise RefusedError(f"line {number}: Moodle ends a line at a carriage return")
        shown = line.strip(TRIMMED)
        if not shown:
            continue
        if len(shown.encode()) < 2:
            raise RefusedError(f"line {number}: Moodle skips a line of one byte")
        if label := CHOICE.match(shown):
            if current is None:
                raise RefusedError(f"line {number}: a choice without a question")
            if label[1] != "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[len(current.choices)]:
                raise RefusedError(f"line {number}: the choices are lettered in order")
            chosen = shown[2:].strip(TRIMMED)
            if not chosen:
                raise RefusedError(f"line {number}: Moodle drops a choice without text")
            current.choices.append(_escaped(_escaped(chosen)))
        elif shown.startswith("ANSWER:"):
            if current is None or len(current.choices) < 2:
                raise RefusedError(f"line {number}: an answer without a question, or without two choices")
            current.key = ord(shown.removeprefix("ANSWER:").strip(TRIMMED)[:1]) - ord("A")
            if current.key not in range(len(current.choices)):
                raise RefusedError(f"line {number}: the answer is none of the choices")
            found.append(current)
            current = None
        else:
            if current is not None:
                raise RefusedError(f"line {number}: Moodle discards the question before")
            current = Question(_escaped(shown))
    if current is not None:
        raise RefusedError("the last question has no answer")
    return found


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
