"""What is said of texts to choose from: the hint is what shows them as they were meant."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from diagnostics_kit import Project

from qbank import content

HEAD = "schema: 1\nbank: b\nquestions:\n"
STYLE = content.HtmlStyle(math="tex")


def found(project: Project, **question: Any) -> list[tuple[str, str, str]]:
    """Return what is found in a question: code, hint, and the text at the place."""
    given = {"id": "q", "prompt": "Which?", **question}
    text = HEAD + "  - " + "\n    ".join(f"{name}: {json.dumps(value)}" for name, value in given.items()) + "\n"
    lines = text.split("\n")
    return [
        (one["code"], one["hint"], lines[one["span"]["line"] - 1][one["span"]["column"] - 1 :])
        for one in project.bank(text)
    ]


@pytest.mark.parametrize(
    "sign", ["+", "-", "*", "#", "##", ">", "1.", "2)", "***", "---", ">= 5", "> 5", "+ 5", "- 5", "# include"]
)
def test_a_sign_that_markdown_takes_is_kept_by_what_the_hint_says(project: Project, sign: str) -> None:
    [(code, hint, place)] = found(project, type="multiple_choice", choices=[{"answer": "x"}, sign])
    assert code == "sign-lost" and place.startswith(json.dumps(sign))
    fixed = hint.removeprefix("write ")
    assert html.unescape(content.html(fixed, STYLE, lambda _: "", inline=True)) == sign
    assert found(project, type="multiple_choice", choices=[{"answer": "x"}, fixed]) == []


@pytest.mark.parametrize("text", ["-5", "+5", "*args", "#5", "1.5", "**b**", "_x_", "->", "<= 5", "- a\n- b", "1. x"])
def test_what_is_meant_as_it_is_shown_is_left_alone(project: Project, text: str) -> None:
    assert found(project, type="multiple_choice", choices=[{"answer": "x"}, text]) == []


def test_every_kind_with_texts_to_choose_from_is_looked_at(project: Project) -> None:
    """Nameless drop-downs, too, where they were typed."""
    pairs = [{"left": "+", "right": "plus"}, {"left": "minus", "right": "-"}]
    for question in (
        {"type": "multiple_response", "choices": [{"answer": "a"}, "+"]},
        {"type": "ordering", "items": ["a", "+"]},
        {"type": "matching", "pairs": [pairs[0], {"left": "a", "right": "b"}]},
        {"type": "matching", "pairs": [{"left": "a", "right": "b"}, pairs[1]]},
        {"type": "matching", "pairs": [{"left": "a", "right": "b"}, {"left": "c", "right": "d"}], "distractors": ["+"]},
        {"type": "cloze", "prompt": "A [[a ~+]]."},
        {"type": "cloze", "prompt": "A [[@x]].", "blanks": {"x": {"choices": [{"answer": "a"}, "+"]}}},
    ):
        [(code, _, place)] = found(project, **question)
        assert code == "sign-lost", question
        assert re.match(r'"[-+]"|\[\[a ~\+\]\]', place), question
