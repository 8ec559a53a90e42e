"""text2qti's quizzes, written here by its documentation."""

from __future__ import annotations

from pathlib import Path

from read_back import detected, read, read_text

from qbank.importing.found import About, Aside, FoundStimulus, Refused

QUIZ = r"""Quiz title: Addition
Quiz description: Checking *addition*.
shuffle answers: true

% a comment
Title: Sums
Points: 2
1.  What is 2+3?
    It is $5$.

    ```
    2 + 3
    ```
... General feedback.
+   Well done.
-   Count again.
a)  6
... One too many.
b)  1
*c) 5

2.  Which are even?
[*] 2
[ ] 3
[*] 4
! They are twice something.

3.  The sky is blue.
*a) True
... By day.
b)  False

4.  Who wrote *Emma*?
*   Jane Austen
*   Austen

COMMENT
5. Not this.
END_COMMENT

5.  What is the square root of 2?
=   1.4142 +- 0.0001

6.  And the cube root?
=   [1.2598, 1.2600]

7.  And 500 + 500?
=   1_000

Text title: The Nile
Text: It is long.

8.  Write about it.
____

GROUP
pick: 1
points per question: 3

9.  Hand it in.
^^^^

10. He ((verb)) in [[Leeds]], which is ((what)).
<>  ((verb)) lives
<>  ((verb)) is living
{*} ((what)) a city
{ } ((what)) a river

END_GROUP

11. Which?
a) x
b) y

```{.python .run}
print("1. x")
```
12. ![a cat](cat.png){width=50%} Why?
"""


def test_a_quiz_comes_in(tmp_path: Path) -> None:
    """Every kind, with points, groups, texts, feedback and solutions."""
    (tmp_path / "x.txt").write_text(QUIZ, "utf-8")
    assert detected(tmp_path / "x.txt") == "text2qti"
    result = read("text2qti", tmp_path / "x.txt")
    assert [one.data for one in result.of(About)] == [{"title": "Addition"}, {"description": "Checking *addition*."}]
    assert result.data == [
        {
            "type": "multiple_choice",
            "title": "Sums",
            "prompt": "What is 2+3?\nIt is $5$.\n\n```\n2 + 3\n```",
            "points": "2",
            "choices": [{"text": "6", "feedback": "One too many."}, "1", {"answer": "5"}],
            "feedback": {"correct": "Well done.", "incorrect": "Count again."},
            "explanation": "General feedback.",
        },
        {
            "type": "multiple_response",
            "prompt": "Which are even?",
            "choices": [{"answer": "2"}, "3", {"answer": "4"}],
            "explanation": "They are twice something.",
        },
        {"type": "true_false", "prompt": "The sky is blue.", "answer": True, "feedback": {"correct": "By day."}},
        {"type": "short_answer", "prompt": "Who wrote *Emma*?", "accept": ["Jane Austen", "Austen"]},
        {
            "type": "numeric",
            "prompt": "What is the square root of 2?",
            "answer": "1.4142",
            "tolerance": "0.0001",
        },
        {"type": "numeric", "prompt": "And the cube root?", "min": "1.2598", "max": "1.2600"},
        {"type": "numeric", "prompt": "And 500 + 500?", "answer": "1000"},
        {"type": "essay", "prompt": "Write about it.", "stimulus": "text-1"},
        {"type": "essay", "prompt": "Hand it in.", "attachments": "required", "points": "3"},
        {
            "type": "cloze",
            "prompt": "He [[@blank-1]] in \\[[Leeds]], which is [[@blank-2]].",
            "blanks": {
                "blank-1": {"accept": ["lives", "is living"]},
                "blank-2": {"choices": [{"answer": "a city"}, {"text": "a river"}]},
            },
            "points": "3",
        },
        {"type": "multiple_choice", "prompt": "Which?", "choices": ["x", "y"]},
        {"type": "short_answer", "prompt": "![a cat](cat.png) Why?"},
    ]
    assert [one.draft for one in result.found if one.draft] == ["no key is marked", "it has no answers"]
    assert result.of(FoundStimulus)[0].title == "The Nile" and result.of(FoundStimulus)[0].text == "It is long."
    assert [one.place.line for one in result.of(Refused)] == [75]
    assert [one.place.line for one in result.of(Aside)] == [3, 57]


def test_what_is_not_certain_is_a_draft(tmp_path: Path) -> None:
    """Several keys, numbers that are none, blanks without answers, answers without a question."""
    text = "*a) x\n\n1. A?\n*a) x\n*b) y\n\n2. B?\n= many\n\n3. ((x)) and ((y))\n<> ((x)) 1\n<> ((z)) 2\n"
    result = read_text("text2qti", text, tmp_path)
    assert [one.why for one in result.of(Refused)] == ["it belongs to no question: x"]
    assert [one.draft for one in result.found] == [
        "several choices are marked as right",
        "'many' is no number",
        "'((z)) 2' says no blank of the question",
    ]
