"""Law 7 for Canvas Classic: its score equals `question.score(response)`, or the loss is reported."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations, permutations, product
from typing import Any

import pytest
from agreement import Agreement
from canvas_classic import Question, read
from canvas_kit import written
from hypothesis import given, settings
from hypothesis import strategies as st

CONSUMER = "Canvas Classic's rules"


def item(**data: Any) -> tuple[Any, Question, set[str]]:
    """Return a question, what Canvas makes of it, and where a loss is reported."""
    question, xml, lost = written(**data)
    return question, Question(read(xml)), lost


class Scores:
    """Compares the scores of one question, and counts them."""

    def __init__(self, agreement: Agreement, **data: Any) -> None:
        self.question, self.made, self.lost = item(**data)
        self._agreement = agreement

    def compare(self, ours: Any, theirs: Any) -> None:
        """Compare one response: as the model takes it, and as a learner of Canvas gives it."""
        expected, got = self.question.score(ours), self.made.score(theirs)
        points = None if got is None else got * Fraction(self.made.points)
        self._agreement(CONSUMER, self.question.type, expected, points, declared=self.declared)

    @property
    def declared(self) -> bool:
        """Whether a difference is reported."""
        return "score" in self.lost


def test_one_choice(agreement: Agreement) -> None:
    scores = Scores(agreement, type="multiple_choice", points="2.5", choices=[{"answer": "key"}, "b", "c & <d>"])
    assert not scores.lost and scores.made.points == 2.5
    for position, name in enumerate(("key", "b", "c & <d>"), 1):
        scores.compare(position, name)
    scores.compare(None, None)


def test_a_choice_that_is_right_in_part_is_reported(agreement: Agreement) -> None:
    choices = [{"answer": "key"}, {"text": "b", "weight": "50%"}]
    scores = Scores(agreement, type="multiple_choice", choices=choices)
    assert scores.lost == {"score"} and scores.made.score("b") == 0
    for position, name in enumerate(("key", "b"), 1):
        scores.compare(position, name)


def every_set(scores: Scores, letters: str) -> None:
    """Compare every set of choices."""
    for chosen in chain.from_iterable(combinations(letters, size) for size in range(len(letters) + 1)):
        scores.compare({letters.index(one) + 1 for one in chosen}, set(chosen))


def test_every_set_of_choices(agreement: Agreement) -> None:
    choices = [{"answer": "a"}, {"answer": "b"}, {"answer": "c"}, "d", "e"]
    scores = Scores(agreement, type="multiple_response", choices=choices)
    assert not scores.lost
    every_set(scores, "abcde")


@pytest.mark.parametrize("more", [{"scoring": "all_or_nothing"}, {"scoring": "weights"}])
def test_other_scoring_of_several_choices_is_reported(agreement: Agreement, more: dict[str, str]) -> None:
    scores = Scores(agreement, type="multiple_response", choices=[{"answer": "a"}, {"answer": "b"}, "c"], **more)
    assert scores.lost == {"score"}
    every_set(scores, "abc")


@pytest.mark.parametrize("answer", [True, False])
def test_true_false(agreement: Agreement, answer: bool) -> None:
    scores = Scores(agreement, type="true_false", answer=answer)
    assert not scores.lost
    for name, value in (("True", True), ("False", False)):
        scores.compare(value, name)


TEXTS = ["Paris", " paris ", "PARIS", "Lutèce & <co>", "lutèce & <CO>", "Rome", "", "Ωmega", "ωMEGA", "x"]


@pytest.mark.parametrize("text", TEXTS)
def test_texts(agreement: Agreement, text: str) -> None:
    accept = ["Paris", "Lutèce & <co>", "Ωmega", {"text": "Rome", "credit": "0%", "feedback": "Italy"}]
    scores = Scores(agreement, type="short_answer", accept=accept)
    assert scores.lost == {"accept.3.text", "accept.3.feedback"}, "a mistake foreseen may not be named, or it is right"
    scores.compare(text, text)


def test_texts_that_canvas_cannot_compare_are_reported(agreement: Agreement) -> None:
    accept = ["a", {"text": "b", "credit": "50%", "feedback": "Half"}, {"text": "c*", "match": "wildcard"}]
    scores = Scores(agreement, type="short_answer", accept=accept)
    assert scores.made.type == "short_answer_question"
    assert scores.lost == {"accept.1.text", "accept.1.feedback", "accept.2.text", "score"}
    for text in ("a", "b", "cd", "x"):
        scores.compare(text, text)
    _, made, lost = item(type="short_answer", accept=[{"text": "c*", "match": "wildcard"}])
    assert made.type == "essay_question" and lost == {"accept.0.text", "score"}
    scores = Scores(agreement, type="short_answer", accept=["Na"], case_sensitive=True)
    assert scores.lost == {"score"}
    scores.compare("na", "na")


NUMBERS = {"answer": "9.81", "tolerance": "1%", "accept": ["10.5", {"answer": "2", "credit": "0%"}]}


@given(st.decimals(-15, 15, allow_nan=False, places=4))
@settings(deadline=None)
def test_numbers_of_four_decimals(number: Any) -> None:
    question, made, lost = item(type="numeric", **NUMBERS)
    assert not lost
    assert made.score(str(number)) == question.score(str(number))


@pytest.mark.parametrize(
    "data", [NUMBERS, {"min": "-1.5", "max": "3"}, {"answer": "0.2", "tolerance": "0.1"}, {"answer": "7"}]
)
def test_bounds_are_inclusive(agreement: Agreement, data: dict[str, Any]) -> None:
    scores = Scores(agreement, type="numeric", **data)
    for text in ("-1.5", "-1.5001", "3", "3.0001", "0.1", "0.3", "0.0999", "0.3001", "7", "7.0", "6.9999", "9.7119"):
        scores.compare(text, text)


def test_a_unit_that_is_typed_is_reported() -> None:
    _, made, lost = item(type="numeric", answer="2", unit="A & <b>", units={"mA": "0.001"})
    assert lost == {"score"} and "(A &amp; &lt;b&gt;)" in made.html


def test_every_matching(agreement: Agreement) -> None:
    pairs = [{"go": "went"}, {"am": "was"}, {"is": "was"}]
    scores = Scores(agreement, type="matching", pairs=pairs, distractors=["goed"], points="2")
    assert not scores.lost
    for picked in product(("went", "was", "goed", None), repeat=3):
        given_ = {left: right for left, right in zip(("go", "am", "is"), picked, strict=True) if right}
        scores.compare(given_, given_)


@pytest.mark.parametrize("scoring", ["positions", "pairs", "all_or_nothing"])
def test_every_order(agreement: Agreement, scoring: str) -> None:
    scores = Scores(agreement, type="ordering", items=["a", "b", "c", "d"], scoring=scoring)
    assert scores.declared == (scoring != "positions")
    dot = "" if scoring == "all_or_nothing" else "."
    for order in permutations("abcd"):
        scores.compare(list(order), {f"{place}{dot}": one for place, one in enumerate(order, 1)})


def test_an_order_that_classic_would_misread_is_matched() -> None:
    """It drops what looks like a tag from the items of an order."""
    _, made, _ = item(type="ordering", items=["a < b and c > d", "e"], scoring="all_or_nothing")
    assert made.type == "matching_question" and "a < b and c > d" in made.matches.values()


def test_blanks_that_are_typed(agreement: Agreement) -> None:
    scores = Scores(agreement, type="cloze", prompt="The [[older|elder]] and the [[big & <b>]] one [blank1] [x].")
    assert scores.made.type == "fill_in_multiple_blanks_question" and not scores.lost
    first, second = dict.fromkeys(one.blank for one in scores.made.answers)
    for one, two in product(("Older ", "elder", "old", None), ("BIG & <b>", "big", None)):
        response = {key: words for key, words in (("1", one), ("2", two)) if words}
        scores.compare(response, {key: words for key, words in ((first, one), (second, two)) if words})
    assert first != "blank1", "a name that stands in the text already"


@pytest.mark.parametrize("name", ["ans", "STR", "my_ans", "8", "a.b", "é"])
def test_names_of_blanks_survive_the_converter(name: str) -> None:
    """It cuts endings off that another platform adds."""
    _, made, lost = item(type="cloze", prompt=f"x [[@{name}]]", blanks={name: {"accept": ["y"]}})
    (answer,) = made.answers
    assert not lost and f"[{answer.blank}]" in made.html


def test_drop_downs(agreement: Agreement) -> None:
    scores = Scores(agreement, type="cloze", prompt="He [[has ~have ~had]] and [[is ~are]].")
    assert scores.made.type == "multiple_dropdowns_question" and not scores.lost
    first, second = dict.fromkeys(one.blank for one in scores.made.answers)
    for one, two in product(("has", "have", "had"), ("is", "are")):
        scores.compare({"1": one, "2": two}, {first: one, second: two})


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
def test_blanks_that_canvas_scores_otherwise_are_reported(
    agreement: Agreement, data: dict[str, Any], kind: str
) -> None:
    scores = Scores(agreement, type="cloze", **data)
    assert scores.made.type == kind and scores.declared
    blanks = list(dict.fromkeys(one.blank for one in scores.made.answers))
    for words in ("b", "4"):
        response = {"1": "a", list(scores.question.filled)[-1]: words}
        scores.compare(response, dict(zip(blanks, ("a", words), strict=False)))


def test_mixed_blanks_still_say_what_there_is_to_choose_from() -> None:
    _, made, _ = item(type="cloze", prompt="[[a]] [[b ~c & d]] [[=3.5±1]]")
    blanks = dict.fromkeys(one.blank for one in made.answers)
    assert made.score(dict(zip(blanks, ("A", "b", "3.5"), strict=True))) == 1
    assert "c &amp; d" in made.html


@pytest.mark.parametrize(
    "data",
    [
        {"type": "essay"},
        {"type": "essay", "attachments": "required"},
        {"type": "short_answer", "model_answer": "So."},
    ],
)
def test_people_score_what_has_no_key(agreement: Agreement, data: dict[str, Any]) -> None:
    Scores(agreement, **data).compare("Words.", "Words.")
