"""Law 7: what Moodle gives for a response to what stands in the file is what `question.score` says, or declared."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import pytest
from agreement import Agreement
from consumers.moodle_rules.respond import mark
from hypothesis import given, settings
from hypothesis import strategies as st
from moodle_kit import declared, imported, one_image, places, question

from qbank.api import KINDS

SCORING = {"score", "scoring"}
"""The entries of the table that declare another score."""
LISTED = ["50%", "1/3", "1/7", "83.33333%", "5%", "1/6", "90%"]
UNLISTED = ["37%", "1/11", "99%", "2/7", "0.1%"]


def differences(item: Any, responses: Iterable[Any], agreement: Agreement | None = None) -> list[Any]:
    """Return the responses that Moodle marks otherwise; those of a fixed list are counted."""
    found, lost, different = imported(item), declared(item), []
    points = float(getattr(item, "points", 1))
    for response in responses:
        share = mark(item, found, response, places)
        ours, theirs = item.score(response), None if share is None else share * found.grade
        if theirs is not None and "points" in lost:
            theirs *= points / found.grade
        if agreement:
            agreement("Moodle's rules: XML", item.type, ours, theirs, declared=bool(SCORING & set(lost)))
        # Fractions are stored with 7 decimals: with 21 right choices a millionth is missing, and declared.
        if (ours is None) != (theirs is None) or abs(float(ours or 0) - (theirs or 0)) > 1.1e-6 * points:
            different.append(response)
    return different


def kind_in_moodle(item: Any) -> str:
    return imported(item).kind


def subsets(count: int) -> Iterable[set[int]]:
    """Return all sets of positions, as `score` takes them."""
    positions = range(1, count + 1)
    return (set(chosen) for size in range(count + 1) for chosen in itertools.combinations(positions, size))


@pytest.mark.parametrize("weight", LISTED + UNLISTED)
@pytest.mark.parametrize("points", ["1", "3"])
def test_one_choice(weight: str, points: str, agreement: Agreement) -> None:
    choices = [{"answer": "key"}, "wrong", {"text": "=part", "weight": weight}, {"text": "%last%", "fixed": True}]
    item = question("multiple_choice", choices=choices, points=points)
    assert differences(item, [1, 2, 3, 4, None], agreement) == []
    assert kind_in_moodle(item) == ("multianswer" if weight in UNLISTED else "multichoice")


@pytest.mark.parametrize("right", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 17, 19, 20, 21, 30])
@pytest.mark.parametrize("wrong", [1, 4])
def test_several_choices(right: int, wrong: int, agreement: Agreement) -> None:
    choices = [{"answer": f"r{n}"} for n in range(right)] + [{"text": f"w{n}"} for n in range(wrong)]
    item = question("multiple_response", choices=choices)
    keys, all_ = set(range(1, right + 1)), set(range(1, right + wrong + 1))
    ticked: list[set[int]] = [set(), {1}, keys, all_, all_ - keys, {right + 1}, {1, right + 1}, keys | {right + 1}]
    assert differences(item, ticked, agreement) == []
    if right + wrong < 10:
        assert differences(item, subsets(right + wrong)) == []
    assert bool(SCORING & set(declared(item))) == (right in (21, 30))  # a millionth, by seven decimals
    assert kind_in_moodle(item) == ("multianswer" if right in (11, 12, 17, 19, 21, 30) else "multichoice")


@pytest.mark.parametrize("right", [1, 2, 3, 11])
def test_all_or_nothing(right: int, agreement: Agreement) -> None:
    choices = [{"answer": f"r{n}"} for n in range(right)] + ["w0", "w1"]
    item = question("multiple_response", choices=choices, scoring="all_or_nothing")
    keys = set(range(1, right + 1))
    different = differences(item, [set(), keys, {1}, {1, right + 1}, keys | {right + 1}, {right + 2}], agreement)
    assert bool(different) == (right > 1) == ("scoring" in declared(item)) == ("score" in declared(item))
    assert different == ([] if right == 1 else [{1}])  # never more than a part, and nothing with a wrong one


@pytest.mark.parametrize(
    "weights",
    [
        ("50%", "25%", "25%", "-25%"),
        ("1/3", "1/3", "1/3", "-1/3"),
        ("70%", "30%", "-100%"),
        ("37%", "63%", "-5%"),
        ("50%", "50%", "-37%"),
        ("2/7", "5/7", "-1/7", "-2/7"),
    ],
)
def test_weights(weights: tuple[str, ...], agreement: Agreement) -> None:
    choices = [{"text" if one.startswith("-") else "answer": f"c{n}", "weight": one} for n, one in enumerate(weights)]
    item = question("multiple_response", choices=[*choices, "nothing"])
    assert differences(item, subsets(len(weights) + 1), agreement) == []
    assert not SCORING & set(declared(item))


def test_weights_beyond_the_whole_are_declared(agreement: Agreement) -> None:
    """A cloze question makes 100% of what the right choices and a good distractor are worth together.

    Moodle's own kind would stop the import, also where each grade is on its list.
    """
    for weight in ("37%", "50%"):
        choices = [{"answer": "a", "weight": "100%"}, {"text": "b", "weight": weight}, "c"]
        item = question("multiple_response", choices=choices)
        assert differences(item, subsets(3), agreement)
        assert kind_in_moodle(item) == "multianswer"
        assert {"choices", "score"} <= set(declared(item))


def test_shares_of_many_keys_are_rounded_only_where_they_are_equal(agreement: Agreement) -> None:
    """With 21 keys of equal worth Moodle's seven decimals lose a millionth; weights are written as they are."""
    weights = ["37%", "63%", *["0%"] * 19]
    choices = [{"answer": f"c{n}", "weight": one} for n, one in enumerate(weights)]
    item = question("multiple_response", choices=[*choices, "nothing"])
    keys = set(range(1, 22))
    assert differences(item, [set(), {1}, {2}, {1, 2}, {3}, keys, keys - {2}, keys | {22}], agreement) == []
    assert kind_in_moodle(item) == "multianswer"
    assert not SCORING & set(declared(item))


def test_weights_without_a_key_are_written(agreement: Agreement) -> None:
    """Whether a bank may have such a question is the core's to say; Moodle makes 100% of the sum, which is declared."""
    item = question("multiple_response", choices=[{"text": "a", "weight": "37%"}, {"text": "b", "weight": "-37%"}, "c"])
    assert differences(item, subsets(3), agreement)
    assert kind_in_moodle(item) == "multianswer"
    assert "score" in declared(item)


def test_choices_that_show_files_stay_choices(tmp_path: Any) -> None:
    """A cloze question shows no files: the nearest grade is written, and said."""
    media = one_image(tmp_path)
    item = question("multiple_choice", choices=[{"answer": "![a](a.png)"}, {"text": "b", "weight": "37%"}])
    found = imported(item, media=media, project=tmp_path)
    assert (found.kind, [answer.fraction for answer in found.answers]) == ("multichoice", [1, 0.4])
    assert "score" in declared(item, media)


def test_true_false(agreement: Agreement) -> None:
    for answer in (True, False):
        assert differences(question("true_false", answer=answer, points="0.5"), [True, False, None], agreement) == []


TYPED = ["Nile", "nile", " NILE ", "the nile river", "n", "", "2*3", "2x3", "a->b", "a~b", "axb", "~x", "COLOUR",
         "color", "colr", "é", "\u0065\u0301", "c:\\", "c:", "a\\*b", "{x}#", "%50%y", "=z", "0"]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "lost"),
    [
        ({"accept": ["Nile", {"text": "n", "credit": "25%"}]}, set()),
        ({"accept": ["*nile*", {"text": r"2\*3", "credit": 0}], "match": "wildcard"}, set()),
        ({"accept": ["2*3", "é", "a->b", "a~b", "~x", "c:\\", "a\\*b", "{x}#", "%50%y", "=z", "0"]}, set()),
        ({"accept": ["Nile", {"text": "n", "credit": "37%"}]}, {"accept"}),
        ({"accept": ["é", "~x", "c:\\", "a\\*b", "{x}#", "=z", "0", {"text": "%50%y", "credit": "37%"}]}, {"accept"}),
        ({"accept": ["a~b", {"text": "n", "credit": "37%"}]}, {"accept", "accept.text", "score"}),
        ({"accept": ["Nile"], "case_sensitive": True}, set()),
        ({"accept": ["Nile", {"text": "n", "credit": "37%"}], "case_sensitive": True}, {"accept"}),
        ({"accept": ["Nile", {"text": "N", "case_sensitive": True}]}, {"accept.case_sensitive", "score"}),
        ({"accept": [{"text": one, "case_sensitive": True} for one in ("Nile", "n")]}, set()),
        ({"accept": ["colou?r", "(The )?Nile( river)?"], "match": "regex"}, {"match"}),
        ({"accept": ["Nile", {"text": r"\w{3}", "match": "regex"}]}, {"accept.text", "score"}),
        ({"accept": [r"\w{4}", {"text": "n", "credit": "50%", "match": "exact"}], "match": "regex"},
         {"accept", "accept.text", "score"}),
        ({"model_answer": "The *Nile*."}, {"model_answer"}),
    ],
)  # fmt: skip
def test_typed_texts(fields: dict[str, Any], lost: set[str], agreement: Agreement) -> None:
    item = question("short_answer", **fields)
    assert set(declared(item)) == lost
    different = differences(item, TYPED, agreement)
    assert not different or SCORING & lost


def test_texts_that_moodle_cannot_compare_are_marked_by_people() -> None:
    item = question("short_answer", accept=[r"\w{4}", {"text": "n", "credit": "50%"}], match="regex", hints="Look.")
    found = imported(item)
    assert found.kind == "essay"
    assert r"<code>\w{4}</code>" in found.settings["graderinfo"]
    assert {"accept", "score", "hints"} <= set(declared(item))


NUMBERS = ["2", "2.02", "2.03", "1.98", "1.97", "+2.0e0", ".02e2", "3", "-3", "", "abc", "2,0", "2 cm", "0.000002e6"]


@pytest.mark.parametrize(
    ("fields", "different"),
    [
        ({"answer": 2, "tolerance": "1%"}, ["2 cm"]),
        ({"answer": 2, "tolerance": "0.02", "accept": [{"answer": 3, "credit": "50%"}]}, ["2 cm"]),
        ({"answer": 2, "tolerance": "0.02", "accept": [{"answer": 3, "credit": "37%"}]}, ["2 cm"]),
        ({"min": "-3", "max": "2", "feedback": {"incorrect": "No."}}, ["2 cm"]),
        ({"answer": 20, "accept": [{"answer": 2, "credit": "37%"}], "feedback": {"incorrect": "No."}}, ["2,0", "2 cm"]),
    ],
)
def test_typed_numbers(fields: dict[str, Any], different: list[str], agreement: Agreement) -> None:
    """Moodle takes text after a number, and a comma between thousands: `2,0` is 20."""
    item = question("numeric", **fields)
    assert differences(item, NUMBERS, agreement) == different
    assert declared(item)["score"] == "approximated"


WITH_UNITS = ["2 A", "2A", "2000 mA", "2e3mA", "0.002 kA", "2", "2 V", "2 mA", "3 A", "3000mA", " 2  A ", "A 2", "2 a"]


@pytest.mark.parametrize("credit", ["50%", "1/7", "37%"])
def test_numbers_with_units(credit: str, agreement: Agreement) -> None:
    accept = [{"answer": 3, "credit": credit}]
    item = question("numeric", answer=2, tolerance="0.05", unit="A", units={"mA": "0.001", "kA": 1000}, accept=accept)
    assert differences(item, WITH_UNITS, agreement) == (["3 A", "3000mA"] if credit == "37%" else [])
    assert kind_in_moodle(item) == "numerical"
    assert ("accept.credit" in declared(item)) == (credit == "37%")


@pytest.mark.parametrize("size", ["0.0254", "3.6", "1e-9", "299792458"])
def test_units_whose_sizes_do_not_end(size: str, agreement: Agreement) -> None:
    item = question("numeric", answer="7.62", tolerance="0.5%", unit="u", units={"light year": size})
    value = 7.62 / float(size)
    typed = [f"{value * factor:.12g} light year" for factor in (1, 1.004, 0.996, 1.006, 0.99)]
    assert differences(item, [*typed, "7.62 u", "7.62 lightyears"], agreement) == []
    assert "units" in declared(item)


@settings(max_examples=80, deadline=None)
@given(
    st.decimals(-1000, 1000, places=3), st.decimals(0, 10, places=3), st.booleans(), st.decimals(-1000, 1000, places=2),
    st.sampled_from(["50%", "37%"]),
)  # fmt: skip
def test_limits_of_numbers(answer: Any, size: Any, relative: bool, other: Any, credit: str) -> None:
    item = question(
        "numeric", answer=str(answer), tolerance=f"{size}%" if relative else str(size),
        accept=[{"answer": str(other), "credit": credit}], feedback={"incorrect": "No."},
    )  # fmt: skip
    width = abs(answer) * size / 100 if relative else size
    typed = [answer, answer - width, answer + width, answer + width + 1, answer - width - 1, other, 0]
    assert differences(item, (f"{one:f}" for one in typed)) == []


def test_pairs(agreement: Agreement) -> None:
    pairs = [{"left": left, "right": right} for left, right in ("aA", "bB", "cA")]
    item = question("matching", pairs=pairs, distractors=["X"], points=3)
    mappings = [dict(zip("abc", rights, strict=True)) for rights in itertools.product("ABX", repeat=3)]
    assert differences(item, [*mappings, {}, {"a": "A"}, None], agreement) == []


@pytest.mark.parametrize(
    "right, other", [("1.0", "1.00"), ("10", "1e1"), ("$x$", "*$x$*"), ("![A](a.png)", "![A](b.png)")]
)
def test_right_sides_that_are_one_in_moodle_are_declared(right: str, other: str, agreement: Agreement) -> None:
    pairs = [{"left": "a", "right": right}, {"left": "b", "right": "B"}]
    responses = [{"a": right, "b": "B"}, {"a": other, "b": "B"}, {"a": "B"}]
    declares = question("matching", pairs=pairs, distractors=[other])
    assert differences(declares, responses, agreement) == responses[1:2]
    assert "score" in declared(declares)
    silent = question("matching", pairs=pairs, distractors=["1.0.0"])
    assert "score" not in declared(silent)


@pytest.mark.parametrize("scoring", ["positions", "pairs", "all_or_nothing"])
@pytest.mark.parametrize("count", [2, 4])
def test_orders(scoring: str, count: int, agreement: Agreement) -> None:
    item = question("ordering", items=list("abcd"[:count]), scoring=scoring, points=2)
    orders = [list(one) for one in itertools.permutations(range(1, count + 1))]
    assert differences(item, [*orders, None], agreement) == []


PROMPT = "A [[older|el\\|der]] b [[has ~have ~had]] c [[=9.81±1%]] d [[=3..5]] e [[@verb]] f [[@pick]]"
BLANKS = {
    "verb": {"accept": ["go", {"text": "Goes}", "credit": "37%", "feedback": "}~#"}], "points": 3},
    "pick": {"choices": [{"answer": "$x$"}, {"text": "=y", "weight": "1/7"}, {"text": "z", "fixed": True}]},
}
FILLED = {
    "1": [None, "older", "EL|DER", "young"],
    "2": [1, 2, None],
    "3": ["9.81", "9.9", "9.9081", "x"],
    "4": ["3", "5", "5.01", None],
    "verb": ["go", "goes}", "", "went"],
    "pick": [1, 2, 3, None],
}


@pytest.mark.parametrize("points", [None, "16", "5"])
def test_blanks(points: str | None, agreement: Agreement) -> None:
    item = question("cloze", prompt=PROMPT, blanks=BLANKS, **({"points": points} if points else {}))
    alone = [{key: one} for key, given in FILLED.items() for one in given]
    together = [dict(zip(FILLED, rows, strict=True)) for rows in zip(*_padded(FILLED.values()), strict=True)]
    assert differences(item, [*alone, *together, {}, None], agreement) == []
    assert ("points" in declared(item)) == (points == "5")


def _padded(columns: Iterable[list[Any]]) -> list[list[Any]]:
    return [[column[row % len(column)] for row in range(4)] for column in columns]


def test_a_tilde_within_a_text_accepts_more_and_says_so(agreement: Agreement) -> None:
    item = question("cloze", prompt="A [[@v]].", blanks={"v": {"accept": ["c~d", {"text": "e", "credit": 0}]}})
    responses = [{"v": one} for one in ("c~d", "cd", "cxd", "e")]
    assert differences(item, responses, agreement) == [{"v": "cd"}, {"v": "cxd"}]
    assert {"blanks.accept.text", "score"} <= set(declared(item))


def test_units_of_blanks_are_declared(agreement: Agreement) -> None:
    blank = {"answer": 2, "tolerance": "0.5", "unit": "A", "units": {"mA": "0.001"}}
    item = question("cloze", prompt="I = [[@i]]", blanks={"i": blank})
    assert differences(item, [{"i": "2 A"}, {"i": "2000 mA"}, {"i": "2"}], agreement) == [{"i": "2000 mA"}, {"i": "2"}]
    assert {"blanks.units", "score"} <= set(declared(item))


def test_a_blank_that_moodle_cannot_compare_is_marked_by_people(agreement: Agreement) -> None:
    blanks = {"year": {"accept": [r"1\d{3}"], "match": "regex"}}
    item = question("cloze", prompt="In [[@year]] and [[then]].", blanks=blanks, hints="Early.")
    assert kind_in_moodle(item) == "essay"
    assert differences(item, [{"year": "1492", "2": "then"}], agreement)
    assert {"blanks", "score", "hints"} <= set(declared(item))


def test_what_people_mark(agreement: Agreement) -> None:
    assert differences(question("essay", points=5), ["Much.", None], agreement) == []
    card = KINDS["flashcard"].model_validate({"type": "flashcard", "id": "c", "front": "a", "back": "b"})
    assert differences(card, ["b", None], agreement) == []
    assert kind_in_moodle(card) == "description"
