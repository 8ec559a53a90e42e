"""Aiken as Moodle reads it, and what its authors forget."""

from __future__ import annotations

from pathlib import Path

import pytest
from read_back import questions, read_text

from qbank.importing.found import Found, Refused
from qbank.importing.input import Input
from qbank.importing.registry import detect

TEXT = "Which is 2 * 3 < 7?\nA. six\nB) \\(x\\)\n\nANSWER: B\n\nWater\nis wet.\nA. True\nB. False\nANSWER: A\n"


def test_stems_choices_and_keys(tmp_path: Path) -> None:
    path = tmp_path / "quiz.txt"
    path.write_text(TEXT)
    assert detect(Input(path)).name == "aiken"
    assert questions(read_text("aiken", TEXT, tmp_path)) == [
        {"type": "multiple_choice", "prompt": "Which is 2 * 3 < 7?", "choices": ["six", {"answer": "$x$"}]},
        {"type": "true_false", "prompt": "Water\nis wet.", "answer": True},
    ]


def test_stems_that_look_like_labels(tmp_path: Path) -> None:
    text = "\u2060A. Camus wrote \\\u2060(x\\)?\nA. yes\nB. no\nANSWER: A\n"
    assert questions(read_text("aiken", text, tmp_path))[0]["prompt"] == "A. Camus wrote \\\\(x\\\\)?"


@pytest.mark.parametrize(
    ("answer", "why"),
    [("ANSWER: C\n", "no choice is called C"), ("", "no key is marked"), ("ANSWER:\n", "no key is marked")],
)
def test_no_key_is_guessed(tmp_path: Path, answer: str, why: str) -> None:
    (found,) = read_text("aiken", f"Which?\nA. one\nB. two\n{answer}", tmp_path)
    assert isinstance(found, Found)
    assert found.draft == why


def test_what_is_no_question_is_refused_with_its_place(tmp_path: Path) -> None:
    found = read_text("aiken", f"{TEXT}\nThe end\n", tmp_path)
    assert isinstance(found[-1], Refused)
    assert found[-1].place.line == 13
