"""Law 7 for Canvas Classic: its score equals `question.score(response)`, or the loss is reported."""

from __future__ import annotations

import json
from itertools import chain, combinations, permutations, product
from typing import Any

import kitchen
import pytest
from canvas_classic import Question, read
from hypothesis import given, settings
from hypothesis import strategies as st
from qbank_qti import qti12

from qbank.api import Context, Options, fill_media

EXPORTER = qti12.make(Options())


def item(**data: Any) -> tuple[Any, Question, set[str]]:
    """Return a question, what Canvas makes of it, and where a loss is reported."""
    question = kitchen.question({"id": "q", "prompt": "What?", **data})
    fragment = EXPORTER.render(question, Context(kitchen.INFO, kitchen.media()))
    made = Question(read(json.loads(fragment.body)["item"]))
    return question, made, {loss.path for loss in fragment.losses}


def agree(question: Any, made: Question, response: Any, typed: Any) -> None:
    """Assert that the points are the reference's."""
    share = made.score(typed)
    assert share is not None
    assert float(share) * float(made.fields["points_possible"]) == pytest.approx(float(question.score(response))), typed


def test_one_choice() -> None:
    question, made, lost = item(type="multiple_choice", points="2.5", choices=[{"answer": "key"}, "b", "c & <d>"])
    assert not lost
    for position, name in enumerate(("key", "b", "c & <d>"), 1):
        agree(question, made, position, made.labels()[name])
    agree(question, made, None, None)


def test_a_choice_that_is_right_in_part_is_reported() -> None:
    choices = [{"answer": "key"}, {"text": "b", "weight": "50%"}]
    _, made, lost = item(type="multiple_choice", choices=choices)
    assert lost == {"score"} and made.score(made.labels()["b"]) == 0


def test_every_set_of_choices() -> None:
    question, made, lost = item(
        type="multiple_response", choices=[{"answer": "a"}, {"answer": "b"}, {"answer": "c"}, "d", "e"]
    )
    assert not lost
    labels = made.labels()
    for chosen in chain.from_iterable(combinations("abcde", size) for size in range(6)):
        agree(question, made, {"abcde".index(one) + 1 for one in chosen}, {labels[one] for one in chosen})


@pytest.mark.parametrize("more", [{"scoring": "all_or_nothing"}, {"scoring": "weights"}])
def test_other_scoring_of_several_choices_is_reported(more: dict[str, str]) -> None:
    _, _, lost = item(type="multiple_response", choices=[{"answer": "a"}, {"answer": "b"}, "c"], **more)
    assert lost == {"score"}


@pytest.mark.parametrize("answer", [True, False])
def test_true_false(answer: bool) -> None:
    question, made, lost = item(type="true_false", answer=answer)
    assert not lost and list(made.labels()) == ["True", "False"]
    for name, value in (("True", True), ("False", False)):
        agree(question, made, value, made.labels()[name])


@given(
    st.sampled_from(["Paris", " paris ", "PARIS", "Lutèce & <co>", "lutèce & <CO>", "Rome", "", "Ωmega", "ωMEGA", "x"])
)
def test_texts(text: str) -> None:
    accept = ["Paris", "Lutèce & <co>", "Ωmega", {"text": "Rome", "credit": "0%", "feedback": "Italy"}]
    question, made, lost = item(type="short_answer", accept=accept)
    assert not lost
    agree(question, made, text, text)


def test_texts_that_canvas_cannot_compare_are_reported() -> None:
    accept = ["a", {"text": "b", "credit": "50%"}, {"text": "c*", "match": "wildcard"}]
    _, made, lost = item(type="short_answer", accept=accept)
    assert made.type == "short_answer_question"
    assert lost == {"accept.1.text", "accept.2.text", "score"} and made.score("b") == made.score("cd") == 0
    _, made, lost = item(type="short_answer", accept=[{"text": "c*", "match": "wildcard"}])
    assert made.type == "essay_question" and lost == {"accept.0.text", "score"}
    _, made, lost = item(type="short_answer", accept=["Na"], case_sensitive=True)
    assert lost == {"score"}


@given(st.decimals(-15, 15, allow_nan=False, places=4))
@settings(deadline=None)
def test_numbers_of_four_decimals(number: Any) -> None:
    data = {"answer": "9.81", "tolerance": "1%", "accept": ["10.5", {"answer": "2", "credit": "0%"}]}
    question, made, lost = item(type="numeric", **data)
    assert not lost
    agree(question, made, str(number), str(number))


@pytest.mark.parametrize("data", [{"min": "-1.5", "max": "3"}, {"answer": "0.2", "tolerance": "0.1"}, {"answer": "7"}])
def test_bounds_are_inclusive(data: dict[str, str]) -> None:
    question, made, _ = item(type="numeric", **data)
    for text in ("-1.5", "-1.5001", "3", "3.0001", "0.1", "0.3", "0.0999", "0.3001", "7", "7.0", "6.9999"):
        agree(question, made, text, text)


def test_a_unit_that_is_typed_is_reported() -> None:
    _, made, lost = item(type="numeric", answer="2", unit="A & <b>", units={"mA": "0.001"})
    assert lost == {"score"} and "(A &amp; &lt;b&gt;)" in made.html


def test_every_matching() -> None:
    pairs = [{"go": "went"}, {"am": "was"}, {"is": "was"}]
    question, made, lost = item(type="matching", pairs=pairs, distractors=["goed"], points="2")
    assert not lost
    for picked in product(("went", "was", "goed", None), repeat=3):
        given_ = {left: right for left, right in zip(("go", "am", "is"), picked, strict=True) if right}
        agree(question, made, given_, given_)


def test_every_order_by_place() -> None:
    question, made, lost = item(type="ordering", items=["a", "b", "c", "d"])
    assert not lost
    for order in permutations("abcd"):
        agree(question, made, list(order), {f"{place}.": one for place, one in enumerate(order, 1)})


def test_blanks_that_are_typed() -> None:
    question, made, lost = item(type="cloze", prompt="The [[older|elder]] and the [[big & <b>]] one [blank1] [x].")
    assert made.type == "fill_in_multiple_blanks_question" and not lost
    first, second = made.rows()
    for one, two in product(("Older ", "elder", "old", None), ("BIG & <b>", "big", None)):
        response = {key: words for key, words in (("1", one), ("2", two)) if words}
        agree(question, made, response, {key: words for key, words in ((first, one), (second, two)) if words})
    assert first != "blank1", "a name that stands in the text already"


def test_drop_downs() -> None:
    question, made, lost = item(type="cloze", prompt="He [[has ~have ~had]] and [[is ~are]].")
    assert made.type == "multiple_dropdowns_question" and not lost
    first, second = made.rows()
    for one, two in product(("has", "have", "had"), ("is", "are")):
        agree(question, made, {"1": one, "2": two}, {first: one, second: two})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ({"prompt": "[[a]] [[b ~c]]"}, "fill_in_multiple_blanks_question"),
        ({"prompt": "[[a]] [[=3.5±1]]"}, "fill_in_multiple_blanks_question"),
        ({"prompt": "[[a]] [[=3..5]]"}, "essay_question"),
        (
            {"prompt": "[[a]] [[@b]]", "blanks": {"b": {"accept": ["b"], "points": 2}}},
            "fill_in_multiple_blanks_question",
        ),
        ({"prompt": "[[@b]]", "blanks": {"b": {"accept": ["b*"], "match": "regex"}}}, "essay_question"),
    ],
)
def test_blanks_that_canvas_scores_otherwise_are_reported(data: dict[str, Any], kind: str) -> None:
    _, made, lost = item(type="cloze", **data)
    assert made.type == kind and "score" in lost


def test_mixed_blanks_still_say_what_there_is_to_choose_from() -> None:
    _, made, _ = item(type="cloze", prompt="[[a]] [[b ~c & d]] [[=3.5±1]]")
    assert made.score(dict(zip(made.rows(), ("A", "b", "3.5"), strict=True))) == 1
    assert "c &amp; d" in made.html


def test_feedback_has_the_names_that_canvas_looks_for() -> None:
    question = next(one for one in kitchen.questions() if one.id == "several")
    fragment = EXPORTER.render(question, kitchen.context(question))
    made = Question(read(fill_media(json.loads(fragment.body)["item"], str)))
    labels = made.labels()
    assert [one.strip() for one in made.shown("response1", labels["A"])] == ["<p>A!</p>"]
    assert made.shown("response1", labels["B"]) == []
    assert {"correct_fb", "general_incorrect_fb", "general_fb"} < set(made.feedback)
    linked = {one.attrib["linkrefid"] for one in made.root.iter() if one.tag.endswith("displayfeedback")}
    assert linked == set(made.feedback)
