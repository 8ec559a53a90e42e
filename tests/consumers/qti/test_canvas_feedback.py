"""What Canvas Classic shows afterwards, and what it takes of a question beside its score."""

from __future__ import annotations

import re
from typing import Any

from canvas_classic import ELEMENTS, LONGEST_TEXT, Question, read
from canvas_kit import in_kitchen, stimulus, written

from qbank.api import Stimulus


def item(**data: Any) -> tuple[Question, set[str]]:
    """Return what Canvas makes of a question, and where a loss is reported."""
    _, xml, lost = written(**data)
    return Question(read(xml)), lost


def test_feedback_has_the_names_that_canvas_looks_for() -> None:
    made = Question(read(in_kitchen("several")))
    assert made.answer("A").comments.strip() == "<p>A!</p>" and made.answer("E").comments.strip() == "<p>E?</p>"
    assert not made.answer("B").comments
    assert set(made.comments) == {"correct", "incorrect", "neutral"}
    assert "Right &amp; good" in made.comments["correct"] and "Wrong, alas" in made.comments["incorrect"]
    linked = {one.attrib["linkrefid"] for one in made.root.iter() if one.tag.endswith("displayfeedback")}
    assert linked == set(made.feedback)


def test_feedback_of_one_choice() -> None:
    choices = [{"answer": "a", "feedback": "A!"}, {"text": "b", "feedback": "B?"}, "c"]
    made, lost = item(type="multiple_choice", choices=choices, feedback={"correct": "Yes"})
    assert not lost
    assert [one.comments.strip() for one in made.answers if one.text == "a"] == ["<p>A!</p>"]
    assert made.answer("b").comments.strip() == "<p>B?</p>" and made.answer("b").weight == 0
    assert not made.answer("c").comments and made.comments["correct"].strip() == "<p>Yes</p>"


def test_feedback_of_a_pair_is_kept() -> None:
    """Canvas takes it from the last condition that names the row."""
    pairs = [{"left": "go", "right": "went", "feedback": "Irregular"}, {"am": "was"}]
    made, lost = item(type="matching", pairs=pairs)
    assert not lost
    assert {one.text: one.comments.strip() for one in made.answers} == {"go": "<p>Irregular</p>", "am": ""}


def test_feedback_of_blanks() -> None:
    """Canvas finds it by a number; a mistake foreseen may not be listed, or it is right."""
    verb = {"accept": [{"text": "go", "feedback": "Yes"}, {"text": "goes", "credit": "0%", "feedback": "No"}]}
    made, lost = item(type="cloze", prompt="[[@verb]] [[b]]", blanks={"verb": verb})
    assert lost == {"blanks.verb.accept.1.feedback", "blanks.verb.accept.1.text"}
    assert {one.text: one.comments.strip() for one in made.answers} == {"go": "<p>Yes</p>", "b": ""}
    pick = {"choices": [{"answer": "red", "feedback": "Yes"}, {"text": "blue", "feedback": "No"}]}
    made, lost = item(type="cloze", prompt="[[@pick]]", blanks={"pick": pick})
    assert not lost
    assert {one.text: one.comments.strip() for one in made.answers} == {"red": "<p>Yes</p>", "blue": "<p>No</p>"}


def test_feedback_of_typed_answers_and_numbers() -> None:
    accept = [{"text": "Paris", "feedback": "The city"}, "Lutetia"]
    made, lost = item(type="short_answer", accept=accept, feedback={"correct": "Yes"})
    assert not lost
    assert {one.text: one.comments.strip() for one in made.answers} == {"Paris": "<p>The city</p>", "Lutetia": ""}
    made, lost = item(type="numeric", answer="2", accept=[{"answer": "3", "feedback": "Three"}])
    assert not lost
    assert [one.comments.strip() for one in made.answers] == ["", "<p>Three</p>"]


def test_what_is_too_long_for_canvas_is_reported() -> None:
    made, lost = item(type="essay", prompt="word " * 4000, title="t" * 300)
    assert lost == {"prompt", "title"} and made.html.startswith("The imported question text")
    assert len(made.root.attrib["title"]) == 255
    _, lost = item(type="essay", prompt="w" * (LONGEST_TEXT - 20))
    assert not lost
    _, lost = stimulus(Stimulus(id="s", text="word " * 4000))
    assert lost == {"text"}


def test_canvas_keeps_every_element() -> None:
    """It takes away the tags of those that it doesn't know: what is struck out would be there again."""
    for name in ("full-choice", "mixed", "essay"):
        made = Question(read(in_kitchen(name)))
        shown = " ".join([made.html, *made.feedback.values()])
        assert set(re.findall(r"<([a-z0-9]+)", shown)) <= ELEMENTS
    assert "<del>out</del>" in Question(read(in_kitchen("full-choice"))).html
