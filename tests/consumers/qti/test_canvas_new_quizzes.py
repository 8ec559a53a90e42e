"""New Quizzes read every question as the kind it is, with its key and its feedback."""

from __future__ import annotations

from typing import Any

import kitchen
import pytest
from canvas_classic import read
from canvas_kit import in_kitchen, stimulus, written
from canvas_new import Item
from qbank_qti import qti12

from qbank.api import Cloze


def item(**data: Any) -> Item:
    """Return a question as New Quizzes read it."""
    return Item(read(written(**data)[1]))


def stripped(words: str) -> str:
    """Return feedback without its line break."""
    return words.strip()


def test_one_choice() -> None:
    made = item(type="multiple_choice", points="2.5", choices=[{"answer": "a", "feedback": "A!"}, "b", "c & <d>"])
    assert (made.model, made.key, made.points, made.shuffled) == ("choice", ["a"], 2.5, True)
    assert set(made.choices.values()) == {"a", "b", "c &amp; &lt;d&gt;"}
    assert [(one.value, stripped(one.words)) for one in made.answer_feedback] == [("a1", "<p>A!</p>")]


def test_choices_that_keep_their_place_are_not_shuffled() -> None:
    fixed = item(type="multiple_choice", choices=[{"answer": "a"}, {"text": "None", "fixed": True}])
    assert not fixed.shuffled and list(fixed.choices.values())[-1] == "None"
    assert not item(type="multiple_choice", choices=[{"answer": "a"}, "b"], shuffle=False).shuffled


@pytest.mark.parametrize(("scoring", "algorithm"), [("partial", None), ("all_or_nothing", "AllOrNothing")])
def test_several_choices(scoring: str, algorithm: str | None) -> None:
    made = item(type="multiple_response", choices=[{"answer": "a"}, {"answer": "b"}, "c"], scoring=scoring)
    assert (made.model, set(made.key), made.fields.get("scoring_algorithm")) == ("choice", {"a", "b"}, algorithm)


def test_true_false() -> None:
    made = item(type="true_false", answer=False)
    assert (made.model, made.key, list(made.choices.values())) == ("choice", ["False"], ["True", "False"])


def test_texts() -> None:
    """Only what earns points counts, whatever has feedback."""
    accept = [{"text": "Paris", "feedback": "Yes"}, "Lutèce & <co>", {"text": "Rome", "credit": "0%", "feedback": "No"}]
    made = item(type="short_answer", accept=accept, explanation="So.", feedback={"incorrect": "Alas"})
    assert (made.model, made.texts) == ("blanks", ["Paris", "Lutèce & <co>"])
    assert [(one.value, stripped(one.words)) for one in made.answer_feedback] == [("Paris", "<p>Yes</p>")]
    assert set(made.comments) == {"neutral", "incorrect"}


def test_numbers_are_ranges_with_exact_bounds() -> None:
    """A margin would be computed from them, in binary: 0.010000000000000231."""
    accept = [{"answer": "3", "feedback": "Three"}]
    made = item(type="numeric", answer="0.2", tolerance="0.1", accept=accept)
    assert (made.model, made.numbers) == ("number", [("range", "0.1", "0.3"), ("range", "2.9", "3.1")])
    assert [stripped(words) for words in made.number_feedback] == ["", "<p>Three</p>"]
    assert item(type="numeric", answer="7").numbers == [("exact", "7", "7")]


def test_matching() -> None:
    pairs = [{"left": "go", "right": "went", "feedback": "Irregular"}, {"am": "was"}, {"is": "was"}]
    made = item(type="matching", pairs=pairs, distractors=["goed"])
    assert made.model == "match" and made.pairs == {"go": "went", "am": "was", "is": "was"}
    assert set(made.choices.values()) == {"went", "was", "goed"}
    (feedback,) = made.answer_feedback
    assert feedback.negated and stripped(feedback.words) == "<p>Irregular</p>"


def test_orders() -> None:
    made = item(type="ordering", items=["a", "b", "c"], scoring="all_or_nothing")
    assert (made.model, made.key) == ("ordering", ["a", "b", "c"]) and list(made.choices.values()) != made.key
    made = item(type="ordering", items=["a", "b", "c"])
    assert (made.model, made.pairs) == ("match", {"1.": "a", "2.": "b", "3.": "c"})


def test_blanks() -> None:
    made = item(type="cloze", prompt="The [[older|elder]] and [[big & <b>]] [blank1] [x].")
    assert made.model == "blanks" and list(made.blanks.values()) == [["older", "elder"], ["big & <b>"]]
    made = item(type="cloze", prompt="He [[has ~have ~had]] and [[is ~are]].")
    assert made.model == "drop-downs"
    assert [(first, {*others}) for first, *others in made.blanks.values()] == [
        ("has", {"have", "had"}),
        ("is", {"are"}),
    ]


def test_what_people_score() -> None:
    rubric = [{"criterion": "Two causes", "points": "2"}]
    made = item(type="essay", rubric=rubric, explanation="So.")
    assert (made.model, made.fields["grading_notes"]) == ("text", "Two causes: 2") and made.comments["neutral"]
    assert item(type="essay", attachments="required").model == "upload"
    made = item(type="short_answer", accept=[{"text": "c*", "match": "wildcard"}])
    assert (made.model, made.fields["grading_notes"]) == ("text", "c*")


def test_a_question_belongs_to_its_stimulus() -> None:
    """Both are shown together."""
    passage = Item(read(stimulus(kitchen.PASSAGE)[0]))
    assert passage.model == "stimulus" and passage.points == 0
    made = Item(read(in_kitchen("several")))
    assert made.fields["parent_stimulus_item_ident"] == passage.root.attrib["ident"]
    assert "parent_stimulus_item_ident" not in Item(read(in_kitchen("no"))).fields


@pytest.mark.parametrize(
    "question", [one for one in kitchen.questions() if qti12.carries.holds(one.type)], ids=lambda one: str(one.id)
)
def test_one_model_reads_each_question_of_the_kitchen_sink(question: Any) -> None:
    made = Item(read(in_kitchen(question.id)))
    assert made.model and made.body
    if isinstance(question, Cloze) and made.model in {"blanks", "drop-downs"}:
        assert len(made.blanks) == len(question.filled)
