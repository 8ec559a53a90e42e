"""Law 7: what Moodle gives for a response, by the weights in the file, is what `question.score` says, or declared."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import gift_rules
import pytest
from agreement import Agreement
from consumers.moodle_rules.respond import mark
from gift_kit import build, declared, question
from hypothesis import given, settings
from hypothesis import strategies as st

WEIGHTS = st.sampled_from(["50%", "1/3", "25%", "37%", "10%", "5%", "99%"])
SCORING = {"score", "scoring", "choices.weight", "accept.credit", "accept.text", "case_sensitive"}
"""The entries of the table that declare another score."""


def imported(item: Any) -> tuple[gift_rules.Question, dict[str, str]]:
    """Return what Moodle makes of a question, and what is declared lost of it."""
    _, found = gift_rules.read(build([item]))
    return found, declared(item)


def differences(item: Any, responses: Iterable[Any], agreement: Agreement | None = None) -> list[Any]:
    """Return the responses that Moodle marks otherwise; those of a fixed list are counted."""
    return compared(item, *imported(item), responses, agreement)


def compared(
    item: Any,
    found: gift_rules.Question,
    lost: dict[str, str],
    responses: Iterable[Any],
    agreement: Agreement | None = None,
) -> list[Any]:
    different = []
    for response in responses:
        ours, theirs = item.credit(response), mark(item, found, response)
        assert theirs is not None
        if agreement:
            agreement("Moodle's rules: GIFT", item.type, ours, theirs, declared=bool(SCORING & set(lost)))
        if abs(float(ours) - theirs) > 4e-7:  # 7 decimals of a weight are stored
            different.append(response)
    return different


@settings(max_examples=80, deadline=None)
@given(st.lists(st.none() | WEIGHTS, min_size=1, max_size=5))
def test_one_choice_counts_its_credit(weights: list[str | None]) -> None:
    choices = [{"answer": "key"}, *({"text": f"c{index}", "weight": one} for index, one in enumerate(weights))]
    item = question("multiple_choice", choices=[{k: v for k, v in one.items() if v} for one in choices])
    different = differences(item, range(1, len(choices) + 1))
    assert bool(different) == ("choices.weight" in declared(item)) == bool({"37%", "99%"} & set(weights))


@pytest.mark.parametrize("weight", ["50%", "1/3", "1/7", "83.33333%", "5%", "37%"])
def test_one_choice(weight: str, agreement: Agreement) -> None:
    item = question("multiple_choice", choices=[{"answer": "key"}, "wrong", {"text": "part", "weight": weight}])
    different = differences(item, [1, 2, 3, None], agreement)
    assert bool(different) == ("choices.weight" in declared(item)) == (weight == "37%")


def subsets(count: int) -> Iterable[set[int]]:
    """Return all sets of positions, as `score` takes them."""
    positions = range(1, count + 1)
    return (set(chosen) for size in range(count + 1) for chosen in itertools.combinations(positions, size))


@pytest.mark.parametrize("right", range(1, 10))
@pytest.mark.parametrize("wrong", [0, 1, 3])
@pytest.mark.parametrize("scoring", ["partial", "all_or_nothing"])
def test_several_choices(right: int, wrong: int, scoring: str, agreement: Agreement) -> None:
    choices = [{"answer": f"r{n}"} for n in range(right)] + [{"text": f"w{n}"} for n in range(wrong)]
    item = question("multiple_response", choices=[*choices, {"text": "last"}], scoring=scoring)
    found, lost = imported(item)
    different = compared(item, found, lost, subsets(right + wrong + 1))
    compared(item, found, lost, [set(range(1, right + 1)), {1}, {1, right + 1}, set()], agreement)
    if scoring == "partial":
        assert not different
        assert not {"score", "scoring"} & set(lost)
    else:
        assert bool(different) == ("scoring" in lost) == (right > 1)


@pytest.mark.parametrize("right", [11, 12, 13, 17, 19, 20, 21, 30])
def test_many_right_choices_are_imported_and_declared(right: int, agreement: Agreement) -> None:
    choices = [{"answer": f"r{n}"} for n in range(right)]
    item = question("multiple_response", choices=[*choices, {"text": "wrong"}])
    found, lost = imported(item)  # the positive weights add up to 100%, or this raises
    assert mark(item, found, set(range(1, right + 1))) == pytest.approx(1, abs=0.005)
    assert ("score" in lost) == (right != 20)
    compared(item, found, lost, [{1}, set(range(1, right + 1)), {1, right + 1}], agreement)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.none() | WEIGHTS), min_size=1, max_size=5))
def test_weighted_choices(typed: list[tuple[bool, str | None]]) -> None:
    choices = [{"answer" if key else "text": f"c{n}", "weight": weight} for n, (key, weight) in enumerate(typed)]
    choices = [
        {k: v for k, v in one.items() if v}
        for one in [{"answer": "key"}, *choices, {"text": "wrong", "weight": "-50%"}]
    ]
    item = question("multiple_response", choices=choices)
    different = differences(item, subsets(len(choices)))
    assert not different or {"score", "choices.weight"} & set(declared(item))


@pytest.mark.parametrize("weights", [("50%", "25%", "25%", "-25%"), ("1/3", "1/3", "1/3", "-1/3")])
def test_weights_of_the_list(weights: tuple[str, ...], agreement: Agreement) -> None:
    *keys, wrong = weights
    choices = [{"answer": f"c{n}", "weight": weight} for n, weight in enumerate(keys)]
    item = question("multiple_response", choices=[*choices, {"text": "wrong", "weight": wrong}, "nothing"])
    assert not differences(item, subsets(5), agreement)


def test_true_false(agreement: Agreement) -> None:
    for answer in (True, False):
        assert not differences(question("true_false", answer=answer), [True, False, None], agreement)


TYPED = [
    "Nile",
    "nile",
    " NILE ",
    "the nile river",
    "n",
    "",
    "2*3",
    "2x3",
    "a->b",
    "a->b!",
    "COLOUR",
    "color",
    "colr",
    "é",
    "\u0065\u0301",
]


@pytest.mark.parametrize(
    ("fields", "lost"),
    [
        ({"accept": ["Nile", {"text": "n", "credit": "25%"}]}, set()),
        ({"accept": ["*nile*", {"text": r"2\*3", "credit": 0}], "match": "wildcard"}, set()),
        ({"accept": ["2*3", "é"]}, set()),
        ({"accept": ["colou?r", "(The )?Nile( river)?"], "match": "regex"}, {"match"}),
        ({"accept": ["Nile", {"text": r"\w{3}", "match": "regex"}]}, {"accept.text"}),
        ({"accept": ["a->b"]}, {"accept.text"}),
        ({"accept": ["Nile"], "case_sensitive": True}, {"case_sensitive"}),
        ({"accept": [{"text": "Nile", "credit": "90%"}]}, {"score"}),
        ({"accept": ["n", {"text": "Nile", "credit": "37%"}]}, {"accept.credit"}),
    ],
)
def test_typed_texts(fields: dict[str, Any], lost: set[str], agreement: Agreement) -> None:
    item = question("short_answer", **fields)
    different = differences(item, TYPED, agreement)
    assert set(declared(item)) == lost
    assert not different or lost - {"match"}


@settings(max_examples=80, deadline=None)
@given(
    st.decimals(-1000, 1000, places=3), st.decimals(0, 10, places=3), st.booleans(), st.decimals(-1000, 1000, places=2),
)  # fmt: skip
def test_typed_numbers(answer: Any, size: Any, relative: bool, other: Any) -> None:
    item = question(
        "numeric", answer=str(answer), tolerance=f"{size}%" if relative else str(size),
        accept=[{"answer": str(other), "credit": "50%"}], feedback={"incorrect": "No."},
    )  # fmt: skip
    width = abs(answer) * size / 100 if relative else size
    typed = [answer, answer - width, answer + width, answer + width + 1, answer - width - 1, other, 0]
    assert not differences(item, (f"{one:f}" for one in typed))


@pytest.mark.parametrize(("low", "high"), [("2", "3"), ("-0.5", "11"), ("-3", "-2"), ("1e3", "1.5e3")])
def test_ranges(low: str, high: str, agreement: Agreement) -> None:
    item = question("numeric", min=low, max=high)
    typed = [low, high, str(float(low) - 0.01), str(float(high) + 0.01), str((float(low) + float(high)) / 2)]
    assert not differences(item, typed, agreement)


def test_pairs(agreement: Agreement) -> None:
    pairs = [{"left": left, "right": right} for left, right in ("aA", "bB", "cA")]
    item = question("matching", pairs=pairs, distractors=["X"])
    mappings = [dict(zip("abc", rights, strict=True)) for rights in itertools.product("ABX", repeat=3)]
    assert not differences(item, [*mappings, {}, {"a": "A"}], agreement)


@pytest.mark.parametrize(
    "right, other", [("1.0", "1.00"), ("10", "1e1"), ("$x$", "*$x$*"), ("![A](a.png)", "![A](b.png)")]
)
def test_right_sides_that_are_one_in_moodle_are_declared(right: str, other: str, agreement: Agreement) -> None:
    pairs = [{"left": "a", "right": right}, {"left": "b", "right": "B"}]
    responses = [{"a": right, "b": "B"}, {"a": other, "b": "B"}, {"a": "B"}]
    declares = question("matching", pairs=pairs, distractors=[other])
    assert differences(declares, responses, agreement) == responses[1:2]
    assert "score" in imported(declares)[1]
    silent = question("matching", pairs=pairs, distractors=["1.0.0"])
    assert "score" not in imported(silent)[1]
