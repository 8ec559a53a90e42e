"""What a response is worth: the tables of the reference, kind by kind."""

from __future__ import annotations

import warnings
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qbank.compiler.reader import compile_bytes
from qbank.model import KINDS

F = Fraction


def question(type: str, **fields: Any) -> Any:  # noqa: A002 - the name that authors type
    """Return a question; what authors need to type in any case is filled in."""
    sides = {"front": "f", "back": "b"} if type == "flashcard" else {"prompt": "p"}
    return KINDS[type].model_validate({"type": type, "id": "q", **sides, **fields})


ONE = question("multiple_choice", choices=[{"answer": "A", "id": "key"}, "B", {"text": "C", "weight": "1/3"}])
SOME = question("multiple_response", choices=[{"answer": "A"}, {"answer": "B"}, {"text": "C", "id": "c"}, "D"])
ALL = question("multiple_response", scoring="all_or_nothing", choices=[{"answer": "A"}, {"answer": "B"}, "C"])
WEIGHED = question(
    "multiple_response",
    choices=[{"answer": "A", "weight": "50%"}, {"answer": "B"}, {"answer": "C"}, {"text": "D", "weight": "-50%"}, "E"],
)
TEXT = question(
    "short_answer",
    accept=[
        "Jane Austen",
        {"text": "Austen", "credit": "50%"},
        {"text": "NaCl", "case_sensitive": "true"},
        {"text": r"5\* h*el", "match": "wildcard"},
        {"text": "colou?r", "match": "regex"},
        {"text": "Bronte", "credit": "0%"},
        "café",
    ],
)
NUMBER = question(
    "numeric",
    answer="2",
    tolerance="1%",
    accept=[{"answer": "3", "credit": "50%"}, {"answer": "2.01", "credit": "25%"}],
)
NEGATIVE = question("numeric", answer="-10", tolerance="10%")
RANGE = question("numeric", min="0.1", max="0.3")
AMPERE = question("numeric", answer="2", unit="A", units={"mA": "0.001", "kA": "1000"})
SUM = question("numeric", answer="0.3")
VERBS = question("matching", pairs=[{"go": "went"}, {"take": "took"}, {"come": "came"}], distractors=["goed"])
ITEMS = ["a", "b", "c", "d"]
PLACES = question("ordering", items=ITEMS)
WHOLE = question("ordering", items=ITEMS, scoring="all_or_nothing")
NEXT = question("ordering", items=ITEMS, scoring="pairs")
CLOZE = question(
    "cloze",
    prompt="[[older|elder]] [[has ~have]] [[=9.81±0.01]] [[=3..5]] [[@verb]]",
    blanks={"verb": {"accept": ["lives", {"text": "live", "credit": "50%"}], "points": "2"}},
)

SCORES = [
    (ONE, None, 0), (ONE, "key", 1), (ONE, 1, 1), (ONE, "1", 1),
    (ONE, 2, 0), (ONE, 3, F(1, 3)), (ONE, 4, 0), (ONE, "x", 0),
    (SOME, None, 0), (SOME, [], 0), (SOME, [1], F(1, 2)), (SOME, [1, 2], 1), (SOME, {1, 2, "c"}, F(1, 2)),
    (SOME, [1, 3, 4], 0), (SOME, [3], 0), (SOME, [1, 1], F(1, 2)),
    (ALL, [1, 2], 1), (ALL, [1], 0), (ALL, [1, 2, 3], 0), (ALL, None, 0),
    (WEIGHED, [1], F(1, 2)), (WEIGHED, [2], F(1, 4)), (WEIGHED, [1, 2, 3], 1), (WEIGHED, [1, 2, 3, 4], F(1, 2)),
    (WEIGHED, [4], 0), (WEIGHED, [1, 5], F(1, 2)),
    (question("true_false", answer="true"), True, 1), (question("true_false", answer="TRUE"), False, 0),
    (question("true_false", answer="false"), False, 1), (question("true_false", answer="false"), None, 0),
    (TEXT, None, 0), (TEXT, "", 0), (TEXT, "  jane AUSTEN\n", 1), (TEXT, "jane  austen", 0), (TEXT, "austen", F(1, 2)),
    (TEXT, "NaCl", 1), (TEXT, "nacl", 0), (TEXT, "5* Hotel", 1), (TEXT, "5* hel", 1), (TEXT, "55 hotel", 0),
    (TEXT, "Color", 1), (TEXT, "colours", 0), (TEXT, "bronte", 0), (TEXT, "cafe\u0301", 1),
    (NUMBER, "2", 1), (NUMBER, " 2.02 ", 1), (NUMBER, "1.98", 1),
    (NUMBER, "2.0200001", F(1, 4)), (NUMBER, "3", F(1, 2)),
    (NUMBER, "2e0", 1), (NUMBER, "+2.", 1), (NUMBER, "2 A", 0), (NUMBER, "two", 0), (NUMBER, "", 0), (NUMBER, "1_0", 0),
    (NUMBER, "2,0", 0), (NUMBER, "nan", 0), (NUMBER, 2, 1),
    (NEGATIVE, "-9", 1), (NEGATIVE, "-11", 1), (NEGATIVE, "-11.0001", 0), (NEGATIVE, "10", 0),
    (RANGE, "0.1", 1), (RANGE, "0.3", 1), (RANGE, ".30000000000000001", 0), (RANGE, "0.0999", 0),
    (SUM, "0.3", 1), (SUM, "0.30000000000000004", 0),
    (AMPERE, "2 A", 1), (AMPERE, "2A", 1), (AMPERE, "2000  mA", 1),
    (AMPERE, "0.002kA", 1), (AMPERE, "2", 0), (AMPERE, "2 V", 0),
    (VERBS, None, 0), (VERBS, {"go": "went", "take": "took", "come": "came"}, 1), (VERBS, {"go": "went"}, F(1, 3)),
    (VERBS, {"go": "goed", "take": "went"}, 0),
    (PLACES, None, 0), (PLACES, ITEMS, 1), (PLACES, [1, 2, 4, 3], F(1, 2)),
    (PLACES, ["d", "c", "b", "a"], 0), (PLACES, ["a"], F(1, 4)),
    (WHOLE, ITEMS, 1), (WHOLE, [1, 2, 4, 3], 0), (WHOLE, None, 0),
    (NEXT, ITEMS, 1), (NEXT, ["b", "c", "d", "a"], F(2, 3)), (NEXT, ["d", "c", "b", "a"], 0), (NEXT, None, 0),
    (CLOZE, None, 0), (CLOZE, {"1": "Elder", "2": 1, "3": "9.8", "4": "5", "verb": "lives"}, 6),
    (CLOZE, {"1": "old", "2": "have", "3": "9.83", "4": "2.9", "verb": "live"}, 1), (CLOZE, {"2": "has"}, 1),
    (question("essay"), "text", None), (question("flashcard"), "x", None),
    (question("short_answer", model_answer="Because."), "Because.", None),
]  # fmt: skip


def _name(value: object) -> str:
    """Name a case; a set's order differs between processes."""
    return str(sorted(value, key=str) if isinstance(value, set) else value)


@pytest.mark.parametrize(("asked", "response", "score"), SCORES, ids=lambda value: _name(value)[:30])
def test_a_response_is_worth(asked: Any, response: Any, score: int | Fraction | None) -> None:
    """The reference for every platform, in exact fractions."""
    found = asked.score(response)
    assert found == score
    assert found is None or isinstance(found, Fraction)


@pytest.mark.parametrize(("points", "score"), [("3", 1), ("0.5", F(1, 6)), ("0", 0), ("1e2", F(100, 3))])
def test_points_scale_the_credit(points: str, score: Fraction) -> None:
    """A credit of a third earns a third of the points, exactly."""
    weighed = ONE.model_copy(update={"points": ONE.points.__class__(points)})
    assert weighed.score(3) == score


def test_a_clozes_points_are_the_sum_of_its_blanks_unless_it_says() -> None:
    """Weights share the points out, whatever they are."""
    assert CLOZE.points == 6
    fixed = question("cloze", prompt="[[a]] [[@b]]", points="1", blanks={"b": {"accept": "b", "points": "3"}})
    assert (fixed.score({"1": "a"}), fixed.score({"b": "b"})) == (F(1, 4), F(3, 4))


def test_what_python_says_of_a_pattern_is_not_said_to_authors() -> None:
    """A bracket in a set is one; only Python's own programmers need its warning."""
    bank = (
        'schema: 1\nbank: b\nquestions:\n  - {type: short_answer, id: q, prompt: "?", accept: "[[a]x", match: regex}\n'
    )
    with warnings.catch_warnings(action="error"):
        (found,) = compile_bytes(bank.encode(), Path(), "source/b.yaml").questions
        assert [found.score(response) for response in ("[x", "ax", "x")] == [1, 1, 0]
