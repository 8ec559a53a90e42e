"""Law 7 for plain QTI 1.2: an engine by the specification scores as `question.score` does, and shows feedback by it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import chain, combinations, permutations, product
from typing import Any

import kitchen
import pytest
from agreement import Agreement
from asi_engine import Item, Value
from canvas_classic import read
from hypothesis import given, settings
from hypothesis import strategies as st
from qbank_qti import qti12_plain

from qbank.api import Context

EXPORTER = qti12_plain.make(qti12_plain.options())
CONSUMER = "QTI 1.2 by the specification"
WORDS = {"correct": "RIGHT", "partial": "PARTLY", "incorrect": "WRONG"}


class Scores:
    """Compares scores and feedback of one question, and counts them."""

    def __init__(self, agreement: Agreement, **data: Any) -> None:
        full = {"id": "q", "prompt": "What?", "feedback": WORDS, "explanation": "BECAUSE", "hints": ["HINT"], **data}
        self.question = kitchen.question(full)
        fragment = EXPORTER.render(self.question, Context(kitchen.INFO, kitchen.media()))
        self.item = Item(read(fragment.body.decode()))
        self.lost = {loss.path for loss in fragment.losses}
        self._agreement = agreement

    def compare(self, ours: Any, theirs: Mapping[str, Value], *, declared: bool = False) -> None:
        """Compare one response: as the model takes it, and by the idents of the responses."""
        expected, outcome = self.question.score(ours), self.item.process(theirs)
        declared = declared or "score" in self.lost
        self._agreement(CONSUMER, self.question.type, expected, outcome.score, declared=declared)
        assert declared or expected != self.question.points or outcome.score == expected, "full marks are exact"
        shown = [re_stripped(words) for sort, words in outcome.shown if sort == "Response"]
        assert shown.count("BECAUSE") == 1, "the explanation is for everyone"
        assert any(sort == "Hint" for sort, _ in outcome.shown) == (not theirs)
        if not declared and "feedback" not in self.lost and expected is not None:
            share = expected / Fraction(self.question.points)
            word = "RIGHT" if share == 1 else "PARTLY" if share else "WRONG"
            assert [one for one in shown if one in WORDS.values()] == [word]

    def one(self, ours: Any, value: Value | None, *, declared: bool = False) -> None:
        """Compare a response to a question that has one."""
        self.compare(ours, {} if value is None else {"response1": value}, declared=declared)

    def ident(self, words: str, response: str = "response1") -> str:
        """Return the ident of what a learner reads."""
        return self.item.responses[response].labels[words]


def re_stripped(words: str) -> str:
    """Return the text of a paragraph."""
    return words.strip().removeprefix("<p>").removesuffix("</p>")


def test_one_choice(agreement: Agreement) -> None:
    choices = [{"answer": "key"}, {"text": "b", "weight": "50%"}, {"text": "c & <d>", "weight": "1/3"}, "e"]
    scores = Scores(agreement, type="multiple_choice", points="2.5", choices=choices)
    assert not scores.lost
    for position, name in enumerate(("key", "b", "c & <d>", "e"), 1):
        scores.one(position, scores.ident(name))
    scores.one(None, None)


def every_set(scores: Scores, letters: str) -> None:
    """Compare every set of choices."""
    for chosen in chain.from_iterable(combinations(letters, size) for size in range(len(letters) + 1)):
        scores.one({letters.index(one) + 1 for one in chosen}, {scores.ident(one) for one in chosen} or None)


@pytest.mark.parametrize("scoring", ["partial", "all_or_nothing", "weights"])
def test_every_set_of_choices(agreement: Agreement, scoring: str) -> None:
    choices = [{"answer": "a"}, {"answer": "b"}, {"answer": "c"}, "d", "e"]
    scores = Scores(agreement, type="multiple_response", choices=choices, scoring=scoring)
    assert scores.lost == (set() if scoring == "all_or_nothing" else {"feedback"})
    every_set(scores, "abcde")


def test_weights_that_take_away(agreement: Agreement) -> None:
    choices = [
        {"answer": "a", "weight": "50%"},
        {"answer": "b"},
        {"answer": "c"},
        {"text": "d", "weight": "-25%"},
        {"text": "e", "weight": "-100%"},
    ]
    scores = Scores(agreement, type="multiple_response", choices=choices, points="3")
    assert scores.lost == {"feedback"}
    every_set(scores, "abcde")


def test_weights_beyond_the_whole_are_reported() -> None:
    choices = [{"answer": "a", "weight": "80%"}, {"answer": "b", "weight": "20%"}, {"text": "c", "weight": "50%"}]
    question = kitchen.question({"type": "multiple_response", "id": "q", "prompt": "?", "choices": choices})
    fragment = EXPORTER.render(question, Context(kitchen.INFO, {}))
    assert {loss.path for loss in fragment.losses} == {"score"}


@pytest.mark.parametrize("answer", [True, False])
def test_true_false(agreement: Agreement, answer: bool) -> None:
    scores = Scores(agreement, type="true_false", answer=answer)
    assert not scores.lost
    scores.one(True, scores.ident("True"))
    scores.one(False, scores.ident("False"))
    scores.one(None, None)


TEXTS = ["Paris", "paris", "Na", "na", "NA", "Lutèce & <co>", "lutèce & <CO>", "Rome", "x", "Lyon", "lyon"]


@pytest.mark.parametrize("text", TEXTS)
def test_texts(agreement: Agreement, text: str) -> None:
    accept = [
        "Paris",
        {"text": "Na", "case_sensitive": True},
        {"text": "na", "credit": "50%"},
        "Lutèce & <co>",
        {"text": "Rome", "credit": "0%", "feedback": "Italy"},
        {"text": "Lyon", "credit": "1/3"},
    ]
    scores = Scores(agreement, type="short_answer", accept=accept, points="2")
    assert not scores.lost
    scores.one(text, text)


def test_spaces_around_a_text_count_as_declared(agreement: Agreement) -> None:
    scores = Scores(agreement, type="short_answer", accept=["Paris"])
    scores.one(" Paris", " Paris", declared=True)
    assert scores.item.process({"response1": " Paris"}).score == 0


def test_patterns_are_reported(agreement: Agreement) -> None:
    accept = ["a", {"text": "c*", "match": "wildcard", "feedback": "C!"}]
    scores = Scores(agreement, type="short_answer", accept=accept)
    assert scores.lost == {"accept.1", "score"}
    for text in ("a", "cd", "x"):
        scores.one(text, text)
    scores = Scores(agreement, type="short_answer", accept=[{"text": "c*", "match": "wildcard"}])
    assert {"accept", "feedback", "score"} < scores.lost
    scores.one("cd", "cd")


NUMBERS = {
    "answer": "9.81",
    "tolerance": "1%",
    "accept": ["10.5", {"answer": "2", "credit": "0%", "feedback": "No"}, {"answer": "9.9", "credit": "50%"}],
}


@given(st.decimals(-15, 15, allow_nan=False))
@settings(deadline=None)
def test_any_number(number: Any) -> None:
    scores = Scores(lambda *_, **__: None, type="numeric", **NUMBERS)
    assert scores.item.process({"response1": str(number)}).score == scores.question.score(str(number))


@pytest.mark.parametrize(
    "data",
    [NUMBERS, {"min": "-1.5", "max": "3"}, {"answer": "0.2", "tolerance": "0.1"}, {"answer": "7"}, {"answer": "1e-30"}],
)
def test_bounds_are_inclusive_and_exact(agreement: Agreement, data: dict[str, Any]) -> None:
    scores = Scores(agreement, type="numeric", **data)
    assert not scores.lost
    for text in ("-1.5", "-1.50001", "3", "3.00001", "0.1", "0.3", "0.09999", "7", "7.0", "9.7119", "9.95", "2e0", "x"):
        scores.one(text, text)
    scores.one("0.000000000000000000000000000001", "0.000000000000000000000000000001")


def test_a_unit_that_is_typed_is_reported(agreement: Agreement) -> None:
    scores = Scores(agreement, type="numeric", answer="2", unit="A & <b>", units={"mA": "0.001"})
    assert scores.lost == {"score"}
    scores.one("2 A & <b>", "2")


def test_every_matching(agreement: Agreement) -> None:
    pairs = [{"left": "go", "right": "went", "feedback": "Irregular"}, {"am": "was"}, {"is": "was"}]
    scores = Scores(agreement, type="matching", pairs=pairs, distractors=["goed"], points="1")
    assert not scores.lost
    rows = {one.about: name for name, one in scores.item.responses.items()}
    for picked in product(("went", "was", "goed", None), repeat=3):
        ours = {left: right for left, right in zip(("go", "am", "is"), picked, strict=True) if right}
        scores.compare(ours, {rows[left]: scores.ident(right, rows[left]) for left, right in ours.items()})
    shown = scores.item.process({rows["go"]: scores.ident("was", rows["go"])}).shown
    assert "Irregular" in [re_stripped(words) for _, words in shown]


@pytest.mark.parametrize("scoring", ["positions", "pairs", "all_or_nothing"])
def test_every_order(agreement: Agreement, scoring: str) -> None:
    scores = Scores(agreement, type="ordering", items=["a", "b", "c & <d>", "e"], scoring=scoring)
    assert not scores.lost
    for order in permutations(["a", "b", "c & <d>", "e"]):
        scores.one(list(order), [scores.ident(one) for one in order])
    scores.one(None, None)


BLANKS = {
    "verb": {"accept": ["go", {"text": "Goes", "credit": "50%", "feedback": "Third person"}], "points": 2},
    "size": {"answer": "2", "tolerance": "0.1", "accept": [{"answer": "2.1", "credit": "1/3"}]},
    "pick": {"choices": [{"answer": "red"}, {"text": "blue", "weight": "25%", "feedback": "Nearly"}, "x"], "points": 3},
}


def test_every_filling(agreement: Agreement) -> None:
    scores = Scores(agreement, type="cloze", prompt="[[older|elder]] [[@verb]] [[@size]] [[@pick]]", blanks=BLANKS)
    assert not scores.lost
    picks = {"red": "1", "blue": "2", "x": "3"}
    for one, verb, size, pick in product(
        ("elder", "old", None), ("GO", "goes", "x"), ("2.1", "2.15", None), ("red", "blue", None)
    ):
        ours = {"1": one, "verb": verb, "size": size, "pick": picks.get(pick or "")}
        theirs = {"B1": one, "B2": verb, "B3": size, "B4": pick and scores.ident(pick, "B4")}
        scores.compare(
            {name: value for name, value in ours.items() if value},
            {name: value for name, value in theirs.items() if value},
        )


def test_boxes_stand_in_the_text_where_they_can(agreement: Agreement) -> None:
    scores = Scores(agreement, type="cloze", prompt="The [[older|elder]] *and* [[has ~have]] [[=3]].")
    assert scores.item.text == "The [B1] <em>and</em> [B2] [B3]."
    scores = Scores(agreement, type="cloze", prompt="**x [[a]]**\n\n- [[b]]")
    assert "(1) ______" in scores.item.text and scores.item.text.endswith("[B1][B2]")
    assert [one.about for one in scores.item.responses.values()] == ["(1)", "(2)"]


@pytest.mark.parametrize("data", [{"type": "essay"}, {"type": "short_answer", "model_answer": "So."}])
def test_people_score_what_has_no_key(agreement: Agreement, data: dict[str, Any]) -> None:
    data = {"rubric": ["Two causes"]} | data if data["type"] == "essay" else data
    scores = Scores(agreement, **{**data, "model_answer": "Salt & *rivers*."})
    scores.one("Words.", "Words.")
    shown = dict(scores.item.process({"response1": "Words."}).shown)
    assert re_stripped(shown["Solution"]) == "Salt &amp; <em>rivers</em>."


def test_choices_keep_their_names_and_places(agreement: Agreement) -> None:
    choices = [{"answer": "a", "id": "C2"}, "b", {"text": "None", "fixed": True}]
    scores = Scores(agreement, type="multiple_choice", choices=choices)
    (response,) = scores.item.responses.values()
    assert response.labels == {"a": "c-C2", "b": "C2", "None": "C3"}
    assert response.shuffle and response.fixed == {"C3"} and list(response.labels)[-1] == "None"
    scores = Scores(agreement, type="multiple_choice", choices=["a", {"answer": "b"}], shuffle=False)
    (response,) = scores.item.responses.values()
    assert not response.shuffle and list(response.labels) == ["a", "b"]
