"""A bank of every kind, as gift-pegjs reads it. (It swaps true/false feedback and reads `\\]` in tags its own way.)"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import gift_rules
import pytest
from gift_kit import build, read

from qbank.compiler.reader import compile_bytes

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def text() -> str:
    unit = compile_bytes((HERE / "every_kind.yaml").read_bytes(), HERE, "source/geo/every_kind.yaml")
    assert unit.info and not [one for one in unit.diagnostics if one.severity == "error"], unit.diagnostics
    return build([unit.stimuli["map"], *unit.questions], unit.info)


@pytest.fixture(scope="module")
def questions(text: str) -> dict[str, Any]:
    return {question["id"]: question for question in read(text)}


def choices(question: Any) -> list[tuple[bool, float | None, str, str | None]]:
    return [
        (one["isCorrect"], one["weight"], one["text"]["text"], one["feedback"] and one["feedback"]["text"])
        for one in question["choices"]
    ]


def test_every_kind_that_gift_holds_arrives(questions: dict[str, Any]) -> None:
    assert {name: question["type"] for name, question in questions.items()} == {
        "map": "Description", "longest": "MC", "flows-north": "MC", "danube": "TF", "danube-lake": "TF",
        "name-it": "Short", "explain": "Essay", "length": "Numerical", "depth": "Numerical", "springs": "Numerical",
        "mouths": "Matching", "essay": "Essay",
    }  # fmt: skip
    assert all(question["stem"]["format"] == "html" for question in questions.values())


def test_the_stimulus_is_a_description(questions: dict[str, Any]) -> None:
    found = questions["map"]
    assert found["title"] == "The map: east"
    assert found["stem"]["text"] == (
        "<p>A river {flows} = east.</p><pre><code>code  indented</code></pre><p>// no comment</p>"
    )


def test_stem_and_title_keep_every_character(questions: dict[str, Any]) -> None:
    found = questions["longest"]
    assert found["title"] == r"The ~longest~ {river} #1: a\b"
    assert found["stem"]["text"] == (
        r"<p>Which is <em>longest</em>: \(\nabla f = \{0\}\)?</p>"
        "<pre><code>if x == 1:\n    y = {&quot;a&quot;: ~1}</code></pre><p>// not a comment</p><p>0</p>"
    )


def test_choices_have_weights_and_feedback(questions: dict[str, Any]) -> None:
    assert choices(questions["longest"]) == [
        (True, None, "&#37;50% of them = <code>Nile</code>", "Yes -&gt; right: #1<br>Well done."),
        (False, 50, "&#91;html] Amazon", "Nearly."),
        (False, 0, "T", "No.<br>Look again.<br>Wrong."),
    ]
    assert choices(questions["flows-north"]) == [
        (False, 33.33333, "Nile", None),
        (False, 33.33333, "Rhine", None),
        (False, 33.33333, "Ob", None),
        (False, -33.33333, "Danube", "East."),
    ]


def test_explanation_and_source_are_general_feedback(questions: dict[str, Any]) -> None:
    assert questions["longest"]["globalFeedback"]["text"] == (
        "<p>Because ~ # = { } \\ : so.</p><p><strong>Source:</strong> An atlas</p>"
    )
    assert questions["explain"]["globalFeedback"]["text"] == (
        "<p>It rains.</p><p><strong>Model answer</strong></p><p>Because of <em>rain</em>.</p>"
    )
    assert questions["essay"]["globalFeedback"]["text"] == (
        "<p><strong>Model answer</strong></p><p>Much.</p><p><strong>Rubric</strong></p>"
        "<ul><li>Names two (2)</li><li>Is <em>clear</em> (1.5)<br>No jargon</li></ul>"
    )
    assert questions["flows-north"]["globalFeedback"] is None


def test_true_false_feedback_is_wrong_first(questions: dict[str, Any]) -> None:
    found = questions["danube"]  # gift-pegjs calls the first one trueFeedback; Moodle shows it for a wrong answer
    assert found["isTrue"] is True
    assert (found["trueFeedback"]["text"], found["falseFeedback"]["text"]) == ("Wrong -&gt; no", "Right = yes")
    assert found["globalFeedback"]["text"] == "<p>It is.</p>"
    found = questions["danube-lake"]
    assert (found["isTrue"], found["trueFeedback"], found["falseFeedback"]["text"]) == (False, None, "Indeed not.")


def test_short_answers_are_patterns(questions: dict[str, Any]) -> None:
    assert choices(questions["name-it"]) == [
        (True, 100, "the *Nile*", None),
        (True, 50, r"2\*3", "A star."),
        (True, 100, r"[plain] {a}=~#:\b", None),
        (True, 0, "%100%", "Look at the map."),
        (True, 100, "color", None),
        (True, 100, "colour", None),
        (True, 0, "*", "Look at the map."),
    ]


def test_numbers_have_their_tolerance(questions: dict[str, Any]) -> None:
    first, second, rest = questions["length"]["choices"]
    assert (first["weight"], first["text"]["number"], first["text"]["range"]) == (100, 6650, 66.5)
    assert (second["weight"], second["text"]["number"], second["text"]["range"]) == (25, -1.5, 0.015)
    assert (second["feedback"]["text"], rest["feedback"]["text"]) == ("Negative: no", "Measure it.")
    assert questions["length"]["stem"]["text"] == "<p>How long?</p><p>… km</p>"
    assert questions["depth"]["choices"] == {"type": "high-low", "numberLow": -0.5, "numberHigh": 11}
    assert questions["springs"]["choices"] == {"type": "range", "number": 2, "range": 0}


def test_pairs_are_matched(questions: dict[str, Any]) -> None:
    pairs = [(one["subquestion"]["text"], one["subanswer"]) for one in questions["mouths"]["matchPairs"]]
    # gift-pegjs leaves its placeholders for escaped characters in right sides.
    decoded = [(left, re.sub(r"&&(\d+);", lambda match: chr(int(match[1])), right)) for left, right in pairs]
    assert decoded == [
        (r"\(x\) -&gt; <em>Nile</em>", "a -> b = {sea}"),
        ("Rhine", "North Sea"),
        ("", "Black Sea"),
    ]


def test_moodle_reads_the_same(text: str, questions: dict[str, Any]) -> None:
    category, *found = gift_rules.read(text)
    assert category.name == "geo/Rivers // lakes"
    kinds = {"Description": "description", "MC": "multichoice", "TF": "truefalse", "Short": "shortanswer",
             "Essay": "essay", "Numerical": "numerical", "Matching": "match"}  # fmt: skip
    assert [(one.id, one.kind) for one in found] == [(name, kinds[one["type"]]) for name, one in questions.items()]
    by_id = {one.id: one for one in found}
    assert by_id["longest"].tags == ["geography", "a]b", "x‹y›", "difficulty-easy", "bloom-apply"]
    assert by_id["longest"].single and not by_id["flows-north"].single
    assert (by_id["danube"].feedback_wrong, by_id["danube"].feedback_right) == ("Wrong -&gt; no", "Right = yes")
    for one in found:
        assert (one.name, one.text) == (questions[one.id]["title"], questions[one.id]["stem"]["text"])


def test_one_file_starts_with_its_category(text: str) -> None:
    assert text.startswith("// Rivers / lakes · Ada · CC-BY-4.0\n\n$CATEGORY: ")
    assert "\n\n\n" not in text and text.endswith("\n")
