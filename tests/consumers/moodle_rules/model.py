"""What Moodle makes of a question that it imports, in whichever format. Written from its sources, not with ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class RefusedError(AssertionError):
    """Moodle would not import this, or not as it was meant."""


@dataclass
class Answer:
    """An answer with its fraction as stored; the tolerance is a number's."""

    text: str
    fraction: float
    feedback: str = ""
    tolerance: float = 0.0


@dataclass
class Question:
    """A question; `kind` is Moodle's name of its type, or `category`. What a format can't say has Moodle's default."""

    kind: str
    name: str = ""
    text: str = ""
    format: str = ""
    id: str = ""
    tags: list[str] = field(default_factory=list)
    general: str = ""
    grade: float = 1.0
    """What it is worth; of a blank, its weight."""
    penalty: float = 1 / 3
    answers: list[Answer] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    single: bool = False
    right: bool = False
    """Whether the statement is true."""
    feedback_right: str = ""
    feedback_wrong: str = ""
    usecase: bool = False
    units: dict[str, float] = field(default_factory=dict)
    """How many of each unit make one of the first."""
    parts: list[Question] = field(default_factory=list)
    """The blanks of a cloze question."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """What else its type has, as text."""
    hints: list[str] = field(default_factory=list)
    files: list[dict[str, bytes]] = field(default_factory=list)
    """The files of each element that has some."""
