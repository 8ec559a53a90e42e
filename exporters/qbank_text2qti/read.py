"""text2qti's quizzes → questions, by its documentation and its own rules for the beginnings of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.importing.api import About, Aside, FoundStimulus, Importer, Input, Keep, Place, Read, Refused
from qbank_text2qti.parts import Part, parts
from qbank_text2qti.question import Question, cleaned

_TITLE = re.compile(r"^Quiz (?:title|description): +\S", re.IGNORECASE | re.MULTILINE)
_QUESTION = re.compile(r"^\d+\.[ \t]+\S", re.MULTILINE)
_ANSWER = re.compile(r"^(?:\*[a-zA-Z]\)|\[\*\]|\{\*\}|<>|=)[ \t]+\S|^(?:_{3,}|\^{3,})[ \t]*$", re.MULTILINE)
OF_QUESTIONS = {
    "right", "wrong", "ticked", "unticked", "shown_right", "shown_wrong", "filled", "accepted", "feedback", "correct",
    "incorrect", "solution", "number", "essay", "upload",
}  # fmt: skip
BEFORE = {"title", "points", "text_title", "text"}
"""Parts that stand before the question that they are for."""


def sniff(source: Input) -> float:
    """Return how surely a text is a quiz of text2qti's."""
    head = source.head_text
    if source.members is not None or not _QUESTION.search(head) or not _ANSWER.search(head):
        return 0.0
    return 0.9 if _TITLE.search(head) else 0.6


def read(source: Input, keep: Keep) -> Iterator[Read]:  # noqa: ARG001
    """Yield the quiz's title and description, its texts and its questions, in order."""
    quiz = _Quiz()
    for part in parts(source.lines()):
        yield from quiz.take(part)
    yield from quiz.end()


class _Quiz:
    """What is open while parts come."""

    def __init__(self) -> None:
        self.question: Question | None = None
        self.before: dict[str, str] = {}
        self.group_points = ""
        self.texts = 0

    def take(self, part: Part) -> Iterator[Read]:
        """Yield what is complete with a part."""
        place = Place(line=part.line)
        if part.name in OF_QUESTIONS and self.question:
            self.question.add(part)
            return
        yield from self.end()
        if part.name == "question":
            self._begin(part)
        elif part.name in BEFORE:
            self.before[part.name] = part.text
            yield from self._passage(place) if part.name == "text" else ()
        elif part.name in ("quiz_title", "quiz_description"):
            yield About({part.name.removeprefix("quiz_"): cleaned(part.text)})
        elif part.name == "group_points":
            self.group_points = part.text
        elif part.name in ("group", "end_group"):
            self.group_points = ""
        elif part.name == "pick":
            yield Aside(place, f"that {part.text[:20]} of a group's questions are picked; all of them came in")
        elif part.name == "setting":
            yield Aside(place, f"a setting of the quiz: {part.text[:60]}")
        elif part.name == "code":
            yield Refused(place, "it is code that makes questions: run text2qti, and import what that writes")
        else:
            yield Refused(place, f"it belongs to no question: {part.text[:60]}")

    def _begin(self, part: Part) -> None:
        points = self.before.get("points", self.group_points)
        stimulus = self.before.get("stimulus", "")
        self.question = Question(part.line, cleaned(part.text), self.before.get("title", ""), points, stimulus)
        self.before = {}

    def _passage(self, place: Place) -> Iterator[Read]:
        self.texts += 1
        name = f"text-{self.texts}"
        yield FoundStimulus(name, cleaned(self.before.pop("text")), place, self.before.pop("text_title", ""))
        self.before["stimulus"] = name

    def end(self) -> Iterator[Read]:
        """Yield the question that is open."""
        if self.question:
            yield self.question.found()
        self.question = None


importer = Importer("text2qti", "text2qti quiz", sniff, read)
