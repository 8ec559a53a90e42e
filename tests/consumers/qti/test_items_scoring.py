"""Law 7: what an item's response processing gives equals `question.score(response)`, in QTI 2.1, 2.2 and 3.0."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, combinations, permutations, product
from typing import Any

import kitchen
import pytest
from agreement import Agreement
from hypothesis import given, settings
from hypothesis import strategies as st
from player import QTI, Item
from qbank_qti import qti21, qti22, qti30

from qbank.api import Cloze, Context, Options

Agree = Callable[[Any, Any, float], None]
CONSUMERS = {
    "QTI's rules: QTI 2.1": qti21.make(Options()),
    "QTI's rules: QTI 2.2": qti22.make(Options()),
    "QTI's rules: QTI 3.0": qti30.make(Options()),
}
each_version = pytest.mark.parametrize("consumer", CONSUMERS)


def item(consumer: str, **data: Any) -> tuple[Any, Item]:
    """Return a question and its item as a player reads it."""
    question = kitchen.question({"id": "q", "prompt": "What?", **data})
    fragment = CONSUMERS[consumer].render(question, Context(kitchen.INFO, kitchen.media()))
    return question, Item.read(fragment.parts[0])


@pytest.fixture
def agree(consumer: str, agreement: Agreement) -> Agree:
    """What asserts that a score is the reference's, and counts it."""

    def compare(question: Any, response: Any, score: float) -> None:
        exactly(question, response, score)
        agreement(consumer, question.type, question.score(response), score)

    return compare


def exactly(question: Any, response: Any, score: float) -> None:
    """Assert that a score is the reference's, as near as a double can be."""
    assert score == pytest.approx(float(question.score(response)), abs=1e-12), response


def subsets(names: Iterable[str]) -> Iterable[tuple[str, ...]]:
    """Return all subsets."""
    names = tuple(names)
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


@each_version
def test_each_single_choice_earns_its_credit(consumer: str, agree: Agree) -> None:
    choices = [{"answer": "key"}, {"text": "half", "weight": "50%"}, {"text": "odd", "weight": "33.33%"}, "none"]
    question, made = item(consumer, type="multiple_choice", points="2.5", choices=choices)
    found = made.choices("choiceInteraction")
    for position, name in enumerate(("key", "half", "odd", "none"), 1):
        agree(question, position, made.score(RESPONSE=found[name]))
    agree(question, None, made.score())


@each_version
@pytest.mark.parametrize(
    "data",
    [
        {"choices": [{"answer": "a"}, {"answer": "b"}, {"answer": "c"}, "d", "e"]},
        {"choices": [{"answer": "a"}, "b"], "points": "3"},
        {"choices": [{"answer": "a"}, {"answer": "b"}, "c"], "scoring": "all_or_nothing"},
        {
            "choices": [
                {"answer": "a", "weight": "50%"},
                {"answer": "b"},
                {"answer": "c"},
                {"text": "d", "weight": "-1/3"},
            ]
        },
        {"choices": [{"answer": "a"}, {"answer": "b"}, {"answer": "c"}, "d"], "scoring": "weights", "points": "0.5"},
        {"choices": [{"answer": "a"}, {"answer": "b"}], "points": "0"},
    ],
)
def test_every_set_of_choices_scores_as_the_reference_says(consumer: str, agree: Agree, data: dict[str, Any]) -> None:
    question, made = item(consumer, type="multiple_response", **data)
    found = made.choices("choiceInteraction")
    positions = {name: position for position, name in enumerate(sorted(found), 1)}
    for chosen in subsets(found):
        score = made.score(RESPONSE=tuple(found[name] for name in chosen))
        agree(question, {positions[name] for name in chosen}, score)


@each_version
def test_weights_too_fine_for_whole_numbers_are_rounded_and_reported(consumer: str) -> None:
    data = {"id": "q", "prompt": "?", "type": "multiple_response"}
    choices = [{"answer": "a", "weight": "33.337%"}, {"answer": "b"}, "c"]
    question = kitchen.question({**data, "choices": choices})
    fragment = CONSUMERS[consumer].render(question, Context(kitchen.INFO, {}))
    assert [loss.path for loss in fragment.losses] == ["score"]
    made = Item.read(fragment.parts[0])
    found = made.choices("choiceInteraction")
    assert made.score(RESPONSE=(found["a"],)) == pytest.approx(0.33337, abs=1e-3)
    assert made.score(RESPONSE=(found["a"], found["b"])) == 1


@each_version
@pytest.mark.parametrize("answer", [True, False])
def test_true_false(consumer: str, agree: Agree, answer: bool) -> None:
    question, made = item(consumer, type="true_false", answer=answer, points="2")
    found = made.choices("choiceInteraction")
    assert list(found) == ["True", "False"]
    for name, value in (("True", True), ("False", False)):
        agree(question, value, made.score(RESPONSE=found[name]))
    agree(question, None, made.score())


@each_version
@pytest.mark.parametrize(
    "data",
    [
        {"accept": ["Paris", {"text": "Lyon", "credit": "1/3"}, {"text": "Rome", "credit": "0%"}]},
        {"accept": ["Na", {"text": "na", "credit": "50%"}], "case_sensitive": True},
        {"accept": [{"text": "NA", "case_sensitive": True, "credit": "50%"}, "na"]},
        {"accept": ["Ünïcode Ω", "C++ (a.b)?*", "a/b\\c", "$5 ^2 [x] {y}|z"]},
        {"accept": [{"text": r"gr*y\*", "match": "wildcard"}, {"text": "*ish", "match": "wildcard", "credit": "50%"}]},
        {"accept": [{"text": r"colou?r(?:ed)? [a-c]\d", "match": "regex"}, "Tint", {"text": "a|b", "match": "regex"}]},
        {"accept": [{"text": r"H[a-z2]O\.", "match": "regex", "case_sensitive": True}]},
    ],
)
def test_texts_score_as_the_reference_says(consumer: str, agree: Agree, data: dict[str, Any]) -> None:
    question, made = item(consumer, type="short_answer", **data)
    texts = [one.text for one in question.accept] + [
        "gray*", "GREY*", "grey", "gr*y*", "reddish", "color a1", "Coloured C9", "colour d1", "tint", "A", "ab", "H2O.",
        "h2o.", "HeO.", "xParis", "Parisx", "x", ".", "Berlin", "C++ (axb)?*",
    ]  # fmt: skip
    for text in {form for one in texts for form in (one, one.upper(), one.lower(), f" {one}", f"{one} ")}:
        agree(question, text, made.score(RESPONSE=text))
    agree(question, None, made.score())


@each_version
@given(st.text(alphabet="aAbB *\\.+", min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_a_wildcard_matches_what_the_reference_matches(consumer: str, text: str) -> None:
    accept = [{"text": "A*b", "match": "wildcard"}, {"text": r"\*.+", "match": "wildcard", "credit": "50%"}]
    question, made = item(consumer, type="short_answer", accept=accept)
    exactly(question, text, made.score(RESPONSE=text))


NUMBERS = [
    "9.81",
    "9.7119",
    "9.9081",
    "9.7118",
    "9.9082",
    "10",
    "9.9",
    "10.1",
    "981",
    "-9.81",
    "+9.81",
    ".5",
    "5.",
    "1e1",
    "1E+1",
    "0",
    "-1.5",
    "3",
    "3.0000001",
    "-1.50001",
    "2",
    "2.05",
    "1.95",
    "2.051",
    "0.1",
    "0.3",
    "0.30000000000000004",
    "0.31",
    "3,14",
    "abc",
    "9.81m",
    "0x10",
    "1_0",
    "９.81",
    "nan",
    "inf",
    "1e400",
    "2000",
    "2050",
    "2051",
]


@each_version
@pytest.mark.parametrize(
    "data",
    [
        {
            "answer": "9.81",
            "tolerance": "1%",
            "accept": [{"answer": "10", "credit": "50%"}, {"answer": "981", "credit": "0%"}],
        },
        {"min": "-1.5", "max": "3", "points": "1.1"},
        {"answer": "0.2", "tolerance": "0.1"},
        {"answer": "0"},
        {"answer": "2", "tolerance": "0.05", "unit": "A"},
    ],
)
def test_numbers_score_as_the_reference_says(consumer: str, agree: Agree, data: dict[str, Any]) -> None:
    question, made = item(consumer, type="numeric", **data)
    for text in [one for one in NUMBERS if one.isascii()]:
        agree(question, text, made.score(RESPONSE=text))
    agree(question, None, made.score())


@each_version
@given(st.decimals(-4, 4, allow_nan=False, places=3))
@settings(max_examples=200, deadline=None)
def test_a_number_at_or_beside_a_bound(consumer: str, number: Any) -> None:
    question, made = item(
        consumer, type="numeric", answer="1.1", tolerance="3.3", accept=[{"answer": "-3", "credit": "1/3"}]
    )
    exactly(question, str(number), made.score(RESPONSE=str(number)))


@each_version
def test_a_number_with_its_unit(consumer: str, agree: Agree) -> None:
    data = {"answer": "2", "tolerance": "0.05", "unit": "A", "units": {"mA": "0.001", "kA": "1000"}}
    question, made = item(consumer, type="numeric", **data, accept=[{"answer": "3", "credit": "50%"}])
    units = made.choices("inlineChoiceInteraction")
    (unit,) = (one.attrib["responseIdentifier"] for one in made.root.iter(f"{QTI}inlineChoiceInteraction"))
    for text, name in product(("2", "2.05", "2.06", "2000", "2050", "2051", "0.002", "3", "3000", "x"), units):
        agree(question, f"{text} {name}", made.score(RESPONSE=text, **{unit: units[name]}))
    agree(question, "2", made.score(RESPONSE="2"))


@each_version
def test_every_matching_scores_as_the_reference_says(consumer: str, agree: Agree) -> None:
    pairs = [{"go": "went"}, {"am": "was"}, {"is": "was"}]
    question, made = item(consumer, type="matching", pairs=pairs, distractors=["goed"], points="2")
    found = made.choices("matchInteraction")
    lefts, rights = ["go", "am", "is"], ["went", "was", "goed", None]
    assert not {found[one] for one in lefts} & {found[one] for one in rights if one}
    for picked in product(rights, repeat=3):
        chosen = {left: right for left, right in zip(lefts, picked, strict=True) if right}
        score = made.score(RESPONSE=tuple(f"{found[left]} {found[right]}" for left, right in chosen.items()))
        agree(question, chosen, score)


@each_version
@pytest.mark.parametrize("scoring", ["positions", "pairs", "all_or_nothing"])
def test_every_order_scores_as_the_reference_says(consumer: str, agree: Agree, scoring: str) -> None:
    question, made = item(consumer, type="ordering", items=["a", "b", "c", "d"], scoring=scoring, points="1.5")
    found = made.choices("orderInteraction")
    assert list(found) != ["a", "b", "c", "d"], "the order of the file gives the answer away"
    for order in permutations("abcd"):
        agree(question, list(order), made.score(RESPONSE=tuple(found[one] for one in order)))
    agree(question, ["a", "b"], made.score(RESPONSE=(found["a"], found["b"])))
    agree(question, None, made.score())


CLOZE = {
    "prompt": "[[older|elder]] [[has ~have ~had]] [[=9.81±1%]] [[@verb]] [[@pick]] [[@size]]",
    "blanks": {
        "verb": {"accept": ["go", {"text": "goes", "credit": "50%"}], "points": 2},
        "pick": {"choices": [{"answer": "red"}, {"text": "blue", "weight": "1/3"}, "green"], "points": 3},
        "size": {"answer": "2", "unit": "A", "units": {"mA": "0.001"}, "accept": [{"answer": "3", "credit": "25%"}]},
    },
}


@each_version
@given(
    st.tuples(
        st.sampled_from(["older", "Elder ", "old", None]),
        st.sampled_from(["has", "have", "had", None]),
        st.sampled_from(["9.81", "9.9", "9", "x", None]),
        st.sampled_from(["GO", "goes", "went", None]),
        st.sampled_from(["red", "blue", "green", None]),
        st.sampled_from([("2", "A"), ("2000", "mA"), ("3", "A"), ("3", "mA"), None]),
    )
)
@settings(max_examples=200, deadline=None)
def test_blanks_are_added_by_their_weight(consumer: str, filled: tuple[Any, ...]) -> None:
    question, made = item(consumer, type="cloze", **CLOZE)
    assert isinstance(question, Cloze)
    older, has, number, verb, pick, size = filled
    given_: dict[str, Any] = {"RESPONSE1": older, "RESPONSE3": number, "RESPONSE4": verb}
    given_["RESPONSE2"] = has and made.choices("inlineChoiceInteraction", 0)[has]
    given_["RESPONSE5"] = pick and made.choices("inlineChoiceInteraction", 1)[pick]
    if size:
        given_["RESPONSE6"] = size[0]
        given_["RESPONSE6-UNIT"] = made.choices("inlineChoiceInteraction", 2)[size[1]]
    response = {"1": older, "2": has, "3": number, "verb": verb, "pick": pick, "size": size and " ".join(size)}
    score = made.score(**{name: value for name, value in given_.items() if value})
    exactly(question, {name: value for name, value in response.items() if value}, score)


@each_version
def test_what_people_score_has_no_score_of_its_own(consumer: str) -> None:
    for data in (
        {"type": "essay", "points": "4"},
        {"type": "short_answer", "model_answer": "Because."},
    ):
        question, made = item(consumer, **data)
        assert question.score("x") is None
        assert made.answer(RESPONSE="x")["SCORE"] == 0
        scorers = {
            one.attrib["identifier"]: one.get("externalScored") for one in made.root.iter(f"{QTI}outcomeDeclaration")
        }
        assert scorers["SCORE"] == (None if consumer.endswith("2.1") else "human")
        assert "RAW" not in made.outcomes


@each_version
def test_feedback_follows_the_answer(consumer: str) -> None:
    """What is shown to whom, choice by choice and by how good the answer was."""
    common = {
        "feedback": {"correct": "Right", "partial": "Partly", "incorrect": "Wrong"},
        "explanation": "Always",
        "hints": ["Think"],
    }
    _, made = item(
        consumer,
        type="multiple_response",
        choices=[{"answer": "a", "feedback": "A!"}, {"answer": "b"}, {"text": "c", "feedback": "C?"}],
        **common,
    )
    found = made.choices("choiceInteraction")

    def shown(*names: str) -> list[str]:
        return made.feedback(RESPONSE=tuple(found[name] for name in names))

    assert sorted(shown("a", "b")) == ["A!", "Always", "Right"]
    assert sorted(shown("a")) == ["A!", "Always", "Partly", "Think"]
    assert sorted(shown("a", "c")) == ["A!", "Always", "C?", "Think", "Wrong"]
    assert sorted(made.feedback()) == ["Always", "Think", "Wrong"]
    accept = [
        "Paris",
        {"text": "paris", "credit": "50%", "feedback": "Capital P"},
        {"text": "Rome", "credit": "0%", "feedback": "Italy"},
    ]
    _, made = item(consumer, type="short_answer", accept=accept, case_sensitive=True, **common)
    assert sorted(made.feedback(RESPONSE="Paris")) == ["Always", "Right"]
    assert sorted(made.feedback(RESPONSE="paris")) == ["Always", "Capital P", "Partly", "Think"]
    assert sorted(made.feedback(RESPONSE="Rome")) == ["Always", "Italy", "Think", "Wrong"]
    pairs = [{"left": "l", "right": "r", "feedback": "No r?"}, {"m": "s"}]
    _, made = item(consumer, type="matching", pairs=pairs)
    found = made.choices("matchInteraction")
    assert made.feedback(RESPONSE=(f"{found['l']} {found['s']}",)) == ["No r?"]
    assert made.feedback(RESPONSE=(f"{found['l']} {found['r']}",)) == []
    assert made.feedback() == []
