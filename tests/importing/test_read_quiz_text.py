"""Quiz text: copied pages, numbered lists, lists of answers; what has no key is a draft."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from read_back import only, questions, read_text

from qbank.importing.found import About, Aside, Found

PAGE = """Concept quiz

Multiple Choice
Why does a student generalise better?
AIt sees more data
BSoft targets tell about wrong classes
CIt is larger
DEvery layer is copied

Even so, it needs data.

Question 2 Multiple Choice
What does a higher temperature do?
AIt sharpens the distribution
BIt flattens it
Answer: B
It divides logits by $T$.

Question 3 True / False
A higher temperature sharpens the distribution.
TTrue FFalse
Answer: False

Question 4 Short Answer
Why soft targets?
Think about your answer, then reveal below.
Model answer: They tell more.

And more.
Explanation: See the paper.
"""


def text(tmp_path: Path, source: str) -> list[Any]:
    """Return what is read of a quiz."""
    return read_text("quiz_text", source, tmp_path)


def test_a_copied_page(tmp_path: Path) -> None:
    """Every kind of it; the choice question whose key was hidden is a draft."""
    about, hidden, *found = text(tmp_path, PAGE)
    assert about == About({"title": "Concept quiz"})
    assert isinstance(hidden, Found) and hidden.draft == "no key is marked"
    assert hidden.data["choices"][3] == "Every layer is copied"
    assert hidden.data["explanation"] == "Even so, it needs data."
    choice, truth, short = questions(found)
    assert choice == {
        "type": "multiple_choice",
        "prompt": "What does a higher temperature do?",
        "choices": ["It sharpens the distribution", {"answer": "It flattens it"}],
        "explanation": "It divides logits by $T$.",
    }
    assert truth["answer"] is False
    assert short["model_answer"] == "They tell more.\n\nAnd more." and short["explanation"] == "See the paper."


def test_the_first_heading_may_be_missing(tmp_path: Path) -> None:
    """What stands before the second question is the first one."""
    found = text(tmp_path, "What is it?\nAThis\nBThat\nAnswer: A\n\nQuestion 2\nIs it?\nTrue / False\nAnswer: True")
    assert [one["type"] for one in questions(found)] == ["multiple_choice", "true_false"]


@pytest.mark.parametrize(
    "choices",
    [
        "a) Lyon\nb) Paris\nAnswer: b",
        "A. Lyon\nB. Paris\nCorrect answer: B",
        "a. Lyon\n*b. Paris",
        "(A) Lyon\n(B) Paris ✓",
        "A) Lyon\nB) Paris (correct)",
        "✓ Paris\n○ Lyon",
        "- [ ] Lyon\n- [x] Paris",
        "A) Lyon\nB) Paris\nThe answer is: Paris",
        "ALyon\nBParis\nANSWER: B",
        "A: Lyon\nB: Paris\nKey: B. Paris",
    ],
)
def test_ways_to_mark_the_key(choices: str, tmp_path: Path) -> None:
    """All of them are common."""
    found = only(text(tmp_path, f"1. Capital of France? (2 points)\n{choices}"))
    assert found["type"] == "multiple_choice" and found["points"] == "2"
    assert {"answer": "Paris"} in found["choices"] and "Lyon" in found["choices"]


@pytest.mark.parametrize("key", ["Answers\n1. B\n2. A, C\n3. Paris", "Answer key: \n1) B 2) AC 3) Paris"])
def test_a_list_of_answers_at_the_end(key: str, tmp_path: Path) -> None:
    """By the questions' numbers; on a line each, or all on one."""
    source = f"1. One?\na) x\nb) y\n2. Two?\na) x\nb) y\nc) z\n3. Three?\n\n{key}\n"
    one, two, three = questions(text(tmp_path, source))
    assert one["choices"] == ["x", {"answer": "y"}]
    assert (two["type"], two["choices"]) == ("multiple_response", [{"answer": "x"}, "y", {"answer": "z"}])
    assert three["accept"] == ["Paris"]


def test_formulas_as_pages_have_them_in_their_source(tmp_path: Path) -> None:
    """Between dollars, or TeX's own brackets; numbers beside them are part of them, other backslashes are letters."""
    found = only(text(tmp_path, "1. Is \\(x^2\\) or 2\\[y\\]3 or $z$ \\(shown\na) \\( a \\\\[2pt] c\\)\n*b) b"))
    assert found["prompt"] == "Is $x^2$ or $2y3$ or $z$ \\\\(shown"
    assert found["choices"] == ["$a \\\\[2pt] c$", {"answer": "b"}]


def test_no_key_is_guessed(tmp_path: Path) -> None:
    """Neither of an answer that fits no choice, nor where all are marked."""
    for rest in ("", "Answer: Z", "Answer: Rome"):
        (found,) = text(tmp_path, f"1. Which?\na) Lyon\nb) Paris\n{rest}")
        assert found.draft == "no key is marked" and found.data["choices"] == ["Lyon", "Paris"]
    (found,) = text(tmp_path, "1. Which?\n*a) Lyon\n*b) Paris")
    assert found.draft
    (found,) = text(tmp_path, "1. Is it?\nTrue / False")
    assert found.draft and found.data["type"] == "true_false" and "answer" not in found.data


def test_an_answer_without_its_question_is_named(tmp_path: Path) -> None:
    """Nothing is left without a word."""
    *_, last = text(tmp_path, "1. Is it?\nTrue / False\n\nAnswers\n1. True\n7. B\n")
    assert isinstance(last, Aside) and "question 7" in last.what


def test_long_choices_and_stems_go_on(tmp_path: Path) -> None:
    """Lines between two letters belong to the first."""
    found = only(text(tmp_path, "1. What\nis it?\na) One\nor two\nb) Three\nAnswer: a\nBecause."))
    assert found["prompt"] == "What\nis it?" and found["choices"][0] == {"answer": "One\nor two"}
    assert found["explanation"] == "Because."


@pytest.mark.parametrize("line", ["and so on", "Art", "A (", "a) x"])
def test_a_block_is_read_in_time_that_grows_with_its_lines(line: str, tmp_path: Path) -> None:
    """Ten thousand lines that may go on with a choice: looking down from each again would take minutes."""
    calls = Counter[str]()

    def count(frame: FrameType, event: str, _: object) -> None:
        calls[event] += 1

    sys.setprofile(count)
    try:
        text(tmp_path, "1. What is it?\na) One\n" + f"{line}\n" * 3000 + "b) Two\nAnswer: a\n")
    finally:
        sys.setprofile(None)
    assert calls["call"] < 3000 * 100


def test_marks_behind_choices_and_spaces_without_end(tmp_path: Path) -> None:
    """A mark behind a choice is none of its words; forty thousand spaces are read at once."""
    found = only(text(tmp_path, f"1. Is it?\na) Yes{' ' * 40_000}no (correct)\nb) No *\nc) *\n"))
    assert [one["answer"] for one in found["choices"][:2]] == [f"Yes{' ' * 40_000}no", "No"]
    assert found["choices"][2] == "*"


def test_markup_of_others_is_no_markup(tmp_path: Path) -> None:
    """It shows as it was."""
    found = only(text(tmp_path, "1. Is 2*3*4 <b>[[x]]</b> `y`?\nTrue / False\nAnswer: True"))
    assert found["prompt"] == r"Is 2\*3\*4 \<b>\[[x]]\</b> \`y\`?"
