"""Law 7: what Moodle gives for a response, by the weights in the file, is what `question.score` says, or declared."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import moodle
import pytest
from gift_kit import build, declared, question
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.api import Item

WEIGHTS = st.sampled_from(["50%", "1/3", "25%", "37%", "10%", "5%", "99%"])


def in_moodle(item: Item) -> moodle.Question:
    _, found = moodle.read(build([item]))
    return found


def differences(item: Any, responses: Iterable[tuple[Any, float]]) -> list[Any]:
    """Return the responses that Moodle marks otherwise; 7 decimals of a weight are stored."""
    return [response for response, mark in responses if abs(float(item.credit(response)) - mark) > 4e-7]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.none() | WEIGHTS, min_size=1, max_size=5))
def test_one_choice_counts_its_credit(weights: list[str | None]) -> None:
    choices = [{"answer": "key"}, *({"text": f"c{index}", "weight": one} for index, one in enumerate(weights))]
    item = question("multiple_choice", choices=[{k: v for k, v in one.items() if v} for one in choices])
    found = in_moodle(item)
    different = differences(item, ((n + 1, moodle.grade_choices(found, {n})) for n in range(len(choices))))
    assert bool(different) == ("choices.weight" in declared(item)) == bool({"37%", "99%"} & set(weights))


def subsets(count: int) -> Iterable[set[int]]:
    return (set(chosen) for size in range(count + 1) for chosen in itertools.combinations(range(count), size))


def ticks(item: Any) -> list[Any]:
    found = in_moodle(item)
    return differences(
        item, (({n + 1 for n in chosen}, moodle.grade_choices(found, chosen)) for chosen in subsets(len(item.choices)))
    )


@pytest.mark.parametrize("right", range(1, 10))
@pytest.mark.parametrize("wrong", [0, 1, 3])
@pytest.mark.parametrize("scoring", ["partial", "all_or_nothing"])
def test_several_choices(right: int, wrong: int, scoring: str) -> None:
    choices = [{"answer": f"r{n}"} for n in range(right)] + [{"text": f"w{n}"} for n in range(wrong)]
    item = question("multiple_response", choices=[*choices, {"text": "last"}], scoring=scoring)
    different = ticks(item)
    if scoring == "partial":
        assert not different
        assert not {"score", "scoring"} & set(declared(item))
    else:
        assert bool(different) == ("scoring" in declared(item)) == (right > 1)


@pytest.mark.parametrize("right", [11, 12, 13, 17, 19, 20, 21, 30])
def test_many_right_choices_are_imported_and_declared(right: int) -> None:
    choices = [{"answer": f"r{n}"} for n in range(right)]
    item = question("multiple_response", choices=[*choices, {"text": "wrong"}])
    found = in_moodle(item)  # the positive weights add up to 100%, or this raises
    assert moodle.grade_choices(found, set(range(right))) == pytest.approx(1, abs=0.005)
    assert ("score" in declared(item)) == (right != 20)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.none() | WEIGHTS), min_size=1, max_size=5))
def test_weighted_choices(typed: list[tuple[bool, str | None]]) -> None:
    choices = [{"answer" if key else "text": f"c{n}", "weight": weight} for n, (key, weight) in enumerate(typed)]
    choices = [
        {k: v for k, v in one.items() if v}
        for one in [{"answer": "key"}, *choices, {"text": "wrong", "weight": "-50%"}]
    ]
    item = question("multiple_response", choices=choices)
    different = ticks(item)
    assert not different or {"score", "choices.weight"} & set(declared(item))


def test_true_false() -> None:
    for answer in (True, False):
        assert in_moodle(question("true_false", answer=answer)).right is answer


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
def test_typed_texts(fields: dict[str, Any], lost: set[str]) -> None:
    item = question("short_answer", **fields)
    found = in_moodle(item)
    different = differences(item, ((text, moodle.grade_text(found, text)) for text in TYPED))
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
    found = in_moodle(item)
    width = abs(answer) * size / 100 if relative else size
    typed = [answer, answer - width, answer + width, answer + width + 1, answer - width - 1, other, 0]
    assert not differences(item, ((f"{one:f}", moodle.grade_number(found, f"{one:f}")) for one in typed))


@pytest.mark.parametrize(("low", "high"), [("2", "3"), ("-0.5", "11"), ("-3", "-2"), ("1e3", "1.5e3")])
def test_ranges(low: str, high: str) -> None:
    item = question("numeric", min=low, max=high)
    found = in_moodle(item)
    typed = [low, high, str(float(low) - 0.01), str(float(high) + 0.01), str((float(low) + float(high)) / 2)]
    assert not differences(item, ((one, moodle.grade_number(found, one)) for one in typed))


def test_pairs() -> None:
    pairs = [{"left": left, "right": right} for left, right in ("aA", "bB", "cA")]
    item = question("matching", pairs=pairs, distractors=["X"])
    found = in_moodle(item)
    mappings = [dict(zip("abc", rights, strict=True)) for rights in itertools.product("ABX", repeat=3)]
    assert not differences(item, ((one, moodle.grade_pairs(found, one)) for one in [*mappings, {}, {"a": "A"}]))
